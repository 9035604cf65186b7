#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cluster/ids.hpp"
#include "store/database.hpp"

namespace grono::store {

/// A program's key to the API, on behalf of a person. Only the digest of its secret is kept.
struct ApiToken {
  cluster::TokenId id;
  cluster::UserId user;
  std::string name;
  std::string digest;
  Timestamp created_at{};  ///< set by `insert`
  std::optional<Timestamp> last_used_at;
  std::optional<Date> expires_on;  ///< valid to the end of that day, UTC
  bool operator==(const ApiToken&) const = default;
};

class TokenStore {
 public:
  explicit TokenStore(Transaction& transaction) : transaction_(transaction) {}

  /// None where it has expired by this transaction's time.
  [[nodiscard]] std::optional<ApiToken> find(std::string_view digest);
  [[nodiscard]] std::vector<ApiToken> list_of(cluster::UserId user);  ///< in the order of their making
  void insert(ApiToken& token);
  /// Notes the use; leaves no audit entry.
  void used(cluster::TokenId id);
  /// @returns  false where the user has no such token
  bool remove(cluster::TokenId id, cluster::UserId user);

 private:
  Transaction& transaction_;
};

}  // namespace grono::store
