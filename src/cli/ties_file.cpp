#include "cli/ties_file.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <sstream>
#include <unordered_map>

#include "base/ascii.hpp"
#include "base/error.hpp"
#include "exchange/column_table.hpp"

namespace grono::cli {
namespace {

using exchange::ColumnTable;
using exchange::ColumnWish;
using network::Tie;
using network::TieKind;

constexpr std::array<const char*, network::kTieKinds> kKinds = {"membership", "project", "consortium", "deal",
                                                                "meeting"};

std::optional<TieKind> kind_of(const std::string& name) {
  const auto at = std::find(kKinds.begin(), kKinds.end(), name);
  if (at == kKinds.end()) return std::nullopt;
  return static_cast<TieKind>(at - kKinds.begin());
}

std::optional<double> number_of(const std::string& text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

/// A day, or a year for its first or last day.
std::optional<Date> day_of(const std::string& text, bool is_end) {
  if (text.size() == 4 &&
      std::all_of(text.begin(), text.end(), is_digit)) {
    const auto period = network::year(std::stoi(text));
    return is_end ? period.last : period.first;
  }
  return parse_date(text);
}

class Names {
 public:
  explicit Names(std::vector<std::string>& names) : names_(names) {}
  network::Node number(const std::string& name) {
    const auto [at, is_new] = numbers_.emplace(name, static_cast<network::Node>(names_.size()));
    if (is_new) names_.push_back(name);
    return at->second;
  }

 private:
  std::vector<std::string>& names_;
  std::unordered_map<std::string, network::Node> numbers_;
};

/// One row after another, with messages that say where.
class Rows {
 public:
  Rows(const std::string& path, const ColumnTable& table) : path_(path), table_(table) {}

  [[nodiscard]] const std::string& cell(std::size_t column, std::size_t row) const {
    static const std::string kEmpty;
    const auto& texts = table_.columns[column].texts;
    return texts.column.empty() ? kEmpty : texts.texts[texts.column[row]];
  }
  [[noreturn]] void refuse(std::size_t row, const std::string& what, const std::string& mend) const {
    throw InvalidInput(path_ + ", row " + std::to_string(row + 1), what, mend);
  }
  [[nodiscard]] Tie tie(std::size_t row, Names& names) const {
    const std::string &a = cell(0, row), &b = cell(1, row), &kind = cell(2, row), &begin = cell(3, row),
                      &end = cell(4, row), &weight = cell(5, row);
    if (a.empty() || b.empty()) refuse(row, "a name is missing", "name both who are tied");
    if (a == b) refuse(row, "ties \"" + a + "\" with itself", "name two that differ");
    Tie made{names.number(a), names.number(b)};
    const auto its_kind = kind.empty() ? TieKind::project : kind_of(kind);
    if (!its_kind)
      refuse(row, "\"" + kind + "\" is no kind", "write membership, project, consortium, deal or meeting");
    const auto from = day_of(begin, false);
    if (!from) refuse(row, "\"" + begin + "\" is no day", "write the begin as 2026-05-31, or a year");
    made.kind = *its_kind, made.begin = *from;
    if (!end.empty() && !(made.end = day_of(end, true)))
      refuse(row, "\"" + end + "\" is no day", "write the end as 2026-05-31, or a year, or nothing");
    if (made.end && *made.end < made.begin) refuse(row, "ends before it begins", "swap the days");
    const auto number = weight.empty() ? 1 : number_of(weight);
    if (!number || !(*number > 0 && std::isfinite(*number)))
      refuse(row, "\"" + weight + "\" is no weight", "write a number above 0");
    made.weight = *number;
    return made;
  }

 private:
  const std::string& path_;
  const ColumnTable& table_;
};

void read_names(const std::string& path, Names& names) {
  const std::vector<ColumnWish> wishes = {{ColumnWish::Holds::texts, {"name", "organisation", "id"}}};
  const auto table = exchange::read_columns(path, wishes);
  const Rows rows(path, table);
  for (std::size_t row = 0; row < table.rows; ++row)
    if (!rows.cell(0, row).empty()) (void)names.number(rows.cell(0, row));
}

}  // namespace

TiesFile read_ties(const std::string& path, const std::string& nodes) {
  constexpr auto kTexts = ColumnWish::Holds::texts;
  const std::vector<ColumnWish> wishes = {
      {kTexts, {"a", "from", "source"}},     {kTexts, {"b", "to", "target"}},   {kTexts, {"kind"}, false},
      {kTexts, {"begin", "since", "start"}}, {kTexts, {"end", "until"}, false}, {kTexts, {"weight"}, false}};
  TiesFile made;
  Names names(made.names);
  if (!nodes.empty()) read_names(nodes, names);
  const auto table = exchange::read_columns(path, wishes);
  const Rows rows(path, table);
  for (std::size_t row = 0; row < table.rows; ++row) {
    const Tie tie = rows.tie(row, names);
    const int first = static_cast<int>(tie.begin.year()),
              last = static_cast<int>(tie.end.value_or(tie.begin).year());
    made.first_year = made.ties.empty() ? first : std::min(made.first_year, first);
    made.last_year = made.ties.empty() ? last : std::max(made.last_year, last);
    made.ties.push_back(tie);
  }
  return made;
}

network::KindWeights parse_kind_weights(const std::string& text) {
  network::KindWeights made = network::kAllAlike;
  std::istringstream in(text);
  for (std::string part; std::getline(in, part, ',');) {
    const auto equals = part.find('=');
    const auto kind = kind_of(part.substr(0, equals));
    const auto weight = equals == part.npos ? std::nullopt : number_of(part.substr(equals + 1));
    if (!kind || !weight || !(*weight >= 0 && std::isfinite(*weight)))
      throw InvalidInput("--kinds", "\"" + part + "\" is no weight of a kind",
                         "write it as project=1,deal=2.5,meeting=0");
    made[static_cast<std::size_t>(*kind)] = *weight;
  }
  return made;
}

}  // namespace grono::cli
