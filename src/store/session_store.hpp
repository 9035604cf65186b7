#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "cluster/ids.hpp"
#include "store/database.hpp"

namespace grono::store {

/// A browser that is logged in. Only the digest of its secret is kept.
struct Session {
  std::string digest;  ///< of the cookie's secret
  std::string csrf_token;
  cluster::UserId user;
  std::string via;         ///< "password", "link", "invitation"
  Timestamp created_at{};  ///< set by `insert`
  Timestamp expires_at{};
  bool operator==(const Session&) const = default;
};

/// Sessions. Logging in leaves an audit entry; the rest is upkeep and leaves none.
class SessionStore {
 public:
  explicit SessionStore(Transaction& transaction) : transaction_(transaction) {}

  /// None where it has expired by this transaction's time.
  [[nodiscard]] std::optional<Session> find(std::string_view digest);
  void insert(Session& session);
  void extend(std::string_view digest, Timestamp expires_at);
  void remove(std::string_view digest);
  /// Ends every session of a user but one (none: every one).
  void remove_of(cluster::UserId user, std::string_view except_digest = {});
  void remove_expired();

 private:
  Transaction& transaction_;
};

}  // namespace grono::store
