#include <random>
#include <set>

#include <gmock/gmock.h>

#include "app/matchmaking/planning.hpp"
#include "base/error.hpp"

/// Schedules made of what the store holds, checked by their own rules.
namespace grono::app {
namespace {

using cluster::MatchmakingParticipant;
using cluster::MeetingWish;
using cluster::ParticipantId;
using cluster::ParticipantState;
using cluster::PlannedMeeting;
using cluster::WishKind;

template <class IdType>
IdType planning_id(std::uint16_t number) {
  IdType made;
  made.uuid.bytes[14] = static_cast<std::uint8_t>(number >> 8);
  made.uuid.bytes[15] = static_cast<std::uint8_t>(number);
  return made;
}

Date planning_day(int year, unsigned month, unsigned day) {
  return {std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)};
}

cluster::Matchmaking planned_event(std::size_t tables, Date date = planning_day(2027, 3, 10)) {
  cluster::Matchmaking made;
  made.id = planning_id<cluster::MatchmakingId>(1);
  made.days = {{date, 9 * 60, 12 * 60, 25, 5, {}}};
  for (std::size_t i = 0; i < tables; ++i) made.tables.push_back(std::to_string(i + 1));
  made.stage = cluster::MatchmakingStage::wishes;
  made.recommended_percent = 0;
  return made;
}

PlanningState state_of(std::uint16_t participants, std::size_t tables) {
  PlanningState made;
  made.event = planned_event(tables);
  made.schedule.event = made.event.id;
  made.slots = slots_of(made.event);
  for (std::uint16_t i = 0; i < participants; ++i) {
    MatchmakingParticipant each;
    each.id = planning_id<ParticipantId>(i);
    each.organisation_name = "Organizacja " + std::to_string(i);
    made.participants.push_back(each);
  }
  return made;
}

void say(PlanningState& state, std::uint16_t from, std::uint16_t to, WishKind kind = WishKind::must) {
  state.wishes.push_back({planning_id<ParticipantId>(from), planning_id<ParticipantId>(to), kind});
  std::sort(state.wishes.begin(), state.wishes.end());
}

// Nobody in two places, nobody away or kept apart, each table once and none that is lost.
void expect_possible(const PlanningState& state, const std::vector<PlannedMeeting>& meetings) {
  std::set<std::pair<ParticipantId, Timestamp>> busy;
  std::set<std::pair<int, Timestamp>> seated;
  for (const PlannedMeeting& each : meetings) {
    EXPECT_LT(each.a, each.b);
    EXPECT_FALSE(state.are_kept_apart(each.a, each.b));
    for (const ParticipantId id : {each.a, each.b}) {
      EXPECT_TRUE(busy.insert({id, each.from}).second);
      const MatchmakingParticipant& who = state.participants[state.number_of(id).value()];
      EXPECT_EQ(who.state, ParticipantState::registered);
      EXPECT_FALSE(std::binary_search(who.away.begin(), who.away.end(), each.from));
    }
    EXPECT_TRUE(seated.insert({each.table, each.from}).second);
    const auto tables = cluster::tables_in(state.event, state.schedule.lost, each.from);
    EXPECT_TRUE(std::binary_search(tables.begin(), tables.end(), each.table));
  }
}

TEST(EventTime, SlotsAreByTheClockOnTheWall) {
  const auto slots = slots_of(planned_event(1));
  ASSERT_EQ(slots.size(), 6U);
  EXPECT_EQ(to_string(slots[0].from), "2027-03-10T08:00:00Z");
  EXPECT_EQ(to_string(slots_of(planned_event(1, planning_day(2027, 7, 1)))[0].from), "2027-07-01T07:00:00Z");
}

TEST(EventTime, AChangeOfClocksLeavesOutWhatIsNotThere) {
  cluster::Matchmaking event = planned_event(1, planning_day(2027, 3, 28));
  event.days[0] = {planning_day(2027, 3, 28), 60, 5 * 60, 30, 0, {}};
  EXPECT_EQ(slots_of(event).size(), 6U);
  EXPECT_THROW(require_wall_time(event), InvalidInput);
  event.days[0].from = 3 * 60;
  EXPECT_NO_THROW(require_wall_time(event));
  // In autumn an hour comes twice: the first counts, and each meeting is as long as it should be.
  event.days[0] = {planning_day(2027, 10, 31), 60, 5 * 60, 30, 0, {}};
  EXPECT_NO_THROW(require_wall_time(event));
  for (const EventSlot& each : slots_of(event)) EXPECT_EQ(each.to - each.from, std::chrono::minutes(30));
  event.time_zone = "Europe/Gliwice";
  EXPECT_THROW(require_wall_time(event), InvalidInput);
}

TEST(Planning, NobodyOrNoTableIsAnEmptySchedule) {
  cluster::ScheduleQuality quality;
  EXPECT_TRUE(made_schedule(state_of(0, 3), quality).empty());
  EXPECT_TRUE(made_schedule(state_of(1, 3), quality).empty());
  PlanningState state = state_of(2, 0);
  say(state, 0, 1);
  EXPECT_TRUE(made_schedule(state, quality).empty());
  EXPECT_EQ(quality.musts, 1);
  EXPECT_EQ(quality.musts_met, 0);
}

TEST(Planning, WhoDoesNotWantToMeetSomebodyDoesNot) {
  PlanningState state = state_of(3, 2);
  say(state, 0, 1);
  say(state, 1, 0, WishKind::avoid);
  say(state, 2, 1);
  cluster::ScheduleQuality quality;
  const auto made = made_schedule(state, quality);
  expect_possible(state, made);
  ASSERT_EQ(made.size(), 1U);
  EXPECT_EQ(made[0].b, planning_id<ParticipantId>(2));
  EXPECT_EQ(quality.musts, 2);
  EXPECT_EQ(quality.musts_met, 1);
}

TEST(Planning, ColleaguesMeetOthersSideBySideAndNeverOneAnother) {
  PlanningState state = state_of(3, 2);
  state.participants[0].organisation_name = state.participants[1].organisation_name = "Jedna";
  say(state, 0, 1);
  say(state, 0, 2);
  say(state, 1, 2);
  cluster::ScheduleQuality quality;
  const auto made = made_schedule(state, quality);
  expect_possible(state, made);
  EXPECT_EQ(made.size(), 2U);
}

TEST(Planning, WhatIsLockedStaysAtItsTable) {
  PlanningState state = state_of(6, 3);
  for (std::uint16_t i = 0; i < 6; ++i)
    for (std::uint16_t j = 0; j < 6; ++j)
      if (i != j) say(state, i, j, WishKind::like);
  PlannedMeeting locked;
  locked.id = planning_id<cluster::MeetingId>(1);
  locked.a = planning_id<ParticipantId>(0);
  locked.b = planning_id<ParticipantId>(1);
  locked.from = state.slots[2].from;
  locked.to = state.slots[2].to;
  locked.table = 2;
  locked.is_fixed = true;
  state.meetings = {locked};
  cluster::ScheduleQuality quality;
  const auto made = made_schedule(state, quality);
  expect_possible(state, made);
  const auto found =
      std::find_if(made.begin(), made.end(), [&](const auto& each) { return each.id == locked.id; });
  ASSERT_NE(found, made.end());
  EXPECT_EQ(found->from, locked.from);
  EXPECT_EQ(found->table, 2);
  EXPECT_TRUE(found->is_fixed);
  // A pair that met before keeps the id by which calendars know it.
  state.meetings = made;
  for (const PlannedMeeting& again : made_schedule(state, quality))
    EXPECT_TRUE(std::any_of(made.begin(), made.end(), [&](const auto& each) {
      return each.id == again.id && each.a == again.a && each.b == again.b;
    }));
}

// Random events: planned, then around the absent and lost tables, are possible and leave the others alone.
TEST(Planning, AnewChangesNothingThatCanStay) {
  std::mt19937 random(11);
  const auto below = [&](int end) { return std::uniform_int_distribution<int>(0, end - 1)(random); };
  for (int round = 0; round < 15; ++round) {
    PlanningState state = state_of(20, 5);
    for (std::uint16_t i = 0; i < 20; ++i) {
      for (const EventSlot& slot : state.slots)
        if (below(8) == 0) state.participants[i].away.push_back(slot.from);
      for (std::uint16_t j = 0; j < 20; ++j)
        if (i != j && below(5) == 0)
          say(state, i, j, below(8) == 0 ? WishKind::avoid : below(2) == 0 ? WishKind::must : WishKind::like);
    }
    cluster::ScheduleQuality quality;
    state.meetings = made_schedule(state, quality);
    expect_possible(state, state.meetings);
    EXPECT_LE(quality.value, quality.bound + 1e-9);
    const auto before = state.meetings;
    state.participants[3].state = ParticipantState::absent;
    state.schedule.lost = {{state.slots[1].from, std::nullopt}};
    const auto again = replanned_schedule(state, true);
    expect_possible(state, again.meetings);
    EXPECT_LE(again.quality.value, again.quality.bound + 1e-9);
    for (const PlannedMeeting& each : before) {
      const bool is_hit = each.a == state.participants[3].id || each.b == state.participants[3].id ||
                          each.from == state.slots[1].from;
      const auto found = std::find_if(again.meetings.begin(), again.meetings.end(),
                                      [&](const auto& one) { return one.id == each.id; });
      if (!is_hit) {
        ASSERT_NE(found, again.meetings.end());
        EXPECT_EQ(found->from, each.from);
        EXPECT_EQ(found->table, each.table);
      }
    }
    cluster::ScheduleQuality appraised = again.quality;
    appraise(state, again.meetings, appraised);
    EXPECT_NEAR(appraised.value, again.quality.value, 1e-9);
  }
}

}  // namespace
}  // namespace grono::app
