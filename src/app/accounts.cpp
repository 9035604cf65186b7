#include "app/accounts.hpp"

#include <algorithm>

#include "app/clock.hpp"
#include "app/errors.hpp"
#include "app/installation.hpp"
#include "app/passwords.hpp"
#include "base/error.hpp"
#include "cluster/localised_text.hpp"
#include "store/link_store.hpp"
#include "store/login_attempts.hpp"
#include "store/ties.hpp"
#include "text/unicode.hpp"

namespace grono::app {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

constexpr hours kSessionLength{24 * 14};
constexpr hours kLinkLength{24 * 7};
constexpr minutes kAttemptWindow{15};
constexpr int kMostOfEmailAndAddress = 5, kMostOfEmail = 20, kMostOfAddress = 100;

cluster::Actor actor_of(store::Transaction& transaction, const store::User& user) {
  cluster::Actor actor;
  actor.user = user.id;
  actor.grants = user.grants;
  for (const cluster::RoleGrant& grant : user.grants)
    if (grant.organisation) {
      const cluster::Ties ties = store::ties_of(transaction, *grant.organisation);
      actor.member_of.insert(actor.member_of.end(), ties.clusters.begin(), ties.clusters.end());
      actor.partner_in.insert(actor.partner_in.end(), ties.projects.begin(), ties.projects.end());
    }
  const auto each_once = [](auto& ids) {
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  };
  each_once(actor.member_of);
  each_once(actor.partner_in);
  return actor;
}

std::optional<Visitor> visitor_of(store::Transaction& transaction, cluster::UserId id) {
  auto user = store::UserStore(transaction).find(id);
  if (!user || user->is_disabled) return std::nullopt;
  Visitor visitor;
  visitor.caller.actor = actor_of(transaction, *user);
  visitor.user = std::move(user);
  return visitor;
}

void refuse_too_many(const Installation& installation, std::string_view email, std::string_view address) {
  installation.database().read([&](store::Transaction& transaction) {
    const Timestamp since = now() - kAttemptWindow;
    const auto failed = store::LoginAttempts(transaction).failed_since(email, address, since);
    if (failed.of_email_and_address < kMostOfEmailAndAddress && failed.of_email < kMostOfEmail &&
        failed.of_address < kMostOfAddress)
      return;
    const auto wait = failed.oldest ? *failed.oldest - since : std::chrono::seconds(kAttemptWindow);
    throw TooManyAttempts("too many failed log-ins; wait a few minutes, or ask for a one-time link",
                          std::max(1, static_cast<int>(wait.count())));
  });
}

void check_name(std::string& name) {
  const auto composed = text::nfc(text::trimmed(name));
  if (!composed || composed->empty() || text::length(*composed) > 200 || text::has_control_characters(*composed, false))
    throw InvalidInput("/display_name", "is no name", "give 1 to 200 characters");
  name = *composed;
}

}  // namespace

void check_email(std::string& email) {
  email = std::string(text::trimmed(email));
  const auto at = email.find('@');
  const bool fits = at != std::string::npos && at > 0 && email.find('.', at) != std::string::npos &&
                    email.find('@', at + 1) == std::string::npos && email.back() != '.' && email.size() <= 254 &&
                    email.find_first_of(" \"<>(),;:\\[]") == std::string::npos &&
                    !text::has_control_characters(email, false) && text::nfc(email);
  if (!fits) throw InvalidInput("/email", "\"" + email + "\" is no e-mail address", "write it as anna@example.org");
}

std::optional<Visitor> visitor_of_session(store::Transaction& transaction, std::string_view digest) {
  auto session = store::SessionStore(transaction).find(digest);
  if (!session) return std::nullopt;
  auto visitor = visitor_of(transaction, session->user);
  if (!visitor) return std::nullopt;
  visitor->caller.via = "web";
  visitor->session = std::move(session);
  return visitor;
}

std::optional<cluster::Actor> actor_of(store::Transaction& transaction, cluster::UserId account) {
  auto visitor = visitor_of(transaction, account);
  return visitor ? std::optional(std::move(visitor->caller.actor)) : std::nullopt;
}

std::optional<Visitor> visitor_by_account(store::Transaction& transaction, cluster::UserId account) {
  return visitor_of(transaction, account);
}

Visitor visitor_by_session(const Installation& installation, std::string_view secret) {
  std::optional<Visitor> visitor;
  installation.database().read(
      [&](store::Transaction& transaction) { visitor = visitor_of_session(transaction, digest(secret)); });
  if (!visitor) return {};
  // Half-way through, a session that is in use is lengthened; not at each request: reading must stay reading.
  if (visitor->session->expires_at - now() < kSessionLength / 2)
    installation.database().write(visitor->caller.author(), now(), [&](store::Transaction& transaction) {
      store::SessionStore(transaction).extend(visitor->session->digest, transaction.now() + kSessionLength);
      store::UserStore(transaction).saw(visitor->user->id);
    });
  return *std::move(visitor);
}

