#pragma once

#include <optional>
#include <string_view>

#include "store/database.hpp"

namespace grono::store {

/// Failed log-ins in a window of time.
struct FailedLogins {
  int of_email_and_address = 0;
  int of_email = 0;                 ///< from anywhere
  int of_address = 0;               ///< for anyone
  std::optional<Timestamp> oldest;  ///< the oldest of those with this e-mail and address
};

/// Counts failed log-ins, for every server on the database together. Upkeep: leaves no audit entry.
class LoginAttempts {
 public:
  explicit LoginAttempts(Transaction& transaction) : transaction_(transaction) {}

  [[nodiscard]] FailedLogins failed_since(std::string_view email, std::string_view address, Timestamp since);
  void record_failure(std::string_view email, std::string_view address);
  /// After a log-in that succeeded.
  void forget(std::string_view email, std::string_view address);
  void remove_before(Timestamp moment);

 private:
  Transaction& transaction_;
};

}  // namespace grono::store
