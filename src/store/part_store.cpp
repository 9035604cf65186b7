#include "store/part_store.hpp"

#include <unordered_map>

#include "base/error.hpp"
#include "cluster/json.hpp"
#include "store/bulk.hpp"
#include "store/sql.hpp"

namespace grono::store {
namespace {

using cluster::OrganisationId;
using cluster::Part;
using cluster::PartId;
using cluster::PartKind;
using cluster::Project;
using cluster::ProjectId;
using nlohmann::json;
using soci::into;
using soci::use;

template <class Bind>
std::vector<Part> read_parts(Transaction& transaction, const std::string& rest, const Bind& bind) {
  Part row;
  PartKind kind{};
  std::string value;
  long long version = 0;
  auto temporary = (transaction.sql().prepare << "SELECT id, project, kind, value, version, created_at, updated_at, "
                                                 "changed_by FROM project_part WHERE " +
                                                     rest,
                    into(row.id), into(row.project), into(kind), into(value), into(version), into(row.created_at),
                    into(row.updated_at), into(row.changed_by));
  bind(temporary);
  soci::statement statement = temporary;
  std::vector<Part> made;
  each_row(statement, [&] {
    row.value = cluster::part_from_stored(kind, json::parse(value));
    row.version = version;
    made.push_back(row);
  });
  return made;
}

std::optional<Part> first(std::vector<Part> found) {
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::string audit_action(PartKind kind, std::string_view verb) {
  return std::string(cluster::name_of(kind)) + "." + std::string(verb);
}

// One that becomes or is no longer a partner sees more or less, and shows more or less: its own log and its entry in the
// search hear of it. That it may be asked is not its to know before it is.
bool concerns_organisation(const Part& part) {
  const auto* partner = part.as<cluster::Partner>();
  return partner && partner->state != cluster::PartnerState::invited;
}

// What an update writes of a part, as `write_rows` takes it.
json row_of(const Part& part) {
  const auto organisation = cluster::organisation_of(part.value);
  const auto due = cluster::due_on(part.value);
  return {{"id", part.id.str()},
          {"expected", part.version},
          {"organisation", organisation ? json(organisation->str()) : json()},
          {"state", cluster::state_of(part.value)},
          {"due_on", due ? json(to_string(*due)) : json()},
          {"new_value", cluster::to_json(part.value).dump()}};
}

// Any number of parts in one statement. @returns  how many of them were as expected
long long write_rows(Transaction& transaction, const std::string& rows) {
  const std::string table =
      transaction.backend() == Backend::sqlite
          ? "(SELECT value ->> 'id' AS id, value ->> 'expected' AS expected, value ->> 'organisation' AS organisation, value "
            "->> 'state' AS state, value ->> 'due_on' AS due_on, value ->> 'new_value' AS new_value FROM json_each(:rows)) AS w"
          : "json_to_recordset(CAST(:rows AS json)) AS w(id text, expected bigint, organisation text, state text, due_on text, "
            "new_value text)";
  const Timestamp now = transaction.now();
  soci::statement statement =
      (transaction.sql().prepare << "UPDATE project_part SET organisation = w.organisation, state = w.state, due_on = w.due_on, "
                                    "value = w.new_value, version = project_part.version + 1, updated_at = :updated, "
                                    "changed_by = :by FROM " +
                                        table +
                                        " WHERE project_part.id = w.id AND project_part.version = w.expected AND "
                                        "project_part.deleted_at IS NULL",
       use(now, "updated"), use(transaction.author().user, "by"), use(rows, "rows"));
  return run(statement);
}

// For those who look at the project and see the part.
cluster::Change change_of(const Project& project, const std::vector<OrganisationId>& invited, const Part& part) {
  return {"project", project.id.str(), 0, std::nullopt, cluster::part_audiences(project, invited, part)};
}

}  // namespace

std::optional<Part> PartStore::find(PartId id) {
  return first(read_parts(transaction_, "id = :id AND deleted_at IS NULL",
                    [&](auto& statement) { statement, use(id, "id"); }));
}

std::optional<Part> PartStore::find_deleted(PartId id) {
  return first(read_parts(transaction_, "id = :id AND deleted_at IS NOT NULL",
                    [&](auto& statement) { statement, use(id, "id"); }));
}

std::vector<Part> PartStore::list(ProjectId project, std::optional<PartKind> kind) {
  const std::string of_kind = kind ? " AND kind = :kind" : "";
  return read_parts(transaction_, "project = :project AND deleted_at IS NULL" + of_kind + " ORDER BY id",
              [&](auto& statement) {
                statement, use(project, "project");
                if (kind) statement, use(*kind, "kind");
              });
}

std::vector<Part> PartStore::list(ProjectId project, std::span<const PartId> sought) {
  const std::string ids = ids_parameter(transaction_, sought);
  return read_parts(transaction_, "id" + in_ids(transaction_) + " AND project = :project AND deleted_at IS NULL ORDER BY id",
              [&](auto& statement) { statement, use(project, "project"), use(ids, "ids"); });
}

double PartStore::last_position(ProjectId project, PartKind kind) {
  const std::string position = transaction_.backend() == Backend::sqlite
                                   ? "CAST(value ->> 'position' AS REAL)"
                                   : "CAST(CAST(value AS json) ->> 'position' AS double precision)";
  double last = 0;
  soci::statement statement =
      (transaction_.sql().prepare << "SELECT coalesce(max(" + position + "), 0.0) FROM project_part WHERE project = :project "
                                     "AND kind = :kind AND deleted_at IS NULL",
       into(last), use(project, "project"), use(kind, "kind"));
  each_row(statement, [] {});
  return last;
}

std::vector<Part> PartStore::partners(std::span<const ProjectId> projects) {
  const std::string ids = ids_parameter(transaction_, projects);
  return read_parts(transaction_, "project" + in_ids(transaction_) + " AND kind = 'partner' AND deleted_at IS NULL ORDER BY id",
              [&](auto& statement) { statement, use(ids, "ids"); });
}

std::vector<Part> PartStore::periods_due(Date from, Date to) {
  return read_parts(transaction_, "kind = 'period' AND deleted_at IS NULL AND due_on >= :from AND due_on <= :to ORDER BY id",
              [&](auto& statement) { statement, use(from, "from"), use(to, "to"); });
}

std::vector<OrganisationId> PartStore::invited(ProjectId project) {
  OrganisationId organisation;
  soci::statement statement =
      (transaction_.sql().prepare << "SELECT organisation FROM project_part WHERE project = :project AND kind = 'partner' "
                                     "AND state = 'invited' AND deleted_at IS NULL",
       into(organisation), use(project, "project"));
  std::vector<OrganisationId> made;
  each_row(statement, [&] { made.push_back(organisation); });
  return made;
}

std::vector<ProjectId> PartStore::projects_of(OrganisationId organisation) {
  ProjectId project;
  soci::statement statement =
      (transaction_.sql().prepare
           << "SELECT DISTINCT b.project FROM project_part b JOIN project p ON p.id = b.project WHERE b.organisation = "
              ":organisation AND b.kind = 'partner' AND b.state = 'active' AND b.deleted_at IS NULL AND p.deleted_at IS "
              "NULL ORDER BY b.project",
       into(project), use(organisation, "organisation"));
  std::vector<ProjectId> made;
  each_row(statement, [&] { made.push_back(project); });
  return made;
}

void PartStore::for_each_partner(const std::function<void(OrganisationId, ProjectId)>& take) {
  OrganisationId organisation;
  ProjectId project;
  soci::statement statement =
      (transaction_.sql().prepare
           << "SELECT DISTINCT b.organisation, b.project FROM project_part b JOIN project p ON p.id = b.project WHERE "
              "b.kind = 'partner' AND b.state = 'active' AND b.deleted_at IS NULL AND p.deleted_at IS NULL ORDER BY "
              "b.organisation, b.project",
       into(organisation), into(project));
  each_row(statement, [&] { take(organisation, project); });
}

void PartStore::insert(const Project& project, Part& part) {
  insert(project, std::span(&part, 1));
}

void PartStore::insert(const Project& project, std::span<Part> parts) {
  const auto& user = transaction_.author().user;
  const std::string project_id = project.id.str(), now = to_string(transaction_.now());
  const std::string by = user ? user->str() : "";
  {
    BulkInsert rows(transaction_, "project_part",
                    {"id", "project", "kind", "organisation", "state", "due_on", "value", "version", "created_at",
                     "updated_at", "changed_by"});
    for (Part& part : parts) {
      GRONO_INVARIANT(!part.id.is_nil());
      part.project = project.id;
      part.version = 1;
      part.created_at = part.updated_at = transaction_.now();
      part.changed_by = user;
      const auto organisation = cluster::organisation_of(part.value);
      const auto due = cluster::due_on(part.value);
      const std::string id = part.id.str(), kind(cluster::name_of(part.kind()));
      const std::string whose = organisation ? organisation->str() : "", when = due ? to_string(*due) : "";
      const std::string state = cluster::state_of(part.value), value = cluster::to_json(part.value).dump();
      const auto if_any = [](const std::string& text) {
        return text.empty() ? BulkInsert::Cell() : BulkInsert::Cell(text);
      };
      rows.row({id, project_id, kind, if_any(whose), state, if_any(when), value, "1", now, now, if_any(by)});
    }
    rows.finish();
  }
  if (parts.size() == 1) tell(project, invited(project.id), parts.front(), 1);
  else if (!parts.empty()) transaction_.changed(change_of(project, invited(project.id), parts.front()));
  if (parts.size() == 1) audit("created", project, parts.front(), nullptr, &parts.front());
  else if (!parts.empty())
    transaction_.audit("project.planned", "project", project_id, json{{"parts", {{"after", parts.size()}}}}.dump(),
                       project.cluster);
}

void PartStore::update(const Project& project, Part& part) {
  update(project, std::span(&part, 1));
}

void PartStore::update(const Project& project, std::span<Part> parts) {
  if (parts.empty()) return;
  std::vector<PartId> ids;
  for (const Part& part : parts) ids.push_back(part.id);
  std::unordered_map<PartId, Part> before;
  for (Part& part : list(project.id, ids)) before.emplace(part.id, std::move(part));
  json rows = json::array();
  for (Part& part : parts) {
    const auto stored = before.find(part.id);
    if (stored == before.end() || stored->second.version != part.version) throw VersionConflict("it was changed meanwhile");
    rows.push_back(row_of(part));
    ++part.version;
    part.updated_at = transaction_.now();
    part.changed_by = transaction_.author().user;
  }
  if (write_rows(transaction_, rows.dump()) < static_cast<long long>(parts.size()))
    throw VersionConflict("it was changed meanwhile");
  const auto asked = invited(project.id);
  for (const Part& part : parts) {
    tell(project, asked, part, part.version);
    audit("updated", project, part, &before.at(part.id), &part);
  }
}

void PartStore::remove(const Project& project, const Part& part, std::int64_t version) {
  const Timestamp now = transaction_.now();
  const long long expected = version;
  soci::statement statement = (transaction_.sql().prepare << "UPDATE project_part SET deleted_at = :now WHERE id = :id "
                                                             "AND version = :expected AND deleted_at IS NULL",
                               use(now, "now"), use(part.id, "id"), use(expected, "expected"));
  if (run(statement) == 0) throw VersionConflict("it was changed meanwhile");
  tell(project, invited(project.id), part, 0);
  audit("deleted", project, part, &part, nullptr);
}

void PartStore::restore(const Project& project, const Part& part) {
  transaction_.sql() << "UPDATE project_part SET deleted_at = NULL WHERE id = :id", use(part.id, "id");
  tell(project, invited(project.id), part, part.version);
  audit("restored", project, part, nullptr, &part);
}

void PartStore::tell(const Project& project, const std::vector<OrganisationId>& asked, const Part& part,
                     std::int64_t version) {
  auto change = change_of(project, asked, part);
  change.part = {std::string(cluster::name_of(part.kind())), part.id.str(), version};
  transaction_.changed(std::move(change));
}

void PartStore::audit(std::string_view verb, const Project& project, const Part& part, const Part* before,
                      const Part* after) {
  const auto form = [](const Part* each) { return each ? cluster::to_json(each->value) : json::object(); };
  json changes = cluster::differences(form(before), form(after));
  changes["part"] = {{"after", part.id.str()}};
  if (const std::string title = cluster::title_of(part.value); !title.empty() && !changes.contains("title"))
    changes["title"] = {{"before", title}, {"after", title}};
  transaction_.audit(audit_action(part.kind(), verb), "project", project.id.str(), changes.dump(), project.cluster,
                     concerns_organisation(part) ? cluster::organisation_of(part.value) : std::nullopt);
}

}  // namespace grono::store
