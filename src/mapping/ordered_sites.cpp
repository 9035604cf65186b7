#include "mapping/ordered_sites.hpp"

#include <array>
#include <numeric>
#include <tuple>

#include <tbb/parallel_sort.h>

#include "geo/kd_tree.hpp"

namespace grono::mapping {
namespace {

template <std::size_t D>
std::vector<std::uint32_t> order_of(const typename geo::KdTree<D>::Columns& columns,
                                    std::span<const float> weights) {
  std::vector<std::uint32_t> rows(columns[0].size());
  std::iota(rows.begin(), rows.end(), 0U);
  const auto key = [&](std::uint32_t row) {
    std::array<double, D + 1> made{};
    for (std::size_t d = 0; d < D; ++d) made[d] = columns[d][row];
    if (!weights.empty()) made[D] = static_cast<double>(weights[row]);
    return made;
  };
  tbb::parallel_sort(rows.begin(), rows.end(), [&](std::uint32_t a, std::uint32_t b) {
    const auto key_a = key(a), key_b = key(b);
    return key_a != key_b ? key_a < key_b : a < b;
  });
  const geo::KdTree<D> tree(columns, rows);  // the same tree for the same sequence
  for (std::uint32_t place = 0; place < tree.size(); ++place) rows[place] = tree.row(place);
  return rows;
}

std::vector<double> gathered(std::span<const double> column, const std::vector<std::uint32_t>& rows) {
  std::vector<double> made;
  if (column.empty()) return made;
  made.reserve(rows.size());
  for (const std::uint32_t row : rows) made.push_back(column[row]);
  return made;
}

}  // namespace

OrderedSites in_order_of_space(const Points& points, std::span<const float> weights) {
  points.require_valid();
  OrderedSites made;
  made.on_earth = points.on_earth;
  made.row = points.z.empty() ? order_of<2>({points.x, points.y}, weights)
                              : order_of<3>({points.x, points.y, points.z}, weights);
  made.x = gathered(points.x, made.row);
  made.y = gathered(points.y, made.row);
  made.z = gathered(points.z, made.row);
  return made;
}

}  // namespace grono::mapping
