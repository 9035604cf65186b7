#include "mapping/k_means.hpp"

#include <algorithm>
#include <limits>

#include "base/error.hpp"
#include "mapping/drawing.hpp"

namespace grono::mapping {
namespace {

constexpr int kMostPasses = 100;
constexpr double kInfinite = std::numeric_limits<double>::infinity();

/// Items in groups, with what the distances to the groups' middles are made of.
class Grouped {
 public:
  Grouped(std::span<const double> products, std::size_t items, std::size_t groups)
      : products_(products),
        items_(items),
        groups_(groups),
        size_(groups),
        within_(groups),
        to_(items * groups) {}

  /// K-means++: each middle is drawn by the squared distance to the nearest of those before it.
  void begin(Drawing& drawing) {
    std::vector<double> nearest(items_, kInfinite);
    of_.assign(items_, 0);
    std::vector<std::uint8_t> is_middle(items_);
    std::size_t middle = drawing.below(items_);
    for (std::uint32_t group = 0; group < groups_; ++group) {
      if (group > 0) middle = drawn(nearest, is_middle, drawing);
      is_middle[middle] = 1;
      for (std::size_t i = 0; i < items_; ++i) {
        const double apart =
            i == middle ? -1 : between(i, middle);  // a middle is of its own group whatever equals it
        if (apart < nearest[i] && (is_middle[i] == 0 || i == middle)) nearest[i] = apart, of_[i] = group;
      }
    }
    add_up();
  }

  /// Moves items until none lowers the sum of squares.
  void settle() {
    // Below rounding no move counts, or two could go on for ever.
    const double least = 1e-12 * scale();
    for (int pass = 0; pass < kMostPasses; ++pass) {
      bool has_moved = false;
      for (std::size_t i = 0; i < items_; ++i) has_moved = improve(i, least) || has_moved;
      if (!has_moved) return;
    }
  }

  [[nodiscard]] double sum_of_squares() const {
    double sum = 0;
    for (std::size_t i = 0; i < items_; ++i) sum += product(i, i);
    for (std::size_t group = 0; group < groups_; ++group) sum -= within_[group] / size_[group];
    return sum;
  }
  [[nodiscard]] const std::vector<std::uint32_t>& of() const noexcept { return of_; }

 private:
  [[nodiscard]] double product(std::size_t i, std::size_t j) const { return products_[i * items_ + j]; }
  [[nodiscard]] double between(std::size_t i, std::size_t j) const {
    return std::max(0.0, product(i, i) + product(j, j) - 2 * product(i, j));
  }
  [[nodiscard]] double scale() const {
    double most = 0;
    for (std::size_t i = 0; i < items_; ++i) most = std::max(most, product(i, i));
    return most;
  }

  [[nodiscard]] std::size_t drawn(const std::vector<double>& nearest,
                                  const std::vector<std::uint8_t>& is_middle, Drawing& drawing) const {
    double all = 0;
    for (std::size_t i = 0; i < items_; ++i) all += is_middle[i] != 0 ? 0 : nearest[i];
    double left = static_cast<double>(drawing.below(std::uint64_t{1} << 53)) * 0x1p-53 * all;
    std::size_t last = items_;
    for (std::size_t i = 0; i < items_; ++i) {
      // Where all that is left equals a middle, the first that is none is taken.
      if (is_middle[i] != 0 || (all > 0 && nearest[i] <= 0)) continue;
      last = i;
      if ((left -= nearest[i]) < 0 || !(all > 0)) return i;
    }
    return last;
  }

  void add_up() {
    std::fill(size_.begin(), size_.end(), 0);
    std::fill(within_.begin(), within_.end(), 0);
    std::fill(to_.begin(), to_.end(), 0);
    for (std::size_t i = 0; i < items_; ++i) add(i, of_[i], 1);
    for (std::size_t i = 0; i < items_; ++i) within_[of_[i]] += to_[of_[i] * items_ + i];
  }
  void add(std::size_t item, std::size_t group, double sign) {
    size_[group] += sign;
    const double* const from = products_.data() + item * items_;
    double* const sums = to_.data() + group * items_;
    for (std::size_t i = 0; i < items_; ++i) sums[i] += sign * from[i];
  }

  [[nodiscard]] double to_middle(std::size_t item, std::size_t group) const {
    return product(item, item) - 2 * to_[group * items_ + item] / size_[group] +
           within_[group] / (size_[group] * size_[group]);
  }

  bool improve(std::size_t item, double least) {
    const std::size_t here = of_[item];
    if (size_[here] <= 1) return false;
    const double leaving = size_[here] / (size_[here] - 1) * to_middle(item, here);
    std::size_t best = here;
    double cheapest = leaving - least;
    for (std::size_t group = 0; group < groups_; ++group) {
      if (group == here) continue;
      const double coming = size_[group] / (size_[group] + 1) * to_middle(item, group);
      if (coming < cheapest) cheapest = coming, best = group;
    }
    if (best == here) return false;
    within_[here] -= 2 * to_[here * items_ + item] - product(item, item);
    within_[best] += 2 * to_[best * items_ + item] + product(item, item);
    add(item, here, -1);
    add(item, best, 1);
    of_[item] = static_cast<std::uint32_t>(best);
    return true;
  }

  std::span<const double> products_;
  std::size_t items_, groups_;
  std::vector<double> size_, within_;  // by group: items, sum of products of all its pairs
  std::vector<double> to_;             // group by group: of each item, the sum of products with the group's
  std::vector<std::uint32_t> of_;
};

std::vector<std::uint32_t> by_first_item(const std::vector<std::uint32_t>& of, std::uint32_t groups) {
  constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();
  std::vector<std::uint32_t> number(groups, kNone), made;
  std::uint32_t next = 0;
  for (const std::uint32_t group : of) {
    if (number[group] == kNone) number[group] = next++;
    made.push_back(number[group]);
  }
  return made;
}

}  // namespace

std::vector<std::uint32_t> k_means(std::span<const double> products, std::uint32_t items,
                                   const KMeans& wanted) {
  GRONO_INVARIANT(products.size() == std::size_t{items} * items);
  GRONO_INVARIANT(wanted.groups >= 1 && wanted.groups <= items && wanted.starts >= 1);
  Grouped grouped(products, items, wanted.groups);
  std::vector<std::uint32_t> best;
  double least = kInfinite;
  Drawing drawing;
  for (std::uint32_t start = 0; start < wanted.starts; ++start) {
    drawing.begin(wanted.seed, start);
    grouped.begin(drawing);
    grouped.settle();
    const double sum = grouped.sum_of_squares();
    if (best.empty() || sum < least) least = sum, best = grouped.of();
  }
  return by_first_item(best, wanted.groups);
}

}  // namespace grono::mapping
