#include "store/notification_store.hpp"

#include "base/error.hpp"
#include "store/conditions.hpp"
#include "store/sql.hpp"

namespace grono::store {
namespace {

using cluster::MailId;
using cluster::NotificationId;
using cluster::UserId;
using soci::into;
using soci::use;

Conditions conditions_of(const Transaction& transaction, const NotificationFilter& filter) {
  Conditions made(
      "(n.comment IS NULL OR EXISTS (SELECT 1 FROM comment c WHERE c.id = n.comment AND c.deleted_at IS NULL))");
  made.add("n.account = ", filter.account.str());
  made.add_viewers(transaction, "n.subject", filter.audiences);
  if (filter.only_unread) made.add("n.read_at IS NULL");
  made.add_names("n.kind", filter.kinds);
  return made;
}

template <class Bind>
std::vector<Notification> read_notifications(Transaction& transaction, const std::string& rest, const Bind& bind) {
  Notification row;
  std::vector<Notification> made;
  auto temporary = (transaction.sql().prepare
                        << "SELECT n.id, n.account, n.kind, n.subject_kind, n.subject, n.comment, n.by_account, "
                           "n.detail, n.created_at, n.read_at FROM notification n WHERE " +
                               rest,
                    into(row.id), into(row.account), into(row.kind), into(row.subject_kind), into(row.subject),
                    into(row.comment), into(row.by), into(row.detail), into(row.created_at), into(row.read_at));
  bind(temporary);
  soci::statement statement = temporary;
  each_row(statement, [&] { made.push_back(row); });
  return made;
}

}  // namespace

Page<Notification> NotificationStore::list(const NotificationFilter& filter, const PageRequest& page) {
  if (!page.cursor.empty() && !NotificationId::parse(page.cursor))
    throw InvalidInput("query/cursor", "is of no page", "take it from \"next\" of the page before");
  const Conditions conditions = conditions_of(transaction_, filter);
  const int most = page.limit + 1;
  const bool is_first = page.cursor.empty();
  Page<Notification> made;
  made.items = read_notifications(transaction_,
                    conditions.text() + (is_first ? "" : " AND n.id < :cursor") + " ORDER BY n.id DESC LIMIT :most",
                    [&](auto& statement) {
                      conditions.bind(statement);
                      if (!is_first) statement, use(page.cursor, "cursor");
                      statement, use(most, "most");
                    });
  if (made.items.size() == static_cast<std::size_t>(most)) {
    made.items.pop_back();
    made.next = made.items.back().id.str();
  }
  return made;
}

std::int64_t NotificationStore::count(const NotificationFilter& filter) {
  const Conditions conditions = conditions_of(transaction_, filter);
  long long count = 0;
  auto temporary =
      (transaction_.sql().prepare << "SELECT count(*) FROM notification n WHERE " + conditions.text(), into(count));
  conditions.bind(temporary);
  soci::statement statement = temporary;
  statement.execute(true);
  return count;
}

std::vector<Notification> NotificationStore::of_mail(const NotificationFilter& filter, MailId mail) {
  const Conditions conditions = conditions_of(transaction_, filter);
  return read_notifications(transaction_, conditions.text() + " AND n.mail = :mail ORDER BY n.id", [&](auto& statement) {
    conditions.bind(statement);
    statement, use(mail, "mail");
  });
}

void NotificationStore::insert(Notification& notification, std::optional<MailId> mail) {
  GRONO_INVARIANT(!notification.id.is_nil());
  notification.created_at = transaction_.now();
  transaction_.sql() << "INSERT INTO notification (id, account, kind, subject_kind, subject, comment, by_account, "
                        "detail, created_at, mail) VALUES (:id, :account, :kind, :subject_kind, :subject, :comment, "
                        ":by, :detail, :at, :mail)",
      use(notification.id, "id"), use(notification.account, "account"), use(notification.kind, "kind"),
      use(notification.subject_kind, "subject_kind"), use(notification.subject, "subject"),
      use(notification.comment, "comment"), use(notification.by, "by"), use(notification.detail, "detail"),
      use(notification.created_at, "at"), use(mail, "mail");
}

bool NotificationStore::mark(const NotificationFilter& filter, NotificationId id, bool is_read) {
  const Conditions conditions = conditions_of(transaction_, filter);
  const auto at = is_read ? std::optional(transaction_.now()) : std::nullopt;
  // What was read keeps the moment of it.
  auto temporary = (transaction_.sql().prepare
                        << "UPDATE notification SET read_at = " +
                               std::string(is_read ? "coalesce(read_at, :at)" : ":at") +
                               " WHERE id IN (SELECT n.id FROM notification n WHERE n.id = :id AND " +
                               conditions.text() + ")",
                    use(at, "at"), use(id, "id"));
  conditions.bind(temporary);
  soci::statement statement = temporary;
  return run(statement) > 0;
}

void NotificationStore::mark_all_read(const NotificationFilter& filter) {
  const Conditions conditions = conditions_of(transaction_, filter);
  const Timestamp at = transaction_.now();
  auto temporary = (transaction_.sql().prepare << "UPDATE notification SET read_at = :at WHERE read_at IS NULL AND id "
                                                  "IN (SELECT n.id FROM notification n WHERE " +
                                                      conditions.text() + ")",
                    use(at, "at"));
  conditions.bind(temporary);
  soci::statement statement = temporary;
  run(statement);
}

bool NotificationStore::is_told(UserId account, cluster::NotificationKind kind, const std::string& detail) {
  int count = 0;
  transaction_.sql() << "SELECT count(*) FROM notification WHERE account = :account AND kind = :kind AND detail = :detail",
      use(account, "account"), use(kind, "kind"), use(detail, "detail"), into(count);
  return count > 0;
}

void NotificationStore::forget_mentions(cluster::CommentId comment, std::span<const UserId> kept) {
  const std::string parameter = ids_parameter(transaction_, kept);
  transaction_.sql() << "DELETE FROM notification WHERE comment = :comment AND kind = 'mentioned' AND NOT account" +
                            in_ids(transaction_),
      use(comment, "comment"), use(parameter, "ids");
}

cluster::NotificationSettings NotificationStore::settings(UserId account) {
  std::string text;
  soci::statement statement =
      (transaction_.sql().prepare << "SELECT settings FROM notification_settings WHERE account = :account", into(text),
       use(account, "account"));
  cluster::NotificationSettings made;
  each_row(statement, [&] { made = cluster::notification_settings_from_json(nlohmann::json::parse(text)); });
  return made;
}

void NotificationStore::keep_settings(UserId account, const cluster::NotificationSettings& settings) {
  const std::string text = cluster::to_json(settings).dump();
  const Timestamp now = transaction_.now();
  transaction_.sql() << "INSERT INTO notification_settings (account, settings, updated_at) VALUES (:account, :settings, "
                        ":now) ON CONFLICT (account) DO UPDATE SET settings = excluded.settings, "
                        "updated_at = excluded.updated_at",
      use(account, "account"), use(text, "settings"), use(now, "now");
}

}  // namespace grono::store
