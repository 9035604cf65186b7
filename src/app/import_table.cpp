#include "app/import_table.hpp"

#include <algorithm>
#include <sstream>
#include <thread>

#include <fmt/format.h>

#include "base/error.hpp"
#include "exchange/csv_writer.hpp"
#include "exchange/import_words.hpp"
#include "text/unicode.hpp"

namespace grono::app {
namespace {

using exchange::Field;
using exchange::Row;
using exchange::Target;
using Targets = std::vector<std::optional<Target>>;

constexpr std::size_t kRowsAtOnce = 4096;
constexpr std::size_t kMostSamples = 5, kSampledRows = 50;
constexpr std::size_t kMostIssuesOfTable = 200;
constexpr std::string_view kReason = "grono_reason";  // no field: an import leaves the column out

std::optional<Target> mapped(const std::string& header, const std::string& name) {
  if (name.empty()) return std::nullopt;
  if (auto target = exchange::target_named(name)) return target;
  throw InvalidInput("/columns/" + header, "\"" + name + "\" is no field",
                     "use one of those the preview lists");
}

// Two columns for one field would overwrite each other: the first stands. Lists may come in several columns.
bool is_taken(const Targets& targets, const Target& target) {
  const bool is_list = target.field == Field::tags || target.field == Field::offers ||
                       target.field == Field::needs || target.field == Field::activities ||
                       target.field == Field::main_activity;
  return !is_list && std::find(targets.begin(), targets.end(), target) != targets.end();
}

bool are_uuids(const std::vector<std::string>& samples) {
  return std::all_of(samples.begin(), samples.end(),
                     [](const auto& each) { return parse_uuid(each).has_value(); });
}

std::vector<ImportColumn> recognise(const std::vector<std::string>& headers, const std::vector<Row>& first,
                                    const exchange::ImportWords& words, const ImportOptions& options) {
  std::vector<ImportColumn> columns(headers.size());
  Targets taken;
  for (std::size_t i = 0; i < headers.size(); ++i) {
    ImportColumn& column = columns[i];
    column.header = headers[i];
    for (const Row& row : first) {
      if (i >= row.cells.size() || row.cells[i].empty() || column.samples.size() == kMostSamples) continue;
      if (std::find(column.samples.begin(), column.samples.end(), row.cells[i]) == column.samples.end())
        column.samples.push_back(row.cells[i]);
    }
    const auto chosen = options.columns.find(column.header);
    if (chosen != options.columns.end()) {
      column.target = mapped(column.header, chosen->second);
    } else {
      column.target = words.target(column.header);
      // Other people's ids are not ours.
      const bool is_id =
          column.target && (column.target->field == Field::id || column.target->field == Field::place_id);
      if ((is_id && !are_uuids(column.samples)) || (column.target && is_taken(taken, *column.target)))
        column.target.reset();
    }
    taken.push_back(column.target);
  }
  return columns;
}

void require_name(const std::vector<ImportColumn>& columns) {
  const auto holds_name = [](const ImportColumn& each) {
    return each.target && each.target->field == Field::legal_name;
  };
  if (std::any_of(columns.begin(), columns.end(), holds_name)) return;
  std::vector<std::string> headers;
  for (const auto& column : columns) headers.push_back(column.header);
  throw InvalidInput("/columns",
                     fmt::format("no column holds the name of the organisation; there are: {:.500}",
                                 fmt::format("{}", fmt::join(headers, ", "))),
                     "say which it is (legal_name), or check the delimiter and the sheet");
}

std::string header_of(const std::vector<ImportColumn>& columns, const std::string& field) {
  for (const auto& column : columns)
    if (column.target && (exchange::name_of(*column.target) == field ||
                          exchange::name_of(Target{column.target->field, {}}) == field))
      return column.header;
  return field;
}

/// Reads the rows of an open table in batches, checks each batch on two cores, and sorts good from bad.
class TableChecker {
 public:
  TableChecker(CheckedTable& table, exchange::RowReading reading, const text::Messages& messages)
      : table_(table), reading_(std::move(reading)), messages_(messages) {
    for (const auto& column : table_.columns) targets_.push_back(column.target);
  }

