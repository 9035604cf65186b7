#pragma once

#include <string>

#include "cluster/commerce/deadline.hpp"
#include "store/database.hpp"

namespace grono::store {

/// Which reminders of dates were given.
class DeadlineStore {
 public:
  explicit DeadlineStore(Transaction& transaction) : transaction_(transaction) {}

  /// Takes it on oneself to remind of the date so many days before it. Of several servers that try at once one does; the
  /// others wait until it has committed.
  /// @returns  false where it was done before
  [[nodiscard]] bool take(const std::string& subject, const cluster::Deadline& deadline, int days);

 private:
  Transaction& transaction_;
};

}  // namespace grono::store
