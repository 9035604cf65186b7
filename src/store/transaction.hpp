#pragma once

#include <vector>

#include "store/database.hpp"

namespace grono::store {

/// A transaction on one connection, of either backend. Audit entries are held back and numbered late, so that their
/// numbers follow the order of commit: on PostgreSQL the row `audit_head` is locked from then to the commit.
class StoreTransaction final : public Transaction {
 public:
  StoreTransaction(soci::session& sql, Backend backend, const Author& author, Timestamp now)
      : sql_(sql), backend_(backend), author_(author), now_(now) {}

  [[nodiscard]] soci::session& sql() override { return sql_; }
  [[nodiscard]] Backend backend() const override { return backend_; }
  [[nodiscard]] const Author& author() const override { return author_; }
  [[nodiscard]] Timestamp now() const override { return now_; }
  void audit(std::string_view action, std::string_view subject_kind, std::string subject_id, std::string changes,
             std::optional<cluster::ClusterId> cluster, std::optional<cluster::OrganisationId> organisation) override;
  void changed(cluster::Change change) override { changes_.push_back(std::move(change)); }

  /// What is to be told once it is committed.
  [[nodiscard]] std::vector<cluster::Change>& changes() { return changes_; }

  /// Numbers and writes what is held back; right before the commit.
  void write_audit();

 private:
  struct Entry {
    std::string action, subject_kind, subject_id, changes;
    std::optional<std::string> cluster, organisation;
  };

  soci::session& sql_;
  Backend backend_;
  Author author_;
  Timestamp now_;
  std::vector<Entry> entries_;
  std::vector<cluster::Change> changes_;
};

}  // namespace grono::store
