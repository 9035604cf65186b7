#include "meetings/problem.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <string>
#include <utility>

#include "base/error.hpp"

namespace grono::meetings {
namespace {

std::string place(const char* list, std::size_t number) {
  return std::string(list) + "/" + std::to_string(number);
}

using Two = std::pair<Participant, Participant>;
Two ordered(Participant a, Participant b) {
  return std::minmax(a, b);
}

/// Two participants that are to be there and to differ.
void check_two(const Problem& problem, Participant a, Participant b, const std::string& where) {
  const auto count = problem.participants.size();
  if (a >= count || b >= count)
    throw InvalidInput(where,
                       "names participant " + std::to_string(std::max(a, b)) + " of " + std::to_string(count),
                       "count participants from 0");
  if (a == b)
    throw InvalidInput(where, "participant " + std::to_string(a) + " would meet itself",
                       "name two different participants");
}

void check_share(double value, const std::string& where, const char* name) {
  if (!(value > 0 && value <= 1))
    throw InvalidInput(where, std::string(name) + " must be a share, and is " + std::to_string(value),
                       "give a number above 0, up to 1");
}

void check_weights(const Weights& weights) {
  const auto not_negative = [](double value, const char* name) {
    if (!(value >= 0 && std::isfinite(value)))
      throw InvalidInput(std::string("weights/") + name, "is " + std::to_string(value),
                         "give a number from 0");
  };
  not_negative(weights.mutual, "mutual");
  not_negative(weights.recommended, "recommended");
  not_negative(weights.fairness, "fairness");
  if (weights.recommended > 1)
    throw InvalidInput("weights/recommended", "is more than 1",
                       "a recommendation can't count more than a wish");
}

void check_wishes(const Problem& problem) {
  std::set<Two> seen;
  for (std::size_t i = 0; i < problem.wishes.size(); ++i) {
    const Wish& wish = problem.wishes[i];
    const std::string where = place("wishes", i);
    check_two(problem, wish.from, wish.to, where);
    check_share(wish.strength, where, "strength");
    if (!seen.insert({wish.from, wish.to}).second)
      throw InvalidInput(where, "the same wish comes twice", "leave one of them out");
  }
}

void check_recommendations(const Problem& problem) {
  std::set<Two> seen;
  for (std::size_t i = 0; i < problem.recommendations.size(); ++i) {
    const Recommendation& each = problem.recommendations[i];
    const std::string where = place("recommendations", i);
    check_two(problem, each.a, each.b, where);
    check_share(each.score, where, "score");
    if (!seen.insert(ordered(each.a, each.b)).second)
      throw InvalidInput(where, "the same two are recommended twice", "leave one of them out");
  }
}

void check_fixed(const Problem& problem) {
  std::set<Two> seen;
  std::set<std::pair<Participant, Slot>> busy;
  std::vector<std::uint32_t> taken(problem.tables.size());
  for (std::size_t i = 0; i < problem.fixed.size(); ++i) {
    const FixedMeeting& each = problem.fixed[i];
    const std::string where = place("fixed", i);
    check_two(problem, each.a, each.b, where);
    if (each.slot >= problem.tables.size())
      throw InvalidInput(
          where, "names slot " + std::to_string(each.slot) + " of " + std::to_string(problem.tables.size()),
          "count slots from 0");
    if (!seen.insert(ordered(each.a, each.b)).second)
      throw InvalidInput(where, "the same two are fixed twice", "leave one of them out");
    for (const Participant who : {each.a, each.b}) {
      if (!problem.participants[who].available.has(each.slot))
        throw InvalidInput(
            where,
            "participant " + std::to_string(who) + " is not there in slot " + std::to_string(each.slot),
            "choose a slot in which both are there");
      if (!busy.insert({who, each.slot}).second)
        throw InvalidInput(where,
                           "participant " + std::to_string(who) + " has two fixed meetings in slot " +
                               std::to_string(each.slot),
                           "choose another slot for one of them");
    }
    if (++taken[each.slot] > problem.tables[each.slot])
      throw InvalidInput(where,
                         "slot " + std::to_string(each.slot) + " has no more than " +
                             std::to_string(problem.tables[each.slot]) + " tables",
                         "choose another slot");
  }
  std::vector<std::uint32_t> meetings(problem.participants.size());
  for (std::size_t i = 0; i < problem.fixed.size(); ++i)
    for (const Participant who : {problem.fixed[i].a, problem.fixed[i].b})
      if (++meetings[who] > problem.participants[who].most_meetings)
        throw InvalidInput(place("fixed", i),
                           "participant " + std::to_string(who) + " has more fixed meetings than it may have",
                           "allow it more, or leave one out");
}

}  // namespace

void check(const Problem& problem) {
  if (problem.tables.size() > kMostSlots)
    throw InvalidInput(
        "tables",
        std::to_string(problem.tables.size()) + " slots are more than " + std::to_string(kMostSlots),
        "schedule the days apart");
  for (std::size_t i = 0; i < problem.participants.size(); ++i)
    problem.participants[i].available.each([&](Slot slot) {
      if (slot >= problem.tables.size())
        throw InvalidInput(place("participants", i),
                           "is available in slot " + std::to_string(slot) + ", which is none",
                           "count slots from 0");
    });
  check_weights(problem.weights);
  check_wishes(problem);
  check_recommendations(problem);
  check_fixed(problem);
}

namespace {

/// What is said about two, from either side.
struct Said {
  Participant a, b;
  double from_a = 0, from_b = 0, score = 0;
  std::optional<Slot> fixed = {};
};

std::vector<Said> everything_said(const Problem& problem) {
  std::vector<Said> said;
  said.reserve(problem.wishes.size() + problem.recommendations.size() + problem.fixed.size());
  for (const Wish& wish : problem.wishes) {
    const auto [a, b] = ordered(wish.from, wish.to);
    said.push_back({a, b, wish.from == a ? wish.strength : 0, wish.from == a ? 0 : wish.strength});
  }
  for (const Recommendation& each : problem.recommendations) {
    const auto [a, b] = ordered(each.a, each.b);
    said.push_back({a, b, 0, 0, each.score});
  }
  for (const FixedMeeting& each : problem.fixed) {
    const auto [a, b] = ordered(each.a, each.b);
    said.push_back({a, b, 0, 0, 0, each.slot});
  }
  std::stable_sort(said.begin(), said.end(),
                   [](const Said& x, const Said& y) { return std::pair(x.a, x.b) < std::pair(y.a, y.b); });
  return said;
}

Basis basis_of(const Said& said) {
  if (said.from_a > 0 && said.from_b > 0) return Basis::mutual;
  if (said.from_a > 0 || said.from_b > 0) return Basis::one_sided;
  return said.score > 0 ? Basis::recommended : Basis::none;
}

}  // namespace

std::vector<Pair> interests(const Problem& problem) {
  const auto said = everything_said(problem);
  std::vector<Pair> made;
  for (std::size_t i = 0; i < said.size();) {
    Said both = said[i];
    for (++i; i < said.size() && said[i].a == both.a && said[i].b == both.b; ++i) {
      both.from_a += said[i].from_a;
      both.from_b += said[i].from_b;
      both.score += said[i].score;
      if (said[i].fixed) both.fixed = said[i].fixed;
    }
    const double interest = both.from_a + both.from_b +
                            problem.weights.mutual * std::min(both.from_a, both.from_b) +
                            problem.weights.recommended * both.score;
    made.push_back({both.a, both.b, interest, basis_of(both), both.fixed});
  }
  return made;
}

SlotSet common_slots(const Problem& problem, const Pair& pair) {
  SlotSet common = problem.participants[pair.a].available & problem.participants[pair.b].available;
  for (Slot slot = 0; slot < problem.tables.size(); ++slot)
    if (problem.tables[slot] == 0) common.remove(slot);
  return common;
}

std::vector<double> rank_weights(double fairness, std::size_t ranks) {
  std::vector<double> made(ranks);
  for (std::size_t rank = 0; rank < ranks; ++rank)
    made[rank] = 1 / (1 + fairness * static_cast<double>(rank));
  return made;
}

}  // namespace grono::meetings