  void check(std::vector<Row>& rows) {
    std::vector<exchange::OrganisationRow> checked(rows.size());
    std::exception_ptr failure;
    const auto work = [&](std::size_t from, std::size_t to) {
      for (std::size_t i = from; i < to; ++i)
        checked[i] = exchange::read_organisation_row(rows[i].cells, targets_, reading_);
    };
    {
      const std::size_t half = rows.size() / 2;
      const std::jthread other([&] {
        try {
          work(0, half);
        } catch (...) {
          failure = std::current_exception();
        }
      });
      work(half, rows.size());
    }
    if (failure) std::rethrow_exception(failure);
    for (std::size_t i = 0; i < rows.size(); ++i) take(rows[i], std::move(checked[i]));
  }

 private:
  void take(Row& raw, exchange::OrganisationRow&& row) {
    ++table_.counts.read;
    std::string reason;
    for (const auto& problem : row.problems) {
      const std::string column = header_of(table_.columns, problem.field);
      if (problem.is_fatal)
        reason += fmt::format("{}{}: {}{}{}", reason.empty() ? "" : "; ", column, messages_.say(problem.problem),
                              problem.mend.empty() ? "" : " - ", messages_.say(problem.mend));
      if (table_.issues.size() < kMostIssuesOfTable)
        table_.issues.push_back({raw.number, column, problem.problem, problem.mend, problem.is_fatal});
    }
    if (!reason.empty()) {
      table_.rejected.push_back({raw.number, std::move(raw.cells), std::move(reason)});
      return;
    }
    if (row.is_located) ++table_.counts.located;
    table_.rows.push_back({raw.number, std::move(row)});
  }

  CheckedTable& table_;
  exchange::RowReading reading_;
  const text::Messages& messages_;
  Targets targets_;
};

}  // namespace

CheckedTable read_table_of_organisations(const Installation& installation, const TableSource& source,
                                         const ImportOptions& options, const text::Messages& messages,
                                         const ImportProgress& progress) {
  const auto words = exchange::ImportWords::load(installation.settings().share / "import");
  const auto reader = source(options.table);
  CheckedTable table;
  table.facts = reader->facts();
  Row header;
  if (!reader->next(header))
    throw InvalidInput("file", "the table is empty", "choose a file with a header and rows");
  for (auto& name : header.cells) name = text::trimmed(name);
  std::vector<Row> batch;
  Row row;
  while (batch.size() < kSampledRows && reader->next(row)) batch.push_back(row);
  table.columns = recognise(header.cells, batch, words, options);
  require_name(table.columns);

  TableChecker checker(table,
                       {words, installation.classifications(), installation.gazetteer(), options.defaults},
                       messages);
  for (bool is_more = true; is_more;) {
    while (batch.size() < kRowsAtOnce && (is_more = reader->next(row))) batch.push_back(std::move(row));
    checker.check(batch);
    batch.clear();
    // The total is what the share read so far lets expect.
    const auto total = static_cast<std::int64_t>(static_cast<double>(table.counts.read) /
                                                 std::max(reader->progress(), 1e-6));
    if (progress && !progress(ImportStage::reading, table.counts.read, is_more ? total : table.counts.read))
      throw ImportCancelled{};
  }
  return table;
}

std::string rejected_csv(const CheckedTable& table, const text::Messages& messages) {
  std::ostringstream out;
  exchange::CsvWriter writer(out);
  std::vector<std::string> cells;
  for (const auto& column : table.columns)
    if (column.header != kReason) cells.push_back(column.header);
  cells.emplace_back(kReason);
  writer.write(cells);
  for (const auto& rejected : table.rejected) {
    cells.clear();
    for (std::size_t i = 0; i < table.columns.size(); ++i)
      if (table.columns[i].header != kReason)
        cells.push_back(i < rejected.cells.size() ? rejected.cells[i] : "");
    cells.push_back(messages.say(fmt::format("row {}", rejected.number)) + ": " + rejected.reason);
    writer.write(cells);
  }
  return out.str();
}

}  // namespace grono::app
