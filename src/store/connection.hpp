#pragma once

#include <memory>
#include <optional>
#include <string>

#include <soci/soci.h>

#include "store/database.hpp"

struct sqlite3;
struct pg_conn;

/// One connection to either backend, and its errors in our words.
namespace grono::store {

/// Opens the file with the pragmas every connection of ours has.
/// @throws StoreUnavailable
[[nodiscard]] std::unique_ptr<soci::session> open_sqlite(const std::string& path, bool is_writer);
/// @throws StoreUnavailable
[[nodiscard]] std::unique_ptr<soci::session> open_postgresql(const std::string& url);

/// Plain sessions, as SOCI opens them. @throws soci::soci_error
[[nodiscard]] std::unique_ptr<soci::session> sqlite_session(const std::string& parameters);
[[nodiscard]] std::unique_ptr<soci::session> postgresql_session(const std::string& parameters);

/// The library's own handles, for what SOCI has no words for (bulk writing).
[[nodiscard]] sqlite3* sqlite_handle(soci::session& session);
[[nodiscard]] pg_conn* postgresql_handle(soci::session& session);

/// Throws what a database error means: AlreadyExists, StoreUnavailable, or the error itself, which is a bug of ours.
[[noreturn]] void rethrow(const soci::soci_error& error);
/// The same for the libraries' own codes.
[[noreturn]] void throw_sqlite(int code, const std::string& message);
[[noreturn]] void throw_postgresql(const std::string& sqlstate, const std::string& message);

}  // namespace grono::store
