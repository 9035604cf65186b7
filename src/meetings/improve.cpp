#include "meetings/improve.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <queue>
#include <vector>

#include "meetings/chance.hpp"

namespace grono::meetings {
namespace {

/// Temperatures at which the rounds begin, as shares of the mean interest: a loss of that much stays every
/// third time. Hot ones find their way out of what is only best nearby, which small problems need; cold ones
/// mend what is good already, for which large problems have the time.
constexpr std::array kHottest = {0.5, 0.12, 0.03};
constexpr double kColdest = 0.002;  // at the end of each; practically no loss stays
constexpr std::uint64_t kMovesPerTemperature = 256;

bool may_hold(const Timetable& timetable, PairNumber pair) {
  const Pair& both = timetable.pairs()[pair];
  return !timetable.is_held(pair) && both.interest > 0 && !timetable.common(pair).is_empty();
}

bool may_both_meet_more(const Timetable& timetable, PairNumber pair) {
  const Pair& both = timetable.pairs()[pair];
  return timetable.may_meet_more(both.a) && timetable.may_meet_more(both.b);
}

std::optional<Slot> first_open(Timetable& timetable, PairNumber pair) {
  const SlotSet open = timetable.open(pair);
  if (!open.is_empty()) return open.at(0);
  return timetable.make_room(pair);
}

}  // namespace

void fill(Timetable& timetable) {
  using Entry = std::pair<double, PairNumber>;
  // Of equal gains the pair with the lower number comes first.
  const auto later = [](const Entry& x, const Entry& y) {
    return x.first != y.first ? x.first < y.first : x.second > y.second;
  };
  std::priority_queue<Entry, std::vector<Entry>, decltype(later)> waiting(later);
  for (PairNumber pair = 0; pair < timetable.pairs().size(); ++pair)
    if (may_hold(timetable, pair)) waiting.emplace(timetable.gain(pair), pair);
  while (!waiting.empty()) {
    const auto [gain, pair] = waiting.top();
    waiting.pop();
    if (!may_both_meet_more(timetable, pair)) continue;
    // Gains only fall as meetings are added, so one that is still the greatest is so in truth.
    const double now = timetable.gain(pair);
    if (now < gain) {
      waiting.emplace(now, pair);
    } else if (const auto slot = first_open(timetable, pair)) {
      timetable.place(pair, *slot);
    }
  }
}

namespace {

class Annealing {
 public:
  Annealing(Timetable& timetable, std::uint64_t seed) : timetable_(timetable), chance_(seed) {
    double sum = 0;
    for (PairNumber pair = 0; pair < timetable.pairs().size(); ++pair) {
      if (timetable.is_fixed(pair) || timetable.common(pair).is_empty() ||
          !(timetable.pairs()[pair].interest > 0))
        continue;
      movable_.push_back(pair);
      sum += timetable.pairs()[pair].interest;
    }
    scale_ = movable_.empty() ? 0 : sum / static_cast<double>(movable_.size());
  }

  void run(std::uint64_t moves, double hottest) {
    if (movable_.empty()) return;
    for (std::uint64_t move = 0; move < moves; ++move) {
      if (move % kMovesPerTemperature == 0) {
        const double done = static_cast<double>(move) / static_cast<double>(moves);
        temperature_ = scale_ * hottest * std::pow(kColdest / hottest, done);
      }
      try_move(movable_[chance_.below(movable_.size())]);
    }
  }

 private:
  struct Step {
    PairNumber pair;
    Slot slot;
    bool is_placed;
  };

  void try_move(PairNumber pair) {
    steps_.clear();
    const double before = timetable_.value();
    const bool was_held = timetable_.is_held(pair);
    if (was_held) drive_out(pair);
    if (!hold(pair, was_held) || !is_accepted(timetable_.value() - before)) undo();
  }

  /// @param anywhere  it may take a place that others have, though there is one that is open
  bool hold(PairNumber pair, bool anywhere) {
    const std::size_t own = steps_.size();
    const SlotSet open = timetable_.open(pair);
    const Slot slot = draw(anywhere || open.is_empty() ? timetable_.common(pair) : open);
    const Pair& both = timetable_.pairs()[pair];
    for (const Participant who : {both.a, both.b})
      if (!drive_out(timetable_.at(who, slot))) return false;
    if (!timetable_.has_table(slot) &&
        !drive_out(timetable_.in(slot)[chance_.below(timetable_.in(slot).size())]))
      return false;
    for (const Participant who : {both.a, both.b})
      if (!timetable_.may_meet_more(who) && !give_up_least(who)) return false;
    const std::size_t driven_out = steps_.size();
    place(pair, slot);
    for (std::size_t i = own; i < driven_out; ++i) settle(steps_[i].pair);
    return true;
  }
  /// @returns  whether the place is free now
  bool drive_out(PairNumber pair) {
    if (pair == Timetable::kNobody) return true;
    if (timetable_.is_fixed(pair)) return false;
    steps_.push_back({pair, timetable_.slot_of(pair), false});
    timetable_.remove(pair);
    return true;
  }
  void settle(PairNumber pair) {
    const SlotSet open = timetable_.open(pair);
    if (!open.is_empty() && may_both_meet_more(timetable_, pair)) place(pair, draw(open));
  }
  void place(PairNumber pair, Slot slot) {
    steps_.push_back({pair, slot, true});
    timetable_.place(pair, slot);
  }
  Slot draw(const SlotSet& slots) { return slots.at(chance_.below(slots.count())); }

  /// Drives out the participant's meeting of least interest that is not fixed. @returns  whether there is one
  bool give_up_least(Participant who) {
    PairNumber least = Timetable::kNobody;
    const auto key = [&](PairNumber pair) {
      return std::pair(timetable_.is_fixed(pair), timetable_.pairs()[pair].interest);
    };
    for (Slot slot = 0; slot < timetable_.slots(); ++slot) {
      const PairNumber here = timetable_.at(who, slot);
      if (here != Timetable::kNobody && (least == Timetable::kNobody || key(here) < key(least))) least = here;
    }
    return least != Timetable::kNobody && drive_out(least);
  }

  bool is_accepted(double gain) { return gain >= 0 || chance_.share() < std::exp(gain / temperature_); }
  void undo() {
    for (auto step = steps_.rbegin(); step != steps_.rend(); ++step) {
      if (step->is_placed)
        timetable_.remove(step->pair);
      else
        timetable_.place(step->pair, step->slot);
    }
  }

  Timetable& timetable_;
  Chance chance_;
  std::vector<PairNumber> movable_;
  std::vector<Step> steps_;
  double scale_ = 0, temperature_ = 0;
};

}  // namespace

void improve(Timetable& timetable, std::uint64_t seed, std::uint64_t moves) {
  for (const double hottest : kHottest) {
    Timetable tried = timetable;
    Annealing(tried, seed++).run(moves / kHottest.size(), hottest);
    fill(tried);
    if (tried.value() > timetable.value()) timetable = std::move(tried);
  }
}

}  // namespace grono::meetings
