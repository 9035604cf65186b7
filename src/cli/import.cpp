#include "app/import.hpp"

#include <chrono>
#include <fstream>

#include <CLI/CLI.hpp>
#include <fmt/core.h>
#include <unistd.h>

#include "base/error.hpp"
#include "cli/commands.hpp"
#include "cli/operator.hpp"

namespace grono::cli {
namespace {

constexpr std::size_t kMostIssues = 20;

struct ImportCommand {
  std::string file, cluster, encoding = "auto", delimiter = "auto", sheet, language = "pl", scheme,
                             country = "PL", rejected;
  std::vector<std::string> map;
  bool is_dry_run = false;
};

/// A bar on a terminal; nothing where the output goes elsewhere.
class ProgressBar {
 public:
  bool show(app::ImportStage stage, std::int64_t done, std::int64_t total) {
    const auto now = std::chrono::steady_clock::now();
    const bool is_end = total > 0 && done >= total;
    if (!is_terminal_ || (!is_end && now - last_ < std::chrono::milliseconds(100))) return true;
    last_ = now;
    constexpr int width = 40;
    const int filled = total > 0 ? static_cast<int>(width * done / total) : 0;
    fmt::print(stderr, "\r{} [{:#<{}}{:<{}}] {} of {} ",
               stage == app::ImportStage::reading ? "Reading" : "Writing", "", filled, "", width - filled,
               done, total);
    is_shown_ = true;
    return true;
  }
  ~ProgressBar() {
    if (is_shown_) fmt::print(stderr, "\n");
  }

 private:
  bool is_terminal_ = isatty(STDERR_FILENO) == 1;
  bool is_shown_ = false;
  std::chrono::steady_clock::time_point last_;
};

app::ImportOptions options_of(const ImportCommand& command) {
  nlohmann::json json = {{"cluster", command.cluster},     {"encoding", command.encoding},
                         {"delimiter", command.delimiter}, {"sheet", command.sheet},
                         {"language", command.language},   {"scheme", command.scheme},
                         {"country", command.country},     {"columns", nlohmann::json::object()}};
  for (const auto& each : command.map) {
    const auto equals = each.rfind('=');
    if (equals == std::string::npos)
      throw InvalidInput("--map", "\"" + each + "\" has no equals sign",
                         "write HEADER=FIELD, or HEADER= to leave it out");
    json["columns"][each.substr(0, equals)] = each.substr(equals + 1);
  }
  return app::import_options_from(json);
}

void print(const app::ImportReport& report, bool is_dry_run) {
  const auto& counts = report.counts;
  fmt::print("{} rows read: {} created, {} updated, {} unchanged, {} skipped, {} rejected{}\n", counts.read,
             counts.created, counts.updated, counts.unchanged, counts.skipped, counts.rejected,
             is_dry_run ? " (a rehearsal: nothing was written)" : "");
  if (counts.located > 0) fmt::print("{} places were found in the gazetteer\n", counts.located);
  for (std::size_t i = 0; i < std::min(kMostIssues, report.issues.size()); ++i) {
    const auto& issue = report.issues[i];
    fmt::print("row {}, {}: {}{}{}\n", issue.row, issue.column, issue.problem, issue.mend.empty() ? "" : "; ",
               issue.mend);
  }
  if (report.issues.size() > kMostIssues) fmt::print("... and more\n");
  for (std::size_t i = 0; i < std::min(kMostIssues, report.duplicates.size()); ++i) {
    const auto& duplicate = report.duplicates[i];
    if (duplicate.same.by == app::SameBy::similar_name_and_place)
      fmt::print("row {}: {} may be there already as {}\n", duplicate.row, duplicate.name,
                 duplicate.candidate.is_nil() ? "another row" : duplicate.candidate.str());
  }
}

void print(const std::vector<app::ImportColumn>& columns) {
  for (const auto& column : columns)
    fmt::print("{:<30.30} -> {}\n", column.header, column.target ? name_of(*column.target) : "(left out)");
}

void write_rejected(const app::ImportReport& report, const std::string& file) {
  if (!report.rejected_csv) return;
  if (file.empty()) {
    fmt::print("Rejected rows with their reasons: run again with --rejected FILE\n");
    return;
  }
  std::ofstream out(file, std::ios::binary);
  out << *report.rejected_csv;
  out.close();
  if (!out) throw InvalidInput(file, "the rejected rows can't be written there", "name another file");
  fmt::print("Rejected rows with their reasons are in {}\n", file);
}

void run_import(const Common& common, const ImportCommand& command) {
  const auto options = options_of(command);
  const auto installation = open_installation(common);
  const auto source = app::table_in_file(command.file);
  if (command.is_dry_run) {
    const auto preview = app::preview_import(*installation, the_operator(), source, options);
    print(preview.columns);
    print(preview.report, true);
    write_rejected(preview.report, command.rejected);
    return;
  }
  app::ImportReport report;
  {
    ProgressBar bar;
    report = app::import_organisations(
        *installation, the_operator(), source, options,
        [&](auto stage, auto done, auto total) { return bar.show(stage, done, total); });
  }
  print(report, false);
  write_rejected(report, command.rejected);
}

}  // namespace

void add_import_command(CLI::App& program, const std::shared_ptr<Common>& common) {
  auto* command =
      program.add_subcommand("import", "Brings organisations in from CSV, XLSX, GeoJSON or JSON-LD");
  const auto options = std::make_shared<ImportCommand>();
  command->add_option("FILE", options->file, "The table")->required();
  command->add_option("--cluster", options->cluster, "Id or address of the cluster they become members of");
  command->add_option("--map", options->map,
                      "HEADER=FIELD for a column that is not recognised; HEADER= leaves it out");
  command->add_flag("--dry-run", options->is_dry_run, "Say what would happen; write nothing");
  command->add_option("--rejected", options->rejected,
                      "File for the rows that can't go in, with the reason beside each");
  command->add_option("--encoding", options->encoding, "auto, utf-8, utf-16 or windows-1250")
      ->capture_default_str();
  command->add_option("--delimiter", options->delimiter, "auto, comma, semicolon or tab")
      ->capture_default_str();
  command->add_option("--sheet", options->sheet, "Worksheet of an XLSX file; the first where it is left out");
  command->add_option("--language", options->language, "Of free text whose column does not say")
      ->capture_default_str();
  command->add_option("--scheme", options->scheme,
                      "Of activity codes whose column does not say, as pkd_2025");
  command->add_option("--country", options->country, "Of places whose row does not say")
      ->capture_default_str();
  command->callback([common, options] { run_import(*common, *options); });
}

}  // namespace grono::cli
