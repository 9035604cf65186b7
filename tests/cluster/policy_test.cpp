#include "cluster/policy.hpp"

#include <map>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "cluster/names.hpp"
#include "cluster/sample.hpp"

namespace grono::cluster {
namespace {

using test::numbered;

const auto kOwnCluster = numbered<ClusterId>(1);
const auto kOtherCluster = numbered<ClusterId>(2);
const auto kOwnOrganisation = numbered<OrganisationId>(1);
const auto kOtherOrganisation = numbered<OrganisationId>(2);

Actor actor_with(Role role) {
  Actor actor;
  if (role == Role::guest) return actor;
  actor.user = numbered<UserId>(1);
  RoleGrant grant{role, std::nullopt, std::nullopt};
  if (role == Role::manager || role == Role::animator) grant.cluster = kOwnCluster;
  if (role == Role::representative || role == Role::employee) grant.organisation = kOwnOrganisation;
  actor.grants = {grant};
  return actor;
}

// Who may do what, written from the description of the roles, apart from the table in the code: who may do it
// to what is the own, and who to everything.
struct Expected {
  std::set<Role> own, everywhere;
};
const std::map<Permission, Expected>& expected() {
  constexpr auto admin = Role::administrator, manager = Role::manager, animator = Role::animator,
                 representative = Role::representative, employee = Role::employee, guest = Role::guest;
  static const std::map<Permission, Expected> table = {
      {Permission::view_public, {{}, {admin, manager, animator, representative, employee, guest}}},
      {Permission::edit_organisation, {{manager, animator, representative}, {admin}}},
      {Permission::create_organisation, {{manager, animator}, {admin}}},
      {Permission::delete_organisation, {{manager}, {admin}}},
      {Permission::merge_organisations, {{manager}, {admin}}},
      {Permission::import_organisations, {{manager, animator}, {admin}}},
      {Permission::export_catalogue, {{}, {admin, manager, animator}}},
      {Permission::edit_cluster, {{manager}, {admin}}},
      {Permission::create_cluster, {{}, {admin}}},
      {Permission::invite_member, {{manager, animator}, {admin}}},
      {Permission::decide_membership, {{manager}, {admin}}},
      {Permission::apply_for_membership, {{representative}, {}}},
      {Permission::list_memberships, {{manager, animator}, {admin}}},
      {Permission::manage_users, {{}, {admin}}},
      {Permission::invite_colleague, {{manager, representative}, {admin}}},
      {Permission::read_audit, {{manager, representative}, {admin}}},
      {Permission::discover_clusters, {{}, {admin, manager, animator}}},
      {Permission::propose_idea, {{manager, animator, representative, employee}, {}}},
      {Permission::edit_idea, {{manager, animator, representative}, {}}},
      {Permission::choose_idea, {{manager, animator}, {}}},
      {Permission::create_project, {{manager, animator}, {}}},
      {Permission::manage_project, {{manager, animator}, {}}},
      {Permission::plan_project, {{manager, animator, representative}, {}}},
      {Permission::work_in_project, {{manager, animator, representative, employee}, {}}},
      {Permission::speak_for_partner, {{representative}, {}}},
      {Permission::match_confidentially, {{representative}, {}}},
      {Permission::read_disclosures, {{representative}, {}}},
      {Permission::manage_consortium, {{manager, animator}, {}}},
      {Permission::speak_in_consortium, {{representative}, {}}},
      {Permission::manage_resource, {{manager, animator, representative}, {}}},
      {Permission::answer_booking, {{manager, animator, representative, employee}, {}}},
      {Permission::book_resource, {{representative, employee}, {}}},
      {Permission::manage_deal, {{manager, animator, representative}, {}}},
      {Permission::answer_inquiry, {{manager, animator, representative}, {}}},
      {Permission::manage_commerce, {{manager, animator, representative}, {}}},
      {Permission::take_down_offer, {{manager, animator}, {}}},
      {Permission::manage_matchmaking, {{manager, animator}, {}}},
      {Permission::attend_matchmaking, {{representative}, {}}},
      {Permission::manage_aid, {{manager, animator}, {}}},
      {Permission::read_aid, {{manager, animator, representative, employee}, {}}},
      {Permission::declare_aid, {{manager, animator, representative}, {}}},
      {Permission::manage_meeting_record, {{manager, animator}, {}}},
      {Permission::join_meeting_record, {{representative, employee}, {}}},
      {Permission::manage_market_data, {{manager, animator}, {}}},
      {Permission::give_market_data, {{representative}, {}}},
      {Permission::manage_own_account, {{}, {admin, manager, animator, representative, employee}}},
  };
  return table;
}

TEST(Policy, TheExpectationNamesEveryPermission) {
  for (const auto& [name, permission] : named_values<Permission>())
    EXPECT_TRUE(expected().contains(permission)) << name;
}

TEST(Policy, EveryRoleMayDoWhatItShouldAndNoMore) {
  const std::array<ClusterId, 1> own_clusters = {kOwnCluster};
  const std::array<ClusterId, 1> other_clusters = {kOtherCluster};
  for (const auto& [permission_name, permission] : named_values<Permission>()) {
    const Expected& should = expected().at(permission);
    for (const auto& [role_name, role] : named_values<Role>()) {
      const Actor actor = actor_with(role);
      const bool everywhere = should.everywhere.contains(role);
      const bool own = everywhere || should.own.contains(role);
      const bool is_cluster_role = role == Role::manager || role == Role::animator;
      const auto what = std::string(role_name) + ", " + std::string(permission_name);

      EXPECT_EQ(may(actor, permission), everywhere) << what << ", of nothing";
      EXPECT_EQ(may(actor, permission, {kOtherCluster, kOtherOrganisation, other_clusters}), everywhere)
          << what << ", of others";
      EXPECT_EQ(may(actor, permission, {std::nullopt, kOtherOrganisation, other_clusters}), everywhere)
          << what;
      EXPECT_EQ(may(actor, permission, {kOwnCluster, kOwnOrganisation, own_clusters}), own)
          << what << ", of the own";
      EXPECT_EQ(may(actor, permission, {kOwnCluster, std::nullopt, {}}), is_cluster_role ? own : everywhere)
          << what;
      EXPECT_EQ(may(actor, permission, {std::nullopt, kOwnOrganisation, other_clusters}),
                is_cluster_role ? everywhere : own)
          << what;
      EXPECT_EQ(may(actor, permission, {std::nullopt, kOtherOrganisation, own_clusters}),
                is_cluster_role ? own : everywhere)
          << what << ", of a member";
      // An employee may edit what she proposed herself, and take part in a meeting herself.
      const bool what_one_made = role == Role::employee && (permission == Permission::edit_idea ||
                                                            permission == Permission::attend_matchmaking);
      EXPECT_EQ(may_somewhere(actor, permission), own || what_one_made) << what << ", somewhere";
    }
  }
}

TEST(Policy, AMembersOtherClusterDoesNotOpenThisOne) {
  // A manager of one cluster decides nothing about the same organisation's membership of another.
  const std::array<ClusterId, 2> both = {kOwnCluster, kOtherCluster};
  EXPECT_FALSE(may(actor_with(Role::manager), Permission::decide_membership,
                   {kOtherCluster, kOtherOrganisation, both}));
}

TEST(Policy, AnEmployeeEditsTheIdeaSheProposedAndNoOther) {
  Actor actor;
  actor.user = numbered<UserId>(1);
  actor.grants = {{Role::employee, std::nullopt, kOwnOrganisation}};
  const auto edits = [&](OrganisationId organisation, std::optional<UserId> author) {
    return may(actor, Permission::edit_idea, {kOwnCluster, organisation, {}, author});
  };
  EXPECT_TRUE(edits(kOwnOrganisation, actor.user));
  EXPECT_FALSE(edits(kOwnOrganisation, numbered<UserId>(2)));
  EXPECT_FALSE(edits(kOwnOrganisation, std::nullopt));
  EXPECT_FALSE(edits(numbered<OrganisationId>(99), actor.user));
}

TEST(Policy, MoreGrantsNeverTakeAway) {
  for (const auto& [role_name, first] : named_values<Role>()) {
    for (const auto& [other_name, second] : named_values<Role>()) {
      Actor both = actor_with(first);
      const Actor more = actor_with(second);
      both.grants.insert(both.grants.end(), more.grants.begin(), more.grants.end());
      if (!both.user) both.user = more.user;
      for (const auto& [name, permission] : named_values<Permission>()) {
        const Subject subject{kOwnCluster, kOwnOrganisation, {}};
        EXPECT_EQ(may(both, permission, subject),
                  may(actor_with(first), permission, subject) || may(more, permission, subject))
            << role_name << " and " << other_name << ": " << name;
      }
    }
  }
}

TEST(Policy, WhoHasLoggedInHasAnAccountWithoutAnyRole) {
  Actor actor;
  actor.user = numbered<UserId>(1);
  EXPECT_TRUE(may(actor, Permission::manage_own_account));
  EXPECT_FALSE(may(actor, Permission::manage_users));
  EXPECT_EQ(furthest_role(actor), Role::guest);
}

TEST(Policy, TheFurthestRoleIsTheFirstInTheirOrder) {
  Actor actor = actor_with(Role::employee);
  EXPECT_EQ(furthest_role(actor), Role::employee);
  actor.grants.push_back({Role::animator, kOtherCluster, std::nullopt});
  EXPECT_EQ(furthest_role(actor), Role::animator);
  actor.grants.push_back({Role::administrator, std::nullopt, std::nullopt});
  EXPECT_EQ(furthest_role(actor), Role::administrator);
}

}  // namespace
}  // namespace grono::cluster
