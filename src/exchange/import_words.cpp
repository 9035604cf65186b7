#include "exchange/import_words.hpp"

#include <charconv>

#include "base/error.hpp"
#include "base/table_file.hpp"
#include "cluster/names.hpp"
#include "text/fold.hpp"
#include "text/unicode.hpp"

namespace grono::exchange {

namespace {

using Fields = std::span<const std::string>;

double degrees(const std::string& text, const std::filesystem::path& file, std::size_t line) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size())
    throw InvalidInput(place_in_table(file, line), "\"" + text + "\" is no number of degrees");
  return value;
}

template <class Value>
std::optional<Value> look_up(const std::unordered_map<std::string, Value>& words, std::string_view word) {
  const auto found = words.find(text::name_key(word));
  return found == words.end() ? std::nullopt : std::optional<Value>(found->second);
}

}  // namespace

ImportWords ImportWords::load(const std::filesystem::path& folder) {
  ImportWords made;
  const auto headers = folder / "headers.csv", countries = folder / "countries.csv";
  read_table(
      headers, std::array<std::string_view, 2>{"header", "field"}, [&](Fields fields, std::size_t line) {
        const auto target = target_named(fields[1]);
        if (!target) throw InvalidInput(place_in_table(headers, line), "\"" + fields[1] + "\" is no field");
        if (!made.headers_.emplace(text::name_key(fields[0]), *target).second)
          throw InvalidInput(place_in_table(headers, line), "\"" + fields[0] + "\" stands there twice");
      });
  const auto read_kinds = [](const std::filesystem::path& file, std::string_view column, const auto& take) {
    read_table(file, std::array<std::string_view, 2>{column, "kind"}, [&](Fields fields, std::size_t line) {
      const auto kind = cluster::value_of<cluster::OrganisationKind>(fields[1]);
      if (!kind)
        throw InvalidInput(place_in_table(file, line), "\"" + fields[1] + "\" is no kind of organisation");
      take(text::name_key(fields[0]), *kind);
    });
  };
  read_kinds(folder / "kinds.csv", "word",
             [&](std::string word, auto kind) { made.kinds_.emplace(std::move(word), kind); });
  read_kinds(folder / "name_words.csv", "beginning",
             [&](const std::string& word, auto kind) { made.name_words_.emplace_back(" " + word, kind); });
  const std::array<std::string_view, 8> columns = {"code", "english", "polish", "other_names",
                                                   "west", "south",   "east",   "north"};
  read_table(countries, columns, [&](Fields fields, std::size_t line) {
    for (std::size_t i = 0; i < 3; ++i) made.countries_.emplace(text::name_key(fields[i]), fields[0]);
    for (std::size_t from = 0; from < fields[3].size();) {
      const auto bar = std::min(fields[3].find('|', from), fields[3].size());
      made.countries_.emplace(text::name_key(fields[3].substr(from, bar - from)), fields[0]);
      from = bar + 1;
    }
    if (fields[4].empty()) return;
    auto& bounds = made.bounds_[fields[0]];
    for (std::size_t i = 0; i < 4; ++i) bounds[i] = degrees(fields[4 + i], countries, line);
  });
  return made;
}

std::optional<Target> ImportWords::target(std::string_view header) const {
  if (auto own = target_named(text::trimmed(header))) return own;
  return look_up(headers_, header);
}

std::optional<cluster::OrganisationKind> ImportWords::kind(std::string_view word) const {
  if (const auto own = cluster::value_of<cluster::OrganisationKind>(text::trimmed(word))) return own;
  return look_up(kinds_, word);
}

std::optional<cluster::OrganisationKind> ImportWords::kind_by_name(std::string_view name) const {
  const std::string key = " " + text::name_key(name);
  for (const auto& [beginning, kind] : name_words_)
    if (key.find(beginning) != std::string::npos) return kind;
  return std::nullopt;
}

std::optional<std::string> ImportWords::country(std::string_view word) const {
  return look_up(countries_, word);
}

std::optional<bool> ImportWords::is_in_country(geo::LonLat place, const std::string& code) const {
  const auto found = bounds_.find(code);
  if (found == bounds_.end()) return std::nullopt;
  const auto& [west, south, east, north] = found->second;
  return place.lon >= west && place.lon <= east && place.lat >= south && place.lat <= north;
}

}  // namespace grono::exchange
