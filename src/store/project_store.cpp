#include "store/project_store.hpp"

#include "base/error.hpp"
#include "cluster/json.hpp"
#include "store/conditions.hpp"
#include "store/newest_first.hpp"
#include "store/part_store.hpp"
#include "store/sql.hpp"
#include "store/viewers.hpp"

namespace grono::store {
namespace {

using cluster::Project;
using cluster::ProjectId;
using cluster::ProjectStage;
using soci::into;
using soci::use;

constexpr const char* kColumns =
    "p.id, p.cluster, p.acronym, p.title, p.summary, p.stage, p.outcome, p.begins_on, p.ends_on, p.currency, p.idea, "
    "p.visibility, p.named, p.version, p.created_at, p.updated_at";

/// A project with its lists as the columns hold them.
struct Row {
  Project project;
  AsJson<cluster::LocalisedText> title, summary;
  AsJson<std::vector<std::string>> named;
  long long version = 0;

  Row() = default;
  explicit Row(const Project& from)
      : project(from), title{from.title}, summary{from.summary}, named{texts_of(from.named)}, version(from.version) {}

  [[nodiscard]] Project made() const {
    Project result = project;
    result.title = title.value;
    result.summary = summary.value;
    result.named = ids_of<cluster::OrganisationId>(named.value);
    result.version = version;
    return result;
  }

