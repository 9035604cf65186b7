#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cluster/json.hpp"
#include "cluster/policy.hpp"
#include "cluster/sample.hpp"

namespace grono::cluster {
namespace {

using test::capability;
using test::full_organisation;
using test::numbered;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const auto kCluster = numbered<ClusterId>(1);
const auto kElsewhere = numbered<ClusterId>(2);
const auto kProject = numbered<ProjectId>(1);
const auto kOtherProject = numbered<ProjectId>(2);
const Ties kTies = {{kCluster}, {kProject}};
const auto kOwner = full_organisation().id;
const auto kStranger = numbered<OrganisationId>(99);

Actor person(std::vector<RoleGrant> grants, std::vector<ClusterId> member_of = {},
             std::vector<ProjectId> partner_in = {}) {
  Actor actor;
  actor.user = numbered<UserId>(1);
  actor.grants = std::move(grants);
  actor.member_of = std::move(member_of);
  actor.partner_in = std::move(partner_in);
  return actor;
}

const Actor kGuest;
const Actor kAdministrator = person({{Role::administrator, {}, {}}});
const Actor kManager = person({{Role::manager, kCluster, {}}});
const Actor kAnimator = person({{Role::animator, kCluster, {}}});
const Actor kManagerElsewhere = person({{Role::manager, kElsewhere, {}}});
const Actor kFellow = person({{Role::representative, {}, kStranger}}, {kCluster});
const Actor kMemberElsewhere = person({{Role::representative, {}, kStranger}}, {kElsewhere});
const Actor kPartner = person({{Role::employee, {}, kStranger}}, {}, {kProject});
const Actor kPartnerElsewhere = person({{Role::employee, {}, kStranger}}, {}, {kOtherProject});
const auto kFriend = numbered<OrganisationId>(98);
const std::vector<OrganisationId> kNamed = {kFriend};
const Actor kOfTheNamed = person({{Role::employee, {}, kFriend}});
const Actor kEmployee = person({{Role::employee, {}, kOwner}}, {kCluster});
const Actor kRepresentative = person({{Role::representative, {}, kOwner}}, {kCluster});

// How far each sees, from the description of the visibilities: everyone, members, named, partners, coordinator,
// owner.
TEST(Visibility, NarrowsFromEveryoneToTheOwner) {
  const auto seen_by = [](const Actor& actor) {
    std::string seen;
    for (const auto& [name, visibility] : named_values<Visibility>())
      seen += may_see(actor, {visibility, kOwner, kNamed}, kTies) ? name[0] : '-';
    return seen;
  };
  EXPECT_EQ(seen_by(kGuest), "e-----");
  EXPECT_EQ(seen_by(kAdministrator), "e-----") << "sees no confidential content of members";
  EXPECT_EQ(seen_by(kManagerElsewhere), "e-----");
  EXPECT_EQ(seen_by(kMemberElsewhere), "e-----");
  EXPECT_EQ(seen_by(kFellow), "em----");
  EXPECT_EQ(seen_by(kOfTheNamed), "e-n---") << "a named stranger sees what it is named for";
  EXPECT_EQ(seen_by(kPartner), "e--p--");
  EXPECT_EQ(seen_by(kPartnerElsewhere), "e-----");
  EXPECT_EQ(seen_by(kManager), "em-pc-");
  EXPECT_EQ(seen_by(kAnimator), "em-pc-");
  EXPECT_EQ(seen_by(kEmployee), "emnpco");
  EXPECT_EQ(seen_by(kRepresentative), "emnpco");
}

TEST(Visibility, AFormerMemberIsAStranger) {
  const Ties none;
  EXPECT_FALSE(may_see(kManager, {Visibility::members, kOwner}, none));
  EXPECT_FALSE(may_see(kFellow, {Visibility::members, kOwner}, none));
  EXPECT_TRUE(may_see(kEmployee, {Visibility::owner, kOwner}, none));
}

TEST(Visibility, SeeingIsSharingAGroup) {
  for (const Actor& actor : {kGuest, kAdministrator, kManager, kFellow, kEmployee, kManagerElsewhere, kPartner, kOfTheNamed}) {
    const auto held = audiences_of(actor);
    EXPECT_TRUE(std::is_sorted(held.begin(), held.end()));
    for (const auto& [name, visibility] : named_values<Visibility>()) {
      const auto groups = audiences_for({visibility, kOwner, kNamed}, kTies);
      EXPECT_TRUE(std::is_sorted(groups.begin(), groups.end()));
      EXPECT_FALSE(groups.empty()) << name;
      const bool shares = std::any_of(groups.begin(), groups.end(), [&](const Audience& group) {
        return std::find(held.begin(), held.end(), group) != held.end();
      });
      EXPECT_EQ(shares, may_see(actor, {visibility, kOwner, kNamed}, kTies)) << name;
    }
  }
}

TEST(AsSeenBy, LeavesNoTraceOfWhatIsHidden) {
  EXPECT_THAT(as_seen_by(kGuest, full_organisation(), kTies).offers, SizeIs(1));
  EXPECT_THAT(as_seen_by(kGuest, full_organisation(), kTies).needs, IsEmpty());
  EXPECT_THAT(as_seen_by(kFellow, full_organisation(), kTies).offers, SizeIs(2));
  EXPECT_THAT(as_seen_by(kManager, full_organisation(), kTies).offers, SizeIs(4));
  EXPECT_EQ(as_seen_by(kRepresentative, full_organisation(), kTies), full_organisation());
}

TEST(MergeEdit, SavingWhatWasSeenChangesNothing) {
  for (const Actor& actor : {kManager, kAnimator, kRepresentative, kAdministrator}) {
    const Organisation stored = full_organisation();
    const Organisation saved = merge_edit(stored, as_seen_by(actor, stored, kTies), actor, kTies);
    EXPECT_EQ(as_seen_by(kRepresentative, saved, kTies), stored);
  }
}

TEST(MergeEdit, AManagerTakesOutWhatHeSeesAndNothingElse) {
  const Organisation stored = full_organisation();
  Organisation edited = stored;
  edited.offers.clear();
  edited.needs.clear();
  const Organisation saved = merge_edit(stored, edited, kManager, kTies);
  ASSERT_THAT(saved.offers, SizeIs(2));
  EXPECT_EQ(saved.offers[0].visibility, Visibility::named);
  EXPECT_EQ(saved.offers[1].visibility, Visibility::owner);
  EXPECT_THAT(saved.needs, IsEmpty());
}

TEST(MergeEdit, AGuessedIdOverwritesNothing) {
  const Organisation stored = full_organisation();
  const Capability hidden = stored.offers.back();
  Organisation edited = stored;
  edited.offers = {capability(0, Visibility::everyone, "Podmiana")};
  edited.offers[0].id = hidden.id;
  const Organisation saved = merge_edit(stored, edited, kManager, kTies);
  ASSERT_THAT(saved.offers, SizeIs(3));
  EXPECT_EQ(saved.offers[1], hidden);
  EXPECT_TRUE(saved.offers[2].id.is_nil()) << "a new item";
}

TEST(ChangesAsSeenBy, TellNothingOfWhatIsHidden) {
  Organisation before = full_organisation(), after = before;
  after.offers.back().title = {{"pl", "Tajne"}};
  after.legal_name = "Nowa nazwa";
  const nlohmann::json changes = differences(to_json(before), to_json(after));
  const auto seen = changes_as_seen_by(kManager, changes, kOwner, kTies);
  EXPECT_TRUE(seen.contains("legal_name"));
  EXPECT_FALSE(seen.contains("offers")) << "nothing that the manager sees has changed";
  EXPECT_EQ(changes_as_seen_by(kRepresentative, changes, kOwner, kTies), changes);
}

TEST(ChangesAsSeenBy, AnItemThatBecomesSecretIsGone) {
  Organisation before = full_organisation(), after = before;
  after.offers[0].visibility = Visibility::owner;
  const auto seen =
      changes_as_seen_by(kGuest, differences(to_json(before), to_json(after)), kOwner, kTies);
  EXPECT_EQ(seen["offers"]["before"].size(), 1U);
  EXPECT_EQ(seen["offers"]["after"].size(), 0U);
}

}  // namespace
}  // namespace grono::cluster
