#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "cluster/change.hpp"
#include "cluster/ids.hpp"
#include "store/errors.hpp"

namespace soci {
class session;
}

/// The store: the only room that knows SQL. One schema, two backends of the same program: SQLite embedded
/// (one serving process) and PostgreSQL (several servers on one database).
namespace grono::store {

enum class Backend { sqlite, postgresql };

/// On whose behalf a transaction writes; goes into every audit entry it leaves.
struct Author {
  std::optional<cluster::UserId> user;  ///< none: the program itself
  std::string_view via = "program";     ///< "web", "api", "command_line", "program"
};

class Transaction;

/// Who wants to know what was committed. Called one at a time, in the order of commit; must be quick, and must not ask
/// the database.
struct ChangeWatcher {
  std::function<void(std::vector<cluster::Change>)> changed;
  std::function<void()> missed;  ///< changes went by unseen, or there were too many to tell each
};

/// A connection pool. Thread-safe; one for a process.
class Database {
 public:
  /// Opens the database; on SQLite makes the file (and its folder) where there is none. Does not touch the
  /// schema.
  ///
  /// @param url  "sqlite:PATH" or "postgresql://user:password@host:port/name"
  /// @throws InvalidInput      the address can't be read
  /// @throws StoreUnavailable  not reachable, not writable, or no database of ours
  [[nodiscard]] static std::unique_ptr<Database> open(std::string_view url);
  virtual ~Database() = default;

  /// Brings the schema up to this program's version, each migration in its own transaction. Forward only;
  /// nothing to do is quick and writes nothing.
  /// @throws InvalidInput      the schema was written by a newer program
  /// @throws StoreUnavailable  (SQLite) there is something to do, and another process serves the database
  virtual void migrate() = 0;

  /// Says that this process serves the database, for as long as this object lives. On SQLite only one process
  /// may, so that none misses what another holds in memory; commands may still read and write beside it
  /// (docs/decisions). On PostgreSQL any number may, and this does nothing.
  /// @throws StoreUnavailable  another process serves it: names the process
  virtual void claim_for_serving() = 0;

  [[nodiscard]] virtual Backend backend() const = 0;

  /// Runs `work` in a read transaction: one consistent snapshot. Never from within `read` or `write` of the
  /// same thread.
  virtual void read(const std::function<void(Transaction&)>& work) = 0;

  /// Runs `work` in a write transaction and commits; an exception rolls back and goes on. Audit entries are
  /// numbered in the order of commit. On SQLite one thread writes at a time, the others wait: never from within
  /// `read` or `write` of the same thread. On PostgreSQL that takes a second connection.
  /// @throws AlreadyExists     a key is taken
  /// @throws StoreUnavailable  full disk, read-only or locked database, lost connection: nothing was written
  virtual void write(const Author& author, Timestamp now, const std::function<void(Transaction&)>& work) = 0;

  /// From now on tells what transactions say by `Transaction::changed` and commit: on SQLite those of this process, on
  /// PostgreSQL those of every process. One watcher, for as long as this object lives.
  virtual void watch(ChangeWatcher watcher) = 0;
};

/// What the store's classes work in. Knows its author and time, and collects the audit entries that commit
/// writes.
class Transaction {
 public:
  virtual ~Transaction() = default;
  [[nodiscard]] virtual soci::session& sql() = 0;  ///< for the store's own classes only
  [[nodiscard]] virtual Backend backend() const = 0;
  [[nodiscard]] virtual const Author& author() const = 0;
  /// The moment of the write as its caller gave it. In a read transaction: the moment it began.
  [[nodiscard]] virtual Timestamp now() const = 0;

  /// Adds an entry to the audit log. Everything the store's classes write says so itself; for what happens
  /// without them (an export, a failed import) callers say it here.
  ///
  /// @param action        what was done, as "organisation.updated"; for an organisation whose search entry
  /// may have
  ///                      changed, `organisation` must be given: `OrganisationStore::changed_since` goes by
  ///                      it
  /// @param subject_kind  "organisation", "cluster", "membership", "user", ...
  /// @param changes       JSON: {"field": {"before": .., "after": ..}}
  virtual void audit(std::string_view action, std::string_view subject_kind, std::string subject_id,
                     std::string changes, std::optional<cluster::ClusterId> cluster = std::nullopt,
                     std::optional<cluster::OrganisationId> organisation = std::nullopt) = 0;

  /// Tells those who look at the thing, once this is committed.
  virtual void changed(cluster::Change change) = 0;
};

}  // namespace grono::store
