#pragma once

#include "store/database.hpp"

namespace grono::test {

/// Another's transaction that counts how often the store's classes turn to the database.
class CountingTransaction final : public store::Transaction {
 public:
  explicit CountingTransaction(store::Transaction& counted) : counted_(counted) {}

  [[nodiscard]] int queries() const { return queries_; }

  [[nodiscard]] soci::session& sql() override {
    ++queries_;
    return counted_.sql();
  }
  [[nodiscard]] store::Backend backend() const override { return counted_.backend(); }
  [[nodiscard]] const store::Author& author() const override { return counted_.author(); }
  [[nodiscard]] Timestamp now() const override { return counted_.now(); }
  void audit(std::string_view action, std::string_view subject_kind, std::string subject_id, std::string changes,
             std::optional<cluster::ClusterId> cluster, std::optional<cluster::OrganisationId> organisation) override {
    counted_.audit(action, subject_kind, std::move(subject_id), std::move(changes), cluster, organisation);
  }
  void changed(cluster::Change change) override { counted_.changed(std::move(change)); }

 private:
  store::Transaction& counted_;
  int queries_ = 0;
};

}  // namespace grono::test
