#include <algorithm>
#include <charconv>

#include "app/import.hpp"
#include "app/json.hpp"
#include "base/error.hpp"
#include "cluster/json.hpp"
#include "cluster/json_reader.hpp"
#include "store/organisation_store.hpp"

namespace grono::app {
namespace {

using nlohmann::json;

char delimiter_named(const std::string& name) {
  if (name == "auto") return 0;
  if (name == "comma") return ',';
  if (name == "semicolon") return ';';
  if (name == "tab") return '\t';
  throw InvalidInput("/delimiter", "\"" + name + "\" is not one of its values",
                     "use auto, comma, semicolon or tab");
}

std::string name_of_delimiter(char delimiter) {
  return delimiter == ','    ? "comma"
         : delimiter == ';'  ? "semicolon"
         : delimiter == '\t' ? "tab"
                             : std::string(1, delimiter);
}

std::optional<exchange::Encoding> encoding_from(const std::string& name) {
  if (name == "auto") return std::nullopt;
  if (const auto encoding = exchange::encoding_named(name)) return encoding;
  throw InvalidInput("/encoding", "\"" + name + "\" is not known", "use auto, utf-8, utf-16 or windows-1250");
}

std::string country_from(const std::string& code) {
  const auto is_capital = [](char c) { return c >= 'A' && c <= 'Z'; };
  if (code.size() == 2 && std::all_of(code.begin(), code.end(), is_capital)) return code;
  throw InvalidInput("/country", "\"" + code + "\" is not a country", "use its two letters, as PL or CZ");
}

RowDecision decision_from(const json& value, const std::string& pointer) {
  if (value == "update") return RowDecision::update;
  if (value == "create") return RowDecision::create;
  if (value == "skip") return RowDecision::skip;
  throw InvalidInput(pointer, "is not one of its values", "use update, create or skip");
}

const json* object_of(cluster::JsonReader& reader, const char* field) {
  const json* object = reader.value(field);
  if (object && !object->is_object()) throw InvalidInput(reader.at(field), "is no object", "");
  return object;
}

json to_json(const ImportCounts& counts) {
  return {{"read", counts.read},           {"created", counts.created}, {"updated", counts.updated},
          {"unchanged", counts.unchanged}, {"skipped", counts.skipped}, {"rejected", counts.rejected},
          {"located", counts.located}};
}

json to_json(const RowIssue& issue) {
  json made = {{"row", issue.row}, {"problem", issue.problem}, {"is_fatal", issue.is_fatal}};
  if (!issue.column.empty()) made["column"] = issue.column;
  if (!issue.mend.empty()) made["mend"] = issue.mend;
  return made;
}

// Duplicates among the rows themselves have no card: nothing of them is stored yet.
json duplicates_to_json(const std::vector<RowDuplicate>& duplicates, const Installation& installation) {
  std::vector<cluster::OrganisationId> ids;
  for (const auto& duplicate : duplicates) ids.push_back(duplicate.candidate);
  json made = json::array();
  installation.database().read([&](store::Transaction& transaction) {
    std::map<cluster::OrganisationId, cluster::Organisation> stored;
    for (auto& each : store::OrganisationStore(transaction).find(ids))
      stored.emplace(each.id, std::move(each));
    for (const auto& duplicate : duplicates) {
      const auto found = stored.find(duplicate.candidate);
      if (found == stored.end()) continue;
      made.push_back({{"row", duplicate.row},
                      {"name", duplicate.name},
                      {"candidate",
                       {{"organisation", summary(found->second, installation.classifications())},
                        {"reason", name_of(duplicate.same.by)},
                        {"evidence", duplicate.same.evidence},
                        {"certainty", duplicate.same.certainty()}}}});
    }
  });
  return made;
}

json columns_to_json(const std::vector<ImportColumn>& columns) {
  json made = json::array();
  for (const auto& column : columns)
    made.push_back({{"header", column.header},
                    {"field", column.target ? name_of(*column.target) : ""},
                    {"samples", column.samples}});
  return made;
}

}  // namespace

ImportOptions import_options_from(const json& body) {
  cluster::JsonReader reader(body, "");
  ImportOptions options;
  options.cluster = reader.text("cluster").value_or("");
  options.joined_on = reader.day("joined_on");
  options.table.encoding = encoding_from(reader.text("encoding").value_or("auto"));
  options.table.delimiter = delimiter_named(reader.text("delimiter").value_or("auto"));
  options.table.sheet = reader.text("sheet").value_or("");
  options.defaults.language = reader.text("language").value_or("pl");
  options.defaults.scheme = reader.text("scheme").value_or("");
  options.defaults.country = country_from(reader.text("country").value_or("PL"));
  if (const json* columns = object_of(reader, "columns"))
    for (const auto& [header, field] : columns->items()) {
      if (!field.is_string())
        throw InvalidInput("/columns/" + header, "is no text", "name a field, or leave it empty");
      options.columns.emplace(header, field.get<std::string>());
    }
  if (const json* decisions = object_of(reader, "decisions"))
    for (const auto& [row, decision] : decisions->items()) {
      std::size_t number = 0;
      const auto [end, error] = std::from_chars(row.data(), row.data() + row.size(), number);
      if (error != std::errc() || end != row.data() + row.size())
        throw InvalidInput("/decisions/" + row, "is no number of a row", "use the numbers the preview gives");
      options.decisions.emplace(number, decision_from(decision, "/decisions/" + row));
    }
  reader.expect_nothing_else();
  return options;
}

json to_json(const ImportReport& report) {
  json issues = json::array();
  for (const auto& issue : report.issues) issues.push_back(to_json(issue));
  return {{"counts", to_json(report.counts)}, {"issues", std::move(issues)}};
}

json to_json(const ImportPreview& preview, const Installation& installation) {
  json made = to_json(preview.report);
  if (preview.facts.encoding) made["encoding"] = name_of(*preview.facts.encoding);
  if (preview.facts.delimiter != 0) made["delimiter"] = name_of_delimiter(preview.facts.delimiter);
  if (!preview.facts.sheets.empty()) made["sheets"] = preview.facts.sheets;
  made["columns"] = columns_to_json(preview.columns);
  made["fields"] = preview.fields;
  made["rows"] = json::array();
  for (const auto& [row, organisation] : preview.rows)
    made["rows"].push_back({{"row", row}, {"organisation", cluster::to_json(organisation)}});
  made["duplicates"] = duplicates_to_json(preview.report.duplicates, installation);
  return made;
}

}  // namespace grono::app
