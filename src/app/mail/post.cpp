#include "app/mail/post.hpp"

#include <array>

#include <spdlog/spdlog.h>

#include "app/accounts.hpp"
#include "app/delivery_time.hpp"
#include "app/mail/letter.hpp"
#include "app/notifications.hpp"
#include "base/error.hpp"
#include "cluster/localised_text.hpp"
#include "cluster/names.hpp"
#include "store/cluster_store.hpp"
#include "store/inquiry_store.hpp"
#include "store/invitation_store.hpp"
#include "store/organisation_store.hpp"

namespace grono::app {
namespace {

using std::chrono::minutes;

constexpr minutes kClaim{10};
constexpr std::array kWaits = {minutes(1), minutes(5), minutes(30), minutes(120), minutes(360), minutes(1440)};

// Who gets it; none where the account is disabled.
std::optional<store::User> reader_of(store::Transaction& transaction, const store::OutgoingMail& due) {
  auto user = due.account ? store::UserStore(transaction).find(*due.account) : std::nullopt;
  return user && !user->is_disabled ? user : std::nullopt;
}

std::string host_of(const std::string& address) {
  const auto at = address.rfind('@');
  return at == address.npos ? "localhost" : address.substr(at + 1);
}

}  // namespace

Post::Post(const Installation& installation, Mailer& mailer, PostSettings settings)
    : installation_(installation),
      mailer_(mailer),
      settings_(std::move(settings)),
      words_(load_mail_words(installation.settings().share / "mail")) {
  while (settings_.public_url.ends_with('/')) settings_.public_url.pop_back();
}

const MailWords& Post::words_in(const std::string& language) const {
  const auto found = words_.find(language);
  return found == words_.end() ? words_.at("en") : found->second;
}

bool Post::send_next(Timestamp now) {
  std::optional<store::OutgoingMail> due;
  installation_.database().write({}, now, [&](store::Transaction& transaction) {
    due = store::MailStore(transaction).claim(now + kClaim);
  });
  if (!due) return false;
  std::optional<Mail> mail;
  Timestamp quiet_until = now;
  try {
    installation_.database().read([&](store::Transaction& transaction) {
      if (due->account)
        quiet_until = after_quiet(now, store::NotificationStore(transaction).settings(*due->account));
      if (quiet_until == now) mail = written(transaction, *due, now);
    });
    if (quiet_until > now) {
      installation_.database().write({}, now, [&](store::Transaction& transaction) {
        store::MailStore(transaction).put_off(due->id, quiet_until, false);
      });
    } else if (mail) {
      mailer_.send(*mail);
      end(*due, now, store::MailEnd::sent);
    } else {
      end(*due, now, store::MailEnd::nothing_to_say);
    }
  } catch (const MailFailed& error) {
    fail(*due, now, error);
  } catch (const StoreUnavailable&) {
    throw;
  } catch (const std::exception& error) {
    fail(*due, now, MailFailed(error.what(), false));
  }
  return true;
}

std::optional<Mail> Post::written(store::Transaction& transaction, const store::OutgoingMail& due, Timestamp now) const {
  Mail mail;
  mail.id = due.id.str() + "@" + host_of(settings_.from_address);
  mail.from_name = settings_.from_name;
  mail.from_address = settings_.from_address;
  mail.at = now;
  if (due.kind == store::MailKind::invitation) return invitation(transaction, due, std::move(mail));
  if (due.kind == store::MailKind::answer) return answer(transaction, due, std::move(mail));
  const auto user = reader_of(transaction, due);
  const auto actor = user ? actor_of(transaction, user->id) : std::nullopt;
  if (!actor) return std::nullopt;
  const auto told = notifications_of_mail(transaction, *actor, due.id);
  if (told.empty()) return std::nullopt;
  mail.to_name = user->display_name;
  mail.to_address = user->email;
  mail.language = words_.contains(user->language) ? user->language : "en";
  write_letter(mail, words_in(mail.language), told, due.kind == store::MailKind::digest, settings_.public_url);
  return mail;
}

std::optional<Mail> Post::invitation(store::Transaction& transaction, const store::OutgoingMail& due, Mail mail) const {
  const auto detail = nlohmann::json::parse(due.detail);
  const auto id = cluster::InvitationId::parse(detail.value("invitation", ""));
  const auto found = id ? store::InvitationStore(transaction).find(*id) : std::nullopt;
  if (!found || !store::is_open(*found, mail.at)) return std::nullopt;
  mail.to_address = due.address;
  mail.language = detail.value("language", "pl");
  if (!words_.contains(mail.language)) mail.language = "en";
  InvitationLetter letter;
  letter.role = name_of(found->role);
  letter.note = found->note;
  letter.link = settings_.public_url + "/join/" + detail.value("secret", "");
  letter.expires_at = found->expires_at;
  if (found->cluster)
    if (const auto cluster = store::ClusterStore(transaction).find(*found->cluster))
      if (const auto name = cluster::in_language(cluster->name, mail.language)) letter.cluster = name->text;
  if (found->organisation)
    if (const auto organisation = store::OrganisationStore(transaction).find(*found->organisation))
      letter.organisation = organisation->legal_name;
  write_letter(mail, words_in(mail.language), letter, settings_.public_url);
  return mail;
}

std::optional<Mail> Post::answer(store::Transaction& transaction, const store::OutgoingMail& due, Mail mail) const {
  const auto detail = nlohmann::json::parse(due.detail);
  const auto id = cluster::InquiryId::parse(detail.value("inquiry", ""));
  const auto found = id ? store::InquiryStore(transaction).find(*id) : std::nullopt;
  const auto entry = detail.value("entry", std::size_t{0});
  if (!found || entry >= found->entries.size()) return std::nullopt;
  mail.to_name = found->name;
  mail.to_address = found->email;
  mail.language = words_.contains(found->language) ? found->language : "en";
  AnswerLetter letter;
  letter.name = found->name;
  letter.subject = found->subject;
  letter.message = found->message;
  letter.answer = found->entries[entry].text;
  if (const auto cluster = store::ClusterStore(transaction).find(found->cluster))
    if (const auto name = cluster::in_language(cluster->name, mail.language)) letter.cluster = name->text;
  const auto by = found->entries[entry].by;
  if (const auto user = by ? store::UserStore(transaction).find(*by) : std::nullopt) {
    letter.by = user->display_name;
    mail.reply_to = user->email;
  }
  write_letter(mail, words_in(mail.language), letter, settings_.public_url);
  return mail;
}

void Post::fail(const store::OutgoingMail& due, Timestamp now, const MailFailed& error) const {
  const auto attempt = static_cast<std::size_t>(due.attempts);
  if (error.is_for_good() || attempt >= kWaits.size()) {
    spdlog::error("mail {} is given up after {} attempts: {}", due.id.str(), attempt + 1, error.what());
    return end(due, now, store::MailEnd::given_up, error.what());
  }
  spdlog::warn("mail {} is tried again in {} minutes: {}", due.id.str(), kWaits[attempt].count(), error.what());
  installation_.database().write({}, now, [&](store::Transaction& transaction) {
    store::MailStore(transaction).put_off(due.id, now + kWaits[attempt], true, error.what());
  });
}

void Post::end(const store::OutgoingMail& due, Timestamp now, store::MailEnd how, const std::string& error) const {
  installation_.database().write(
      {}, now, [&](store::Transaction& transaction) { store::MailStore(transaction).finish(due.id, how, error); });
}

}  // namespace grono::app
