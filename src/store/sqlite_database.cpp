#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <mutex>

#include "base/error.hpp"
#include "store/backends.hpp"
#include "store/connection.hpp"
#include "store/schema.hpp"
#include "store/session_pool.hpp"
#include "store/transaction.hpp"

namespace grono::store {
namespace {

constexpr std::size_t kReaders = 8;

/// A lock file beside the database that says which process serves it; the system lets go of it when the process ends,
/// however it ends.
class ServingLock {
 public:
  explicit ServingLock(std::filesystem::path path) : path_(std::move(path)) {}
  ~ServingLock() {
    if (file_ >= 0) ::close(file_);
  }
  ServingLock(const ServingLock&) = delete;
  ServingLock& operator=(const ServingLock&) = delete;

  /// @throws StoreUnavailable  another process holds it
  void take() {
    if (file_ >= 0) return;
    const int file = ::open(path_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0) throw StoreUnavailable(path_.string() + " can't be written: check who owns the folder");
    if (::flock(file, LOCK_EX | LOCK_NB) != 0) {
      char holder[32] = {};
      const ssize_t size = ::pread(file, holder, sizeof holder - 1, 0);
      ::close(file);
      throw StoreUnavailable("another server (process " + (size > 0 ? std::string(holder) : std::string("unknown")) +
                             ") serves this database: end it first, or use --data for another folder, or PostgreSQL "
                             "for several servers");
    }
    file_ = file;
    const std::string own = std::to_string(::getpid());
    if (::ftruncate(file_, 0) != 0 || ::pwrite(file_, own.data(), own.size(), 0) < 0)
      throw StoreUnavailable(path_.string() + " can't be written");
  }
  [[nodiscard]] bool is_taken() const { return file_ >= 0; }
  void release() {
    if (file_ >= 0) ::close(file_);
    file_ = -1;
  }

 private:
  std::filesystem::path path_;
  int file_ = -1;
};

class SqliteDatabase final : public Database {
 public:
  explicit SqliteDatabase(const std::string& path)
      : writer_(open_sqlite(path, true)),
        readers_(kReaders, [path] { return open_sqlite(path, false); }),
        serving_(path + ".serving") {}

  void migrate() override {
    const std::lock_guard lock(writing_);
    const int last = migrations().back().version;
    try {
      const int version = schema_version(*writer_, Backend::sqlite);
      if (version > last)
        throw InvalidInput("database", "was written by a newer Grono (schema " + std::to_string(version) + ")",
                           "use that version or a newer one");
      if (version == last) return;
      // A server that runs meanwhile would go on with the old schema in mind.
      const bool was_taken = serving_.is_taken();
      serving_.take();
      store::migrate(*writer_, Backend::sqlite, last);
      if (!was_taken) serving_.release();
    } catch (const soci::soci_error& error) {
      rethrow(error);
    }
  }

  void claim_for_serving() override { serving_.take(); }
  [[nodiscard]] Backend backend() const override { return Backend::sqlite; }

  void read(const std::function<void(Transaction&)>& work) override {
    const auto lease = readers_.borrow();
    const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    StoreTransaction transaction(*lease, Backend::sqlite, {}, now);
    run(*lease, "BEGIN", transaction, work, false);
  }

  void write(const Author& author, Timestamp now, const std::function<void(Transaction&)>& work) override {
    const std::lock_guard lock(writing_);
    StoreTransaction transaction(*writer_, Backend::sqlite, author, now);
    run(*writer_, "BEGIN IMMEDIATE", transaction, work, true);
    if (watcher_.changed && !transaction.changes().empty()) watcher_.changed(std::move(transaction.changes()));
  }

  void watch(ChangeWatcher watcher) override {
    const std::lock_guard lock(writing_);
    watcher_ = std::move(watcher);
  }

 private:
  static void run(soci::session& sql, const char* begin, StoreTransaction& transaction,
                  const std::function<void(Transaction&)>& work, bool writes) {
    bool has_begun = false;
    try {
      try {
        sql << begin;
        has_begun = true;
        work(transaction);
        if (writes) transaction.write_audit();
        sql << "COMMIT";
      } catch (const soci::soci_error& error) {
        rethrow(error);
      }
    } catch (...) {
      if (has_begun) roll_back(sql);
      throw;
    }
  }

  static void roll_back(soci::session& sql) {
    try {
      sql << "ROLLBACK";
    } catch (const soci::soci_error&) {  // a full disk or a lost file has rolled back by itself
    }
  }

  std::mutex writing_;
  ChangeWatcher watcher_;
  std::unique_ptr<soci::session> writer_;
  SessionPool readers_;
  ServingLock serving_;
};

}  // namespace

std::unique_ptr<Database> open_sqlite_database(const std::string& path) {
  const std::filesystem::path folder = std::filesystem::path(path).parent_path();
  std::error_code error;
  if (!folder.empty()) std::filesystem::create_directories(folder, error);
  if (error) throw StoreUnavailable("the folder " + folder.string() + " can't be made: " + error.message());
  return std::make_unique<SqliteDatabase>(path);
}

}  // namespace grono::store
