#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.hpp"
#include "cluster/ids.hpp"

namespace soci { class session; }

/// The store: the only room that knows SQL. One schema, two backends of the same program: SQLite embedded (one process)
/// and PostgreSQL (several servers on one database).
namespace grono::store {

enum class Backend { sqlite, postgresql };

/// On whose behalf a transaction writes; goes into every audit entry it leaves.
struct Author {
  std::optional<cluster::UserId> user;  ///< none: the program itself
  std::string_view via = "program";     ///< "web", "api", "command_line", "program"
};

class Transaction;

/// A connection pool. Thread-safe; one for a process.
class Database {
 public:
  /// @param url  "sqlite:PATH" or "postgresql://user:password@host:port/name"
  /// @throws InvalidInput      the address can't be read, or the schema was written by a newer program
  /// @throws StoreUnavailable  not reachable, not writable, or (SQLite) another process serves it
  [[nodiscard]] static std::unique_ptr<Database> open(std::string_view url);
  virtual ~Database() = default;

  /// Brings the schema up to this program's version, each migration in its own transaction. Forward only.
  virtual void migrate() = 0;
  [[nodiscard]] virtual Backend backend() const = 0;

  /// Runs `work` in a read transaction: one consistent snapshot.
  virtual void read(const std::function<void(Transaction&)>& work) = 0;
  /// Runs `work` in a write transaction (SQLite: BEGIN IMMEDIATE) and commits; an exception rolls back and goes on.
  /// Audit entries are numbered in the order of commit.
  virtual void write(const Author& author, Timestamp now, const std::function<void(Transaction&)>& work) = 0;
};

/// What the store's classes work in. Knows its author and time, and collects the audit entries that commit writes.
class Transaction {
 public:
  virtual ~Transaction() = default;
  [[nodiscard]] virtual soci::session& sql() = 0;  ///< for the store's own classes only
  [[nodiscard]] virtual Backend backend() const = 0;
  [[nodiscard]] virtual const Author& author() const = 0;
  [[nodiscard]] virtual Timestamp now() const = 0;
  /// Adds an entry to the audit log. `changes` is JSON: {"field": {"before": .., "after": ..}}.
  virtual void audit(std::string_view action, std::string_view subject_kind, std::string subject_id,
                     std::string changes, std::optional<cluster::ClusterId> cluster = std::nullopt) = 0;
};

}  // namespace grono::store
