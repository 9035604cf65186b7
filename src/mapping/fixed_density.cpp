#include "mapping/fixed_density.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <utility>
#include <vector>

#include "mapping/condensed_tree.hpp"
#include "mapping/dbscan.hpp"
#include "mapping/field_reach.hpp"

namespace grono::mapping {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

// Keeps of the links offered, from near to far, those that join what was apart.
class Joining {
 public:
  explicit Joining(std::size_t points) : up_(points) {
    std::iota(up_.begin(), up_.end(), 0U);
    edges_.reserve(points > 0 ? points - 1 : 0);
  }

  void join(std::uint32_t a, std::uint32_t b, double distance_m) {
    const std::uint32_t of_a = top(a), of_b = top(b);
    if (of_a == of_b) return;
    up_[std::max(of_a, of_b)] = std::min(of_a, of_b);
    edges_.push_back({std::min(a, b), std::max(a, b), distance_m});
  }

  std::vector<SpanningEdge> finish() && {
    for (std::uint32_t point = 1; point < up_.size(); ++point) join(0, point, kInfinity);
    return std::move(edges_);
  }

 private:
  std::uint32_t top(std::uint32_t point) {
    while (up_[point] != point) point = up_[point] = up_[up_[point]];
    return point;
  }

  std::vector<std::uint32_t> up_;
  std::vector<SpanningEdge> edges_;
};

using Links = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

// Every core with the first core of its cluster.
Links links_of_cores(const DbscanResult& found) {
  Links made;
  std::vector<std::uint32_t> first(found.clusters, kNone);
  for (std::uint32_t point = 0; point < found.core.size(); ++point) {
    if (found.core[point] == 0) continue;
    std::uint32_t& core = first[static_cast<std::size_t>(found.label[point])];
    if (core == kNone)
      core = point;
    else
      made.emplace_back(core, point);
  }
  return made;
}

}  // namespace

ReachabilityTree fixed_density_tree(const Points& points, std::span<const double> radii_m,
                                    std::uint32_t min_points) {
  ReachabilityTree made;
  made.core_distance_m.assign(points.size(), kInfinity);
  std::vector<Links> links(radii_m.size());
  for (std::size_t i = 0; i < radii_m.size(); ++i) {
    const DbscanResult found = dbscan(points, {radii_m[i], min_points});
    links[i] = links_of_cores(found);
    for (std::size_t point = 0; point < points.size(); ++point)
      if (found.core[point] != 0)
        made.core_distance_m[point] = std::min(made.core_distance_m[point], radii_m[i]);
  }
  Dendrogram radii;
  radii.distance_m.assign(radii_m.begin(), radii_m.end());
  const FieldReach reach = field_reach(points, points, made.core_distance_m, radii);
  for (std::uint32_t point = 0; point < points.size(); ++point)
    if (const std::uint32_t at = reach.merge[point];
        at < radii_m.size() && radii_m[at] < made.core_distance_m[point])
      links[at].emplace_back(reach.core[point], point);
  Joining joining(points.size());
  for (std::size_t i = 0; i < radii_m.size(); ++i)
    for (const auto& [a, b] : links[i]) joining.join(a, b, radii_m[i]);
  made.edges = std::move(joining).finish();
  return made;
}

}  // namespace grono::mapping