Visitor visitor_by_token(const Installation& installation, std::string_view secret) {
  std::optional<Visitor> visitor;
  std::optional<store::ApiToken> token;
  installation.database().read([&](store::Transaction& transaction) {
    token = store::TokenStore(transaction).find(digest(secret));
    if (token) visitor = visitor_of(transaction, token->user);
  });
  if (!visitor) throw Unauthenticated("the token is unknown or has expired: make a new one in your account");
  if (!token->last_used_at || now() - *token->last_used_at > hours(1))
    installation.database().write(visitor->caller.author(), now(), [&](store::Transaction& transaction) {
      store::TokenStore(transaction).used(token->id);
    });
  return *std::move(visitor);
}

NewSession begin_session(store::Transaction& transaction, const store::User& user, std::string via) {
  NewSession made;
  made.secret = new_secret();
  store::Session session{digest(made.secret), new_secret(), user.id, std::move(via), {}, transaction.now() + kSessionLength};
  store::SessionStore(transaction).insert(session);
  store::UserStore(transaction).saw(user.id);
  made.visitor.caller.actor = actor_of(transaction, user);
  made.visitor.user = user;
  made.visitor.session = std::move(session);
  made.visitor.caller.via = "web";
  return made;
}

NewSession log_in(const Installation& installation, std::string_view email, std::string_view password,
                  std::string_view address) {
  refuse_too_many(installation, email, address);
  std::optional<store::User> user;
  installation.database().read(
      [&](store::Transaction& transaction) { user = store::UserStore(transaction).find_by_email(email); });
  const bool fits = is_password(password, user && user->password_hash ? *user->password_hash : "");
  if (!fits || user->is_disabled) {
    installation.database().write({}, now(), [&](store::Transaction& transaction) {
      store::LoginAttempts(transaction).record_failure(email, address);
      transaction.audit("session.refused", "user", user ? user->id.str() : "", "{}");
    });
    throw Unauthenticated("the e-mail or the password is wrong");
  }
  NewSession made;
  installation.database().write({user->id, "web"}, now(), [&](store::Transaction& transaction) {
    store::LoginAttempts(transaction).forget(email, address);
    made = begin_session(transaction, *user, "password");
  });
  return made;
}

NewSession log_in_by_link(const Installation& installation, std::string_view token) {
  NewSession made;
  installation.database().write({}, now(), [&](store::Transaction& transaction) {
    const auto id = store::LinkStore(transaction).take(digest(token));
    const auto user = id ? store::UserStore(transaction).find(*id) : std::nullopt;
    if (!user || user->is_disabled)
      throw Unauthenticated("the link was used already or has expired: ask the administrator for a new one");
    made = begin_session(transaction, *user, "link");
  });
  return made;
}

void log_out(const Installation& installation, const Visitor& visitor) {
  if (!visitor.session) return;
  installation.database().write(visitor.caller.author(), now(), [&](store::Transaction& transaction) {
    store::SessionStore(transaction).remove(visitor.session->digest);
    transaction.audit("session.ended", "user", visitor.session->user.str(), "{}");
  });
}

void change_account(const Installation& installation, Visitor& visitor, const AccountChange& change) {
  require(visitor.caller, cluster::Permission::manage_own_account);
  store::User user = *visitor.user;
  if (change.display_name) {
    user.display_name = *change.display_name;
    check_name(user.display_name);
  }
  if (change.language) {
    if (!cluster::is_language_tag(*change.language))
      throw InvalidInput("/language", "\"" + *change.language + "\" is not a language", "use a tag such as pl or en");
    user.language = *change.language;
  }
  if (change.new_password) {
    const bool came_by_link = visitor.session && visitor.session->via == "link";
    if (user.password_hash && !came_by_link && !is_password(change.current_password.value_or(""), *user.password_hash))
      throw InvalidInput("/password/current", "is not the current password", "type it again");
    user.password_hash = hash_password(*change.new_password, "/password/new");
  }
  installation.database().write(visitor.caller.author(), now(), [&](store::Transaction& transaction) {
    store::UserStore(transaction).update(user);
    if (change.new_password)
      store::SessionStore(transaction).remove_of(user.id, visitor.session ? visitor.session->digest : "");
  });
  visitor.user = user;
}

std::string make_login_link(store::Transaction& transaction, cluster::UserId user) {
  const std::string token = new_secret();
  store::LinkStore(transaction).insert({digest(token), user, transaction.now() + kLinkLength});
  return token;
}

store::User create_user(store::Transaction& transaction, std::string email, std::string display_name,
                        std::string language, std::vector<cluster::RoleGrant> grants,
                        std::optional<std::string> password_hash) {
  check_email(email);
  check_name(display_name);
  if (!cluster::is_language_tag(language))
    throw InvalidInput("/language", "\"" + language + "\" is not a language", "use a tag such as pl or en");
  store::User user;
  user.id = new_id<cluster::UserId>();
  user.email = std::move(email);
  user.display_name = std::move(display_name);
  user.language = std::move(language);
  user.grants = std::move(grants);
  user.password_hash = std::move(password_hash);
  store::UserStore(transaction).insert(user);
  return user;
}

}  // namespace grono::app
