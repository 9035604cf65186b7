#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "cluster/project/project.hpp"
#include "store/database.hpp"
#include "store/page.hpp"

namespace grono::store {

/// Which projects, and who asks. Leave out what does not narrow.
struct ProjectFilter {
  std::optional<cluster::ClusterId> cluster;
  std::vector<cluster::Audience> audiences;  ///< only what is for one of these
  std::vector<cluster::ProjectStage> stages;
  std::optional<cluster::OrganisationId> partner;  ///< only where it is an active partner
  /// Of each word sought its base forms: a project has one of every word's.
  std::vector<std::vector<std::string>> words;
};

/// Joint projects. What is listed and counted is always filtered by the groups of viewers that the caller belongs to.
class ProjectStore {
 public:
  explicit ProjectStore(Transaction& transaction) : transaction_(transaction) {}

  /// Deleted ones are not found.
  [[nodiscard]] std::optional<cluster::Project> find(cluster::ProjectId id);
  [[nodiscard]] std::optional<cluster::Project> find_deleted(cluster::ProjectId id);
  /// The one that carries on for the idea.
  [[nodiscard]] std::optional<cluster::Project> find_of_idea(cluster::IdeaId idea);
  /// The newest first.
  [[nodiscard]] Page<cluster::Project> list(const ProjectFilter& filter, const PageRequest& page);
  /// How many of each stage.
  [[nodiscard]] std::map<cluster::ProjectStage, std::int64_t> counts(const ProjectFilter& filter);

  /// Sets version 1 and the times. @param words  base forms of what is written, for the search
  void insert(cluster::Project& project, const std::string& words);
  /// @throws VersionConflict
  void update(cluster::Project& project, const std::string& words);
  /// The last day alone, as the partners approved.
  void move_end(const cluster::Project& project);
  /// @throws NotFound, VersionConflict
  void remove(cluster::ProjectId id, std::int64_t version);
  void restore(cluster::ProjectId id);

  /// Writes down who sees the project, after its partners have changed.
  void refresh_viewers(const cluster::Project& project);

 private:
  Transaction& transaction_;
};

}  // namespace grono::store
