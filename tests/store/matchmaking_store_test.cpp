#include "store/matchmaking_store.hpp"

#include <nlohmann/json.hpp>

#include "store/audit_log.hpp"
#include "store/cluster_of_three.hpp"
#include "store/meeting_store.hpp"
#include "store/viewers.hpp"

namespace grono::store {
namespace {

using cluster::Matchmaking;
using cluster::MatchmakingId;
using cluster::MatchmakingParticipant;
using cluster::MeetingSchedule;
using cluster::MeetingWish;
using cluster::ParticipantId;
using cluster::PlannedMeeting;
using cluster::WishKind;

class MatchmakingStoreTest : public ClusterOfThree {
 protected:
  void SetUp() override {
    ClusterOfThree::SetUp();
    if (!database_) return;
    write([&](Transaction& transaction) {
      Matchmaking event = sample_event();
      MatchmakingStore(transaction).insert(event, " gielda ");
      for (std::uint64_t i = 1; i <= 3; ++i) {
        MatchmakingParticipant participant = sample_participant(i);
        ParticipantStore(transaction).insert(participant, event.cluster);
      }
    });
  }

  static Matchmaking sample_event() {
    Matchmaking made;
    made.id = id<MatchmakingId>(1);
    made.cluster = id<cluster::ClusterId>(1);
    made.title = {{"pl", "Giełda 'kooperacyjna'; DROP TABLE meeting; --"}};
    made.days = {{Date(std::chrono::year(2027), std::chrono::March, std::chrono::day(10)),
                  540,
                  720,
                  25,
                  5,
                  {{600, 630}}}};
    made.tables = {"Stolik „A”", "https://wideo.przyklad.invalid/b"};
    made.wishes_close_at = moment(60);
    made.openness = cluster::MatchmakingOpenness::clusters;
    made.clusters = {id<cluster::ClusterId>(7)};
    made.stage = cluster::MatchmakingStage::wishes;
    return made;
  }
  static MatchmakingParticipant sample_participant(std::uint64_t number) {
    MatchmakingParticipant made;
    made.id = id<ParticipantId>(number);
    made.event = id<MatchmakingId>(1);
    if (number == 1) made.organisation = id<cluster::OrganisationId>(1);
    made.organisation_name = "Żółw";
    made.person_name = "Łucja";
    made.offers = {"frezowanie"};
    made.away = {moment(0), moment(1800)};
    if (number == 2) made.most_meetings = 4;
    return made;
  }
  static PlannedMeeting sample_meeting(std::uint64_t number, std::uint64_t a, std::uint64_t b, int second) {
    PlannedMeeting made;
    made.id = id<cluster::MeetingId>(number);
    made.event = id<MatchmakingId>(1);
    made.a = id<ParticipantId>(a);
    made.b = id<ParticipantId>(b);
    made.from = moment(second);
    made.to = moment(second + 1500);
    made.interest = 2.5;
    made.basis = cluster::MeetingBasis::mutual;
    made.updated_at = moment();
    return made;
  }
};

GRONO_ON_EACH_BACKEND(MatchmakingStoreTest);

TEST_P(MatchmakingStoreTest, GivesBackWhatWasWritten) {
  write([&](Transaction& transaction) {
    MatchmakingStore events(transaction);
    Matchmaking stored = events.find(id<MatchmakingId>(1)).value();
    EXPECT_EQ(stored.version, 1);
    Matchmaking expected = sample_event();
    expected.version = 1;
    expected.created_at = stored.created_at;
    expected.updated_at = stored.updated_at;
    EXPECT_EQ(stored, expected);
    stored.place = "Gliwice";
    events.update(stored, " gliwice ");
    EXPECT_EQ(events.find(stored.id), stored);
    stored.version = 1;
    EXPECT_THROW(events.update(stored, ""), VersionConflict);
    EXPECT_THROW(events.move(stored), VersionConflict);
    const auto participants = ParticipantStore(transaction).of_event(stored.id);
    ASSERT_EQ(participants.size(), 3u);
    EXPECT_EQ(participants[1].away, sample_participant(2).away);
    EXPECT_EQ(participants[1].most_meetings, 4);
    EXPECT_EQ(participants[0].offers, sample_participant(1).offers);
  });
}

TEST_P(MatchmakingStoreTest, WhoTakesPartSeesTheEvent) {
  write([&](Transaction& transaction) {
    MatchmakingStore events(transaction);
    events.refresh(events.find(id<MatchmakingId>(1)).value());
    const auto groups = viewers_of(transaction, id<MatchmakingId>(1).str());
    const cluster::Audience people{cluster::Audience::Kind::people_of, id<cluster::OrganisationId>(1).uuid};
    EXPECT_NE(std::find(groups.begin(), groups.end(), people), groups.end());
    MatchmakingFilter filter;
    filter.cluster = id<cluster::ClusterId>(1);
    filter.audiences = {people};
    EXPECT_EQ(events.count(filter), 1);
    filter.audiences = {cluster::Audience{}};
    EXPECT_EQ(events.count(filter), 0);
    events.remove(id<MatchmakingId>(1), 1);
    filter.audiences = {people};
    EXPECT_EQ(events.count(filter), 0);
    events.restore(id<MatchmakingId>(1));
    EXPECT_EQ(events.count(filter), 1);
  });
}

TEST_P(MatchmakingStoreTest, WishesReplaceThoseBeforeAndLeaveNoTraceOfWhom) {
  write([&](Transaction& transaction) {
    ParticipantStore participants(transaction);
    const ParticipantId one = id<ParticipantId>(1), two = id<ParticipantId>(2), three = id<ParticipantId>(3);
    participants.set_wishes(
        one, std::vector<MeetingWish>{{one, two, WishKind::must}, {one, three, WishKind::avoid}});
    participants.set_wishes(two, std::vector<MeetingWish>{{two, one, WishKind::like}});
    participants.set_wishes(one, std::vector<MeetingWish>{{one, three, WishKind::avoid}});
    EXPECT_EQ(participants.wishes_of(one), (std::vector<MeetingWish>{{one, three, WishKind::avoid}}));
    EXPECT_EQ(participants.wishes_in(id<MatchmakingId>(1)).size(), 2u);
  });
  database_->read([&](Transaction& transaction) {
    int said = 0;
    for (const AuditEntry& each : AuditLog(transaction).list({}, {"", 100}).items) {
      if (each.action != "participant.wished") continue;
      ++said;
      EXPECT_EQ(each.changes, "{}");
      EXPECT_FALSE(each.cluster);
    }
    EXPECT_EQ(said, 3);
  });
}

TEST_P(MatchmakingStoreTest, AScheduleIsWrittenWholeAndByOneAtATime) {
  MeetingSchedule schedule;
  schedule.event = id<MatchmakingId>(1);
  schedule.bans = {cluster::pair_of(id<ParticipantId>(3), id<ParticipantId>(1))};
  schedule.lost = {{moment(0), 1}, {std::nullopt, 0}};
  std::sort(schedule.lost.begin(), schedule.lost.end());
  schedule.quality = {2.5, 3, 2, 4, 2, 6, 3, 1, 0};
  schedule.made_at = moment();
  std::vector<PlannedMeeting> meetings = {sample_meeting(1, 1, 2, 0), sample_meeting(2, 2, 3, 1800)};
  write([&](Transaction& transaction) {
    MeetingStore(transaction).save(schedule, 0, meetings, id<cluster::ClusterId>(1));
  });
  write([&](Transaction& transaction) {
    MeetingStore store(transaction);
    EXPECT_EQ(store.schedule(schedule.event), schedule);
    EXPECT_EQ(store.meetings(schedule.event), meetings);
    EXPECT_THROW(store.save(schedule, 0, meetings, id<cluster::ClusterId>(1)), VersionConflict);
  });
  // One moves, one goes, one comes.
  meetings[0].from = moment(3600);
  meetings[0].to = moment(5100);
  ++meetings[0].sequence;
  meetings[1] = sample_meeting(3, 1, 3, 0);
  write([&](Transaction& transaction) {
    MeetingStore store(transaction);
    store.save(schedule, 1, meetings, id<cluster::ClusterId>(1));
    EXPECT_EQ(schedule.version, 2);
    EXPECT_EQ(store.meetings(schedule.event), (std::vector<PlannedMeeting>{meetings[1], meetings[0]}));
    EXPECT_EQ(store.meetings_of(id<ParticipantId>(1)).size(), 2u);
    EXPECT_TRUE(store.meetings_of(id<ParticipantId>(2)).size() == 1u);
  });
  write([&](Transaction& transaction) {
    EXPECT_THROW(MeetingStore(transaction).save(schedule, 1, meetings, id<cluster::ClusterId>(1)),
                 VersionConflict);
  });
}

TEST_P(MatchmakingStoreTest, EachSideHasItsOwnOutcome) {
  MeetingSchedule schedule;
  schedule.event = id<MatchmakingId>(1);
  const std::vector<PlannedMeeting> meetings = {sample_meeting(1, 1, 2, 0)};
  write([&](Transaction& transaction) {
    MeetingStore(transaction).save(schedule, 0, meetings, id<cluster::ClusterId>(1));
  });
  write([&](Transaction& transaction) {
    MeetingStore store(transaction);
    cluster::MeetingOutcome outcome;
    outcome.meeting = meetings[0].id;
    outcome.by = meetings[0].a;
    outcome.rating = 4;
    outcome.note = "Wyślą próbki";
    store.save(outcome, 0);
    EXPECT_EQ(store.outcome(outcome.meeting, outcome.by), outcome);
    EXPECT_FALSE(store.outcome(outcome.meeting, meetings[0].b));
    cluster::MeetingOutcome again = outcome;
    EXPECT_THROW(store.save(again, 0), VersionConflict);
    EXPECT_THROW(store.save(again, 7), VersionConflict);
    again.has_follow_up = true;
    store.save(again, 1);
    EXPECT_EQ(store.outcomes(schedule.event), std::vector<cluster::MeetingOutcome>{again});
  });
}

}  // namespace
}  // namespace grono::store
