#include <gtest/gtest.h>

#include "base/error.hpp"
#include "cluster/cluster.hpp"
#include "cluster/names.hpp"

namespace grono::cluster {
namespace {

using Kind = MembershipEventKind;

Date day(unsigned n) {
  return Date{std::chrono::year{2026}, std::chrono::month{3}, std::chrono::day{n}};
}

MembershipEvent event(Kind kind, unsigned on, MembershipRole role = MembershipRole::member) {
  MembershipEvent made;
  made.kind = kind;
  made.on = day(on);
  made.role = role;
  return made;
}

Membership after(std::initializer_list<MembershipEvent> events) {
  Membership made;
  for (const MembershipEvent& each : events) record(made, each);
  return made;
}

TEST(Membership, GoesFromApplicationToLeaving) {
  Membership membership = after({event(Kind::applied, 1)});
  EXPECT_EQ(status(membership), MembershipStatus::applied);
  EXPECT_EQ(since(membership), std::nullopt);
  record(membership, event(Kind::joined, 5));
  EXPECT_EQ(status(membership), MembershipStatus::active);
  EXPECT_EQ(since(membership), day(5));
  record(membership, event(Kind::role_changed, 6, MembershipRole::supporting));
  EXPECT_EQ(status(membership), MembershipStatus::active);
  EXPECT_EQ(role(membership), MembershipRole::supporting);
  record(membership, event(Kind::left, 9));
  EXPECT_EQ(status(membership), MembershipStatus::ended);
  EXPECT_EQ(since(membership), day(5));
  EXPECT_EQ(until(membership), day(9));
  EXPECT_EQ(membership.events.size(), 4U);
}

TEST(Membership, LeavingKeepsTheRoleItHad) {
  const Membership membership = after(
      {event(Kind::joined, 1, MembershipRole::coordinator), event(Kind::left, 2, MembershipRole::member)});
  EXPECT_EQ(role(membership), MembershipRole::coordinator);
}

// The whole of what may follow what, written down apart from the code.
TEST(Membership, OnlyWhatMayFollowFollows) {
  using Status = std::optional<MembershipStatus>;
  const std::vector<std::pair<Status, std::vector<Kind>>> may_follow = {
      {std::nullopt, {Kind::applied, Kind::invited, Kind::joined}},
      {MembershipStatus::applied, {Kind::joined, Kind::rejected}},
      {MembershipStatus::invited, {Kind::joined, Kind::rejected}},
      {MembershipStatus::active, {Kind::role_changed, Kind::left}},
      {MembershipStatus::rejected, {}},
      {MembershipStatus::ended, {}},
  };
  const std::map<Status, Membership> standing = {
      {std::nullopt, {}},
      {MembershipStatus::applied, after({event(Kind::applied, 1)})},
      {MembershipStatus::invited, after({event(Kind::invited, 1)})},
      {MembershipStatus::active, after({event(Kind::applied, 1), event(Kind::joined, 1)})},
      {MembershipStatus::rejected, after({event(Kind::applied, 1), event(Kind::rejected, 1)})},
      {MembershipStatus::ended, after({event(Kind::joined, 1), event(Kind::left, 1)})},
  };
  for (const auto& [now, allowed] : may_follow) {
    for (const auto& [name, kind] : named_values<Kind>()) {
      Membership membership = standing.at(now);
      const Membership before = membership;
      const bool is_allowed = std::find(allowed.begin(), allowed.end(), kind) != allowed.end();
      try {
        record(membership, event(kind, 2));
        EXPECT_TRUE(is_allowed) << name << " after " << (now ? name_of(*now) : "nothing");
        EXPECT_EQ(membership.events.size(), before.events.size() + 1);
      } catch (const InvalidInput& error) {
        EXPECT_FALSE(is_allowed) << name << " after " << (now ? name_of(*now) : "nothing");
        EXPECT_EQ(error.where(), "/events");
        EXPECT_EQ(membership, before) << "a refused event leaves a trace";
      }
    }
  }
}

TEST(Membership, TimeDoesNotRunBackwards) {
  Membership membership = after({event(Kind::applied, 5)});
  EXPECT_THROW(record(membership, event(Kind::joined, 4)), InvalidInput);
  EXPECT_NO_THROW(record(membership, event(Kind::joined, 5)));
  EXPECT_THROW(record(membership, event(Kind::left, 31 + 1)), InvalidInput) << "the 32nd of March";
}

}  // namespace
}  // namespace grono::cluster
