#include "app/invitations.hpp"

#include "app/clock.hpp"
#include "app/errors.hpp"
#include "app/installation.hpp"
#include "app/notify.hpp"
#include "app/passwords.hpp"
#include "base/error.hpp"
#include "cluster/json.hpp"
#include "cluster/rules.hpp"
#include "store/mail_store.hpp"
#include "store/membership_store.hpp"
#include "store/organisation_store.hpp"
#include "store/viewers.hpp"
#include "text/unicode.hpp"

namespace grono::app {
namespace {

using cluster::Permission;
using cluster::Role;

constexpr std::chrono::hours kValid{24 * 30};

bool is_cluster_role(Role role) { return role == Role::manager || role == Role::animator; }

// Who may give which role: only who decides on members makes managers and animators.
void check_may_give(const Caller& caller, const InvitationDraft& draft) {
  if (draft.cluster) {
    const cluster::Subject subject{draft.cluster, std::nullopt, {}};
    require(caller, Permission::invite_member, subject);
    if (is_cluster_role(draft.role)) require(caller, Permission::decide_membership, subject);
    return;
  }
  if (is_cluster_role(draft.role) || !draft.organisation)
    throw InvalidInput("/role", "a colleague can be a representative or an employee", "choose one of these");
}

cluster::Organisation entered(const Installation& installation, const nlohmann::json* draft) {
  if (!draft)
    throw InvalidInput("/organisation", "is missing", "enter the organisation for which you join");
  cluster::Organisation made = cluster::organisation_from_json(*draft);
  made.id = new_id<cluster::OrganisationId>();
  cluster::give_missing_ids(made, new_uuid);
  try {
    cluster::normalise(made, installation.classifications());
  } catch (const InvalidInput& wrong) {
    throw InvalidInput("/organisation" + wrong.where(), wrong.problem(), wrong.mend());
  }
  return made;
}

// The organisation of an accepted invitation is a member from now on, if it is not one already.
void join(store::Transaction& transaction, cluster::ClusterId cluster, cluster::OrganisationId organisation) {
  store::MembershipStore memberships(transaction);
  const auto open = memberships.find_open(cluster, organisation);
  const cluster::MembershipEvent joined{cluster::MembershipEventKind::joined, today(), cluster::MembershipRole::member,
                                        "", {}, std::nullopt};
  if (open) {
    if (cluster::status(*open) != cluster::MembershipStatus::active) memberships.record(open->id, joined);
    return;
  }
  cluster::Membership made{new_id<cluster::MembershipId>(), cluster, organisation, {}};
  cluster::record(made, {cluster::MembershipEventKind::invited, today(), cluster::MembershipRole::member, "", {}, {}});
  cluster::record(made, joined);
  memberships.insert(made);
}

// Where those who invited see it: a cluster's among those who run it, a colleague's in the organisation.
void tell_inviter(store::Transaction& transaction, const store::Invitation& invitation, cluster::UserId accepted_by) {
  if (!invitation.created_by) return;
  std::vector<cluster::Audience> viewers;
  if (invitation.cluster) viewers.push_back({cluster::Audience::Kind::runners_of, invitation.cluster->uuid});
  else if (invitation.organisation) viewers.push_back({cluster::Audience::Kind::people_of, invitation.organisation->uuid});
  store::write_viewers(transaction, invitation.id.str(), viewers);
  transaction.changed({"invitation", invitation.id.str(), 0, std::nullopt, viewers});
  Occasion occasion{cluster::NotificationKind::invitation_accepted, "invitation", invitation.id.str()};
  occasion.by = accepted_by;
  notify(transaction, occasion, {*invitation.created_by});
}

// The link itself is kept nowhere else, and here only until the mail is sent.
void queue_mail(store::Transaction& transaction, const NewInvitation& made, const std::string& language) {
  store::OutgoingMail mail;
  mail.id = new_id<cluster::MailId>();
  mail.kind = store::MailKind::invitation;
  mail.address = made.invitation.email;
  mail.due_at = transaction.now();
  mail.detail = nlohmann::json{{"invitation", made.invitation.id.str()},
                               {"secret", made.secret},
                               {"language", language}}
                    .dump();
  store::MailStore(transaction).insert(mail);
}

}  // namespace

NewInvitation invite(store::Transaction& transaction, const Caller& caller, InvitationDraft draft) {
  check_may_give(caller, draft);
  if (is_cluster_role(draft.role) && draft.organisation)
    throw InvalidInput("/organisation", "does not go with a role in the cluster", "leave one of them out");
  if (draft.organisation && !store::OrganisationStore(transaction).find(*draft.organisation))
    throw InvalidInput("/organisation", "is not known", "choose one of the catalogue");
  if (draft.role == Role::employee && !draft.organisation)
    throw InvalidInput("/organisation", "an employee belongs to an organisation", "choose one of the catalogue");
  if (draft.by_mail) {
    if (draft.email.empty()) throw InvalidInput("/email", "is missing", "say to whom it is to be sent");
    check_email(draft.email);
  }
  NewInvitation made{{}, new_secret()};
  made.invitation.id = new_id<cluster::InvitationId>();
  made.invitation.digest = digest(made.secret);
  made.invitation.cluster = draft.cluster;
  made.invitation.organisation = draft.organisation;
  made.invitation.role = draft.role;
  made.invitation.email = std::move(draft.email);
  made.invitation.note = std::move(draft.note);
  made.invitation.expires_at = transaction.now() + kValid;
  store::InvitationStore(transaction).insert(made.invitation);
  if (draft.by_mail) queue_mail(transaction, made, draft.language);
  return made;
}

store::Invitation read_invitation(store::Transaction& transaction, std::string_view secret) {
  const auto found = store::InvitationStore(transaction).find_by_digest(digest(secret));
  if (!found) throw NotFound("there is no such invitation: check that the link is whole");
  if (!store::is_open(*found, transaction.now()))
    throw Gone("the invitation was used, withdrawn or has expired: ask for a new one");
  return *found;
}

void withdraw_invitation(const Installation& installation, const Caller& caller, cluster::InvitationId id) {
  installation.database().write(caller.author(), now(), [&](store::Transaction& transaction) {
    store::InvitationStore invitations(transaction);
    const auto found = invitations.find(id);
    if (!found) {
      // Whether there is one is not for everybody to know.
      if (!cluster::may_somewhere(caller.actor, Permission::invite_member) &&
          !cluster::may_somewhere(caller.actor, Permission::invite_colleague))
        require(caller, Permission::invite_member);
      throw NotFound("there is no such invitation");
    }
    const auto clusters = found->organisation
                              ? store::MembershipStore(transaction).clusters_of(*found->organisation)
                              : std::vector<cluster::ClusterId>();
    require(caller, found->cluster ? Permission::invite_member : Permission::invite_colleague,
            {found->cluster, found->organisation, clusters});
    if (!invitations.withdraw(id)) throw NotFound("the invitation is not open any more");
  });
}

NewSession accept_invitation(const Installation& installation, std::string_view secret, const Acceptance& acceptance) {
  installation.database().read(
      [&](store::Transaction& transaction) { static_cast<void>(read_invitation(transaction, secret)); });
  // Before the transaction: hashing takes longer than anything in it.
  const std::string hash = hash_password(acceptance.password, "/password");
  NewSession made;
  installation.database().write({std::nullopt, "web"}, now(), [&](store::Transaction& transaction) {
    const store::Invitation invitation = read_invitation(transaction, secret);
    auto organisation = invitation.organisation;
    const bool is_for_organisation = !is_cluster_role(invitation.role);
    if (is_for_organisation && !organisation) {
      cluster::Organisation entered_now = entered(installation, acceptance.organisation);
      store::OrganisationStore(transaction).insert(entered_now);
      organisation = entered_now.id;
    }
    if (is_for_organisation && invitation.cluster) join(transaction, *invitation.cluster, *organisation);
    const cluster::RoleGrant grant{invitation.role, is_for_organisation ? std::nullopt : invitation.cluster,
                                   is_for_organisation ? organisation : std::nullopt};
    const store::User user = create_user(transaction, acceptance.email, acceptance.display_name, acceptance.language,
                                         {grant}, hash);
    if (!store::InvitationStore(transaction).use(invitation.id, user.id))
      throw Gone("the invitation was used a moment ago");
    tell_inviter(transaction, invitation, user.id);
    made = begin_session(transaction, user, "invitation");
  });
  return made;
}

}  // namespace grono::app
