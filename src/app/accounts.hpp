#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "app/caller.hpp"
#include "store/session_store.hpp"
#include "store/token_store.hpp"
#include "store/user_store.hpp"

/// Who is logged in, and how they come to be.
namespace grono::app {

class Installation;

/// Someone who asks: a person by a session, a program by a token, or nobody.
struct Visitor {
  Caller caller{{}, "api"};               ///< a guest where nobody is logged in; "web" by a session
  std::optional<store::User> user;
  std::optional<store::Session> session;  ///< of a browser
};

/// A session that has just begun; the secret is for the cookie and is not kept.
struct NewSession {
  Visitor visitor;
  std::string secret;
};

/// Whom a session's secret or a token stands for; a guest where it stands for nobody (any more).
[[nodiscard]] Visitor visitor_by_session(const Installation& installation, std::string_view secret);
/// An account as it acts now, where it asks by a way of its own; none where there is none, or it is disabled.
[[nodiscard]] std::optional<Visitor> visitor_by_account(store::Transaction& transaction, cluster::UserId account);
/// The same for a session's digest, without lengthening it; none where it is over.
[[nodiscard]] std::optional<Visitor> visitor_of_session(store::Transaction& transaction, std::string_view digest);
/// An account as it acts, with the groups it belongs to now; none where there is none, or it is disabled.
[[nodiscard]] std::optional<cluster::Actor> actor_of(store::Transaction& transaction, cluster::UserId account);
/// @throws Unauthenticated  the token is unknown or has expired
[[nodiscard]] Visitor visitor_by_token(const Installation& installation, std::string_view secret);

/// @param address  of the client: attempts are limited by e-mail and address
/// @throws Unauthenticated  wrong e-mail or password, or the account is disabled: never says which
/// @throws TooManyAttempts  more than 5 failures for the e-mail from there, 20 for the e-mail, 100 from there, within
///                          15 minutes
[[nodiscard]] NewSession log_in(const Installation& installation, std::string_view email, std::string_view password,
                                std::string_view address);
/// @throws Unauthenticated  the link is unknown, used or has expired
[[nodiscard]] NewSession log_in_by_link(const Installation& installation, std::string_view token);
/// For an account just made, within the transaction that makes it.
[[nodiscard]] NewSession begin_session(store::Transaction& transaction, const store::User& user, std::string via);
void log_out(const Installation& installation, const Visitor& visitor);

/// A change of the own account; leave out what stays.
struct AccountChange {
  std::optional<std::string> display_name, language, current_password, new_password;
};
/// A new password ends every other session. The current one has to be given but right after a one-time link.
/// @throws InvalidInput, Refused
void change_account(const Installation& installation, Visitor& visitor, const AccountChange& change);

/// A one-time link's token for an account; older ones stop working.
[[nodiscard]] std::string make_login_link(store::Transaction& transaction, cluster::UserId user);

/// Trims it. @throws InvalidInput  where = "/email"
void check_email(std::string& email);

/// Makes an account. @throws AlreadyExists (e-mail), InvalidInput
[[nodiscard]] store::User create_user(store::Transaction& transaction, std::string email, std::string display_name,
                                      std::string language, std::vector<cluster::RoleGrant> grants,
                                      std::optional<std::string> password_hash = std::nullopt);

}  // namespace grono::app
