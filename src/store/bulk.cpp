#include "store/bulk.hpp"

#include <libpq-fe.h>
#include <sqlite3.h>

#include "base/error.hpp"
#include "store/connection.hpp"

namespace grono::store {
namespace {

std::string joined(std::initializer_list<std::string_view> parts, std::string_view replacement = {}) {
  std::string made;
  for (const std::string_view part : parts) {
    if (!made.empty()) made += ',';
    made += replacement.empty() ? part : replacement;
  }
  return made;
}

}  // namespace

struct BulkInsert::Writer {
  virtual ~Writer() = default;
  virtual void row(std::initializer_list<Cell> cells) = 0;
  virtual void finish() = 0;
};

struct BulkInsert::SqliteWriter final : Writer {
  SqliteWriter(sqlite3* database, std::string_view table, std::initializer_list<std::string_view> columns)
      : database_(database) {
    const std::string sql =
        "INSERT INTO " + std::string(table) + " (" + joined(columns) + ") VALUES (" + joined(columns, "?") + ")";
    check(sqlite3_prepare_v2(database_, sql.c_str(), -1, &statement_, nullptr));
  }
  ~SqliteWriter() override { sqlite3_finalize(statement_); }
  SqliteWriter(const SqliteWriter&) = delete;
  SqliteWriter& operator=(const SqliteWriter&) = delete;

  void row(std::initializer_list<Cell> cells) override {
    int index = 0;
    for (const Cell& cell : cells) {
      ++index;
      check(cell ? sqlite3_bind_text(statement_, index, cell->data(), static_cast<int>(cell->size()), SQLITE_STATIC)
                 : sqlite3_bind_null(statement_, index));
    }
    const int code = sqlite3_step(statement_);
    if (code != SQLITE_DONE) throw_sqlite(sqlite3_extended_errcode(database_), sqlite3_errmsg(database_));
    sqlite3_reset(statement_);
  }
  void finish() override {}

 private:
  void check(int code) {
    if (code != SQLITE_OK) throw_sqlite(code, sqlite3_errmsg(database_));
  }

  sqlite3* database_;
  sqlite3_stmt* statement_ = nullptr;
};

struct BulkInsert::PostgresqlWriter final : Writer {
  PostgresqlWriter(PGconn* connection, std::string_view table, std::initializer_list<std::string_view> columns)
      : connection_(connection) {
    const std::string sql = "COPY " + std::string(table) + " (" + joined(columns) + ") FROM STDIN";
    const Result result(PQexec(connection_, sql.c_str()));
    if (PQresultStatus(result.get()) != PGRES_COPY_IN) fail(result.get());
    is_open_ = true;
  }
  ~PostgresqlWriter() override {
    // Left by an exception: the transaction will be rolled back, but the connection has to leave the copying state.
    if (is_open_ && PQputCopyEnd(connection_, "abandoned") == 1) drain();
  }
  PostgresqlWriter(const PostgresqlWriter&) = delete;
  PostgresqlWriter& operator=(const PostgresqlWriter&) = delete;

  void row(std::initializer_list<Cell> cells) override {
    bool is_first = true;
    for (const Cell& cell : cells) {
      if (!is_first) buffer_ += '\t';
      is_first = false;
      put(cell);
    }
    buffer_ += '\n';
    if (buffer_.size() > kBuffer) send();
  }
  void finish() override {
    send();
    is_open_ = false;
    if (PQputCopyEnd(connection_, nullptr) != 1) fail(nullptr);
    const Result result(PQgetResult(connection_));
    const bool is_done = PQresultStatus(result.get()) == PGRES_COMMAND_OK;
    drain();
    if (!is_done) fail(result.get());
  }

 private:
  static constexpr std::size_t kBuffer = 1 << 18;
  struct Clear {
    void operator()(PGresult* result) const { PQclear(result); }
  };
  using Result = std::unique_ptr<PGresult, Clear>;

  void put(const Cell& cell) {
    if (!cell) {
      buffer_ += "\\N";
      return;
    }
    for (const char c : *cell) switch (c) {
        case '\\': buffer_ += "\\\\"; break;
        case '\t': buffer_ += "\\t"; break;
        case '\n': buffer_ += "\\n"; break;
        case '\r': buffer_ += "\\r"; break;
        default: buffer_ += c;
      }
  }
  void send() {
    if (!buffer_.empty() && PQputCopyData(connection_, buffer_.data(), static_cast<int>(buffer_.size())) != 1)
      fail(nullptr);
    buffer_.clear();
  }
  void drain() {
    while (PGresult* left = PQgetResult(connection_)) PQclear(left);
  }
  [[noreturn]] void fail(const PGresult* result) {
    const char* state = result ? PQresultErrorField(result, PG_DIAG_SQLSTATE) : nullptr;
    throw_postgresql(state ? state : "", result ? PQresultErrorMessage(result) : PQerrorMessage(connection_));
  }

  PGconn* connection_;
  std::string buffer_;
  bool is_open_ = false;
};

BulkInsert::BulkInsert(Transaction& transaction, std::string_view table,
                       std::initializer_list<std::string_view> columns) {
  if (transaction.backend() == Backend::sqlite)
    writer_ = std::make_unique<SqliteWriter>(sqlite_handle(transaction.sql()), table, columns);
  else
    writer_ = std::make_unique<PostgresqlWriter>(postgresql_handle(transaction.sql()), table, columns);
}

BulkInsert::~BulkInsert() = default;
void BulkInsert::row(std::initializer_list<Cell> cells) { writer_->row(cells); }
void BulkInsert::finish() { writer_->finish(); }

}  // namespace grono::store
