#include "mapping/scope.hpp"

#include <algorithm>
#include <array>
#include <map>

namespace grono::mapping {
namespace {

auto covered(std::span<const AreaShare> areas, double min_share) {
  return std::count_if(areas.begin(), areas.end(),
                       [&](const AreaShare& each) { return each.share >= min_share; });
}

}  // namespace

std::string_view name_of(Scope scope) {
  constexpr std::array<std::string_view, 4> kNames = {"city", "region", "country", "cross-border"};
  return kNames[static_cast<std::size_t>(scope)];
}

std::vector<AreaShare> area_shares(std::span<const std::uint32_t> area_of, std::uint32_t nowhere) {
  std::map<std::uint32_t, double> counts;
  double all = 0;
  for (const std::uint32_t area : area_of)
    if (area != nowhere) {
      counts[area] += 1;
      all += 1;
    }
  std::vector<AreaShare> made;
  for (const auto& [area, count] : counts) made.push_back({area, count / all});
  std::stable_sort(made.begin(), made.end(),
                   [](const AreaShare& a, const AreaShare& b) { return a.share > b.share; });
  return made;
}

Scope scope_of(std::span<const AreaShare> countries, std::span<const AreaShare> regions, double radius_m,
               const ScopeRule& rule) {
  if (covered(countries, rule.min_share) > 1) return Scope::cross_border;
  if (radius_m <= rule.city_radius_m) return Scope::city;
  if (covered(regions, rule.min_share) == 1 || radius_m <= rule.region_radius_m) return Scope::region;
  return Scope::country;
}

}  // namespace grono::mapping
