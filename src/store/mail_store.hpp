#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "cluster/ids.hpp"
#include "store/database.hpp"

namespace grono::store {

enum class MailKind { at_once, digest, invitation, answer };
[[nodiscard]] std::string_view name_of(MailKind kind);

/// A mail that is to be sent. What it says is written when it is sent, as far as its reader may see it then.
struct OutgoingMail {
  cluster::MailId id;
  MailKind kind = MailKind::at_once;
  std::optional<cluster::UserId> account;  ///< to whom; none: to an address
  std::string address;                     ///< where there is no account
  std::string detail = "{}";               ///< JSON; emptied when the mail is over
  Timestamp created_at{}, due_at{};
  int attempts = 0;  ///< before this one
};

/// How a mail ends.
enum class MailEnd { sent, nothing_to_say, given_up };

/// The mails that wait, each for one worker at a time.
class MailStore {
 public:
  explicit MailStore(Transaction& transaction) : transaction_(transaction) {}

  /// Adds to the account's mail of the kind that waits untouched, or begins one; until the transaction ends no worker
  /// takes it. @param fresh  id and time of one that is begun
  [[nodiscard]] cluster::MailId waiting_for(cluster::UserId account, MailKind kind, cluster::MailId fresh,
                                            Timestamp due);
  /// Sets the time of making.
  void insert(OutgoingMail& mail);

  [[nodiscard]] bool has_due(Timestamp now);
  /// The mail that is due first, for this caller alone until `until`.
  [[nodiscard]] std::optional<OutgoingMail> claim(Timestamp until);
  void finish(cluster::MailId id, MailEnd end, const std::string& error = {});
  /// To be tried again. @param is_attempt  whether this one counts
  void put_off(cluster::MailId id, Timestamp due, bool is_attempt, const std::string& error = {});
  /// Mails that were over, and notifications that were made, before these moments.
  void forget_before(Timestamp mails, Timestamp notifications);
  /// The account's digest that waits untouched, because its hour is another now.
  void move_digest(cluster::UserId account, Timestamp due);

 private:
  Transaction& transaction_;
};

}  // namespace grono::store
