#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "app/caller.hpp"
#include "app/identity.hpp"
#include "app/installation.hpp"
#include "exchange/fields.hpp"
#include "exchange/organisation_row.hpp"
#include "exchange/table.hpp"

/// Bringing organisations in from a table: recognise its columns, check every row, find what is there
/// already, and write what is good in one transaction.
namespace grono::app {

/// Where the table is: a file, or bytes that outlive the import.
using TableSource = std::function<std::unique_ptr<exchange::TableReader>(const exchange::TableOptions&)>;
[[nodiscard]] TableSource table_in_file(std::filesystem::path path);
[[nodiscard]] TableSource table_in_memory(std::string_view bytes);

/// What to do with a row that may be an organisation that is there.
enum class RowDecision { update, create, skip };

/// Schema ImportOptions.
struct ImportOptions {
  std::string cluster;  ///< id or slug; what is imported is an active member of it; may be empty
  std::optional<Date> joined_on;
  exchange::TableOptions table;
  std::map<std::string, std::string>
      columns;  ///< header to name of a field; an empty name leaves the column out
  exchange::RowDefaults defaults;
  std::map<std::size_t, RowDecision> decisions;  ///< by number of the row
};
/// @throws InvalidInput
[[nodiscard]] ImportOptions import_options_from(const nlohmann::json& json);

struct ImportColumn {
  std::string header;
  std::optional<exchange::Target> target;
  std::vector<std::string> samples;  ///< first different values, at most 5
};

struct ImportCounts {
  std::int64_t read = 0;  ///< rows below the header
  std::int64_t created = 0, updated = 0, unchanged = 0, skipped = 0, rejected = 0;
  std::int64_t located = 0;  ///< rows whose place was found in the gazetteer
};

struct RowIssue {
  std::size_t row = 0;  ///< of the sheet, the header being row 1
  std::string column, problem, mend;
  bool is_fatal = true;
};

/// A row that may be an organisation which is there, or which another row has brought.
struct RowDuplicate {
  std::size_t row = 0;
  std::string name;
  cluster::OrganisationId candidate;  ///< nil where another row has brought it
  SameAs same;
};

struct ImportReport {
  ImportCounts counts;
  std::vector<RowIssue> issues;             ///< at most 200, the fatal ones first
  std::vector<RowDuplicate> duplicates;     ///< at most 200
  std::optional<std::string> rejected_csv;  ///< the rejected rows as they were, with the reason beside each
};

struct ImportPreview {
  exchange::TableFacts facts;
  std::vector<ImportColumn> columns;
  std::vector<std::string> fields;
  std::vector<std::pair<std::size_t, cluster::Organisation>>
      rows;  ///< the first 20 good ones, as they would be stored
  ImportReport report;
};

enum class ImportStage { reading, writing };
/// Says how far it is (`total` 0: not known). @returns  whether to go on
using ImportProgress = std::function<bool(ImportStage stage, std::int64_t done, std::int64_t total)>;
/// Thrown out of an import whose progress callback says no. Nothing was written.
struct ImportCancelled {};

/// Whether the caller may import into the cluster, by its id or slug, or into no cluster where that is empty.
/// @throws Refused, InvalidInput (the cluster is not known)
std::optional<cluster::ClusterId> require_import(const Installation& installation, const Caller& caller,
                                                 std::string_view cluster);

/// What an import would do; writes nothing.
/// @throws Refused, InvalidInput (the cluster is not known, the file can't be read, or no column holds the
/// name)
[[nodiscard]] ImportPreview preview_import(const Installation& installation, const Caller& caller,
                                           const TableSource& source, const ImportOptions& options);

/// Imports: all good rows in one transaction, or nothing at all. What the same file brought before stays as
/// it is.
/// @note  checks rows on two cores; keeps the good rows in memory (about 2 kB each)
/// @throws Refused, InvalidInput, StoreUnavailable, ImportCancelled
ImportReport import_organisations(const Installation& installation, const Caller& caller,
                                  const TableSource& source, const ImportOptions& options,
                                  const ImportProgress& progress = {});

/// Schemas ImportPreview and, for the result of a job, its counts and issues.
[[nodiscard]] nlohmann::json to_json(const ImportPreview& preview, const Installation& installation);
[[nodiscard]] nlohmann::json to_json(const ImportReport& report);

}  // namespace grono::app
