#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "app/accounts.hpp"
#include "app/caller.hpp"
#include "store/invitation_store.hpp"

/// Links by which people come in: to a cluster, for an organisation, with a role.
namespace grono::app {

class Installation;

/// What an invitation is to give.
struct InvitationDraft {
  std::optional<cluster::ClusterId> cluster;            ///< to which it invites; none for a colleague
  std::optional<cluster::OrganisationId> organisation;  ///< none: the bearer enters it
  cluster::Role role = cluster::Role::representative;
  std::string email, note;
  bool by_mail = false;         ///< whether the link is sent to `email`
  std::string language = "pl";  ///< of that mail
};

/// An invitation with the secret of its link, which is shown this once.
struct NewInvitation {
  store::Invitation invitation;
  std::string secret;
};

/// @throws Refused, InvalidInput (the role does not go with it, the organisation is not known)
[[nodiscard]] NewInvitation invite(store::Transaction& transaction, const Caller& caller, InvitationDraft draft);

/// The invitation of a link. @throws NotFound (no such link), Gone (used, withdrawn or expired)
[[nodiscard]] store::Invitation read_invitation(store::Transaction& transaction, std::string_view secret);

/// @throws Refused, NotFound
void withdraw_invitation(const Installation& installation, const Caller& caller, cluster::InvitationId id);

/// What the bearer of a link writes.
struct Acceptance {
  std::string email, password, display_name;
  std::string language = "pl";
  const nlohmann::json* organisation = nullptr;  ///< schema OrganisationDraft, where the invitation names none
};

/// Makes the account with its role, the organisation and its membership where they are not there yet, and logs in, all
/// in one transaction.
/// @throws NotFound, Gone, AlreadyExists (the e-mail, a register number), InvalidInput
[[nodiscard]] NewSession accept_invitation(const Installation& installation, std::string_view secret,
                                           const Acceptance& acceptance);

}  // namespace grono::app
