#pragma once

#include <span>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "cluster/cluster.hpp"
#include "cluster/organisation.hpp"
#include "cluster/roles.hpp"

/// Who may see and do what. The only module that decides it: routes, search, exports and pages ask here.
namespace grono::cluster {

enum class PartKind;

/// Everything that needs a permission. The table in policy.cpp says which role has it.
enum class Permission {
  view_public,        ///< what is public: catalogue, profiles, cluster pages
  edit_organisation,  ///< representative: own organisation; manager, animator: members of their cluster
  create_organisation,
  delete_organisation,
  merge_organisations,  ///< and undo a merge
  import_organisations,
  export_catalogue,
  edit_cluster,
  create_cluster,
  invite_member,
  decide_membership,     ///< approve, reject, change role, end
  apply_for_membership,  ///< representative, for the own organisation
  list_memberships,      ///< applications and history, not only the public list of members
  manage_users,          ///< accounts and roles of the installation
  invite_colleague,      ///< representative, for the own organisation
  read_audit,            ///< manager: of the cluster; representative: of the own organisation
  discover_clusters,    ///< search for clusters, which takes long
  propose_idea,  ///< in an own cluster, or for an own organisation that is its member; also to comment, to support
  edit_idea,     ///< in an own cluster, or of an own organisation: up to `shaped`, to shelve, to delete; employee: to edit
                 ///< the own one until it is chosen
  choose_idea,
  create_project,     ///< in an own cluster
  manage_project,     ///< its partners, budget, periods, decisions and stages
  plan_project,       ///< in the own organisation's name: work packages, results, requests for changes
  work_in_project,    ///< in the own organisation's name: tasks, expenses, risks, reports
  speak_for_partner,  ///< representative: to join, to leave, to approve changes, to hand a report in
  match_confidentially,  ///< representative, for the own organisation: what is hidden may be matched, names exchanged
  read_disclosures,      ///< representative, of the own organisation: who saw what of it
  manage_consortium,    ///< in an own cluster: opportunities, who is asked, shares, the agreement, the hand-over
  speak_in_consortium,  ///< representative, for the own organisation: to accept, to refuse, to withdraw
  manage_resource,  ///< in an own cluster, or of an own organisation: to share it, change it, delete it
  answer_booking,   ///< of who lends it: the owner's people, or who runs the cluster where it is the cluster's own
  book_resource,    ///< for an own organisation
  manage_deal,      ///< in an own cluster, or of an own organisation; what only its owner sees only by the owner
  answer_inquiry,   ///< in an own cluster, or where it was forwarded to an own organisation
  manage_commerce,  ///< in an own cluster, or of an own organisation: products, intellectual property, offers to the market
  take_down_offer,  ///< in an own cluster: a member's offer, off the market
  manage_matchmaking,  ///< in an own cluster: events, who comes to them, their schedules
  attend_matchmaking,  ///< for an own organisation: to register, to wish, to say how it went; employee: themselves
  manage_aid,        ///< in an own cluster: de minimis aid, its certificates and reports
  read_aid,          ///< of an own cluster, or of an own organisation
  declare_aid,       ///< of an own cluster's member, or for an own organisation: aid got elsewhere, linked enterprises
  manage_meeting_record,  ///< in an own cluster: meetings among competitors, their agenda and minutes
  join_meeting_record,    ///< for an own organisation: to acknowledge what may not be exchanged
  manage_market_data,     ///< in an own cluster: to collect and publish market figures; never to read single ones
  give_market_data,       ///< representative, for the own organisation
  manage_own_account,    ///< password, language, API tokens
};

/// What a permission is asked for. Leave out what does not apply.
struct Subject {
  std::optional<ClusterId> cluster;
  std::optional<OrganisationId> organisation;
  /// Clusters of which `organisation` is an active member (or applicant, for deciding): their managers may
  /// act for it.
  std::span<const ClusterId> clusters_of_organisation = {};
  /// Who made it, as long as making it gives them a say.
  std::optional<UserId> author = {};
};

/// Whether the actor may do it to that subject. A permission that reaches only over an own cluster or
/// organisation is refused where the subject does not name one.
[[nodiscard]] bool may(const Actor& actor, Permission permission, const Subject& subject = {});

/// Whether the actor may do it to anything at all: what menus show.
[[nodiscard]] bool may_somewhere(const Actor& actor, Permission permission);

/// The furthest-reaching role the actor holds, as `Role` orders them; guest where there is none.
[[nodiscard]] Role furthest_role(const Actor& actor);

/// A group of viewers. What is not for everyone is for some of these groups, and a viewer sees it who belongs
/// to one.
struct Audience {
  enum class Kind {
    everyone,     ///< id is nil
    members_of,   ///< of a cluster: people of its active members, and those who run it
    runners_of,   ///< of a cluster: its managers and animators
    partners_in,  ///< of a joint project: people of its partners
    people_of,    ///< of an organisation
  };
  Kind kind = Kind::everyone;
  Uuid id;
  auto operator<=>(const Audience&) const = default;
};

/// How far something is shared, and by whom.
struct Sharing {
  Visibility visibility = Visibility::owner;
  OrganisationId owner;  ///< nil: it belongs to the cluster itself, for which those who run it speak
  std::span<const OrganisationId> named = {};  ///< counts with Visibility::named
};

/// Brings the organisations that are named as viewers into their stored form: sorted, each once, none but with
/// Visibility::named. @throws InvalidInput  where = `where`: over 200, or nobody where some have to be
void normalise_named(const std::string& where, Visibility visibility, std::vector<OrganisationId>& named);

/// Where it is shared: the clusters of which the owner is an active member and the joint projects in which it is a
/// partner; of a thing that belongs to one cluster or project, that one.
struct Ties {
  std::vector<ClusterId> clusters;
  std::vector<ProjectId> projects;
  bool operator==(const Ties&) const = default;
};

/// Who sees it; sorted, at least one.
[[nodiscard]] std::vector<Audience> audiences_for(const Sharing& sharing, const Ties& ties);

/// The groups the actor belongs to; sorted, everyone first. The administrator belongs to no other: no
/// confidential content of members is for who runs the installation.
[[nodiscard]] std::vector<Audience> audiences_of(const Actor& actor);

/// Whether the actor belongs to one of the groups.
[[nodiscard]] bool is_among(const Actor& actor, std::span<const Audience> groups);

/// Whether the actor belongs to one of the groups that see it.
[[nodiscard]] bool may_see(const Actor& actor, const Sharing& sharing, const Ties& ties);

/// Whether the people of an organisation see it, by that alone. @param member_of  its clusters
[[nodiscard]] bool organisation_sees(OrganisationId organisation, std::span<const ClusterId> member_of,
                                     const Sharing& sharing, const Ties& ties);

/// Whether its owner is to be told that this person saw it: what is not for everyone, seen by people of others.
[[nodiscard]] bool is_disclosure(const Actor& actor, const Sharing& sharing);

/// Whether who runs the cluster of a thing, or of its owner, sees it: what they do not see leaves no trace in the cluster's
/// audit log.
[[nodiscard]] bool runners_see(const Sharing& sharing, const Ties& ties);

/// Whether the actor is of an active member of the cluster or runs it: who may comment, support, take part.
[[nodiscard]] bool takes_part(const Actor& actor, ClusterId cluster);

/// What it takes to add, change or delete a part of a joint project, in the name of the part's organisation.
[[nodiscard]] Permission permission_for(PartKind kind);

/// What a partner spends and reports: for that partner and who runs the cluster. Everything else is for all partners.
[[nodiscard]] bool is_between_partner_and_coordinator(PartKind kind);

/// Whether someone inside a joint project of that cluster sees such a part of it.
[[nodiscard]] bool sees_part(const Actor& actor, ClusterId cluster, PartKind kind,
                             const std::optional<OrganisationId>& organisation);

/// How far an offer or need of an organisation is shared. Valid as long as the item lives.
[[nodiscard]] Sharing sharing_of(const Capability& item, OrganisationId owner);

/// The organisation as the actor sees it: what is not visible is left out, without a trace.
[[nodiscard]] Organisation as_seen_by(const Actor& actor, Organisation organisation, const Ties& ties);

/// What to store when the actor saves `edited`, made from the organisation as the actor saw it: `edited`,
/// with those offers and needs of `stored` that the actor can't see and so could not send back. An item of
/// `edited` that bears the id of one of these is a new one (its id is taken away).
[[nodiscard]] Organisation merge_edit(const Organisation& stored, Organisation edited, const Actor& actor,
                                      const Ties& ties);

/// The `changes` of an audit entry ({"field": {"before", "after"}}) about the organisation `owner` without
/// the offers and needs the actor can't see; a field of which nothing is left is left out.
[[nodiscard]] nlohmann::json changes_as_seen_by(const Actor& actor, nlohmann::json changes,
                                                OrganisationId owner, const Ties& ties);

}  // namespace grono::cluster
