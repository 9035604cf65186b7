#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "app/caller.hpp"
#include "app/installation.hpp"
#include "cluster/project/plan.hpp"
#include "store/project_store.hpp"

/// Joint projects. What the caller may not see does not exist for them: it is in no list and no count, and asking for it
/// by its id is answered as if it had never been.
namespace grono::app {

/// A partner as a list of projects names it.
struct PartnerName {
  cluster::OrganisationId organisation;
  std::string name;
  cluster::PartnerRole role = cluster::PartnerRole::partner;
  cluster::PartnerState state = cluster::PartnerState::active;
};

struct ProjectView {
  cluster::Project project;
  std::vector<PartnerName> partners;   ///< the active ones; for those inside also who is asked
  cluster::LocalisedText idea_title;   ///< of the idea it grew from, where the caller sees it
  /// "inside": sees what goes on in it; "manage", "plan", "work": may do it, at least in the name of one partner.
  std::vector<std::string_view> may;
};

/// What is asked of a list. Leave out what does not narrow.
struct ProjectQuestion {
  std::optional<std::string> cluster = {};  ///< id or slug
  std::vector<cluster::ProjectStage> stages = {};
  std::optional<cluster::OrganisationId> partner = {};
  std::string text = {};
};

/// @throws NotFound  no such cluster
[[nodiscard]] store::Page<ProjectView> list_projects(store::Transaction& transaction, const Installation& installation,
                                                     const Caller& caller, const ProjectQuestion& question,
                                                     const store::PageRequest& page);
/// How many of each stage, of what the question asks for.
[[nodiscard]] std::map<cluster::ProjectStage, std::int64_t> count_projects(store::Transaction& transaction,
                                                                           const Installation& installation,
                                                                           const Caller& caller,
                                                                           const ProjectQuestion& question);

/// @throws NotFound  also where the caller may not see it
[[nodiscard]] ProjectView read_project(store::Transaction& transaction, const Caller& caller, cluster::ProjectId id);

/// From schema ProjectDraft; one that grows from an idea takes the idea along. The cluster's coordinator leads it.
/// @throws Refused, NotFound, InvalidInput
ProjectView begin_project(store::Transaction& transaction, const Installation& installation, const Caller& caller,
                          std::string_view cluster, const nlohmann::json& draft);
/// @throws Refused, NotFound, InvalidInput, VersionConflict, Conflict
ProjectView edit_project(store::Transaction& transaction, const Installation& installation, const Caller& caller,
                         cluster::ProjectId id, std::int64_t version, const nlohmann::json& draft);
/// @throws Refused, NotFound, InvalidInput, VersionConflict, Conflict (there are open ends; names them)
ProjectView move_project(store::Transaction& transaction, const Installation& installation, const Caller& caller,
                         cluster::ProjectId id, std::int64_t version, cluster::ProjectStage stage, std::string outcome);
/// @throws Refused, NotFound, VersionConflict, Conflict (it has begun)
void delete_project(store::Transaction& transaction, const Installation& installation, const Caller& caller,
                    cluster::ProjectId id, std::int64_t version);
/// Undoes that. @throws Refused, NotFound
ProjectView restore_project(store::Transaction& transaction, const Installation& installation, const Caller& caller,
                            cluster::ProjectId id);

/// The `changes` of an audit entry about a project, as far as the caller sees it.
[[nodiscard]] nlohmann::json project_changes_as_seen_by(store::Transaction& transaction, const Caller& caller,
                                                        const std::string& project, nlohmann::json changes);

/// Schema Project.
[[nodiscard]] nlohmann::json to_json(const ProjectView& view);

}  // namespace grono::app
