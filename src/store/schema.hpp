#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "store/database.hpp"

namespace grono::store {

/// One step of the schema. Forward only: what has been released is never changed, a mend is a new step.
struct Migration {
  int version;
  std::string_view name;
  std::vector<std::string> (*statements)(Backend backend);
};

/// Every step, in order.
[[nodiscard]] std::span<const Migration> migrations();

/// The version a database is at; 0 where it is empty.
[[nodiscard]] int schema_version(soci::session& sql, Backend backend);

/// Runs the steps above the version the database is at, up to `last`.
void migrate(soci::session& sql, Backend backend, int last);

}  // namespace grono::store
