#pragma once

#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "cluster/project/parts.hpp"
#include "cluster/project/project.hpp"
#include "store/database.hpp"

namespace grono::store {

/// What joint projects are made of. Who may see it is decided before: the parts of a project are for those inside it.
class PartStore {
 public:
  explicit PartStore(Transaction& transaction) : transaction_(transaction) {}

  /// Deleted ones are not found.
  [[nodiscard]] std::optional<cluster::Part> find(cluster::PartId id);
  [[nodiscard]] std::optional<cluster::Part> find_deleted(cluster::PartId id);
  /// All of a project, of one kind where it is given, in the order of their making.
  [[nodiscard]] std::vector<cluster::Part> list(cluster::ProjectId project,
                                                std::optional<cluster::PartKind> kind = std::nullopt);
  /// Those of a project that have these ids.
  [[nodiscard]] std::vector<cluster::Part> list(cluster::ProjectId project, std::span<const cluster::PartId> ids);
  /// The highest position of the project's tasks or work packages; 0 where there are none. Reads no part into memory.
  [[nodiscard]] double last_position(cluster::ProjectId project, cluster::PartKind kind);
  /// The partners of many projects at once, for lists.
  [[nodiscard]] std::vector<cluster::Part> partners(std::span<const cluster::ProjectId> projects);

  /// Open reporting periods whose reports are due between the days, of every project.
  [[nodiscard]] std::vector<cluster::Part> periods_due(Date from, Date to);
  /// The organisations that are asked to become partners.
  [[nodiscard]] std::vector<cluster::OrganisationId> invited(cluster::ProjectId project);

  /// Projects in which the organisation is an active partner, sorted.
  [[nodiscard]] std::vector<cluster::ProjectId> projects_of(cluster::OrganisationId organisation);
  /// Every (organisation, project) of an active partner.
  void for_each_partner(const std::function<void(cluster::OrganisationId, cluster::ProjectId)>& take);

  // `project`: the one it is of; in its cluster's audit log the change stands.

  /// Sets version 1, the times and who did it.
  /// @throws AlreadyExists  there is one of that id
  void insert(const cluster::Project& project, cluster::Part& part);
  /// Many at once: one entry in the audit log.
  void insert(const cluster::Project& project, std::span<cluster::Part> parts);
  /// @throws VersionConflict
  void update(const cluster::Project& project, cluster::Part& part);
  /// Many of the project at once, each in a row of its own in the audit log; as many queries as for one.
  /// @throws VersionConflict  one of them was changed meanwhile
  void update(const cluster::Project& project, std::span<cluster::Part> parts);
  /// @throws VersionConflict
  void remove(const cluster::Project& project, const cluster::Part& part, std::int64_t version);
  void restore(const cluster::Project& project, const cluster::Part& part);

 private:
  void audit(std::string_view verb, const cluster::Project& project, const cluster::Part& part,
             const cluster::Part* before, const cluster::Part* after);
  /// @param asked    the organisations that are invited to the project
  /// @param version  that it has now; 0 where it is gone
  void tell(const cluster::Project& project, const std::vector<cluster::OrganisationId>& asked, const cluster::Part& part,
            std::int64_t version);

  Transaction& transaction_;
};

}  // namespace grono::store
