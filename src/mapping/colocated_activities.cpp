#include "mapping/colocated_activities.hpp"

#include <algorithm>
#include <unordered_map>

#include "mapping/relatedness.hpp"
#include "mapping/specialisation.hpp"

namespace grono::mapping {
namespace {

// The areas one after the other: `visit(counts of one area)`.
template <typename Visit>
void for_each_area(std::span<const AreaCount> counts, const Visit& visit) {
  for (std::size_t begin = 0, end = 0; begin < counts.size(); begin = end) {
    while (end < counts.size() && counts[end].area == counts[begin].area) ++end;
    visit(counts.subspan(begin, end - begin));
  }
}

bool is_comparable(std::span<const AreaCount> area, const ColocationRule& rule) {
  std::uint64_t establishments = 0;
  for (const AreaCount& each : area) establishments += each.count;
  return establishments >= rule.min_establishments;
}

struct Spread {
  std::uint32_t activity = 0, areas = 0;
  std::uint64_t establishments = 0;
};

// Activities that stand in enough of the areas, ascending.
std::vector<std::uint32_t> tellable(std::span<const AreaCount> counts, const ColocationRule& rule) {
  std::unordered_map<std::uint32_t, Spread> by_activity;
  for_each_area(counts, [&](std::span<const AreaCount> area) {
    if (!is_comparable(area, rule)) return;
    for (const AreaCount& each : area) {
      Spread& spread = by_activity[each.activity];
      spread.activity = each.activity;
      ++spread.areas;
      spread.establishments += each.count;
    }
  });
  std::vector<Spread> spreads;
  for (const auto& [activity, spread] : by_activity)
    if (spread.areas >= rule.min_areas_of_activity) spreads.push_back(spread);
  std::sort(spreads.begin(), spreads.end(), [](const Spread& a, const Spread& b) {
    return a.establishments != b.establishments ? a.establishments > b.establishments
                                                : a.activity < b.activity;
  });
  if (spreads.size() > rule.most_activities) spreads.resize(rule.most_activities);
  std::vector<std::uint32_t> made;
  for (const Spread& spread : spreads) made.push_back(spread.activity);
  std::sort(made.begin(), made.end());
  return made;
}

}  // namespace

std::uint32_t comparable_areas(std::span<const AreaCount> counts, const ColocationRule& rule) {
  std::uint32_t made = 0;
  for_each_area(counts, [&](std::span<const AreaCount> area) { made += is_comparable(area, rule) ? 1U : 0U; });
  return made;
}

ColocatedActivities colocated_activities(std::span<const AreaCount> counts, const ColocationRule& rule) {
  ColocatedActivities made;
  made.areas = comparable_areas(counts, rule);
  if (made.areas < rule.min_areas) return made;
  auto activities = tellable(counts, rule);
  if (activities.size() < 2) return made;
  const auto columns = static_cast<std::uint32_t>(activities.size());
  std::vector<double> table;
  table.reserve(std::size_t{made.areas} * columns);
  for_each_area(counts, [&](std::span<const AreaCount> area) {
    if (!is_comparable(area, rule)) return;
    table.resize(table.size() + columns, 0.0);
    auto row = table.end() - columns;
    for (const AreaCount& each : area) {
      const auto at = std::lower_bound(activities.begin(), activities.end(), each.activity);
      if (at != activities.end() && *at == each.activity) row[at - activities.begin()] = each.count;
    }
  });
  const auto quotients = location_quotients({table, made.areas, columns});
  made.related = relatedness(Specialisation(quotients, made.areas, columns), Relatedness::proximity);
  made.activity = std::move(activities);
  return made;
}

}  // namespace grono::mapping
