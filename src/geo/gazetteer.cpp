#include "geo/gazetteer.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/error.hpp"
#include "base/table_file.hpp"
#include "text/fold.hpp"

namespace grono::geo {
namespace {

constexpr int kMuchLarger = 10;

template <class Number>
Number number_of(const std::string& text, const std::filesystem::path& file, std::size_t line) {
  Number value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size())
    throw InvalidInput(place_in_table(file, line), "\"" + text + "\" is not a number", "write it with a decimal point");
  return value;
}

// Whether the hint (name of a region, NUTS or LAU code) speaks for the locality.
bool fits(const Locality& locality, const std::string& hint) {
  if (hint.empty()) return false;
  const std::string region = text::name_key(locality.region);
  if (!region.empty() && (region == hint || hint.find(region) != std::string::npos)) return true;
  const auto code_fits = [&](const std::string& code) {
    const std::string folded = text::fold(code);
    return !folded.empty() && hint.size() >= 2 && (folded.starts_with(hint) || hint.starts_with(folded));
  };
  return code_fits(locality.nuts) || code_fits(locality.lau);
}

}  // namespace

Gazetteer Gazetteer::load(const std::filesystem::path& file) {
  Gazetteer made;
  const std::array<std::string_view, 9> columns = {"name", "other_names", "country", "region",    "nuts",
                                                   "lau",  "lon",         "lat",     "population"};
  std::vector<std::string> other_names;
  read_table(file, columns, [&](std::span<const std::string> fields, std::size_t line) {
    Locality locality{fields[0], fields[2], fields[3], fields[4], fields[5],
                      {number_of<double>(fields[6], file, line), number_of<double>(fields[7], file, line)},
                      number_of<int>(fields[8], file, line)};
    if (!is_on_earth(locality.position))
      throw InvalidInput(place_in_table(file, line), "is not on Earth", "check longitude and latitude");
    if (!made.localities_.empty() && made.localities_.back().population < locality.population)
      throw InvalidInput(place_in_table(file, line), "is larger than the line before", "list the largest first");
    const std::size_t index = made.localities_.size();
    made.by_name_.emplace_back(text::name_key(locality.name), index);
    for (std::size_t from = 0; from < fields[1].size();) {
      const std::size_t bar = std::min(fields[1].find('|', from), fields[1].size());
      made.by_name_.emplace_back(text::name_key(fields[1].substr(from, bar - from)), index);
      from = bar + 1;
    }
    made.localities_.push_back(std::move(locality));
  });
  std::sort(made.by_name_.begin(), made.by_name_.end());
  made.by_name_.erase(std::unique(made.by_name_.begin(), made.by_name_.end()), made.by_name_.end());
  return made;
}

std::optional<Locality> Gazetteer::find(std::string_view name, std::string_view country,
                                        std::string_view region_or_code) const {
  const std::string key = text::name_key(name), hint = text::name_key(region_or_code);
  if (key.empty()) return std::nullopt;
  std::vector<const Locality*> bearers;  // largest first, as the index runs
  for (auto at = std::lower_bound(by_name_.begin(), by_name_.end(), std::pair(key, std::size_t{0}));
       at != by_name_.end() && at->first == key; ++at)
    if (country.empty() || localities_[at->second].country == country) bearers.push_back(&localities_[at->second]);
  if (bearers.empty()) return std::nullopt;
  if (bearers.size() == 1) return *bearers.front();

  std::vector<const Locality*> fitting;
  std::copy_if(bearers.begin(), bearers.end(), std::back_inserter(fitting),
               [&](const Locality* each) { return fits(*each, hint); });
  if (fitting.size() == 1) return *fitting.front();
  const auto& left = fitting.empty() ? bearers : fitting;
  if (left[0]->population >= kMuchLarger * std::max(1, left[1]->population)) return *left[0];
  return std::nullopt;
}

std::vector<Locality> Gazetteer::starting_with(std::string_view prefix, std::size_t limit) const {
  const std::string key = text::name_key(prefix);
  std::vector<std::size_t> found;
  for (auto at = std::lower_bound(by_name_.begin(), by_name_.end(), std::pair(key, std::size_t{0}));
       at != by_name_.end() && at->first.starts_with(key); ++at)
    found.push_back(at->second);
  std::sort(found.begin(), found.end());  // largest first, as the localities stand
  found.erase(std::unique(found.begin(), found.end()), found.end());
  if (found.size() > limit) found.resize(limit);
  std::vector<Locality> made;
  for (const std::size_t index : found) made.push_back(localities_[index]);
  return made;
}

std::size_t Gazetteer::size() const { return localities_.size(); }

}  // namespace grono::geo
