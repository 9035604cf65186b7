#include "app/memberships.hpp"

#include <gmock/gmock.h>

#include "app/installation_fixture.hpp"

namespace grono::app {
namespace {

using cluster::MembershipEventKind;
using cluster::MembershipRole;
using cluster::MembershipStatus;
using cluster::OrganisationId;
using nlohmann::json;
using test::error_of;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class Memberships : public test::InstallationTest {
 protected:
  MembershipView begin(const Caller& caller, const NewMembership& wanted,
                       const std::string& cluster = "med") const {
    return write(
        [&](store::Transaction& transaction) {
          return begin_membership(transaction, caller, cluster, wanted);
        },
        caller);
  }
  MembershipView apply(OrganisationId organisation) const {
    return begin(representative(organisation),
                 {organisation, "Prosimy o przyjęcie", {}, MembershipRole::member});
  }
  MembershipView record(const Caller& caller, cluster::MembershipId id, const NewEvent& event) const {
    return write(
        [&](store::Transaction& transaction) { return record_event(transaction, caller, id, event); },
        caller);
  }
  [[nodiscard]] std::vector<MembershipView> of(OrganisationId organisation, const Caller& caller) const {
    return read(
        [&](store::Transaction& transaction) { return memberships_of(transaction, caller, organisation); });
  }
  static NewEvent event(MembershipEventKind kind) { return {kind, {}, {}, ""}; }
};

TEST_F(Memberships, GoFromApplicationToLeaving) {
  const auto organisation = add(draft("A"));
  const auto applied = apply(organisation);
  EXPECT_EQ(cluster::status(applied.membership), MembershipStatus::applied);
  const auto id = applied.membership.id;
  const auto joined = record(manager(), id, event(MembershipEventKind::joined));
  EXPECT_EQ(cluster::status(joined.membership), MembershipStatus::active);
  EXPECT_EQ(cluster::since(joined.membership), today());
  const auto left = record(manager(), id, {MembershipEventKind::left, {}, {}, "likwidacja"});
  EXPECT_EQ(cluster::status(left.membership), MembershipStatus::ended);
  EXPECT_THAT(left.membership.events, SizeIs(3));
  EXPECT_EQ(error_of([&] { record(manager(), id, event(MembershipEventKind::joined)); }), "/events");
}

TEST_F(Memberships, AnOrganisationThatComesBackBeginsANewOne) {
  const auto organisation = add(draft("A"));
  const auto first = apply(organisation).membership.id;
  EXPECT_THAT(error_of([&] { apply(organisation); }), ::testing::StartsWith("AlreadyExists"));
  record(manager(), first, event(MembershipEventKind::rejected));
  EXPECT_NE(apply(organisation).membership.id, first);
}

TEST_F(Memberships, AreBegunByWhoMay) {
  const auto organisation = add(draft("A"));
  const auto by = [&](const Caller& caller, std::optional<Date> joined_on) {
    return error_of([&] { begin(caller, {organisation, "", joined_on, MembershipRole::member}); });
  };
  EXPECT_EQ(by(guest(), {}), "Refused: not logged in");
  EXPECT_EQ(by(representative(new_id<OrganisationId>()), {}), "Refused");
  EXPECT_EQ(by(representative(organisation), today()), "Refused") << "nobody takes itself in";
  EXPECT_EQ(by(manager_elsewhere(), today()), "Refused");
  EXPECT_EQ(by(manager(), {}), "/joined_on") << "a manager does not apply for others";
  EXPECT_EQ(by(manager(), today()), "nothing");
}

TEST_F(Memberships, AreDecidedByTheManagerOfThatCluster) {
  const auto id = apply(add(draft("A"))).membership.id;
  for (const Caller& caller : {animator(), manager_elsewhere()})
    EXPECT_EQ(error_of([&] { record(caller, id, event(MembershipEventKind::joined)); }), "Refused");
  EXPECT_EQ(error_of([&] { record(guest(), id, event(MembershipEventKind::joined)); }),
            "Refused: not logged in");
  EXPECT_EQ(error_of([&] {
              record(manager(), new_id<cluster::MembershipId>(), event(MembershipEventKind::joined));
            }),
            "NotFound");
}

TEST_F(Memberships, NobodyJoinsInTheFutureNorUnknown) {
  const auto organisation = add(draft("A"));
  const Date in_a_week{std::chrono::sys_days(today()) + std::chrono::days(7)};
  EXPECT_EQ(error_of([&] {
              begin(manager(), {organisation, "", in_a_week, MembershipRole::member});
            }),
            "/joined_on");
  EXPECT_EQ(error_of([&] {
              begin(manager(), {new_id<OrganisationId>(), "", today(), MembershipRole::member});
            }),
            "/organisation");
  EXPECT_EQ(error_of([&] {
              begin(manager(), {organisation, "", today(), MembershipRole::member}, "nie-ma");
            }),
            "NotFound");
  EXPECT_EQ(error_of([&] {
              begin(representative(organisation), {organisation, "", {}, MembershipRole::coordinator});
            }),
            "/role");
}

TEST_F(Memberships, TheRoleChangesAndStays) {
  const auto id = begin(manager(), {add(draft("A")), "", today(), MembershipRole::supporting}).membership.id;
  EXPECT_EQ(cluster::role(record(manager(), id,
                                 {MembershipEventKind::role_changed, {}, MembershipRole::coordinator, ""})
                              .membership),
            MembershipRole::coordinator);
  EXPECT_EQ(cluster::role(record(manager(), id, event(MembershipEventKind::left)).membership),
            MembershipRole::coordinator);
}

TEST_F(Memberships, AreListedForThoseWhoRunTheCluster) {
  const auto member = add_member(draft("A"));
  apply(add(draft("B")));
  const auto list = [&](const Caller& caller, std::vector<MembershipStatus> statuses) {
    return read([&](store::Transaction& transaction) {
             return list_memberships(transaction, caller, "med", statuses, {"", 50});
           })
        .items;
  };
  EXPECT_THAT(list(manager(), {}), SizeIs(2));
  EXPECT_THAT(list(animator(), {MembershipStatus::applied}), SizeIs(1));
  EXPECT_EQ(error_of([&] { list(representative(member), {}); }), "Refused");
  EXPECT_EQ(error_of([&] { list(guest(), {}); }), "Refused: not logged in");
}

TEST_F(Memberships, ShowTheirHistoryOnlyToThoseWhoMaySeeIt) {
  const auto organisation = add(draft("A"));
  apply(organisation);
  EXPECT_THAT(of(organisation, guest()), IsEmpty()) << "an application is not public";
  EXPECT_THAT(of(organisation, manager_elsewhere()), IsEmpty());
  EXPECT_THAT(of(organisation, manager()), SizeIs(1));
  ASSERT_THAT(of(organisation, representative(organisation)), SizeIs(1));
  record(manager(), of(organisation, manager())[0].membership.id, event(MembershipEventKind::joined));
  ASSERT_THAT(of(organisation, guest()), SizeIs(1));
  const json seen = to_json(of(organisation, guest())[0], installation().classifications());
  EXPECT_FALSE(seen.contains("events"));
  EXPECT_EQ(seen["status"], "active");
  EXPECT_EQ(seen["cluster"]["slug"], "med");
  EXPECT_EQ(to_json(of(organisation, manager())[0], installation().classifications())["events"].size(), 2U);
}

std::string where_the_body_fails(const json& body, bool is_event) {
  return error_of([&] {
    if (is_event)
      (void)new_event_from(body);
    else
      (void)new_membership_from(body);
  });
}

TEST(MembershipBodies, SayWhatIsWrong) {
  const std::string id = new_id<OrganisationId>().str();
  EXPECT_EQ(where_the_body_fails({{"organisation", id}}, false), "nothing");
  EXPECT_EQ(where_the_body_fails(json::object(), false), "/organisation");
  EXPECT_EQ(where_the_body_fails({{"organisation", id}, {"joined_on", "wczoraj"}}, false), "/joined_on");
  EXPECT_EQ(where_the_body_fails({{"organisation", id}, {"note", std::string("a\0b", 3)}}, false), "/note");
  EXPECT_EQ(where_the_body_fails({{"organisation", id}, {"note", std::string(2001, 'x')}}, false), "/note");
  EXPECT_EQ(where_the_body_fails({{"organisation", id}, {"x", 1}}, false), "/x");
  EXPECT_EQ(where_the_body_fails({{"kind", "joined"}}, true), "nothing");
  EXPECT_EQ(where_the_body_fails({{"kind", "applied"}}, true), "/kind");
  EXPECT_EQ(where_the_body_fails({{"kind", "role_changed"}}, true), "/role");
}

}  // namespace
}  // namespace grono::app
