#include "store/login_attempts.hpp"

#include "store/sql.hpp"
#include "text/fold.hpp"

namespace grono::store {

using soci::into;
using soci::use;

FailedLogins LoginAttempts::failed_since(std::string_view email, std::string_view address, Timestamp since) {
  const std::string key = text::fold(email), from(address);
  FailedLogins made;
  transaction_.sql() << "SELECT count(*), min(at) FROM login_failure WHERE email_key = :email AND address = :address "
                        "AND at >= :since",
      use(key, "email"), use(from, "address"), use(since, "since"), into(made.of_email_and_address), into(made.oldest);
  transaction_.sql() << "SELECT count(*) FROM login_failure WHERE email_key = :email AND at >= :since",
      use(key, "email"), use(since, "since"), into(made.of_email);
  transaction_.sql() << "SELECT count(*) FROM login_failure WHERE address = :address AND at >= :since",
      use(from, "address"), use(since, "since"), into(made.of_address);
  return made;
}

void LoginAttempts::record_failure(std::string_view email, std::string_view address) {
  const std::string key = text::fold(email), from(address);
  const Timestamp now = transaction_.now();
  transaction_.sql() << "INSERT INTO login_failure (email_key, address, at) VALUES (:email, :address, :at)",
      use(key, "email"), use(from, "address"), use(now, "at");
}

void LoginAttempts::forget(std::string_view email, std::string_view address) {
  const std::string key = text::fold(email), from(address);
  transaction_.sql() << "DELETE FROM login_failure WHERE email_key = :email AND address = :address", use(key, "email"),
      use(from, "address");
}

void LoginAttempts::remove_before(Timestamp moment) {
  transaction_.sql() << "DELETE FROM login_failure WHERE at < :moment", use(moment, "moment");
}

}  // namespace grono::store
