#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cluster/notification.hpp"
#include "cluster/policy.hpp"
#include "store/database.hpp"
#include "store/page.hpp"

namespace grono::store {

/// That somebody is told of something.
struct Notification {
  cluster::NotificationId id;
  cluster::UserId account;  ///< who is told
  cluster::NotificationKind kind = cluster::NotificationKind::mentioned;
  std::string subject_kind, subject;           ///< "idea" and its id: who may see that, `viewer` says
  std::optional<cluster::CommentId> comment;   ///< about which comment on it
  std::optional<cluster::UserId> by;           ///< who did it
  std::string detail = "{}";                   ///< JSON; names of stages and the like, never what somebody wrote
  Timestamp created_at{};
  std::optional<Timestamp> read_at;
};

/// Whose, and which. Only what the account may see now is there: `audiences` are its groups of this moment.
struct NotificationFilter {
  cluster::UserId account;
  std::vector<cluster::Audience> audiences;
  std::vector<cluster::NotificationKind> kinds = {};  ///< empty: all
  bool only_unread = false;
};

/// What people are told. What was hidden or deleted since is in no list and no count, and comes back with the thing.
class NotificationStore {
 public:
  explicit NotificationStore(Transaction& transaction) : transaction_(transaction) {}

  [[nodiscard]] Page<Notification> list(const NotificationFilter& filter, const PageRequest& page);  ///< newest first
  [[nodiscard]] std::int64_t count(const NotificationFilter& filter);
  /// Those that the mail is to tell of, the oldest first, as far as they are unread and to be seen.
  [[nodiscard]] std::vector<Notification> of_mail(const NotificationFilter& filter, cluster::MailId mail);

  /// Sets the time. @param mail  that is to tell of it
  void insert(Notification& notification, std::optional<cluster::MailId> mail);
  /// @returns  false where there is none that the account may see
  bool mark(const NotificationFilter& filter, cluster::NotificationId id, bool is_read);
  void mark_all_read(const NotificationFilter& filter);
  /// Whether the account was told of just that.
  [[nodiscard]] bool is_told(cluster::UserId account, cluster::NotificationKind kind, const std::string& detail);
  /// Of those told that the comment mentions them, forgets who is not in `kept`.
  void forget_mentions(cluster::CommentId comment, std::span<const cluster::UserId> kept);

  /// The defaults where the account has chosen nothing.
  [[nodiscard]] cluster::NotificationSettings settings(cluster::UserId account);
  void keep_settings(cluster::UserId account, const cluster::NotificationSettings& settings);

 private:
  Transaction& transaction_;
};

}  // namespace grono::store
