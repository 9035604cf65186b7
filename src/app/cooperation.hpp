#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "app/caller.hpp"
#include "app/installation.hpp"
#include "app/joint_work.hpp"
#include "cluster/organisation.hpp"
#include "network/years.hpp"
#include "store/database.hpp"

/// Who works with whom in a cluster, in what, since when: as far as the caller sees it.
namespace grono::app {

/// An organisation in the network.
struct CooperationNode {
  cluster::OrganisationId organisation;
  std::string name;
  cluster::OrganisationKind kind = cluster::OrganisationKind::enterprise;
  bool is_member = false;       ///< now; else a partner from elsewhere, or one that has left
  std::uint32_t partners = 0;   ///< organisations it works with
  std::uint32_t community = 0;  ///< 0 is the largest
  double betweenness = 0;       ///< share of the pairs of others that it stands between
  bool is_core = false;
  double x = 0, y = 0;  ///< place in the picture, 0..1
};

/// Two that work together, and in what.
struct CooperationEdge {
  std::uint32_t a = 0, b = 0;  ///< places in `nodes`
  double weight = 0;
  std::vector<std::uint32_t> works;  ///< places in `works`
  int since = 0;                     ///< year
};

/// A project, funded project, consortium, deal or event that ties.
struct CooperationWork {
  JointWorkKind kind = JointWorkKind::project;
  Uuid id;
  cluster::LocalisedText title;
};

struct Cooperation {
  std::vector<CooperationNode> nodes;  ///< by name
  std::vector<CooperationEdge> edges;
  std::vector<CooperationWork> works;
  std::vector<network::YearFigures> years;  ///< from the first work to this year
  double modularity = 0;
  std::uint32_t communities = 0;  ///< of two and more
};

/// What is asked of the network. Leave out what does not narrow.
struct CooperationQuestion {
  std::optional<int> year = {};           ///< only what went on in it
  std::vector<JointWorkKind> kinds = {};  ///< of joint work that count; none: all
  bool only_members = false;              ///< nobody from elsewhere, nor who has left
};

/// The network of the cluster's members and whom they work with: in projects, consortia, deals and meetings.
/// In a work of n organisations each pair is tied by its strength / (n - 1), for as long as both are in it,
/// so that everybody's ties in it sum to that strength.
/// @throws NotFound  no such cluster
/// @note  O(nodes x edges) for betweenness up to 5 million steps, sampled beyond
/// @source  Newman (2001), Physical Review E 64, 016132, for the weights; docs/network.md for the measures
[[nodiscard]] Cooperation cooperation_in(store::Transaction& transaction, const Installation& installation,
                                         const Caller& caller, std::string_view cluster,
                                         const CooperationQuestion& question, Date today);

/// In how many running and closed joint projects, seen by the caller, and projects of funding programmes two
/// organisations were partners, each pair once.
[[nodiscard]] std::map<std::pair<cluster::OrganisationId, cluster::OrganisationId>, int> joint_projects(
    store::Transaction& transaction, const Caller& caller, cluster::ClusterId cluster);

/// Schema Cooperation.
[[nodiscard]] nlohmann::json to_json(const Cooperation& found);

}  // namespace grono::app
