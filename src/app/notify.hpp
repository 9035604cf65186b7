#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "cluster/notification.hpp"
#include "store/database.hpp"

/// Telling people of what happened while they look elsewhere.
namespace grono::app {

/// What happened.
struct Occasion {
  cluster::NotificationKind kind = cluster::NotificationKind::mentioned;
  std::string subject_kind, subject;                          ///< "idea" and its id; its viewers must be written already
  std::optional<cluster::CommentId> comment = std::nullopt;   ///< about which comment on it
  std::optional<cluster::UserId> by = std::nullopt;           ///< who did it; none: the author of the transaction
  nlohmann::json detail = nlohmann::json::object();           ///< {"stage": "chosen"}: names, never what somebody wrote
  bool names_nobody = false;  ///< who did it is not for those who are told
};

/// Tells each of the accounts in the way it has chosen; not who did it, not who can't see the subject now
/// (`store::write_viewers`), not who has switched the kind off. Call it after everything else is written.
void notify(store::Transaction& transaction, const Occasion& occasion, std::vector<cluster::UserId> accounts);

}  // namespace grono::app
