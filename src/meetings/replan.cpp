#include "meetings/replan.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "base/error.hpp"
#include "meetings/improve.hpp"
#include "meetings/seating.hpp"
#include "meetings/timetable.hpp"
#include "meetings/upper_bound.hpp"

namespace grono::meetings {
namespace {

using Two = std::pair<Participant, Participant>;

void check_before(const Problem& problem, std::span<const Meeting> before) {
  std::set<Two> pairs;
  std::set<std::pair<Participant, Slot>> busy;
  for (std::size_t i = 0; i < before.size(); ++i) {
    const Meeting& each = before[i];
    const std::string where = "before/" + std::to_string(i);
    if (each.a >= each.b || each.b >= problem.participants.size())
      throw InvalidInput(where, "names participants that are none, or not in order",
                         "give the schedule as the program wrote it");
    if (each.slot >= problem.tables.size()) throw InvalidInput(where, "names a slot that is none",
                         "give the schedule as the program wrote it");
    if (!(each.interest >= 0 && std::isfinite(each.interest)))
      throw InvalidInput(where, "has an interest below 0",
                         "give the schedule as the program wrote it");
    if (!pairs.insert({each.a, each.b}).second) throw InvalidInput(where, "the same two meet twice",
                         "give the schedule as the program wrote it");
    for (const Participant who : {each.a, each.b})
      if (!busy.insert({who, each.slot}).second)
        throw InvalidInput(where, "participant " + std::to_string(who) + " is in two places",
                         "give the schedule as the program wrote it");
  }
}

/// Decides which meetings stay where they are.
class Standing {
 public:
  Standing(const Problem& problem, std::span<const Meeting> before)
      : problem_(problem), before_(before), stays_(before.size()), free_(problem.participants.size()) {
    for (std::size_t i = 0; i < free_.size(); ++i) free_[i] = problem.participants[i].available;
    for (const FixedMeeting& each : problem.fixed) {
      fixed_[std::minmax(each.a, each.b)] = each.slot;
      for (const Participant who : {each.a, each.b})
        free_[who].remove(each.slot), busy_.insert({who, each.slot});
    }
    std::vector<std::vector<std::size_t>> in(problem.tables.size());
    for (std::size_t i = 0; i < before.size(); ++i)
      if (can_stay(before[i])) in[before[i].slot].push_back(i);
    for (const auto& there : in)
      for (const std::size_t i : there)
        free_[before[i].a].remove(before[i].slot), free_[before[i].b].remove(before[i].slot);
    for (Slot slot = 0; slot < in.size(); ++slot) keep_with_tables(slot, in[slot]);
  }

  [[nodiscard]] bool stays(std::size_t meeting) const { return stays_[meeting] != 0; }
  [[nodiscard]] bool is_fixed(const Meeting& meeting) const {
    return fixed_.contains({meeting.a, meeting.b});
  }
  /// Both are there, and the slot has tables at all.
  [[nodiscard]] bool has_its_slot(const Meeting& meeting) const {
    return problem_.participants[meeting.a].available.has(meeting.slot) &&
           problem_.participants[meeting.b].available.has(meeting.slot) && problem_.tables[meeting.slot] > 0;
  }

 private:
  [[nodiscard]] bool can_stay(const Meeting& meeting) const {
    return has_its_slot(meeting) && !is_fixed(meeting) && !busy_.contains({meeting.a, meeting.slot}) &&
           !busy_.contains({meeting.b, meeting.slot});
  }
  /// Those leave first that may find another slot, then those of least interest.
  void keep_with_tables(Slot slot, std::vector<std::size_t>& there) {
    const auto fixed = static_cast<std::uint32_t>(std::count_if(
        problem_.fixed.begin(), problem_.fixed.end(), [&](const FixedMeeting& f) { return f.slot == slot; }));
    const std::size_t room = problem_.tables[slot] - fixed;
    const auto rank = [&](std::size_t i) {
      const SlotSet open = free_[before_[i].a] & free_[before_[i].b];
      return std::tuple(open.is_empty() ? 0 : 1, -before_[i].interest, i);
    };
    std::sort(there.begin(), there.end(), [&](std::size_t x, std::size_t y) { return rank(x) < rank(y); });
    for (std::size_t k = 0; k < std::min(room, there.size()); ++k) stays_[there[k]] = 1;
  }

