#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "app/caller.hpp"
#include "cluster/localised_text.hpp"
#include "store/database.hpp"

/// What organisations of a cluster do with one another: the reasons for which two are tied in its network.
namespace grono::app {

enum class JointWorkKind { project, funded_project, consortium, deal, meeting };
[[nodiscard]] std::string_view name_of(JointWorkKind kind);
[[nodiscard]] std::optional<JointWorkKind> joint_work_kind(std::string_view name);

/// Somebody in it, from one day to another.
struct Stay {
  cluster::OrganisationId organisation;
  Date first{}, last{};
};

struct JointWork {
  JointWorkKind kind = JointWorkKind::project;
  Uuid id;  ///< of the project, funded project, consortium, deal or event
  cluster::LocalisedText title;
  double strength = 1;  ///< of everybody's ties in it together, beside those of a project
  std::vector<Stay> stays;
};

/// Running and closed joint projects with the partners who are in them or were; who was only asked never
/// worked with anybody.
[[nodiscard]] std::vector<JointWork> seen_projects(store::Transaction& transaction, const Caller& caller,
                                                   cluster::ClusterId cluster);

/// Projects of funding programmes in which members of the cluster took part with others of the catalogue.
/// Public.
[[nodiscard]] std::vector<JointWork> funded_work(store::Transaction& transaction, cluster::ClusterId cluster);

/// Those; consortia, with who has accepted, until a project carries them on; signed deals with an
/// organisation of the catalogue, for a year or as long as the licence lasts; meetings of matchmaking events,
/// on their day, for who answers for one of the two or runs the event. All as far as the caller sees them.
/// @param today  what goes on still lasts until then
[[nodiscard]] std::vector<JointWork> seen_joint_work(store::Transaction& transaction, const Caller& caller,
                                                     cluster::ClusterId cluster, Date today);

}  // namespace grono::app
