#include "mapping/ordered_sites.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <numeric>
#include <string>
#include <tuple>

#include <tbb/parallel_sort.h>

#include "base/error.hpp"
#include "geo/kd_tree.hpp"

namespace grono::mapping {
namespace {

// What sites are numbered by, in this order.
struct Key {
  std::array<double, 4> at{};  // x, y, z, weight
  std::uint64_t row = 0;       // of all processes

  friend bool operator<(const Key& a, const Key& b) { return std::tie(a.at, a.row) < std::tie(b.at, b.row); }
};

class Keys {
 public:
  Keys(const Points& points, std::span<const double> weights, std::uint64_t first_row)
      : points_(points), weights_(weights), first_row_(first_row) {}

  [[nodiscard]] Key of(std::uint32_t row) const {
    return {{points_.x[row], points_.y[row], points_.z.empty() ? 0 : points_.z[row],
             weights_.empty() ? 0 : weights_[row]},
            first_row_ + row};
  }

 private:
  const Points& points_;
  std::span<const double> weights_;
  std::uint64_t first_row_;
};

// From which of the sorted rows on they are for each process: those below the first splitter for the first,
// and so on.
std::vector<std::size_t> bounds_of_processes(const Keys& keys, const std::vector<std::uint32_t>& sorted,
                                             Ranks& ranks) {
  constexpr std::size_t kSample = 256;
  std::vector<Key> sample;
  for (std::size_t i = 0; i < kSample && !sorted.empty(); ++i)
    sample.push_back(keys.of(sorted[i * sorted.size() / kSample]));
  sample = all_gather(ranks, sample);
  std::sort(sample.begin(), sample.end());
  std::vector<std::size_t> bounds{0};
  for (std::size_t process = 1; process < ranks.size(); ++process) {
    const auto below = [&](std::uint32_t row, const Key& splitter) { return keys.of(row) < splitter; };
    bounds.push_back(sample.empty()
                         ? 0
                         : static_cast<std::size_t>(
                               std::lower_bound(sorted.begin(), sorted.end(),
                                                sample[process * sample.size() / ranks.size()], below) -
                               sorted.begin()));
  }
  bounds.push_back(sorted.size());
  return bounds;
}

// The numbers of the sorted rows among those of all processes. @source  sample sort: Frazer and McKellar
// (1970)
std::vector<std::uint32_t> numbers_of(const Keys& keys, const std::vector<std::uint32_t>& sorted,
                                      Ranks& ranks) {
  std::vector<std::uint32_t> made(sorted.size());
  if (ranks.is_alone()) {
    std::iota(made.begin(), made.end(), 0U);
    return made;
  }
  const auto bounds = bounds_of_processes(keys, sorted, ranks);
  std::vector<std::vector<Key>> to(ranks.size());
  for (std::size_t process = 0; process < to.size(); ++process)
    for (std::size_t i = bounds[process]; i < bounds[process + 1]; ++i)
      to[process].push_back(keys.of(sorted[i]));
  const auto came = all_to_all(ranks, to);
  to.clear();
  struct Asked {
    Key key;
    std::uint32_t from = 0;
  };
  std::vector<Asked> all;
  for (std::uint32_t from = 0; from < came.size(); ++from)
    for (const Key& key : came[from]) all.push_back({key, from});
  tbb::parallel_sort(all.begin(), all.end(), [](const Asked& a, const Asked& b) { return a.key < b.key; });
  // Each process asked in ascending order, and so are its answers.
  auto number = static_cast<std::uint32_t>(count_before(ranks, all.size()).mine);
  std::vector<std::vector<std::uint32_t>> answers(ranks.size());
  for (const Asked& asked : all) answers[asked.from].push_back(number++);
  auto at = made.begin();
  for (const auto& part : all_to_all(ranks, answers)) at = std::copy(part.begin(), part.end(), at);
  return made;
}

// Sorted rows, in the order of a k-d tree over them; the same tree for the same sequence.
template <std::size_t D>
std::vector<std::uint32_t> in_tree_order(const typename geo::KdTree<D>::Columns& columns,
                                         std::vector<std::uint32_t> sorted) {
  const geo::KdTree<D> tree(columns, sorted);
  for (std::uint32_t place = 0; place < tree.size(); ++place) sorted[place] = tree.row(place);
  return sorted;
}

std::vector<double> gathered(std::span<const double> column, const std::vector<std::uint32_t>& rows) {
  std::vector<double> made;
  if (column.empty()) return made;
  made.reserve(rows.size());
  for (const std::uint32_t row : rows) made.push_back(column[row]);
  return made;
}

}  // namespace

void OrderedSites::add_site_with(std::uint32_t wanted, std::vector<std::uint32_t>& sites) const {
  const auto found =
      std::lower_bound(by_number.begin(), by_number.end(), wanted,
                       [&](std::uint32_t site, std::uint32_t value) { return number[site] < value; });
  if (found != by_number.end() && number[*found] == wanted) sites.push_back(*found);
}

OrderedSites in_order_of_space(const Points& points, std::span<const double> weights, Ranks& ranks) {
  points.require_valid();
  OrderedSites made;
  made.on_earth = points.on_earth;
  const Before before = count_before(ranks, points.size());
  if (before.all >= std::numeric_limits<std::uint32_t>::max())
    throw InvalidInput("the establishments", "they are " + std::to_string(before.all),
                       "at most 4,294,967,294 can be told apart");
  made.first_row = static_cast<std::uint32_t>(before.mine);
  made.everywhere = static_cast<std::uint32_t>(before.all);
  const Keys keys(points, weights, before.mine);
  std::vector<std::uint32_t> sorted(points.size());
  std::iota(sorted.begin(), sorted.end(), 0U);
  tbb::parallel_sort(sorted.begin(), sorted.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return keys.of(a) < keys.of(b); });
  const auto numbers = numbers_of(keys, sorted, ranks);
  made.row = points.z.empty() ? in_tree_order<2>({points.x, points.y}, sorted)
                              : in_tree_order<3>({points.x, points.y, points.z}, sorted);
  made.x = gathered(points.x, made.row);
  made.y = gathered(points.y, made.row);
  made.z = gathered(points.z, made.row);
  std::vector<std::uint32_t> site_of(points.size());
  for (std::uint32_t site = 0; site < made.row.size(); ++site) site_of[made.row[site]] = site;
  made.by_number.resize(sorted.size());
  made.number.resize(sorted.size());
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    made.by_number[i] = site_of[sorted[i]];
    made.number[made.by_number[i]] = numbers[i];
  }
  return made;
}

}  // namespace grono::mapping