  const Problem& problem_;
  std::span<const Meeting> before_;
  std::vector<std::uint8_t> stays_;
  std::vector<SlotSet> free_;  // by participant: there, and in no meeting that is fixed or may stay
  std::map<Two, Slot> fixed_;
  std::set<std::pair<Participant, Slot>> busy_;  // with fixed meetings
};

/// The problem with more fixed meetings, and nobody over what is allowed for them.
Problem with_fixed(Problem problem, std::span<const FixedMeeting> more) {
  problem.fixed.insert(problem.fixed.end(), more.begin(), more.end());
  std::vector<std::uint32_t> meetings(problem.participants.size());
  for (const FixedMeeting& each : problem.fixed) ++meetings[each.a], ++meetings[each.b];
  for (std::size_t i = 0; i < meetings.size(); ++i)
    problem.participants[i].most_meetings = std::max(problem.participants[i].most_meetings, meetings[i]);
  return problem;
}

/// Holds everybody to the fixed meetings.
void allow_no_more(Problem& problem) {
  for (Attendance& each : problem.participants) each.most_meetings = 0;
  for (const FixedMeeting& each : problem.fixed)
    ++problem.participants[each.a].most_meetings, ++problem.participants[each.b].most_meetings;
}

struct Moved {
  std::vector<FixedMeeting> meetings;
  std::uint32_t most = 0;
};

/// As many as can be of meetings that lost their place get another: here each counts 1, and its interest only
/// decides between equals.
Moved move_displaced(const Problem& problem, std::span<const Meeting> displaced, const Effort& effort) {
  Problem counting = problem;
  counting.weights = {0, 0, 0};
  counting.wishes.clear();
  counting.recommendations.clear();
  double greatest = 0;
  for (const Meeting& each : displaced) greatest = std::max(greatest, each.interest);
  const double share = 1 / (2 * std::max(1.0, greatest) * static_cast<double>(displaced.size() + 1));
  auto pairs = interests(counting);  // the fixed ones, of interest 0
  for (const Meeting& each : displaced)
    pairs.push_back({each.a, each.b, 1 + share * each.interest, each.basis, std::nullopt});
  Timetable timetable(counting, pairs);
  fill(timetable);
  improve(timetable, effort.seed, std::max<std::uint64_t>(20'000, 40 * pairs.size()));
  Moved made;
  const double bound = upper_bound(counting, pairs, timetable.value(), effort.bound_steps);
  made.most = static_cast<std::uint32_t>(std::floor(std::max(bound, timetable.value()) + 1e-6));
  for (PairNumber number = 0; number < pairs.size(); ++number)
    if (timetable.is_held(number) && !timetable.is_fixed(number))
      made.meetings.push_back({pairs[number].a, pairs[number].b, timetable.slot_of(number)});
  made.most = std::min(made.most, static_cast<std::uint32_t>(displaced.size()));
  return made;
}

std::uint32_t& count_of(Replanned& made, Fate fate) {
  switch (fate) {
    case Fate::kept:
      return made.kept;
    case Fate::moved:
      return made.moved;
    case Fate::impossible:
      return made.impossible;
    case Fate::dropped:
      break;
  }
  return made.dropped;
}

/// Tells what became of each meeting before.
void account(Replanned& made, const Problem& problem, std::span<const Meeting> before,
             const Standing& standing) {
  std::map<Two, const Meeting*> now;
  for (const Meeting& meeting : made.schedule.meetings) now[{meeting.a, meeting.b}] = &meeting;
  for (std::size_t i = 0; i < before.size(); ++i) {
    const Meeting& old = before[i];
    const auto found = now.find({old.a, old.b});
    Fate fate = Fate::dropped;
    if (found != now.end()) {
      fate = found->second->slot == old.slot ? Fate::kept : Fate::moved;
      if (fate == Fate::kept && found->second->table != old.table) ++made.reseated;
      now.erase(found);
    } else if (common_slots(problem, {old.a, old.b, 0, Basis::none, {}}).is_empty()) {
      fate = Fate::impossible;
    }
    if (standing.has_its_slot(old) && fate != Fate::kept) ++made.disturbed;
    if (fate == Fate::moved && standing.is_fixed(old)) ++made.most_moved;
    ++count_of(made, fate);
    made.changes.push_back({old, fate});
  }
  made.added = static_cast<std::uint32_t>(now.size());
}

/// Meetings that were pinned only so that they stay are not fixed for whoever reads the schedule.
void unpin(std::vector<Meeting>& meetings, const Problem& problem) {
  std::set<Two> fixed;
  for (const FixedMeeting& each : problem.fixed) fixed.insert(std::minmax(each.a, each.b));
  for (Meeting& meeting : meetings) meeting.is_fixed = fixed.contains({meeting.a, meeting.b});
}

}  // namespace

Replanned replan(const Problem& problem, std::span<const Meeting> before, const Replanning& how) {
  check(problem);
  check_before(problem, before);
  const Standing standing(problem, before);
  std::vector<FixedMeeting> staying;
  std::vector<Meeting> displaced;
  for (std::size_t i = 0; i < before.size(); ++i) {
    if (standing.stays(i))
      staying.push_back({before[i].a, before[i].b, before[i].slot});
    else if (!standing.is_fixed(before[i]))
      displaced.push_back(before[i]);
  }
  Problem pinned = with_fixed(problem, staying);
  const Moved moved = move_displaced(pinned, displaced, how.effort);
  pinned = with_fixed(std::move(pinned), moved.meetings);
  if (!how.adds_meetings) allow_no_more(pinned);
  Replanned made;
  made.schedule = make_schedule(pinned, how.effort);
  made.most_moved = moved.most;
  seat(made.schedule.meetings, problem.tables, before);
  unpin(made.schedule.meetings, problem);
  account(made, problem, before, standing);
  return made;
}

}  // namespace grono::meetings
