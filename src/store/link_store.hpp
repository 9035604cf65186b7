#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "cluster/ids.hpp"
#include "store/database.hpp"

namespace grono::store {

/// A link that logs a person in once. Only the digest of its secret is kept.
struct LoginLink {
  std::string digest;
  cluster::UserId user;
  Timestamp expires_at{};
};

class LinkStore {
 public:
  explicit LinkStore(Transaction& transaction) : transaction_(transaction) {}

  /// Makes the link; older links of the same user stop working.
  void insert(const LoginLink& link);
  /// Uses the link up: its user, or none where it is unknown, used or expired. Of two at once only one gets
  /// it.
  [[nodiscard]] std::optional<cluster::UserId> take(std::string_view digest);
  void remove_expired();

 private:
  Transaction& transaction_;
};

}  // namespace grono::store
