#include "store/connection.hpp"

#include <array>

#include <libpq-fe.h>
#include <sqlite3.h>

#include "base/error.hpp"

namespace grono::store {
namespace {

struct UniqueKey {
  std::string_view column;  // as SQLite names it
  std::string_view index;   // as PostgreSQL names it
  std::string_view where, what;
};

// Keys that people can run into, and what to tell them.
constexpr std::array kUniqueKeys = {
    UniqueKey{"organisation.nip", "organisation_nip", "/registers/nip", "another organisation has this NIP"},
    UniqueKey{"organisation.regon", "organisation_regon", "/registers/regon", "another organisation has this REGON"},
    UniqueKey{"organisation.krs", "organisation_krs", "/registers/krs", "another organisation has this KRS number"},
    UniqueKey{"organisation.eu_vat", "organisation_eu_vat", "/registers/eu_vat",
              "another organisation has this EU VAT number"},
    UniqueKey{"organisation.id", "organisation_pkey", "/id", "an organisation with this id is already there"},
    UniqueKey{"cluster.slug", "cluster_slug", "/slug", "another cluster has this address"},
    UniqueKey{"membership.cluster", "membership_open", "/organisation",
              "the organisation already has a membership or an application in this cluster"},
    UniqueKey{"account.email_key", "account_email_key", "/email", "another account has this e-mail address"},
    UniqueKey{"matchmaking_participant.account", "matchmaking_participant_once", "/account",
              "the person is registered for this event already"},
    UniqueKey{"idempotency.actor", "idempotency_pkey", "header/Idempotency-Key",
              "a request with this key is already being answered"},
};

[[noreturn]] void throw_unique(const std::string& message) {
  for (const UniqueKey& key : kUniqueKeys)
    if (message.find(key.column) != std::string::npos || message.find(key.index) != std::string::npos)
      throw AlreadyExists(std::string(key.what), std::string(key.where));
  throw AlreadyExists("it is already there (" + message + ")");
}

std::string sqlite_reason(int code) {
  switch (code & 0xff) {
    case SQLITE_FULL: return "the disk is full: free some space";
    case SQLITE_READONLY: return "the database is read-only: check who owns its file and folder";
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return "the database is locked by another program: try again in a moment";
    case SQLITE_CANTOPEN: return "the database file can't be opened: check the folder and its permissions";
    case SQLITE_PERM:
    case SQLITE_AUTH: return "the database file may not be used: check its permissions";
    case SQLITE_IOERR: return "the disk can't be read or written";
    case SQLITE_CORRUPT: return "the database file is damaged: restore it from a backup";
    case SQLITE_NOTADB: return "the file is not a database";
    default: return {};
  }
}

// SOCI takes name='value' pairs alone; libpq itself reads addresses.
std::string pairs_of(const std::string& url) {
  char* message = nullptr;
  const std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> options(PQconninfoParse(url.c_str(), &message),
                                                                             &PQconninfoFree);
  const std::string wrong = message ? message : "";
  PQfreemem(message);
  if (!options) throw InvalidInput("--database", wrong, "write it as postgresql://user@host:port/name");
  std::string made;
  for (const PQconninfoOption* each = options.get(); each->keyword; ++each) {
    if (!each->val || !*each->val) continue;
    made += std::string(each->keyword) + "='";
    for (const char* c = each->val; *c; ++c) {
      if (*c == '\'' || *c == '\\') made += '\\';
      made += *c;
    }
    made += "' ";
  }
  return made;
}

}  // namespace

void throw_sqlite(int code, const std::string& message) {
  if (code == SQLITE_CONSTRAINT_UNIQUE || code == SQLITE_CONSTRAINT_PRIMARYKEY) throw_unique(message);
  if (const std::string reason = sqlite_reason(code); !reason.empty())
    throw StoreUnavailable(reason + " (" + message + ")");
  throw std::runtime_error("SQLite " + std::to_string(code) + ": " + message);
}

void throw_postgresql(const std::string& sqlstate, const std::string& message) {
  if (sqlstate == "23505") throw_unique(message);
  const std::string kind = sqlstate.substr(0, 2);
  // 08 connection, 53 resources, 57 shut down, 40 to be tried again, 25006 read-only, 28 and 3D not let in.
  if (kind.empty() || kind == "  " || kind == "08" || kind == "53" || kind == "57" || kind == "40" ||
      sqlstate == "25006" || kind == "28" || kind == "3D")
    throw StoreUnavailable("PostgreSQL: " + message);
  throw std::runtime_error("PostgreSQL " + sqlstate + ": " + message);
}

std::unique_ptr<soci::session> open_sqlite(const std::string& path, bool is_writer) {
  try {
    auto session = sqlite_session("db=\"" + path + "\" timeout=10");
    sqlite3* handle = sqlite_handle(*session);
    sqlite3_extended_result_codes(handle, 1);
    // NORMAL is safe in WAL mode: after a power cut the last commits may be missing, never half of one.
    std::string pragmas = "PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-32000;";
    if (is_writer) pragmas += "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA journal_size_limit=67108864;";
    char* message = nullptr;
    const int code = sqlite3_exec(handle, pragmas.c_str(), nullptr, nullptr, &message);
    const std::string text = message ? message : "";
    sqlite3_free(message);
    if (code != SQLITE_OK) throw_sqlite(sqlite3_extended_errcode(handle), path + ": " + text);
    return session;
  } catch (const soci::soci_error& error) {
    throw StoreUnavailable("the database " + path + " can't be opened: " + error.get_error_message());
  }
}

std::unique_ptr<soci::session> open_postgresql(const std::string& url) {
  try {
    auto session = postgresql_session(pairs_of(url));
    *session << "SET client_min_messages TO warning";
    *session << "SET TIME ZONE 'UTC'";
    return session;
  } catch (const soci::soci_error& error) {
    throw StoreUnavailable(std::string("PostgreSQL can't be reached: ") + error.get_error_message());
  }
}

}  // namespace grono::store
