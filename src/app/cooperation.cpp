#include "app/cooperation.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <nlohmann/json.hpp>

#include "app/clusters.hpp"
#include "base/error.hpp"
#include "cluster/names.hpp"
#include "cluster/project/parts.hpp"
#include "network/brokers.hpp"
#include "network/communities.hpp"
#include "network/core.hpp"
#include "network/layout.hpp"
#include "store/membership_store.hpp"
#include "store/organisation_store.hpp"
#include "store/part_store.hpp"
#include "store/project_store.hpp"

namespace grono::app {
namespace {

using cluster::OrganisationId;
using cluster::Partner;
using network::Node;
using network::Tie;

constexpr int kProjectsAtOnce = 200;
constexpr double kMostWork = 5e6;

/// Somebody in a project, from one day to another.
struct Stay {
  OrganisationId organisation;
  Date first{}, last{};
};

struct ProjectStays {
  cluster::Project project;
  std::vector<Stay> stays;
};

// Partners who are in it or were; who was only asked never worked with anybody.
std::vector<Stay> stays_in(const cluster::Project& project, const std::vector<cluster::Part>& partners) {
  std::vector<Stay> made;
  for (const cluster::Part& part : partners) {
    if (part.project != project.id) continue;
    const auto& partner = std::get<Partner>(part.value);
    if (partner.state != cluster::PartnerState::active && partner.state != cluster::PartnerState::left)
      continue;
    Stay stay{partner.organisation, std::max(project.begins_on, partner.since.value_or(project.begins_on)),
              std::min(project.ends_on, partner.until.value_or(project.ends_on))};
    if (stay.first <= stay.last) made.push_back(stay);
  }
  return made;
}

std::vector<ProjectStays> seen_projects(store::Transaction& transaction, const Caller& caller,
                                        cluster::ClusterId cluster) {
  store::ProjectFilter filter;
  filter.cluster = cluster;
  filter.audiences = cluster::audiences_of(caller.actor);
  filter.stages = {cluster::ProjectStage::running, cluster::ProjectStage::closed};
  std::vector<ProjectStays> made;
  store::PageRequest page{"", kProjectsAtOnce};
  for (;;) {
    auto found = store::ProjectStore(transaction).list(filter, page);
    std::vector<cluster::ProjectId> ids;
    for (const cluster::Project& each : found.items) ids.push_back(each.id);
    const auto partners = store::PartStore(transaction).partners(ids);
    for (cluster::Project& each : found.items) {
      auto stays = stays_in(each, partners);
      made.push_back({std::move(each), std::move(stays)});
    }
    if (!found.next) return made;
    page.cursor = *found.next;
  }
}

// Who is there: members, and whoever works with them.
std::vector<CooperationNode> nodes_of(store::Transaction& transaction, cluster::ClusterId cluster,
                                      const std::vector<ProjectStays>& projects) {
  std::map<OrganisationId, bool> is_member;
  store::MembershipStore(transaction)
      .for_each_active([&](OrganisationId organisation, cluster::ClusterId of) {
        if (of == cluster) is_member[organisation] = true;
      });
  for (const ProjectStays& each : projects)
    for (const Stay& stay : each.stays) is_member.try_emplace(stay.organisation, false);
  std::vector<OrganisationId> ids;
  for (const auto& [id, member] : is_member) ids.push_back(id);
  std::vector<CooperationNode> made;
  for (const cluster::Organisation& each : store::OrganisationStore(transaction).find(ids)) {
    if (each.merged_into) continue;
    CooperationNode node;
    node.organisation = each.id;
    node.name = each.short_name.empty() ? each.legal_name : each.short_name;
    node.kind = each.kind;
    node.is_member = is_member[each.id];
    made.push_back(std::move(node));
  }
  std::sort(made.begin(), made.end(), [](const CooperationNode& a, const CooperationNode& b) {
    return std::tie(a.name, a.organisation) < std::tie(b.name, b.organisation);
  });
  return made;
}

// Everybody with everybody for as long as both are in it.
std::vector<Tie> ties_in(const ProjectStays& in, const std::map<OrganisationId, Node>& numbers) {
  std::vector<std::pair<Node, const Stay*>> there;
  for (const Stay& stay : in.stays)
    if (const auto found = numbers.find(stay.organisation); found != numbers.end())
      there.emplace_back(found->second, &stay);
  std::vector<Tie> made;
  for (std::size_t i = 0; i < there.size(); ++i)
    for (std::size_t j = i + 1; j < there.size(); ++j) {
      Tie tie{there[i].first, there[j].first};
      tie.begin = std::max(there[i].second->first, there[j].second->first);
      tie.end = std::min(there[i].second->last, there[j].second->last);
      tie.weight = 1 / static_cast<double>(there.size() - 1);
      if (tie.begin <= *tie.end && tie.a != tie.b) made.push_back(tie);
    }
  return made;
}

/// Of a pair in which projects, since when.
struct Reasons {
  std::vector<std::uint32_t> projects;
  int since = 0;
};
using ReasonsByPair = std::map<std::pair<Node, Node>, Reasons>;

void add_reason(ReasonsByPair& reasons, const Tie& tie, std::uint32_t project) {
  Reasons& reason = reasons[std::minmax(tie.a, tie.b)];
  const int begun = static_cast<int>(tie.begin.year());
  reason.since = reason.projects.empty() ? begun : std::min(reason.since, begun);
  if (reason.projects.empty() || reason.projects.back() != project) reason.projects.push_back(project);
}

void measure(Cooperation& made, const network::Graph& graph) {
  const auto degrees = network::degrees(graph);
  const auto communities = network::communities(graph);
  const auto between = network::betweenness(graph, {.most_work = kMostWork, .seed = 1});
  const auto core = network::core_and_periphery(graph);
  const auto places = network::layout(graph);
  for (std::size_t i = 0; i < made.nodes.size(); ++i) {
    CooperationNode& node = made.nodes[i];
    node.partners = degrees[i];
    node.community = communities.parts.of[i];
    node.betweenness = between.of[i];
    node.is_core = core.is_core[i] != 0;
    node.x = places[i].x;
    node.y = places[i].y;
  }
  made.modularity = communities.modularity;
  made.communities =
      static_cast<std::uint32_t>(std::count_if(communities.parts.sizes.begin(), communities.parts.sizes.end(),
                                               [](std::uint32_t size) { return size > 1; }));
}

std::vector<network::YearFigures> years_of(std::uint32_t nodes, const std::vector<Tie>& ties, Date today) {
  if (ties.empty()) return {};
  const auto earliest = std::min_element(ties.begin(), ties.end(),
                                         [](const Tie& a, const Tie& b) { return a.begin < b.begin; });
  const int last = static_cast<int>(today.year());
  const int first = std::clamp(static_cast<int>(earliest->begin.year()), last - 99, last);
  return network::history(nodes, ties, first, last).years;
}

}  // namespace

Cooperation cooperation_in(store::Transaction& transaction, const Caller& caller, std::string_view cluster,
                           std::optional<int> year, Date today) {
  const cluster::ClusterId id = read_cluster(transaction, cluster).id;
  const auto projects = seen_projects(transaction, caller, id);
  Cooperation made;
  made.nodes = nodes_of(transaction, id, projects);
  std::map<OrganisationId, Node> numbers;
  for (std::size_t i = 0; i < made.nodes.size(); ++i)
    numbers[made.nodes[i].organisation] = static_cast<Node>(i);
  const network::Period asked =
      year ? network::year(*year)
           : network::Period{network::year(1).first, network::year(static_cast<int>(today.year())).last};
  std::vector<Tie> ties;
  ReasonsByPair reasons;
  for (const ProjectStays& each : projects) {
    const auto place = static_cast<std::uint32_t>(made.projects.size());
    bool is_within = false;
    for (const Tie& tie : ties_in(each, numbers)) {
      ties.push_back(tie);
      if (tie.begin > asked.last || *tie.end < asked.first) continue;
      add_reason(reasons, tie, place);
      is_within = true;
    }
    if (is_within) made.projects.push_back({each.project.id, each.project.title});
  }
  const auto nodes = static_cast<std::uint32_t>(made.nodes.size());
  network::check(nodes, ties);
  const network::Graph graph = network::graph_of(nodes, ties, asked);
  measure(made, graph);
  for (const network::Edge& edge : graph.edges) {
    const Reasons& why = reasons.at({edge.a, edge.b});
    made.edges.push_back({edge.a, edge.b, edge.weight, why.projects, why.since});
  }
  made.years = years_of(nodes, ties, today);
  return made;
}

std::map<std::pair<OrganisationId, OrganisationId>, int> joint_projects(store::Transaction& transaction,
                                                                        const Caller& caller,
                                                                        cluster::ClusterId cluster) {
  std::map<std::pair<OrganisationId, OrganisationId>, int> made;
  for (const ProjectStays& each : seen_projects(transaction, caller, cluster))
    for (std::size_t i = 0; i < each.stays.size(); ++i)
      for (std::size_t j = i + 1; j < each.stays.size(); ++j)
        if (each.stays[i].organisation != each.stays[j].organisation)
          ++made[std::minmax(each.stays[i].organisation, each.stays[j].organisation)];
  return made;
}

nlohmann::json to_json(const Cooperation& found) {
  nlohmann::json nodes = nlohmann::json::array(), edges = nlohmann::json::array(),
                 projects = nlohmann::json::array(), years = nlohmann::json::array();
  for (const CooperationNode& each : found.nodes)
    nodes.push_back({{"organisation", each.organisation.str()},
                     {"name", each.name},
                     {"kind", name_of(each.kind)},
                     {"is_member", each.is_member},
                     {"partners", each.partners},
                     {"community", each.community},
                     {"betweenness", each.betweenness},
                     {"is_core", each.is_core},
                     {"x", each.x},
                     {"y", each.y}});
  for (const CooperationEdge& each : found.edges)
    edges.push_back({{"a", each.a},
                     {"b", each.b},
                     {"weight", each.weight},
                     {"projects", each.projects},
                     {"since", each.since}});
  for (const CooperationProject& each : found.projects)
    projects.push_back({{"id", each.id.str()}, {"title", each.title}});
  for (const network::YearFigures& each : found.years)
    years.push_back({{"year", each.year},
                     {"active", each.active},
                     {"edges", each.edges},
                     {"begun", each.begun},
                     {"ended", each.ended},
                     {"communities", each.communities},
                     {"largest", each.largest}});
  return {{"nodes", std::move(nodes)}, {"edges", std::move(edges)},      {"projects", std::move(projects)},
          {"years", std::move(years)}, {"modularity", found.modularity}, {"communities", found.communities}};
}

}  // namespace grono::app
