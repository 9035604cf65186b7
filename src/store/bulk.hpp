#pragma once

#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "store/database.hpp"

namespace grono::store {

/// Writes many rows into one table by the backend's quickest way: a prepared statement on SQLite, COPY on PostgreSQL.
/// While one is open on PostgreSQL the connection can do nothing else.
class BulkInsert {
 public:
  /// A value as text; none is NULL.
  using Cell = std::optional<std::string_view>;

  BulkInsert(Transaction& transaction, std::string_view table, std::initializer_list<std::string_view> columns);
  ~BulkInsert();
  BulkInsert(const BulkInsert&) = delete;
  BulkInsert& operator=(const BulkInsert&) = delete;

  /// One row, a cell for each column. @throws AlreadyExists, StoreUnavailable
  void row(std::initializer_list<Cell> cells);
  /// Must be called at the end: brings what is buffered to the database. @throws AlreadyExists, StoreUnavailable
  void finish();

 private:
  struct Writer;
  struct SqliteWriter;
  struct PostgresqlWriter;
  std::unique_ptr<Writer> writer_;
};

}  // namespace grono::store
