#pragma once

#include <memory>
#include <string>

#include "store/database.hpp"

namespace grono::store {

[[nodiscard]] std::unique_ptr<Database> open_sqlite_database(const std::string& path);
[[nodiscard]] std::unique_ptr<Database> open_postgresql_database(const std::string& url);

}  // namespace grono::store
