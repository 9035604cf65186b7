#include "exchange/activity_cells.hpp"

#include <algorithm>
#include <array>

#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "cluster/json.hpp"
#include "exchange/cell_values.hpp"

namespace grono::exchange {

namespace {

// Newest first; a code is never carried over from one to the other.
constexpr std::array<std::string_view, 4> kGuessed = {"pkd_2025", "pkd_2007", "nace_2.1", "nace_2.0"};

// The code as the scheme writes it; a title may stand behind it ("32.50.Z Produkcja urządzeń").
std::optional<std::string> code_in(std::string_view scheme, std::string_view text,
                                   const cluster::Classifications& classifications) {
  if (auto whole = classifications.normalise(scheme, text)) return whole;
  return classifications.normalise(scheme, text.substr(0, text.find(' ')));
}

void take(std::string_view item, const std::string& scheme, const cluster::Classifications& classifications,
          ActivityCells& made) {
  cluster::ActivityCode code;
  if (item.ends_with('*')) {
    code.is_main = true;
    item.remove_suffix(1);
  }
  code.scheme = scheme;
  if (const auto colon = item.find(':'); colon != std::string_view::npos) {
    code.scheme = item.substr(0, colon);
    item.remove_prefix(colon + 1);
  }
  code.code = item;
  std::vector<std::string_view> schemes;
  if (code.scheme.empty())
    schemes.assign(kGuessed.begin(), kGuessed.end());
  else
    schemes.push_back(code.scheme);
  std::vector<std::string_view> fitting;
  for (const auto each : schemes)
    if (code_in(each, item, classifications)) fitting.push_back(each);
  if (fitting.empty()) {
    if (code.scheme.empty()) code.scheme = kGuessed.front();  // the rules say that it does not have the code
    made.codes.push_back(std::move(code));
    return;
  }
  if (code.scheme.empty() && fitting.size() > 1) {
    made.guessed_code = item;
    made.guessed_scheme = fitting.front();
  }
  code.scheme = fitting.front();
  code.code = *code_in(code.scheme, item, classifications);
  made.codes.push_back(std::move(code));
}

}  // namespace

ActivityCells read_activities(std::string_view cell, const std::string& scheme,
                              const cluster::Classifications& classifications) {
  ActivityCells made;
  if (cell.starts_with('[')) {
    const auto list = nlohmann::json::parse(cell, nullptr, false);
    if (!list.is_array())
      throw InvalidInput("/activities", "is no list in JSON", "write codes with semicolons between them");
    for (std::size_t i = 0; i < list.size(); ++i)
      made.codes.push_back(cluster::activity_from_json(list[i], "/activities/" + std::to_string(i)));
    return made;
  }
  for (const auto& item : split(cell, ";,|\n")) take(item, scheme, classifications, made);
  return made;
}

}  // namespace grono::exchange
