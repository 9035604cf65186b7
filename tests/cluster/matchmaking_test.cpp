#include "cluster/matchmaking/matchmaking.hpp"

#include <random>

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "cluster/matchmaking/meeting.hpp"
#include "cluster/names.hpp"

namespace grono::cluster {
namespace {

using nlohmann::json;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

// Where a rule is broken; empty where none is.
template <class Work>
std::string fault_at(const Work& work) {
  try {
    work();
  } catch (const InvalidInput& problem) {
    return problem.where();
  }
  return "";
}

template <class IdType>
IdType id_numbered(std::uint8_t number) {
  IdType made;
  made.uuid.bytes[15] = number;
  return made;
}

Date march(unsigned day) {
  return {std::chrono::year(2027), std::chrono::March, std::chrono::day(day)};
}
Timestamp at(int minute) {
  return *parse_timestamp("2027-03-10T08:00:00Z") + std::chrono::minutes(minute);
}

DayPlan morning() {
  return {march(10), 9 * 60, 12 * 60, 25, 5, {{10 * 60 + 30, 11 * 60}}};
}

Matchmaking sample_event() {
  Matchmaking made;
  made.id = id_numbered<MatchmakingId>(1);
  made.cluster = id_numbered<ClusterId>(1);
  made.title = {{"pl", "Giełda"}};
  made.days = {morning()};
  made.tables = {"1", "2"};
  return made;
}

MatchmakingParticipant person(std::uint8_t number, std::optional<std::uint8_t> organisation = std::nullopt) {
  MatchmakingParticipant made;
  made.id = id_numbered<ParticipantId>(number);
  if (organisation) made.organisation = id_numbered<OrganisationId>(*organisation);
  made.organisation_name = "Organizacja " + std::to_string(organisation.value_or(number));
  made.person_name = "Osoba";
  return made;
}

PlannedMeeting meeting(std::uint8_t number, std::uint8_t a, std::uint8_t b, int minute, int table) {
  PlannedMeeting made;
  made.id = id_numbered<MeetingId>(number);
  made.a = id_numbered<ParticipantId>(a);
  made.b = id_numbered<ParticipantId>(b);
  made.from = at(minute);
  made.to = at(minute + 25);
  made.table = table;
  return made;
}

TEST(DayPlan, MeetingsFollowOneAnotherAroundBreaks) {
  std::vector<int> begins;
  for (const WallSlot& each : slots_of(morning())) begins.push_back(each.from);
  EXPECT_THAT(begins, ElementsAre(540, 570, 600, 660, 690));
}

TEST(DayPlan, WhatWouldRunIntoABreakBeginsAfterIt) {
  DayPlan plan = morning();
  plan.breaks = {{9 * 60 + 20, 9 * 60 + 40}};
  EXPECT_EQ(slots_of(plan).front(), (WallSlot{march(10), 580, 605}));
}

// Whatever the plan, slots are as long as it says, lie within the day, and touch neither one another nor a
// break.
TEST(DayPlan, SlotsNeverOverlapWhateverThePlan) {
  std::mt19937 random(5);
  const auto between = [&](int from, int to) { return std::uniform_int_distribution<int>(from, to)(random); };
  for (int round = 0; round < 500; ++round) {
    DayPlan plan{march(10), between(0, 600), between(700, 1440), between(5, 90), between(0, 30), {}};
    for (int at = plan.from; plan.breaks.size() < 4;) {
      const int from = at + between(0, 200), to = from + between(1, 60);
      if (to > plan.to) break;
      plan.breaks.push_back({from, to});
      at = to;
    }
    int end = plan.from;
    for (const WallSlot& each : slots_of(plan)) {
      ASSERT_GE(each.from, end);
      ASSERT_EQ(each.to, each.from + plan.length);
      ASSERT_LE(each.to, plan.to);
      for (const DayPart& part : plan.breaks) ASSERT_TRUE(each.to <= part.from || part.to <= each.from);
      end = each.to + plan.pause;
    }
  }
}

TEST(DayPlan, RefusesWhatIsNoDayOfMeetings) {
  const auto with = [](auto change) {
    std::vector<DayPlan> days = {morning()};
    change(days);
    return fault_at([&] { normalise(days); });
  };
  EXPECT_EQ(with([](auto&) {}), "");
  EXPECT_EQ(with([](auto& days) { days[0].to = days[0].from; }), "/days/0/end");
  EXPECT_EQ(with([](auto& days) { days[0].length = 4; }), "/days/0/length_minutes");
  EXPECT_EQ(with([](auto& days) { days[0].length = 200; }), "/days/0/length_minutes");
  EXPECT_EQ(with([](auto& days) { days[0].breaks = {{480, 500}}; }), "/days/0/breaks/0");
  EXPECT_EQ(with([](auto& days) { days[0].breaks = {{600, 660}, {630, 690}}; }), "/days/0/breaks/1/from");
  EXPECT_EQ(with([](auto& days) { days.push_back(morning()); }), "/days/1/begin");
  EXPECT_EQ(with([](auto& days) {
              days.clear();
              for (unsigned day = 1; day <= 20; ++day) days.push_back({march(day), 0, 1440, 60, 0, {}});
            }),
            "/days");
}

TEST(DayPlan, SurvivesTheRoundTrip) {
  const std::vector<DayPlan> days = {morning(), {march(11), 0, 1440, 240, 0, {}}};
  EXPECT_EQ(days_from_json(to_json(days)), days);
}

TEST(Matchmaking, SurvivesTheRoundTrip) {
  Matchmaking event = sample_event();
  event.openness = MatchmakingOpenness::clusters;
  event.clusters = {id_numbered<ClusterId>(2)};
  event.registration_closes_at = at(-100);
  event.wishes_close_at = at(-50);
  normalise(event);
  Matchmaking base;
  base.id = event.id;
  base.cluster = event.cluster;
  EXPECT_EQ(matchmaking_from_json(to_json(event), base), event);
}

TEST(Matchmaking, RefusesWhatIsNoEvent) {
  const auto with = [](auto change) {
    Matchmaking event = sample_event();
    change(event);
    return fault_at([&] { normalise(event); });
  };
  EXPECT_EQ(with([](auto&) {}), "");
  EXPECT_EQ(with([](auto& event) { event.title.clear(); }), "/title");
  EXPECT_EQ(with([](auto& event) { event.link = "javascript:alert(1)"; }), "/link");
  EXPECT_EQ(with([](auto& event) { event.tables = {"1", "1"}; }), "/tables/1");
  EXPECT_EQ(with([](auto& event) { event.most_meetings = 0; }), "/most_meetings");
  EXPECT_EQ(with([](auto& event) { event.recommended_percent = 101; }), "/recommended_percent");
  EXPECT_EQ(with([](auto& event) { event.openness = MatchmakingOpenness::clusters; }), "/clusters");
  EXPECT_EQ(with([](auto& event) {
              event.registration_closes_at = at(10);
              event.wishes_close_at = at(0);
            }),
            "/wishes_close_at");
}

TEST(Matchmaking, GoesItsWayAndNoOther) {
  using Stage = MatchmakingStage;
  const auto moved = [](Stage from, Stage to, bool is_scheduled = true) {
    Matchmaking event = sample_event();
    event.stage = from;
    return fault_at([&] { move(event, to, "Awaria", is_scheduled); });
  };
  EXPECT_EQ(moved(Stage::draft, Stage::registration), "");
  EXPECT_EQ(moved(Stage::wishes, Stage::scheduled), "");
  EXPECT_EQ(moved(Stage::wishes, Stage::scheduled, false), "/stage");
  EXPECT_EQ(moved(Stage::scheduled, Stage::wishes), "");
  // What is out can't be taken back, only cancelled.
  EXPECT_EQ(moved(Stage::published, Stage::scheduled), "/stage");
  EXPECT_EQ(moved(Stage::published, Stage::cancelled), "");
  EXPECT_EQ(moved(Stage::held, Stage::cancelled), "/stage");
  EXPECT_EQ(moved(Stage::draft, Stage::published), "/stage");
  EXPECT_EQ(moved(Stage::cancelled, Stage::draft), "/stage");
  Matchmaking empty = sample_event();
  empty.days.clear();
  EXPECT_EQ(fault_at([&] { move(empty, Stage::registration, "", false); }), "/days");
  Matchmaking wordless = sample_event();
  EXPECT_EQ(fault_at([&] { move(wordless, Stage::cancelled, "", false); }), "/reason");
}

TEST(Matchmaking, ADraftIsForThoseWhoRunItAndAnEventForThoseWhoMayCome) {
  Matchmaking event = sample_event();
  const Actor runner{{}, {{Role::animator, event.cluster, std::nullopt}}, {}, {}};
  const Actor member{{}, {{Role::employee, std::nullopt, id_numbered<OrganisationId>(1)}}, {event.cluster}, {}};
  const Actor neighbour{
      {}, {{Role::employee, std::nullopt, id_numbered<OrganisationId>(2)}}, {id_numbered<ClusterId>(2)}, {}};
  const auto see = [&] {
    std::vector<bool> made;
    for (const Actor& each : {runner, member, neighbour, Actor{}})
      made.push_back(is_among(each, viewers(event, {})));
    return made;
  };
  EXPECT_THAT(see(), ElementsAre(true, false, false, false));
  event.stage = MatchmakingStage::registration;
  EXPECT_THAT(see(), ElementsAre(true, true, false, false));
  event.openness = MatchmakingOpenness::clusters;
  event.clusters = {id_numbered<ClusterId>(2)};
  EXPECT_THAT(see(), ElementsAre(true, true, true, false));
  event.openness = MatchmakingOpenness::everyone;
  EXPECT_THAT(see(), ElementsAre(true, true, true, true));
  // Who takes part sees it whatever becomes of their membership.
  event.openness = MatchmakingOpenness::members;
  EXPECT_TRUE(is_among(neighbour, viewers(event, std::vector{id_numbered<OrganisationId>(2)})));
}

TEST(Participant, IsAnsweredForByThemselvesAndWhoSpeaksForTheirOrganisation) {
  MatchmakingParticipant who = person(1, 1);
  who.account = id_numbered<UserId>(1);
  const auto actor = [](std::uint8_t user, Role role, std::uint8_t organisation) {
    return Actor{
        id_numbered<UserId>(user), {{role, std::nullopt, id_numbered<OrganisationId>(organisation)}}, {}, {}};
  };
  EXPECT_TRUE(answers_for(actor(1, Role::employee, 1), who));
  EXPECT_FALSE(answers_for(actor(2, Role::employee, 1), who));
  EXPECT_TRUE(answers_for(actor(2, Role::representative, 1), who));
  EXPECT_FALSE(answers_for(actor(2, Role::representative, 2), who));
  const Actor runner{id_numbered<UserId>(3), {{Role::manager, id_numbered<ClusterId>(1), std::nullopt}}, {}, {}};
  EXPECT_FALSE(answers_for(runner, who));
  EXPECT_FALSE(answers_for_guest(runner, sample_event(), who));
  EXPECT_TRUE(answers_for_guest(runner, sample_event(), person(2)));
}

TEST(Participant, WishesAreForOthersAndOnce) {
  const std::vector<MatchmakingParticipant> all = {person(1, 1), person(2, 1), person(3, 2)};
  const auto wish = [&](std::vector<std::uint8_t> whom) {
    std::vector<MeetingWish> wishes;
    for (const std::uint8_t each : whom)
      wishes.push_back({all[0].id, id_numbered<ParticipantId>(each), WishKind::like});
    return fault_at([&] { check_wishes(all[0], wishes, all); });
  };
  EXPECT_EQ(wish({3}), "");
  EXPECT_EQ(wish({1}), "/wishes/0");
  EXPECT_EQ(wish({3, 2}), "/wishes/1");
  EXPECT_EQ(wish({3, 3}), "/wishes/1");
  EXPECT_EQ(wish({9}), "/wishes/0");
}

TEST(Participant, IsAwayInSlotsOfTheEventAlone) {
  MatchmakingParticipant who = person(1, 1);
  who.away = {at(30), at(7), at(0), at(0)};
  normalise(who, sample_event(), {at(0), at(30)});
  EXPECT_THAT(who.away, ElementsAre(at(0), at(30)));
  who.most_meetings = 21;
  EXPECT_EQ(fault_at([&] { normalise(who, sample_event(), {}); }), "/most_meetings");
}

TEST(Meeting, IsHeldOnlyWhereNothingClashes) {
  const Matchmaking event = sample_event();
  MeetingSchedule schedule;
  MatchmakingParticipant a = person(1, 1), b = person(2, 2);
  const std::vector<PlannedMeeting> others = {meeting(1, 1, 3, 0, 0), meeting(2, 4, 5, 30, 1)};
  const auto place = [&](const PlannedMeeting& wanted) {
    return fault_at([&] { require_place(event, schedule, a, b, wanted, others); });
  };
  EXPECT_EQ(place(meeting(9, 1, 2, 30, 0)), "");
  EXPECT_EQ(place(meeting(9, 1, 2, 0, 1)), "/a");
  EXPECT_EQ(place(meeting(9, 1, 2, 30, 1)), "/table");
  EXPECT_EQ(place(meeting(9, 1, 2, 30, 2)), "/table");
  schedule.lost = {{at(30), 0}};
  EXPECT_EQ(place(meeting(9, 1, 2, 30, 0)), "/table");
  schedule.lost.clear();
  b.away = {at(30)};
  EXPECT_EQ(place(meeting(9, 1, 2, 30, 0)), "/b");
  b = person(2, 1);
  EXPECT_EQ(place(meeting(9, 1, 2, 30, 0)), "/b");
  b = person(2, 2);
  a.most_meetings = 1;
  EXPECT_EQ(place(meeting(9, 1, 2, 30, 0)), "/a");
  a.most_meetings.reset();
  b.state = ParticipantState::absent;
  EXPECT_EQ(place(meeting(9, 1, 2, 30, 0)), "/b");
}

TEST(Meeting, TablesAreLostOnceOrForAll) {
  const Matchmaking event = sample_event();
  const auto left = [&](std::vector<LostTable> lost, int minute) {
    return tables_in(event, lost, at(minute));
  };
  EXPECT_THAT(left({}, 0), ElementsAre(0, 1));
  EXPECT_THAT(left({{at(0), 1}}, 0), ElementsAre(0));
  EXPECT_THAT(left({{at(0), 1}}, 30), ElementsAre(0, 1));
  EXPECT_THAT(left({{std::nullopt, 0}}, 30), ElementsAre(1));
  EXPECT_THAT(left({{at(0), std::nullopt}}, 0), IsEmpty());
}

TEST(Meeting, StrandedIsWhatCantBeHeldAsPlanned) {
  const Matchmaking event = sample_event();
  MeetingSchedule schedule;
  std::vector<MatchmakingParticipant> people = {person(1, 1), person(2, 2), person(3, 3)};
  std::vector<PlannedMeeting> meetings = {meeting(1, 1, 2, 0, 0), meeting(2, 1, 3, 30, 1)};
  EXPECT_EQ(stranded(event, schedule, people, meetings), 0);
  people[2].state = ParticipantState::withdrawn;
  EXPECT_EQ(stranded(event, schedule, people, meetings), 1);
  schedule.lost = {{std::nullopt, 0}};
  EXPECT_EQ(stranded(event, schedule, people, meetings), 2);
  meetings[0].state = MeetingState::cancelled;
  EXPECT_EQ(stranded(event, schedule, people, meetings), 1);
}

TEST(MeetingOutcome, FiguresTellNoOne) {
  const std::vector<PlannedMeeting> meetings = {meeting(1, 1, 2, 0, 0), meeting(2, 1, 3, 30, 1),
                                                meeting(3, 2, 3, 60, 0)};
  const auto outcome = [](std::uint8_t which, std::uint8_t by, bool was_held, std::optional<int> rating) {
    MeetingOutcome made;
    made.meeting = id_numbered<MeetingId>(which);
    made.by = id_numbered<ParticipantId>(by);
    made.was_held = was_held;
    made.rating = rating;
    return made;
  };
  std::vector<MeetingOutcome> outcomes = {outcome(1, 1, true, 5), outcome(1, 2, false, std::nullopt),
                                          outcome(2, 1, false, std::nullopt)};
  OutcomeNumbers numbers = numbers_of(meetings, outcomes);
  EXPECT_EQ(numbers.meetings, 3);
  EXPECT_EQ(numbers.answered, 2);
  EXPECT_EQ(numbers.held, 1);
  EXPECT_EQ(numbers.not_held, 1);
  EXPECT_FALSE(numbers.mean_rating);
  for (std::uint8_t i = 2; i <= 5; ++i) outcomes.push_back(outcome(3, i, true, 3));
  EXPECT_DOUBLE_EQ(*numbers_of(meetings, outcomes).mean_rating, 17.0 / 5);
}

TEST(MeetingOutcome, WhatWasNotHeldLedToNothing) {
  EXPECT_EQ(fault_at([] {
              static_cast<void>(outcome_from_json(json{{"was_held", false}, {"rating", 3}}, {}));
            }),
            "/was_held");
  EXPECT_EQ(fault_at([] { static_cast<void>(outcome_from_json(json{{"rating", 6}}, {})); }), "/rating");
}

}  // namespace
}  // namespace grono::cluster
