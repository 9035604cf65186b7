#pragma once

#include <unordered_map>
#include <vector>

#include "app/import_table.hpp"
#include "store/database.hpp"

/// The second half of an import: checked rows meet what is stored.
namespace grono::app {

/// Decides for each row whether it is new, speaks of an organisation that is there or of one that an earlier
/// row has brought, and carries it out. Lives within one transaction.
class ImportPlan {
 public:
  ImportPlan(const Installation& installation, const Caller& caller, const ImportOptions& options,
             std::optional<cluster::ClusterId> cluster, CheckedTable& table, store::Transaction& transaction);

  /// Finds for every row where it belongs.
  void assign();
  /// Works out what each organisation comes to be and, unless it is only a rehearsal, writes it.
  void carry_out(bool is_rehearsal, const ImportProgress& progress);

  /// Filled by both.
  [[nodiscard]] ImportReport& report() { return report_; }
  /// Rows that were refused here, with the reason; their cells are still to be read.
  [[nodiscard]] const std::vector<RejectedRow>& refused() const { return refused_; }

 private:
  /// An organisation, and the rows that speak of it in their order.
  struct Slot {
    std::optional<cluster::OrganisationId> stored;
    std::vector<std::size_t> rows;  // positions in the table
  };

  void index_stored();
  void assign_row(std::size_t at);
  void refuse(std::size_t at, const std::string& field, std::string problem, std::string mend);
  void refuse_ids_of_the_gone();
  void create(std::span<Slot*> slots, bool is_rehearsal);
  void update(std::span<Slot*> slots, bool is_rehearsal);
  /// @returns  false where its rows were refused
  bool update_one(Slot& slot, const cluster::Organisation& stored, bool is_rehearsal);
  [[nodiscard]] cluster::Organisation made_of(const Slot& slot);
  void join(std::span<const cluster::OrganisationId> organisations, bool may_have_one);
  [[nodiscard]] const cluster::Ties& ties_of(cluster::OrganisationId id) const;
  [[nodiscard]] bool is_operator() const;

  const Installation& installation_;
  const Caller& caller_;
  const ImportOptions& options_;
  std::optional<cluster::ClusterId> cluster_;
  CheckedTable& table_;
  store::Transaction& transaction_;
  IdentityIndex index_;
  std::vector<Slot> slots_;  // by the index's entries
  std::unordered_map<cluster::OrganisationId, cluster::Ties> ties_;
  ImportReport report_;
  std::vector<RejectedRow> refused_;
};

}  // namespace grono::app
