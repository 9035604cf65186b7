#include "app/notify.hpp"

#include <algorithm>

#include "app/accounts.hpp"
#include "app/clock.hpp"
#include "app/delivery_time.hpp"
#include "store/mail_store.hpp"
#include "store/notification_store.hpp"
#include "store/viewers.hpp"

namespace grono::app {
namespace {

using cluster::NotificationChannel;
using cluster::UserId;

// The mail that is to tell of it.
std::optional<cluster::MailId> mail_for(store::Transaction& transaction, UserId account, NotificationChannel channel,
                                        const cluster::NotificationSettings& settings) {
  if (channel != NotificationChannel::mail_at_once && channel != NotificationChannel::mail_digest) return std::nullopt;
  const bool is_digest = channel == NotificationChannel::mail_digest;
  const Timestamp due =
      is_digest ? next_digest(transaction.now(), settings) : after_quiet(transaction.now(), settings);
  return store::MailStore(transaction)
      .waiting_for(account, is_digest ? store::MailKind::digest : store::MailKind::at_once, new_id<cluster::MailId>(),
                   due);
}

}  // namespace

void notify(store::Transaction& transaction, const Occasion& occasion, std::vector<UserId> accounts) {
  std::sort(accounts.begin(), accounts.end());
  accounts.erase(std::unique(accounts.begin(), accounts.end()), accounts.end());
  const auto by = occasion.by ? occasion.by : transaction.author().user;
  const auto viewers = store::viewers_of(transaction, occasion.subject);
  store::NotificationStore notifications(transaction);
  std::vector<UserId> told;
  for (const UserId& account : accounts) {
    if (account == by) continue;
    const auto actor = actor_of(transaction, account);
    if (!actor || !cluster::is_among(*actor, viewers)) continue;
    const auto settings = notifications.settings(account);
    const NotificationChannel channel = cluster::channel_of(settings, occasion.kind);
    if (channel == NotificationChannel::off) continue;
    store::Notification made;
    made.id = new_id<cluster::NotificationId>();
    made.account = account;
    made.kind = occasion.kind;
    made.subject_kind = occasion.subject_kind;
    made.subject = occasion.subject;
    made.comment = occasion.comment;
    if (!occasion.names_nobody) made.by = by;
    made.detail = occasion.detail.dump();
    notifications.insert(made, mail_for(transaction, account, channel, settings));
    told.push_back(account);
  }
  if (!told.empty()) {
    cluster::Change change{"notifications", "", 0, std::nullopt};
    change.accounts = std::move(told);
    transaction.changed(std::move(change));
  }
}

}  // namespace grono::app
