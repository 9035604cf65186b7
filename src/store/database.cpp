#include "store/database.hpp"

#include "base/error.hpp"
#include "store/backends.hpp"

namespace grono::store {

std::unique_ptr<Database> Database::open(std::string_view url) {
  constexpr std::string_view kSqlite = "sqlite:";
  if (url.starts_with(kSqlite) && url.size() > kSqlite.size())
    return open_sqlite_database(std::string(url.substr(kSqlite.size())));
  if (url.starts_with("postgresql://") || url.starts_with("postgres://"))
    return open_postgresql_database(std::string(url));
  throw InvalidInput("--database", "the address is of no database we know",
                     "write sqlite:PATH or postgresql://user@host:port/name");
}

}  // namespace grono::store
