#pragma once

#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "app/caller.hpp"
#include "store/notification_store.hpp"

/// What an account was told, as it may see it now: what was hidden from it since is not there, and in no count.
namespace grono::app {

/// The thing that a notification speaks of.
struct NotifiedSubject {
  cluster::LocalisedText title;  ///< of an idea its own, of a membership the cluster's
  std::string organisation, organisation_name;  ///< id and name, where it concerns one
  std::string resource = {};                    ///< the id of the resource that was booked
  std::string reason = {};                      ///< why the offer was taken off the market
};

struct NotificationView {
  store::Notification notification;
  NotifiedSubject subject;
  std::string by_name;  ///< empty where nobody did it
};

struct NotificationQuestion {
  std::vector<cluster::NotificationKind> kinds = {};
  bool only_unread = false;
};

struct NotificationList {
  store::Page<NotificationView> page;
  std::int64_t total = 0;   ///< of all pages
  std::int64_t unread = 0;  ///< whatever is asked for
};

/// @throws Refused  nobody is logged in; so do all below
[[nodiscard]] NotificationList list_notifications(store::Transaction& transaction, const Caller& caller,
                                                  const NotificationQuestion& question,
                                                  const store::PageRequest& page);
/// What is to be told in the mail now: unread, still to be seen, and of kinds still wanted by mail.
[[nodiscard]] std::vector<NotificationView> notifications_of_mail(store::Transaction& transaction,
                                                                  const cluster::Actor& actor, cluster::MailId mail);
[[nodiscard]] std::int64_t count_unread(store::Transaction& transaction, const Caller& caller);
/// @throws NotFound
void mark_notification(store::Transaction& transaction, const Caller& caller, cluster::NotificationId id, bool is_read);
/// Of those kinds; none: all.
void mark_all_notifications(store::Transaction& transaction, const Caller& caller,
                            const std::vector<cluster::NotificationKind>& kinds);

[[nodiscard]] cluster::NotificationSettings notification_settings(store::Transaction& transaction,
                                                                  const Caller& caller);
/// What is not in it stays. @throws InvalidInput
cluster::NotificationSettings change_notification_settings(store::Transaction& transaction, const Caller& caller,
                                                           const nlohmann::json& change);

/// Schema Notification.
[[nodiscard]] nlohmann::json to_json(const NotificationView& view);

}  // namespace grono::app