  void bind_into(auto& statement) {
    statement, into(project.id), into(project.cluster), into(project.acronym), into(title), into(summary),
        into(project.stage), into(project.outcome), into(project.begins_on), into(project.ends_on),
        into(project.currency), into(project.idea), into(project.visibility), into(named), into(version),
        into(project.created_at), into(project.updated_at);
  }
};

Conditions conditions_of(const Transaction& transaction, const ProjectFilter& filter) {
  Conditions made("p.deleted_at IS NULL");
  made.add_viewers(transaction, "p.id", filter.audiences);
  if (filter.cluster) made.add("p.cluster = ", filter.cluster->str());
  if (filter.partner)
    made.add("EXISTS (SELECT 1 FROM project_part b WHERE b.project = p.id AND b.kind = 'partner' AND b.state = 'active' "
             "AND b.deleted_at IS NULL AND b.organisation = ",
             filter.partner->str(), ")");
  made.add_names("p.stage", filter.stages);
  made.add_words("p.words", filter.words);
  return made;
}

template <class Bind>
std::vector<Project> read_projects(Transaction& transaction, const std::string& rest, const Bind& bind) {
  Row row;
  auto temporary = (transaction.sql().prepare << "SELECT " + std::string(kColumns) + " FROM project p " + rest);
  row.bind_into(temporary);
  bind(temporary);
  soci::statement statement = temporary;
  std::vector<Project> made;
  each_row(statement, [&] { made.push_back(row.made()); });
  return made;
}

std::optional<Project> first(std::vector<Project> found) {
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

// Who sees the project, written beside it; those who look at it are told.
void write_and_tell(Transaction& transaction, const Project& project, bool is_there) {
  auto before = viewers_of(transaction, project.id.str());
  std::vector<cluster::Audience> now;
  if (is_there) now = cluster::viewers(project, PartStore(transaction).invited(project.id));
  write_viewers(transaction, project.id.str(), now);
  transaction.changed({"project", project.id.str(), project.version, std::nullopt, std::move(now), std::move(before)});
}

void audit(Transaction& transaction, std::string_view action, const Project& project,
           const nlohmann::json& changes = nlohmann::json::object()) {
  transaction.audit(action, "project", project.id.str(), changes.dump(), project.cluster);
}

}  // namespace

std::optional<Project> ProjectStore::find(ProjectId id) {
  return first(read_projects(transaction_, "WHERE p.id = :id AND p.deleted_at IS NULL",
                    [&](auto& statement) { statement, use(id, "id"); }));
}

std::optional<Project> ProjectStore::find_deleted(ProjectId id) {
  return first(read_projects(transaction_, "WHERE p.id = :id AND p.deleted_at IS NOT NULL",
                    [&](auto& statement) { statement, use(id, "id"); }));
}

std::optional<Project> ProjectStore::find_of_idea(cluster::IdeaId idea) {
  return first(read_projects(transaction_, "WHERE p.idea = :idea AND p.deleted_at IS NULL ORDER BY p.id DESC LIMIT 1",
                    [&](auto& statement) { statement, use(idea, "idea"); }));
}

Page<Project> ProjectStore::list(const ProjectFilter& filter, const PageRequest& page) {
  return newest_first<ProjectId>(conditions_of(transaction_, filter), "p.id", page,
                                 [&](const std::string& rest, const auto& bind) {
                                   return read_projects(transaction_, "WHERE " + rest, bind);
                                 });
}

std::map<ProjectStage, std::int64_t> ProjectStore::counts(const ProjectFilter& filter) {
  const Conditions conditions = conditions_of(transaction_, filter);
  ProjectStage stage{};
  long long count = 0;
  auto temporary = (transaction_.sql().prepare << "SELECT p.stage, count(*) FROM project p WHERE " + conditions.text() +
                                                      " GROUP BY p.stage",
                    into(stage), into(count));
  conditions.bind(temporary);
  soci::statement statement = temporary;
  std::map<ProjectStage, std::int64_t> made;
  each_row(statement, [&] { made[stage] = count; });
  return made;
}

void ProjectStore::insert(Project& project, const std::string& words) {
  GRONO_INVARIANT(!project.id.is_nil());
  project.version = 1;
  project.created_at = project.updated_at = transaction_.now();
  const Row row(project);
  transaction_.sql() << "INSERT INTO project (id, cluster, acronym, title, summary, stage, outcome, begins_on, ends_on, "
                        "currency, idea, visibility, named, words, version, created_at, updated_at) VALUES (:id, "
                        ":cluster, :acronym, :title, :summary, :stage, :outcome, :begins, :ends, :currency, :idea, "
                        ":visibility, :named, :words, :version, :created, :updated)",
      use(project.id, "id"), use(project.cluster, "cluster"), use(project.acronym, "acronym"), use(row.title, "title"),
      use(row.summary, "summary"), use(project.stage, "stage"), use(project.outcome, "outcome"),
      use(project.begins_on, "begins"), use(project.ends_on, "ends"), use(project.currency, "currency"),
      use(project.idea, "idea"), use(project.visibility, "visibility"), use(row.named, "named"), use(words, "words"),
      use(row.version, "version"), use(project.created_at, "created"), use(project.updated_at, "updated");
  refresh_viewers(project);
  audit(transaction_, "project.created", project,
        cluster::differences(nlohmann::json::object(), cluster::to_json(project)));
}

void ProjectStore::update(Project& project, const std::string& words) {
  const auto before = find(project.id);
  const long long expected = project.version;
  if (!before || before->version != expected) throw VersionConflict("the project was changed meanwhile");
  project.version = expected + 1;
  project.updated_at = transaction_.now();
  const Row row(project);
  soci::statement statement =
      (transaction_.sql().prepare
           << "UPDATE project SET acronym = :acronym, title = :title, summary = :summary, stage = :stage, "
              "outcome = :outcome, begins_on = :begins, ends_on = :ends, visibility = :visibility, named = :named, "
              "words = :words, version = :version, updated_at = :updated WHERE id = :id AND version = :expected AND "
              "deleted_at IS NULL",
       use(project.acronym, "acronym"), use(row.title, "title"), use(row.summary, "summary"),
       use(project.stage, "stage"), use(project.outcome, "outcome"), use(project.begins_on, "begins"),
       use(project.ends_on, "ends"), use(project.visibility, "visibility"), use(row.named, "named"),
       use(words, "words"), use(row.version, "version"), use(project.updated_at, "updated"), use(project.id, "id"),
       use(expected, "expected"));
  if (run(statement) == 0) throw VersionConflict("the project was changed meanwhile");
  refresh_viewers(project);
  audit(transaction_, "project.updated", project,
        cluster::differences(cluster::to_json(*before), cluster::to_json(project)));
}

void ProjectStore::move_end(const Project& project) {
  const auto before = find(project.id);
  GRONO_INVARIANT(before);
  const Timestamp now = transaction_.now();
  transaction_.sql() << "UPDATE project SET ends_on = :ends, version = version + 1, updated_at = :now WHERE id = :id",
      use(project.ends_on, "ends"), use(now, "now"), use(project.id, "id");
  audit(transaction_, "project.updated", project,
        cluster::differences(cluster::to_json(*before), cluster::to_json(project)));
}

void ProjectStore::remove(ProjectId id, std::int64_t version) {
  const auto before = find(id);
  if (!before) throw NotFound("there is no such project");
  if (before->version != version) throw VersionConflict("the project was changed meanwhile");
  const Timestamp now = transaction_.now();
  transaction_.sql() << "UPDATE project SET deleted_at = :now WHERE id = :id", use(now, "now"), use(id, "id");
  write_and_tell(transaction_, *before, false);
  audit(transaction_, "project.deleted", *before);
}

void ProjectStore::restore(ProjectId id) {
  const auto deleted = find_deleted(id);
  if (!deleted) throw NotFound("there is no such project to bring back");
  transaction_.sql() << "UPDATE project SET deleted_at = NULL WHERE id = :id", use(id, "id");
  write_and_tell(transaction_, *deleted, true);
  audit(transaction_, "project.restored", *deleted);
}

void ProjectStore::refresh_viewers(const Project& project) { write_and_tell(transaction_, project, true); }

}  // namespace grono::store
