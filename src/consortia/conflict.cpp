#include "consortia/conflict.hpp"

#include <algorithm>
#include <chrono>

#include "consortia/soft_program.hpp"

namespace grono::consortia {
namespace {

using Clock = std::chrono::steady_clock;
using Set = std::vector<std::size_t>;  // of requirements, sorted

/// A smallest set that touches each of some sets: depth first, by ever larger size.
class HittingSet {
 public:
  explicit HittingSet(const std::vector<Set>& sets) : sets_(sets) {}
  [[nodiscard]] Set smallest() {
    for (std::size_t size = 0;; ++size) {
      chosen_.clear();
      if (extend(size)) break;
    }
    std::sort(chosen_.begin(), chosen_.end());
    return chosen_;
  }

 private:
  [[nodiscard]] bool is_hit(const Set& set) const {
    return std::any_of(chosen_.begin(), chosen_.end(),
                       [&](std::size_t one) { return std::binary_search(set.begin(), set.end(), one); });
  }
  // Sets not yet touched that have nothing in common need an element each.
  [[nodiscard]] std::size_t least_needed() const {
    std::vector<const Set*> disjoint;
    for (const Set& set : sets_) {
      if (is_hit(set)) continue;
      const bool meets_none = std::none_of(disjoint.begin(), disjoint.end(), [&](const Set* other) {
        return std::any_of(set.begin(), set.end(), [&](std::size_t one) {
          return std::binary_search(other->begin(), other->end(), one);
        });
      });
      if (meets_none) disjoint.push_back(&set);
    }
    return disjoint.size();
  }
  bool extend(std::size_t left) {
    const Set* smallest = nullptr;
    for (const Set& set : sets_)
      if (!is_hit(set) && (smallest == nullptr || set.size() < smallest->size())) smallest = &set;
    if (smallest == nullptr) return true;
    if (least_needed() > left) return false;
    for (const std::size_t one : *smallest) {
      chosen_.push_back(one);
      if (extend(left - 1)) return true;
      chosen_.pop_back();
    }
    return false;
  }

  const std::vector<Set>& sets_;
  Set chosen_;
};

/// Asks the solver what has to be given up, given that some requirements are held.
class Explainer {
 public:
  Explainer(const Instance& instance, const MipSolver& solver, const MipLimits& limits)
      : it_(instance),
        solver_(solver),
        limits_(limits),
        until_(Clock::now() + limits.time),
        appraisal_(instance) {}

  [[nodiscard]] std::optional<Conflict> explain() {
    const auto whole = until_;
    until_ = Clock::now() + (until_ - Clock::now()) / 2;
    bool can_be_met = false;
    auto found = smallest(can_be_met);
    if (can_be_met) return std::nullopt;
    const bool is_smallest = found.has_value();
    until_ = whole;
    is_late_ = false;
    if (!found) found = irreducible();
    if (!found) return std::nullopt;
    return Conflict{*found, is_smallest, find_newcomers()};
  }

 private:
  [[nodiscard]] std::vector<bool> held(const Set& set) const {
    std::vector<bool> all(it_.requirements.size(), false);
    for (const std::size_t one : set) all[one] = true;
    return all;
  }
  // By hitting sets, see the header.
  [[nodiscard]] std::optional<Set> smallest(bool& can_be_met) {
    SoftProgram program(it_, appraisal_, 0);
    std::vector<Set> corrections;
    while (true) {
      const Set tried = HittingSet(corrections).smallest();
      const auto given_up = least_to_give_up(program, held(tried));
      if (is_late_) return std::nullopt;
      if (!given_up) return tried;
      can_be_met = given_up->empty();
      if (can_be_met) return std::nullopt;
      corrections.push_back(*given_up);
      add_disjoint(program, tried, corrections);
      if (is_late_) return std::nullopt;
    }
  }

  // Leaves out one requirement after the other, as long as the rest can't be met.
  [[nodiscard]] std::optional<Set> irreducible() {
    const SoftProgram program(it_, appraisal_, 0);
    std::vector<bool> all(it_.requirements.size(), true);
    for (std::size_t i = all.size(); i-- > 0;) {
      all[i] = false;
      SoftProgram tried = program;
      tried.give_up_freely();
      if (least_to_give_up(std::move(tried), all)) all[i] = true;
      if (is_late_) return std::nullopt;
    }
    Set set;
    for (std::size_t i = 0; i < all.size(); ++i)
      if (all[i]) set.push_back(i);
    // Everything was met in the end: there is no conflict, and the half of the time did not do to see it.
    if (least_to_give_up(program, all)) return std::nullopt;
    return set;
  }

  [[nodiscard]] MipLimits time_left() {
    MipLimits left = limits_;
    left.time = std::chrono::duration_cast<std::chrono::milliseconds>(until_ - Clock::now());
    is_late_ = is_late_ || left.time.count() <= 0 || limits_.stop.stop_requested();
    return left;
  }

  // More sets to be touched from one round: hold what was just given up as well, until that can't be.
  void add_disjoint(SoftProgram& program, const Set& tried, std::vector<Set>& corrections) {
    std::vector<bool> all = held(tried);
    while (true) {
      for (const std::size_t one : corrections.back()) all[one] = true;
      const auto next = least_to_give_up(program, all);
      if (!next || next->empty()) return;
      corrections.push_back(*next);
    }
  }

  // The fewest requirements without which the others can be met, none of the held among them; none where
  // there are none.
  [[nodiscard]] std::optional<Set> least_to_give_up(SoftProgram program, const std::vector<bool>& held) {
    program.hold(held);
    while (true) {
      const MipLimits left = time_left();
      if (is_late_) return std::nullopt;
      const MipAnswer answer = solver_.solve(program.program(), left, {});
      if (answer.state == MipAnswer::State::infeasible) return std::nullopt;
      if (answer.state != MipAnswer::State::optimal) {
        is_late_ = true;
        return std::nullopt;
      }
      const auto given_up = program.given_up(answer.values);
      const Partners partners = program.partners_in(answer.values);
      std::vector<bool> active = given_up;
      active.flip();
      if (meets(it_, partners, active)) {
        Set set;
        for (std::size_t i = 0; i < given_up.size(); ++i)
          if (given_up[i]) set.push_back(i);
        return set;
      }
      // Either two lie too far apart, which the program learns by and by, or a hundredth is missing.
      if (!program.part_the_distant(partners)) program.forbid(partners);
    }
  }

  [[nodiscard]] std::vector<Newcomer> find_newcomers() {
    const std::vector<bool> all(it_.requirements.size(), true);
    for (int count = 1; count <= kMostNewcomers; ++count) {
      if (count > it_.opportunity.max_partners) break;
      SoftProgram program(it_, appraisal_, count);
      program.hold(all);
      while (true) {
        const MipLimits left = time_left();
        if (is_late_) return {};
        const MipAnswer answer = solver_.solve(program.program(), left, {});
        if (answer.state == MipAnswer::State::infeasible) break;
        if (answer.state != MipAnswer::State::optimal) return {};
        if (!program.part_the_distant(program.partners_in(answer.values)))
          return program.newcomers_in(answer.values);
      }
    }
    return {};
  }

  const Instance& it_;
  const MipSolver& solver_;
  MipLimits limits_;
  Clock::time_point until_;
  Appraisal appraisal_;
  bool is_late_ = false;
};

}  // namespace

std::optional<Conflict> smallest_conflict(const Instance& instance, const MipSolver& solver,
                                          const MipLimits& limits) {
  return Explainer(instance, solver, limits).explain();
}

}  // namespace grono::consortia
