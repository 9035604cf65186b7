#include "cluster/conduct/meeting_record.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "cluster/conduct/rivals.hpp"
#include "cluster/sample.hpp"

namespace grono::cluster {
namespace {

using nlohmann::json;
using test::numbered;

const Timestamp kNow = *parse_timestamp("2026-11-26T12:00:00Z");
const auto kOne = numbered<OrganisationId>(1), kOther = numbered<OrganisationId>(2), kStranger = numbered<OrganisationId>(3);

MeetingRecord planned() {
  MeetingRecord made;
  made.id = numbered<MeetingRecordId>(1);
  made.cluster = numbered<ClusterId>(1);
  made.title = "Rada branżowa";
  made.from = *parse_timestamp("2026-11-26T10:00:00Z");
  made.chair = "Ewa Zmyślona";
  made.participants = {{kOther, {}, {}, false, {}}, {kOne, {}, {}, false, {}}};
  made.agenda = {{"Targi", ""}, {"Szkolenia", ""}};
  made.created_at = made.updated_at = kNow;
  normalise(made);
  return made;
}

template <class Work>
std::string refused_in(const Work& work) {
  try {
    work();
  } catch (const InvalidInput& problem) {
    return problem.where();
  }
  return "";
}

const LocalisedText kList = {{"pl", "Ceny\nKoszty"}};

json minutes_of_both() {
  return {{"items", {"Wspólne stoisko", "Dwa terminy"}},
          {"attendance", {{{"organisation", kOne.str()}, {"people", "J. Zmyślony"}}, {{"organisation", kOther.str()}}}},
          {"was_counsel_present", true}};
}

TEST(MeetingRecord, GoesFromItsAgendaToSealedMinutes) {
  MeetingRecord meeting = planned();
  EXPECT_EQ(meeting.participants.front().organisation, kOne);
  announce(meeting, kList);
  EXPECT_EQ(meeting.forbidden, kList);
  acknowledge(meeting, kOne, numbered<UserId>(1), kNow);
  acknowledge(meeting, kOther, numbered<UserId>(2), kNow);
  hold(meeting, kNow);
  minute(meeting, minutes_of_both());
  EXPECT_EQ(meeting.agenda[0].minutes, "Wspólne stoisko");
  EXPECT_TRUE(meeting.participants[0].has_attended && meeting.participants[1].has_attended);
  minute(meeting, minutes_of_both());
  approve(meeting, numbered<UserId>(3), kNow);
  EXPECT_EQ(refused_in([&] { minute(meeting, minutes_of_both()); }), "/state");
  append(meeting, {kNow, numbered<UserId>(3), "Sprostowanie"});
  EXPECT_EQ(meeting.addenda.size(), 1U);
  EXPECT_EQ(meeting_from_snapshot(to_json(meeting)), meeting);
}

TEST(MeetingRecord, IsNotAnnouncedWithoutAgendaListChairOrParticipants) {
  const auto refused = [](const auto& change, const LocalisedText& list) {
    MeetingRecord meeting = planned();
    change(meeting);
    return refused_in([&] { announce(meeting, list); });
  };
  EXPECT_EQ(refused([](MeetingRecord& each) { each.agenda.clear(); }, kList), "/agenda");
  EXPECT_EQ(refused([](MeetingRecord& each) { each.participants.clear(); }, kList), "/participants");
  EXPECT_EQ(refused([](MeetingRecord& each) { each.chair.clear(); }, kList), "/chair");
  EXPECT_EQ(refused([](MeetingRecord&) {}, {}), "/forbidden");
  EXPECT_EQ(refused([](MeetingRecord&) {}, kList), "");
}

TEST(MeetingRecord, CannotSkipAStep) {
  MeetingRecord meeting = planned();
  EXPECT_EQ(refused_in([&] { hold(meeting, kNow); }), "/state");
  EXPECT_EQ(refused_in([&] { minute(meeting, minutes_of_both()); }), "/state");
  EXPECT_EQ(refused_in([&] { approve(meeting, {}, kNow); }), "/state");
  EXPECT_EQ(refused_in([&] { append(meeting, {kNow, {}, "A"}); }), "/state");
  EXPECT_EQ(refused_in([&] { acknowledge(meeting, kOne, {}, kNow); }), "/state");
  announce(meeting, kList);
  EXPECT_EQ(refused_in([&] { announce(meeting, kList); }), "/state");
  EXPECT_EQ(refused_in([&] { acknowledge(meeting, kStranger, {}, kNow); }), "/organisation");
  EXPECT_EQ(refused_in([&] { hold(meeting, meeting.from - std::chrono::seconds(1)); }), "/state");
  hold(meeting, kNow);
  EXPECT_EQ(refused_in([&] { cancel(meeting, "A"); }), "/state");
  EXPECT_EQ(refused_in([&] { approve(meeting, {}, kNow); }), "/state") << "no minutes yet";
}

TEST(MeetingRecord, MinutesHoldEveryItemAndWhoWasUnaware) {
  MeetingRecord meeting = planned();
  announce(meeting, kList);
  acknowledge(meeting, kOne, {}, kNow);
  hold(meeting, kNow);
  const auto refused = [&](const auto& change) {
    json minutes = minutes_of_both();
    change(minutes);
    MeetingRecord one = meeting;
    return refused_in([&] { minute(one, minutes); });
  };
  EXPECT_EQ(refused([](json& each) { each["items"] = {"A"}; }), "/items");
  EXPECT_EQ(refused([](json& each) { each["items"][1] = " "; }), "/items/1");
  EXPECT_EQ(refused([](json& each) { each["attendance"] = json::array(); }), "/attendance");
  EXPECT_EQ(refused([](json& each) { each["attendance"][0]["organisation"] = kStranger.str(); }), "/attendance/0/organisation");
  EXPECT_EQ(refused([](json&) {}), "/remarks") << "the other has not acknowledged the list";
  EXPECT_EQ(refused([](json& each) { each["remarks"] = "Lista odczytana na początku"; }), "");
}

TEST(MeetingRecord, IsForThoseWhoTakePartOnceItIsAnnounced) {
  MeetingRecord meeting = planned();
  Actor participant, stranger, runner;
  participant.grants = {{Role::employee, std::nullopt, kOne}};
  stranger.grants = {{Role::representative, std::nullopt, kStranger}};
  runner.grants = {{Role::animator, meeting.cluster, std::nullopt}};
  EXPECT_FALSE(sees_meeting(participant, meeting));
  EXPECT_TRUE(sees_meeting(runner, meeting));
  announce(meeting, kList);
  EXPECT_TRUE(sees_meeting(participant, meeting));
  EXPECT_FALSE(sees_meeting(stranger, meeting));
}

TEST(MeetingRecord, LacksMinutesAfterTheirDay) {
  MeetingRecord meeting = planned();
  EXPECT_FALSE(lacks_minutes(meeting, 7, *parse_date("2027-01-01"))) << "nobody was invited";
  announce(meeting, kList);
  EXPECT_EQ(minutes_due_on(meeting, 7), *parse_date("2026-12-03"));
  EXPECT_FALSE(lacks_minutes(meeting, 7, *parse_date("2026-12-03")));
  EXPECT_TRUE(lacks_minutes(meeting, 7, *parse_date("2026-12-04")));
}

Organisation of_codes(OrganisationId id, std::vector<ActivityCode> codes) {
  Organisation made;
  made.id = id;
  made.activities = std::move(codes);
  return made;
}

TEST(Rivals, ShareAClassOrAreDeclared) {
  const std::vector<Organisation> group = {of_codes(kOther, {{"pkd_2007", "32.50.Z", true}}),
                                           of_codes(kOne, {{"nace_2.0", "32.50", true}, {"nace_2.0", "26.60", false}}),
                                           of_codes(kStranger, {{"pkd_2025", "32.50.Z", true}, {"nace_2.0", "32.5", false}})};
  const std::vector<OrganisationPair> declared = {{kStranger, kOne}};
  const auto found = rivals_among(group, declared);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].one, kOne);
  EXPECT_EQ(found[0].other, kOther);
  EXPECT_FALSE(found[0].is_declared);
  EXPECT_EQ(found[0].shared, (std::vector<ActivityCode>{{"nace_2.0", "32.50", false}}));
  EXPECT_EQ(found[1].other, kStranger);
  EXPECT_TRUE(found[1].is_declared);
  EXPECT_TRUE(found[1].shared.empty()) << "another version of the list, and a wider group";
}

TEST(Rivals, AreNotFoundInGroupsOrOtherLists) {
  EXPECT_EQ(activity_class({"nace_2.0", "32.5", false}), std::nullopt);
  EXPECT_EQ(activity_class({"naics_2022", "339112", false}), std::nullopt);
  EXPECT_EQ(activity_class({"pkd_2025", "32.50.Z", true}), (ActivityCode{"nace_2.1", "32.50", false}));
}

}  // namespace
}  // namespace grono::cluster
