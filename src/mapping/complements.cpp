#include "mapping/complements.hpp"

#include <algorithm>
#include <limits>
#include <tuple>

namespace grono::mapping {
namespace {

using Activities = std::vector<std::uint32_t>;

double expected_of(std::size_t activity, const ActivityCounts& group, const ActivityCounts& everywhere) {
  return everywhere.all > 0 ? group.all * everywhere.count[activity] / everywhere.all : 0;
}

// LQ >= 1.
Activities specialised_in(const ActivityCounts& group, const ActivityCounts& everywhere) {
  Activities made;
  for (std::uint32_t activity = 0; activity < group.count.size(); ++activity)
    if (group.count[activity] > 0 && group.count[activity] >= expected_of(activity, group, everywhere))
      made.push_back(activity);
  return made;
}

Activities most_related(std::span<const double> phi, const Activities& among, std::size_t most) {
  Activities made;
  for (const std::uint32_t other : among)
    if (phi[other] > 0) made.push_back(other);
  std::stable_sort(made.begin(), made.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return phi[a] > phi[b]; });
  if (made.size() > most) made.resize(most);
  return made;
}

double sum_of_positive(std::span<const double> phi, std::size_t but) {
  double sum = 0;
  for (std::size_t other = 0; other < phi.size(); ++other)
    if (other != but && phi[other] > 0) sum += phi[other];
  return sum;
}

}  // namespace

double mean_relatedness(std::span<const double> count, std::span<const double> related) {
  Activities present;
  for (std::uint32_t activity = 0; activity < count.size(); ++activity)
    if (count[activity] > 0) present.push_back(activity);
  double sum = 0, pairs = 0;
  for (std::size_t a = 0; a < present.size(); ++a) {
    const auto phi = related.subspan(present[a] * count.size(), count.size());
    for (std::size_t b = 0; b < a; ++b) {
      const double both = count[present[a]] * count[present[b]];
      sum += both * phi[present[b]];
      pairs += both;
    }
  }
  return pairs > 0 ? sum / pairs : std::numeric_limits<double>::quiet_NaN();
}

std::vector<MissingActivity> missing_activities(const ActivityCounts& group, const ActivityCounts& everywhere,
                                                std::span<const double> related, const MissingRule& rule) {
  const std::size_t activities = group.count.size();
  const Activities has = specialised_in(group, everywhere);
  std::vector<MissingActivity> made;
  for (std::uint32_t activity = 0; activity < activities; ++activity) {
    const double expected = expected_of(activity, group, everywhere);
    if (expected <= 0 || group.count[activity] > rule.most_of_expected * expected) continue;
    const auto phi = related.subspan(activity * activities, activities);
    double of_has = 0;
    for (const std::uint32_t other : has)
      if (other != activity && phi[other] > 0) of_has += phi[other];
    if (of_has <= 0) continue;
    made.push_back({activity, group.count[activity], expected, of_has / sum_of_positive(phi, activity), {}});
  }
  std::sort(made.begin(), made.end(), [](const MissingActivity& a, const MissingActivity& b) {
    return std::tuple(-a.density, -a.expected, a.activity) < std::tuple(-b.density, -b.expected, b.activity);
  });
  if (made.size() > rule.most) made.resize(rule.most);
  for (MissingActivity& each : made)
    each.goes_with =
        most_related(related.subspan(each.activity * activities, activities), has, rule.most_goes_with);
  return made;
}

}  // namespace grono::mapping
