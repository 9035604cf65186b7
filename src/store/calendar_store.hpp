#pragma once

#include <optional>
#include <string>

#include "cluster/ids.hpp"
#include "store/database.hpp"

namespace grono::store {

/// The secret addresses under which people's calendars are read; of each only the digest is kept.
class CalendarStore {
 public:
  explicit CalendarStore(Transaction& transaction) : transaction_(transaction) {}

  /// The account's one address; an older one stops working.
  void set(cluster::UserId account, const std::string& digest);
  void remove(cluster::UserId account);
  [[nodiscard]] bool has(cluster::UserId account);
  [[nodiscard]] std::optional<cluster::UserId> find(const std::string& digest);

 private:
  Transaction& transaction_;
};

}  // namespace grono::store
