// SOCI's backends, apart from everything else: their header takes sqlite3.h into a namespace of its own, so that no
// file can have both.
#include <soci/postgresql/soci-postgresql.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include "base/error.hpp"
#include "store/connection.hpp"

namespace grono::store {

std::unique_ptr<soci::session> sqlite_session(const std::string& parameters) {
  return std::make_unique<soci::session>(soci::sqlite3, parameters);
}

std::unique_ptr<soci::session> postgresql_session(const std::string& parameters) {
  return std::make_unique<soci::session>(soci::postgresql, parameters);
}

void rethrow(const soci::soci_error& error) {
  if (const auto* sqlite = dynamic_cast<const soci::sqlite3_soci_error*>(&error))
    throw_sqlite(sqlite->result(), error.what());
  if (const auto* postgresql = dynamic_cast<const soci::postgresql_soci_error*>(&error))
    throw_postgresql(postgresql->sqlstate(), error.what());
  // Backends throw the plain kind where a connection could not be made or is gone.
  throw StoreUnavailable(std::string("the database can't be used: ") + error.what());
}

// Debian's SOCI hides the types of its sessions, so a dynamic_cast can't be linked; each of these is called only for
// sessions that the function of the same backend above has made.
sqlite3* sqlite_handle(soci::session& session) {
  auto& backend = static_cast<soci::sqlite3_session_backend&>(*session.get_backend());
  return static_cast<sqlite3*>(static_cast<void*>(backend.conn_));
}

pg_conn* postgresql_handle(soci::session& session) {
  return static_cast<soci::postgresql_session_backend&>(*session.get_backend()).conn_;
}

}  // namespace grono::store
