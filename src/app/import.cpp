#include "app/import.hpp"

#include <algorithm>
#include <unordered_map>

#include "app/clock.hpp"
#include "app/clusters.hpp"
#include "app/errors.hpp"
#include "app/import_plan.hpp"
#include "app/import_table.hpp"
#include "base/error.hpp"
#include "store/organisation_store.hpp"

namespace grono::app {
namespace {

using cluster::ClusterId;

constexpr std::size_t kPreviewRows = 20;
constexpr std::size_t kMostIssues = 200;

// Rows that were refused only when they met what is stored are read again, for their cells are gone by then.
void add_cells(const TableSource& source, const ImportOptions& options, std::vector<RejectedRow> refused,
               CheckedTable& table) {
  if (refused.empty()) return;
  std::unordered_map<std::size_t, std::size_t> by_number;
  for (std::size_t i = 0; i < refused.size(); ++i) by_number.emplace(refused[i].number, i);
  const auto reader = source(options.table);
  for (exchange::Row row; reader->next(row);)
    if (const auto found = by_number.find(row.number); found != by_number.end())
      refused[found->second].cells = std::move(row.cells);
  for (auto& row : refused) table.rejected.push_back(std::move(row));
  std::sort(table.rejected.begin(), table.rejected.end(),
            [](const RejectedRow& a, const RejectedRow& b) { return a.number < b.number; });
}

ImportReport finished(ImportPlan& plan, const TableSource& source, const ImportOptions& options,
                      CheckedTable& table, const text::Messages& messages) {
  add_cells(source, options, plan.refused(), table);
  ImportReport report = std::move(plan.report());
  if (!table.rejected.empty()) report.rejected_csv = rejected_csv(table, messages);
  std::stable_partition(report.issues.begin(), report.issues.end(),
                        [](const RowIssue& issue) { return issue.is_fatal; });
  if (report.issues.size() > kMostIssues) report.issues.resize(kMostIssues);
  return report;
}

}  // namespace

std::optional<ClusterId> require_import(const Installation& installation, const Caller& caller,
                                        std::string_view cluster) {
  std::optional<ClusterId> made;
  if (!cluster.empty()) {
    const auto found = find_cluster(installation, cluster);
    if (!found)
      throw InvalidInput("/cluster", "\"" + std::string(cluster) + "\" is not known", "give its id or address");
    made = found->id;
  }
  require(caller, cluster::Permission::import_organisations, {made, std::nullopt, {}});
  return made;
}

TableSource table_in_file(std::filesystem::path path) {
  return [path = std::move(path)](const exchange::TableOptions& options) {
    return exchange::open_table(path, options);
  };
}

TableSource table_in_memory(std::string_view bytes) {
  return [bytes](const exchange::TableOptions& options) { return exchange::open_table(bytes, options); };
}

ImportPreview preview_import(const Installation& installation, const Caller& caller,
                             const TableSource& source, const ImportOptions& options) {
  const auto cluster = require_import(installation, caller, options.cluster);
  const text::Messages& messages = installation.messages(caller.language);
  CheckedTable table = read_table_of_organisations(installation, source, options, messages, {});
  ImportPreview preview;
  for (std::size_t i = 0; i < std::min(kPreviewRows, table.rows.size()); ++i)
    preview.rows.emplace_back(table.rows[i].number, table.rows[i].row.organisation);
  installation.database().read([&](store::Transaction& transaction) {
    ImportPlan plan(installation, caller, options, cluster, table, transaction);
    plan.assign();
    plan.carry_out(true, {});
    preview.report = finished(plan, source, options, table, messages);
  });
  preview.facts = std::move(table.facts);
  preview.columns = std::move(table.columns);
  preview.fields = exchange::field_names(installation.classifications());
  return preview;
}

ImportReport import_organisations(const Installation& installation, const Caller& caller,
                                  const TableSource& source, const ImportOptions& options,
                                  const ImportProgress& progress) {
  const auto cluster = require_import(installation, caller, options.cluster);
  const text::Messages& messages = installation.messages(caller.language);
  CheckedTable table = read_table_of_organisations(installation, source, options, messages, progress);
  ImportReport report;
  installation.database().write(caller.author(), now(), [&](store::Transaction& transaction) {
    ImportPlan plan(installation, caller, options, cluster, table, transaction);
    plan.assign();
    plan.carry_out(false, progress);
    report = finished(plan, source, options, table, messages);
    const auto& counts = report.counts;
    if (counts.created + counts.updated > 0)
      transaction.audit("organisations.imported", "import", cluster ? cluster->str() : std::string(),
                        nlohmann::json{{"counts", {{"after", to_json(report).at("counts")}}}}.dump(),
                        cluster);
  });
  return report;
}

}  // namespace grono::app
