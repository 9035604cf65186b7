#pragma once

#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "base/time.hpp"
#include "cluster/ids.hpp"
#include "cluster/localised_text.hpp"
#include "cluster/policy.hpp"

/// Joint projects of the members of a cluster, managed by its coordinator.
namespace grono::cluster {

/// `draft`: the plan is being made and partners are asked. `running`: partners and budget change only by what all of
/// them approve. `closed`: done, with its outcome. `abandoned`: given up, with the reason.
enum class ProjectStage { draft, running, closed, abandoned };

struct Part;

struct Project {
  ProjectId id;
  ClusterId cluster;
  std::string acronym;  ///< may be empty
  LocalisedText title;  ///< at least one language
  LocalisedText summary;
  ProjectStage stage = ProjectStage::draft;
  std::string outcome;  ///< of a closed project what came of it, of an abandoned one why; else empty
  Date begins_on{}, ends_on{};
  std::string currency = "PLN";  ///< of every amount in it: ISO 4217
  std::optional<IdeaId> idea;    ///< from which it grew
  /// Who sees that there is such a project, with its title, summary, time and partners. What goes on inside is for its
  /// partners and for who runs the cluster.
  Visibility visibility = Visibility::partners;
  std::vector<OrganisationId> named;  ///< sorted, unique; exactly with Visibility::named some
  std::int64_t version = 0;
  Timestamp created_at{}, updated_at{};
  bool operator==(const Project&) const = default;
};

/// The currencies a project can be reckoned in; each has hundredths.
[[nodiscard]] std::vector<std::string_view> currencies();
/// Of a price. @throws InvalidInput  at /currency
void require_currency(const std::string& currency);

/// Everyone in the project: its partners, the organisations that are asked to become partners, who runs the cluster.
[[nodiscard]] std::vector<Audience> insiders(const Project& project, const std::vector<OrganisationId>& invited);
/// Who sees that the project is there: the insiders, and whom its visibility lets see it.
[[nodiscard]] std::vector<Audience> viewers(const Project& project, const std::vector<OrganisationId>& invited);

/// Who sees a part of it: the insiders, of what a partner spends and reports that partner and who runs the cluster.
[[nodiscard]] std::vector<Audience> part_audiences(const Project& project, const std::vector<OrganisationId>& invited,
                                                   const Part& part);

/// Brings values into their stored form and checks every rule.
/// @throws InvalidInput  where = JSON pointer of the field
void normalise(Project& project);

/// Puts the project into another stage; `outcome` as it is kept there.
/// @throws InvalidInput  it can't come to that from where it is; closed or abandoned without a word about it
void move(Project& project, ProjectStage stage, std::string outcome);

[[nodiscard]] nlohmann::json to_json(const Project& project);
/// Reads what a client may set; the rest stays as in `base`. @throws InvalidInput  where = JSON pointer
[[nodiscard]] Project project_from_json(const nlohmann::json& json, Project base = {});

}  // namespace grono::cluster
