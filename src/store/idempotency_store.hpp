#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "store/database.hpp"

namespace grono::store {

/// The first answer to a creating request, for when it is sent again.
struct RememberedAnswer {
  std::string request_digest;  ///< of method, path and body: another request under the same key is an error
  int status = 0;
  std::string headers;  ///< JSON object
  std::string body;
  bool operator==(const RememberedAnswer&) const = default;
};

/// Answers by actor and key. Remember in the same transaction that creates: then of two at once one writes,
/// and the other gets AlreadyExists (where = "header/Idempotency-Key") from `Database::write`, looks again
/// and finds the answer.
class IdempotencyStore {
 public:
  explicit IdempotencyStore(Transaction& transaction) : transaction_(transaction) {}

  /// None where it has expired by this transaction's time.
  [[nodiscard]] std::optional<RememberedAnswer> find(std::string_view actor, std::string_view key);
  void remember(std::string_view actor, std::string_view key, const RememberedAnswer& answer,
                Timestamp expires_at);
  void remove_expired();

 private:
  Transaction& transaction_;
};

}  // namespace grono::store
