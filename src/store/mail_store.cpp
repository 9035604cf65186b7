#include "store/mail_store.hpp"

#include <array>

#include "base/error.hpp"
#include "store/sql.hpp"

namespace grono::store {
namespace {

using cluster::MailId;
using soci::into;
using soci::use;

constexpr std::array kKinds = {std::pair(MailKind::at_once, std::string_view("at_once")),
                               std::pair(MailKind::digest, std::string_view("digest")),
                               std::pair(MailKind::invitation, std::string_view("invitation")),
                               std::pair(MailKind::answer, std::string_view("answer"))};

MailKind kind_from(std::string_view text) {
  for (const auto& [kind, name] : kKinds)
    if (name == text) return kind;
  GRONO_INVARIANT(!"a mail of no kind");
  return MailKind::at_once;
}

std::string_view state_of(MailEnd end) {
  switch (end) {
    case MailEnd::sent: return "sent";
    case MailEnd::nothing_to_say: return "nothing_to_say";
    case MailEnd::given_up: return "given_up";
  }
  GRONO_INVARIANT(!"a mail ends otherwise");
  return {};
}

// Untouched: no worker has it, or has had it.
constexpr const char* kUntouched = "state = 'waiting' AND attempts = 0 AND claimed_until IS NULL";
// Mails of transactions that join one another's would wait for one another in circles.
constexpr const char* kOneAtATime = "SELECT pg_advisory_xact_lock(1735552879)";

}  // namespace

std::string_view name_of(MailKind kind) {
  for (const auto& [each, name] : kKinds)
    if (each == kind) return name;
  GRONO_INVARIANT(!"a mail of no kind");
  return {};
}

MailId MailStore::waiting_for(cluster::UserId account, MailKind kind, MailId fresh, Timestamp due) {
  if (transaction_.backend() == Backend::postgresql) transaction_.sql() << kOneAtATime;
  const std::string kind_name(name_of(kind)), untouched(kUntouched);
  MailId id;
  // Writes it, so that it stays untouched until this is committed.
  soci::statement statement =
      (transaction_.sql().prepare << "UPDATE outgoing_mail SET due_at = due_at WHERE id = (SELECT id FROM outgoing_mail "
                                     "WHERE account = :account AND kind = :kind AND " +
                                         untouched + " LIMIT 1) AND " + untouched + " RETURNING id",
       into(id), use(account, "account"), use(kind_name, "kind"));
  bool is_there = false;
  each_row(statement, [&] { is_there = true; });
  if (is_there) return id;
  OutgoingMail made;
  made.id = fresh;
  made.kind = kind;
  made.account = account;
  made.due_at = due;
  insert(made);
  return made.id;
}

void MailStore::insert(OutgoingMail& mail) {
  GRONO_INVARIANT(!mail.id.is_nil());
  mail.created_at = transaction_.now();
  const std::string kind(name_of(mail.kind));
  transaction_.sql() << "INSERT INTO outgoing_mail (id, kind, account, address, detail, state, created_at, due_at, "
                        "attempts, last_error) VALUES (:id, :kind, :account, :address, :detail, 'waiting', :created, "
                        ":due, 0, '')",
      use(mail.id, "id"), use(kind, "kind"), use(mail.account, "account"), use(mail.address, "address"),
      use(mail.detail, "detail"), use(mail.created_at, "created"), use(mail.due_at, "due");
}

bool MailStore::has_due(Timestamp now) {
  int found = 0;
  transaction_.sql() << "SELECT count(*) FROM (SELECT 1 FROM outgoing_mail WHERE state = 'waiting' AND due_at <= :now "
                        "AND (claimed_until IS NULL OR claimed_until <= :now2) LIMIT 1) AS found",
      into(found), use(now, "now"), use(now, "now2");
  return found > 0;
}

std::optional<OutgoingMail> MailStore::claim(Timestamp until) {
  const Timestamp now = transaction_.now();
  OutgoingMail row;
  std::string kind;
  // Of two workers that choose the same one, the second finds it claimed when the first has committed.
  soci::statement statement =
      (transaction_.sql().prepare
           << "UPDATE outgoing_mail SET claimed_until = :until WHERE id = (SELECT id FROM outgoing_mail WHERE "
              "state = 'waiting' AND due_at <= :now AND (claimed_until IS NULL OR claimed_until <= :now2) ORDER BY "
              "due_at LIMIT 1) AND state = 'waiting' AND (claimed_until IS NULL OR claimed_until <= :now3) RETURNING id, "
              "kind, account, address, detail, created_at, due_at, attempts",
       into(row.id), into(kind), into(row.account), into(row.address), into(row.detail), into(row.created_at),
       into(row.due_at), into(row.attempts), use(until, "until"), use(now, "now"), use(now, "now2"), use(now, "now3"));
  std::optional<OutgoingMail> found;
  each_row(statement, [&] {
    row.kind = kind_from(kind);
    found = row;
  });
  return found;
}

void MailStore::finish(MailId id, MailEnd end, const std::string& error) {
  const Timestamp now = transaction_.now();
  const std::string state(state_of(end));
  transaction_.sql() << "UPDATE outgoing_mail SET state = :state, ended_at = :now, claimed_until = NULL, detail = '{}', "
                        "attempts = attempts + 1, last_error = :error WHERE id = :id",
      use(state, "state"), use(now, "now"), use(error, "error"), use(id, "id");
}

void MailStore::put_off(MailId id, Timestamp due, bool is_attempt, const std::string& error) {
  const int more = is_attempt ? 1 : 0;
  transaction_.sql() << "UPDATE outgoing_mail SET due_at = :due, claimed_until = NULL, attempts = attempts + :more, "
                        "last_error = :error WHERE id = :id",
      use(due, "due"), use(more, "more"), use(error, "error"), use(id, "id");
}

void MailStore::forget_before(Timestamp mails, Timestamp notifications) {
  transaction_.sql() << "UPDATE notification SET mail = NULL WHERE mail IN (SELECT id FROM outgoing_mail WHERE "
                        "state <> 'waiting' AND ended_at < :mails)",
      use(mails, "mails");
  transaction_.sql() << "DELETE FROM outgoing_mail WHERE state <> 'waiting' AND ended_at < :mails", use(mails, "mails");
  transaction_.sql() << "DELETE FROM notification WHERE created_at < :notifications",
      use(notifications, "notifications");
}

void MailStore::move_digest(cluster::UserId account, Timestamp due) {
  transaction_.sql() << "UPDATE outgoing_mail SET due_at = :due WHERE account = :account AND kind = 'digest' AND " +
                            std::string(kUntouched),
      use(due, "due"), use(account, "account");
}

}  // namespace grono::store
