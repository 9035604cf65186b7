#include "meetings/upper_bound.hpp"

#include <algorithm>
#include <limits>
#include <vector>

#include "base/error.hpp"

namespace grono::meetings {
namespace {

constexpr double kNever = -std::numeric_limits<double>::infinity();
/// After so many steps without a better bound, steps get half as long.
constexpr std::uint32_t kPatience = 12;

/// A pair as one of its two participants sees it.
struct Side {
  std::uint32_t pair = 0;
  double half_interest = 0;
  double sign = 1;  // of the price between the two
  bool is_fixed = false;
};

/// One participant's own choice among its pairs at given prices.
class Chooser {
 public:
  Chooser(std::vector<Side> sides, std::size_t most)
      : sides_(std::move(sides)), most_(std::min(most, sides_.size())) {
    std::stable_sort(sides_.begin(), sides_.end(),
                     [](const Side& x, const Side& y) { return x.half_interest > y.half_interest; });
    takes_.resize(sides_.size() * (most_ + 1));
  }

  /// The best total; `take(side)` is called for each pair chosen.
  template <class Take>
  double choose(const std::vector<double>& prices, double toll, const std::vector<double>& weights,
                const Take& take) {
    best_.assign(most_ + 1, kNever);
    best_[0] = 0;
    for (std::size_t i = 0; i < sides_.size(); ++i) consider(i, prices, toll, weights);
    const auto at = std::max_element(best_.begin(), best_.end());
    auto held = static_cast<std::size_t>(at - best_.begin());
    for (std::size_t i = sides_.size(); i-- > 0;)
      if (takes_[i * (most_ + 1) + held] != 0) take(sides_[i]), --held;
    return *at;
  }

 private:
  void consider(std::size_t i, const std::vector<double>& prices, double toll,
                const std::vector<double>& weights) {
    const Side& side = sides_[i];
    const double priced = side.is_fixed ? 0 : side.sign * prices[side.pair] - toll / 2;
    std::uint8_t* const takes = takes_.data() + i * (most_ + 1);
    for (std::size_t held = std::min(most_, i + 1); held > 0; --held) {
      const double taken = best_[held - 1] + side.half_interest * weights[held - 1] + priced;
      takes[held] = taken > best_[held] || side.is_fixed;
      if (takes[held] != 0) best_[held] = taken;
    }
    takes[0] = 0;
    if (side.is_fixed) best_[0] = kNever;
  }

  std::vector<Side> sides_;  // by interest, the greatest first
  std::size_t most_;
  std::vector<double> best_;         // by how many were chosen
  std::vector<std::uint8_t> takes_;  // side by how many: whether it is the last of them
};

/// How many tables can be in use over all slots, at most.
double usable_tables(const Problem& problem) {
  double sum = 0;
  for (Slot slot = 0; slot < problem.tables.size(); ++slot) {
    const auto there = std::count_if(problem.participants.begin(), problem.participants.end(),
                                     [&](const Attendance& each) { return each.available.has(slot); });
    sum += std::min<double>(problem.tables[slot], static_cast<double>(there / 2));
  }
  return sum;
}

/// The dual function and its subgradient.
class Dual {
 public:
  Dual(const Problem& problem, std::span<const Pair> pairs)
      : prices_(pairs.size()),
        disagreement_(pairs.size()),
        weights_(rank_weights(problem.weights.fairness, kMostSlots)),
        tables_(usable_tables(problem)) {
    const std::size_t count = problem.participants.size();
    std::vector<std::vector<Side>> sides(count);
    std::vector<SlotSet> useful(count);
    for (std::uint32_t number = 0; number < pairs.size(); ++number) {
      const Pair& pair = pairs[number];
      const SlotSet common = common_slots(problem, pair);
      if (common.is_empty()) continue;
      if (pair.fixed) tables_ -= 1;
      common.each([&](Slot slot) { useful[pair.a].add(slot), useful[pair.b].add(slot); });
      sides[pair.a].push_back({number, pair.interest / 2, 1, pair.fixed.has_value()});
      sides[pair.b].push_back({number, pair.interest / 2, -1, pair.fixed.has_value()});
    }
    for (std::size_t i = 0; i < count; ++i)
      if (!sides[i].empty())
        choosers_.emplace_back(std::move(sides[i]),
                               std::min(useful[i].count(), problem.participants[i].most_meetings));
  }

  double evaluate() {
    std::fill(disagreement_.begin(), disagreement_.end(), 0);
    double sum = toll_ * tables_, chosen = 0;
    for (Chooser& chooser : choosers_)
      sum += chooser.choose(prices_, toll_, weights_, [&](const Side& side) {
        if (side.is_fixed) return;
        disagreement_[side.pair] += side.sign;
        chosen += 0.5;
      });
    spare_tables_ = tables_ - chosen;
    return sum;
  }

  /// Where the bound falls: the last direction counts on a little, so that steps don't go to and fro.
  void turn() {
    if (direction_.empty()) direction_.resize(disagreement_.size());
    for (std::size_t i = 0; i < direction_.size(); ++i)
      direction_[i] = kMemory * direction_[i] + disagreement_[i];
    toll_direction_ = kMemory * toll_direction_ + spare_tables_;
  }
  [[nodiscard]] double squared_length() const {
    double sum = toll_ > 0 || toll_direction_ < 0 ? toll_direction_ * toll_direction_ : 0;
    for (const double each : direction_) sum += each * each;
    return sum;
  }
  void move(double step) {
    for (std::size_t i = 0; i < prices_.size(); ++i) prices_[i] -= step * direction_[i];
    toll_ = std::max(0.0, toll_ - step * toll_direction_);
  }

 private:
  static constexpr double kMemory = 0.6;

  std::vector<Chooser> choosers_;
  std::vector<double> prices_;        // by pair
  std::vector<double> disagreement_;  // by pair: +1 only the first side wants it, -1 only the second
  std::vector<double> direction_;
  double toll_ = 0, toll_direction_ = 0, spare_tables_ = 0;
  std::vector<double> weights_;
  double tables_;  // for meetings that are not fixed
};

}  // namespace

double upper_bound(const Problem& problem, std::span<const Pair> pairs, double target, std::uint32_t steps) {
  Dual dual(problem, pairs);
  double best = dual.evaluate(), length = 1;
  std::uint32_t waited = 0;
  double now = best;
  for (std::uint32_t step = 0; step < steps; ++step) {
    dual.turn();
    const double squared = dual.squared_length();
    // Nothing disagrees, or the schedule that is known is as good as can be.
    if (squared < 1e-12 || now - target <= 1e-9 * now) break;
    dual.move(length * (now - target) / squared);
    now = dual.evaluate();
    if (now < best - 1e-7 * best) {
      best = now, waited = 0;
    } else if (++waited == kPatience) {
      length /= 2, waited = 0;
    }
    best = std::min(best, now);
  }
  return std::max(best, 0.0);
}

}  // namespace grono::meetings
