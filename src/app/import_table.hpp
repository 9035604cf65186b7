#pragma once

#include "app/import.hpp"
#include "text/messages.hpp"

/// The first half of an import: from the file to checked rows. Knows no store.
namespace grono::app {

struct CheckedRow {
  std::size_t number = 0;
  exchange::OrganisationRow row;
};

/// A row that can't go in, as it was.
struct RejectedRow {
  std::size_t number = 0;
  std::vector<std::string> cells;
  std::string reason;
};

struct CheckedTable {
  exchange::TableFacts facts;
  std::vector<ImportColumn> columns;
  std::vector<CheckedRow> rows;  ///< the good ones
  std::vector<RejectedRow> rejected;
  std::vector<RowIssue> issues;
  ImportCounts counts;
};

/// Reads and checks the whole table, on two cores.
/// @param messages  say the reasons beside rejected rows
/// @throws InvalidInput  it can't be read, has no header, or no column holds the name;  ImportCancelled
[[nodiscard]] CheckedTable read_table_of_organisations(const Installation& installation,
                                                       const TableSource& source,
                                                       const ImportOptions& options, const text::Messages& messages,
                                                       const ImportProgress& progress);

/// The rows as a CSV file, with the reason beside each; it can be imported when they are mended.
[[nodiscard]] std::string rejected_csv(const CheckedTable& table, const text::Messages& messages);

}  // namespace grono::app
