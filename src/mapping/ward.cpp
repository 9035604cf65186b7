#include "mapping/ward.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

#include "base/error.hpp"

namespace grono::mapping {
namespace {

/// Groups that are still there, by the number of their first item, and the dissimilarities between them.
class Groups {
 public:
  Groups(std::vector<double> dissimilarity, std::uint32_t items)
      : items_(items), between_(std::move(dissimilarity)), size_(items, 1), left_(items) {
    GRONO_INVARIANT(between_.size() == std::size_t{items} * items);
    std::iota(left_.begin(), left_.end(), 0U);
  }
  [[nodiscard]] const std::vector<std::uint32_t>& left() const noexcept { return left_; }
  [[nodiscard]] double between(std::size_t u, std::size_t v) const { return between_[u * items_ + v]; }

  /// The group nearest to u; of equally near ones `rather` where it is one of them, without which a chain
  /// could go round for ever.
  [[nodiscard]] std::uint32_t nearest(std::uint32_t u, std::uint32_t rather) const {
    std::uint32_t best = rather;
    double least = rather == kNone ? std::numeric_limits<double>::infinity() : between(u, rather);
    for (const std::uint32_t v : left_)
      if (v != u && between(u, v) < least) least = between(u, best = v);
    return best;
  }

  void merge(std::uint32_t a, std::uint32_t b) {
    left_.erase(std::lower_bound(left_.begin(), left_.end(), b));
    const double apart = between(a, b), in_a = size_[a], in_b = size_[b];
    for (const std::uint32_t w : left_) {
      if (w == a) continue;
      const double in_w = size_[w];
      const double made = ((in_a + in_w) * between(a, w) + (in_b + in_w) * between(b, w) - in_w * apart) /
                          (in_a + in_b + in_w);
      between_[std::size_t{a} * items_ + w] = between_[std::size_t{w} * items_ + a] = made;
    }
    size_[a] += size_[b];
  }

  static constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

 private:
  std::size_t items_;
  std::vector<double> between_, size_;
  std::vector<std::uint32_t> left_;  // ascending
};

}  // namespace

std::vector<Merge> ward_tree(std::vector<double> dissimilarity, std::uint32_t items) {
  Groups groups(std::move(dissimilarity), items);
  std::vector<Merge> made;
  std::vector<double> height(items, -std::numeric_limits<double>::infinity());  // of the group's last merge
  std::vector<std::uint32_t> chain;
  while (groups.left().size() > 1) {
    if (chain.empty()) chain.push_back(groups.left().front());
    const std::uint32_t top = chain.back(),
                        below = chain.size() > 1 ? chain[chain.size() - 2] : Groups::kNone;
    const std::uint32_t next = groups.nearest(top, below);
    if (next != below) {
      chain.push_back(next);
      continue;
    }
    const std::uint32_t a = std::min(top, below), b = std::max(top, below);
    // Rounding may bring a group out a hair below its parts: heights are kept ascending, so that a cut is
    // one.
    height[a] = std::max({groups.between(a, b), height[a], height[b]});
    made.push_back({a, b, height[a]});
    groups.merge(a, b);
    chain.resize(chain.size() - 2);
  }
  // Stable: parts stand before their whole, at equal heights too.
  std::stable_sort(made.begin(), made.end(),
                   [](const Merge& x, const Merge& y) { return x.height < y.height; });
  return made;
}

std::vector<std::uint32_t> cut(std::span<const Merge> tree, std::uint32_t groups) {
  const auto items = static_cast<std::uint32_t>(tree.size() + 1);
  GRONO_INVARIANT(groups >= 1 && groups <= items);
  std::vector<std::uint32_t> into(items), made(items);
  std::iota(into.begin(), into.end(), 0U);
  for (const Merge& merge : tree.first(items - groups)) into[merge.b] = merge.a;
  std::uint32_t next = 0;
  // A group is named by its lowest item, which a merge always points down to.
  for (std::uint32_t item = 0; item < items; ++item)
    made[item] = into[item] == item ? next++ : made[into[item]];
  return made;
}

}  // namespace grono::mapping
