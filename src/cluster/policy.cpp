#include "cluster/policy.hpp"

#include <algorithm>
#include <array>

#include "base/error.hpp"

namespace grono::cluster {
namespace {

/// How far a role's permission reaches: over what the person made within the own organisation, over the own cluster
/// (manager, animator) or organisation (representative, employee), or over everything in the installation.
enum class Reach { none, made, own, all };

constexpr Reach no = Reach::none;
constexpr Reach made = Reach::made;
constexpr Reach own = Reach::own;
constexpr Reach all = Reach::all;

struct Row {
  Permission permission;
  std::array<Reach, 6> by_role;  // in the order of `Role`
};

// clang-format off
// Who may do what. The whole of it; nothing else in the program knows roles.
constexpr std::array kTable = {
    //                                 administrator manager animator representative employee guest
    Row{Permission::view_public,          {all,      all,    all,     all,           all,     all}},
    Row{Permission::edit_organisation,    {all,      own,    own,     own,           no,      no}},
    Row{Permission::create_organisation,  {all,      own,    own,     no,            no,      no}},
    Row{Permission::delete_organisation,  {all,      own,    no,      no,            no,      no}},
    Row{Permission::merge_organisations,  {all,      own,    no,      no,            no,      no}},
    Row{Permission::import_organisations, {all,      own,    own,     no,            no,      no}},
    Row{Permission::export_catalogue,     {all,      all,    all,     no,            no,      no}},
    Row{Permission::edit_cluster,         {all,      own,    no,      no,            no,      no}},
    Row{Permission::create_cluster,       {all,      no,     no,      no,            no,      no}},
    Row{Permission::invite_member,        {all,      own,    own,     no,            no,      no}},
    Row{Permission::decide_membership,    {all,      own,    no,      no,            no,      no}},
    Row{Permission::apply_for_membership, {no,       no,     no,      own,           no,      no}},
    Row{Permission::list_memberships,     {all,      own,    own,     no,            no,      no}},
    Row{Permission::manage_users,         {all,      no,     no,      no,            no,      no}},
    Row{Permission::invite_colleague,     {all,      own,    no,      own,           no,      no}},
    Row{Permission::read_audit,           {all,      own,    no,      own,           no,      no}},
    Row{Permission::discover_clusters,    {all,      all,    all,     no,            no,      no}},
    Row{Permission::propose_idea,         {no,       own,    own,     own,           own,     no}},
    Row{Permission::edit_idea,            {no,       own,    own,     own,           made,    no}},
    Row{Permission::choose_idea,          {no,       own,    own,     no,            no,      no}},
    Row{Permission::create_project,       {no,       own,    own,     no,            no,      no}},
    Row{Permission::manage_project,       {no,       own,    own,     no,            no,      no}},
    Row{Permission::plan_project,         {no,       own,    own,     own,           no,      no}},
    Row{Permission::work_in_project,      {no,       own,    own,     own,           own,     no}},
    Row{Permission::speak_for_partner,    {no,       no,     no,      own,           no,      no}},
    Row{Permission::match_confidentially, {no,       no,     no,      own,           no,      no}},
    Row{Permission::read_disclosures,     {no,       no,     no,      own,           no,      no}},
    Row{Permission::manage_consortium,    {no,       own,    own,     no,            no,      no}},
    Row{Permission::speak_in_consortium,  {no,       no,     no,      own,           no,      no}},
    Row{Permission::manage_resource,      {no,       own,    own,     own,           no,      no}},
    Row{Permission::answer_booking,       {no,       own,    own,     own,           own,     no}},
    Row{Permission::book_resource,        {no,       no,     no,      own,           own,     no}},
    Row{Permission::manage_deal,          {no,       own,    own,     own,           no,      no}},
    Row{Permission::answer_inquiry,       {no,       own,    own,     own,           no,      no}},
    Row{Permission::manage_commerce,      {no,       own,    own,     own,           no,      no}},
    Row{Permission::take_down_offer,      {no,       own,    own,     no,            no,      no}},
    Row{Permission::manage_matchmaking,   {no,       own,    own,     no,            no,      no}},
    Row{Permission::attend_matchmaking,   {no,       no,     no,      own,           made,    no}},
    Row{Permission::manage_aid,           {no,       own,    own,     no,            no,      no}},
    Row{Permission::read_aid,             {no,       own,    own,     own,           own,     no}},
    Row{Permission::declare_aid,          {no,       own,    own,     own,           no,      no}},
    Row{Permission::manage_meeting_record, {no,      own,    own,     no,            no,      no}},
    Row{Permission::join_meeting_record,  {no,       no,     no,      own,           own,     no}},
    Row{Permission::manage_market_data,   {no,       own,    own,     no,            no,      no}},
    Row{Permission::give_market_data,     {no,       no,     no,      own,           no,      no}},
    Row{Permission::manage_own_account,   {all,      all,    all,     all,           all,     no}},
};
// clang-format on

Reach reach(Role role, Permission permission) {
  const auto row = std::find_if(kTable.begin(), kTable.end(),
                                [permission](const Row& each) { return each.permission == permission; });
  GRONO_INVARIANT(row != kTable.end());
  return row->by_role[static_cast<std::size_t>(role)];
}

bool contains(std::span<const ClusterId> clusters, const ClusterId& cluster) {
  return std::find(clusters.begin(), clusters.end(), cluster) != clusters.end();
}

bool is_own(const RoleGrant& grant, const Subject& subject) {
  switch (grant.role) {
    case Role::manager:
    case Role::animator:
      // Where the subject names a cluster, that one decides: a member's other clusters do not open this one.
      if (!grant.cluster) return false;
      return subject.cluster ? *subject.cluster == *grant.cluster
                             : contains(subject.clusters_of_organisation, *grant.cluster);
    case Role::representative:
    case Role::employee: return grant.organisation && subject.organisation == grant.organisation;
    case Role::administrator:
    case Role::guest: return false;
  }
  return false;
}

template <class Test>
bool any_role(const Actor& actor, const Test& test) {
  return test(RoleGrant{Role::guest, std::nullopt, std::nullopt}) ||
         std::any_of(actor.grants.begin(), actor.grants.end(), test);
}

}  // namespace

bool may(const Actor& actor, Permission permission, const Subject& subject) {
  // Someone who has logged in but holds no role yet has an account all the same.
  if (permission == Permission::manage_own_account) return actor.user.has_value();
  return any_role(actor, [&](const RoleGrant& grant) {
    const Reach reaches = reach(grant.role, permission);
    switch (reaches) {
      case Reach::none: return false;
      case Reach::made: return is_own(grant, subject) && actor.user && subject.author == actor.user;
      case Reach::own: return is_own(grant, subject);
      case Reach::all: return true;
    }
    return false;
  });
}

bool may_somewhere(const Actor& actor, Permission permission) {
  if (permission == Permission::manage_own_account) return actor.user.has_value();
  return any_role(actor, [&](const RoleGrant& grant) { return reach(grant.role, permission) != Reach::none; });
}

Role furthest_role(const Actor& actor) {
  Role furthest = Role::guest;
  for (const RoleGrant& grant : actor.grants) furthest = std::min(furthest, grant.role);
  return furthest;
}

}  // namespace grono::cluster
