#include <chrono>

#include <libpq-fe.h>

#include "base/error.hpp"
#include "store/backends.hpp"
#include "store/change_channel.hpp"
#include "store/connection.hpp"
#include "store/schema.hpp"
#include "store/session_pool.hpp"
#include "store/transaction.hpp"

namespace grono::store {
namespace {

constexpr std::size_t kConnections = 16;
constexpr long long kMigrationLock = 0x67726f6e6f;  // any number of our own: servers started together take turns

class PostgresqlDatabase final : public Database {
 public:
  explicit PostgresqlDatabase(const std::string& url)
      : url_(url), pool_(kConnections, [url] { return open_postgresql(url); }) {
    static_cast<void>(pool_.borrow());  // say at once where it can't be reached
  }

  void migrate() override {
    auto lease = pool_.borrow();
    try {
      *lease << "SELECT pg_advisory_lock(" + std::to_string(kMigrationLock) + ")";
      const int last = migrations().back().version, version = schema_version(*lease, Backend::postgresql);
      if (version > last)
        throw InvalidInput("database", "was written by a newer Grono (schema " + std::to_string(version) + ")",
                           "use that version or a newer one");
      store::migrate(*lease, Backend::postgresql, last);
      *lease << "SELECT pg_advisory_unlock(" + std::to_string(kMigrationLock) + ")";
    } catch (const soci::soci_error& error) {
      lease.drop();  // lets go of the lock too
      rethrow(error);
    } catch (...) {
      lease.drop();
      throw;
    }
  }

  void claim_for_serving() override {}
  [[nodiscard]] Backend backend() const override { return Backend::postgresql; }

  void read(const std::function<void(Transaction&)>& work) override {
    const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    run({}, now, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", work, false);
  }

  void write(const Author& author, Timestamp now, const std::function<void(Transaction&)>& work) override {
    run(author, now, "BEGIN", work, true);
  }

  void watch(ChangeWatcher watcher) override {
    listener_.reset();
    if (watcher.changed) listener_ = std::make_unique<ChangeListener>(url_, std::move(watcher));
  }

 private:
  void run(const Author& author, Timestamp now, const char* begin, const std::function<void(Transaction&)>& work,
           bool writes) {
    auto lease = pool_.borrow();
    try {
      try {
        begin_on(lease, begin);
        StoreTransaction transaction(*lease, Backend::postgresql, author, now);
        work(transaction);
        if (writes) announce(*lease, transaction.changes());
        if (writes) transaction.write_audit();
        *lease << "COMMIT";
      } catch (const soci::soci_error& error) {
        rethrow(error);
      }
    } catch (...) {
      roll_back(lease);
      throw;
    }
  }

  // A connection that lay idle may have been cut: then a new one is opened, once.
  void begin_on(SessionPool::Lease& lease, const char* begin) {
    try {
      *lease << begin;
    } catch (const soci::soci_error&) {
      if (PQstatus(postgresql_handle(*lease)) == CONNECTION_OK) throw;
      PQreset(postgresql_handle(*lease));
      *lease << begin;
    }
  }

  static void roll_back(SessionPool::Lease& lease) {
    try {
      *lease << "ROLLBACK";
    } catch (const soci::soci_error&) {
      lease.drop();
    }
  }

  std::string url_;
  SessionPool pool_;
  std::unique_ptr<ChangeListener> listener_;
};

}  // namespace

std::unique_ptr<Database> open_postgresql_database(const std::string& url) {
  return std::make_unique<PostgresqlDatabase>(url);
}

}  // namespace grono::store
