#include "app/cooperation.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <nlohmann/json.hpp>

#include "app/clusters.hpp"
#include "app/network_pictures.hpp"
#include "base/error.hpp"
#include "cluster/names.hpp"
#include "store/membership_store.hpp"
#include "store/organisation_store.hpp"

namespace grono::app {
namespace {

using cluster::OrganisationId;
using network::Node;
using network::Tie;

// Who is there: members, and whoever works with them.
std::vector<CooperationNode> nodes_of(store::Transaction& transaction, cluster::ClusterId cluster,
                                      const std::vector<JointWork>& works, bool only_members) {
  std::map<OrganisationId, bool> is_member;
  store::MembershipStore(transaction)
      .for_each_active([&](OrganisationId organisation, cluster::ClusterId of) {
        if (of == cluster) is_member[organisation] = true;
      });
  if (!only_members)
    for (const JointWork& each : works)
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

// Everybody with everybody for as long as both are in it. Whoever is not looked at has their share of the
// weight.
std::vector<Tie> ties_in(const JointWork& in, const std::map<OrganisationId, Node>& numbers) {
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
      tie.weight = in.strength / static_cast<double>(in.stays.size() - 1);
      if (tie.begin <= *tie.end && tie.a != tie.b) made.push_back(tie);
    }
  return made;
}

/// Of a pair in what, since when.
struct Reasons {
  std::vector<std::uint32_t> works;
  int since = 0;
};
using ReasonsByPair = std::map<std::pair<Node, Node>, Reasons>;

void add_reason(ReasonsByPair& reasons, const Tie& tie, std::uint32_t work) {
  Reasons& reason = reasons[std::minmax(tie.a, tie.b)];
  const int begun = static_cast<int>(tie.begin.year());
  reason.since = reason.works.empty() ? begun : std::min(reason.since, begun);
  if (reason.works.empty() || reason.works.back() != work) reason.works.push_back(work);
}

void put_picture(Cooperation& made, const NetworkPicture& picture) {
  for (std::size_t i = 0; i < made.nodes.size(); ++i) {
    CooperationNode& node = made.nodes[i];
    node.partners = picture.partners[i];
    node.community = picture.communities.parts.of[i];
    node.betweenness = picture.betweenness[i];
    node.is_core = picture.is_core[i] != 0;
    node.x = picture.places[i].x;
    node.y = picture.places[i].y;
  }
  const auto& sizes = picture.communities.parts.sizes;
  made.modularity = picture.communities.modularity;
  made.communities = static_cast<std::uint32_t>(
      std::count_if(sizes.begin(), sizes.end(), [](std::uint32_t size) { return size > 1; }));
  made.years = picture.years;
}

}  // namespace

Cooperation cooperation_in(store::Transaction& transaction, const Installation& installation,
                           const Caller& caller, std::string_view cluster,
                           const CooperationQuestion& question, Date today) {
  const cluster::ClusterId id = read_cluster(transaction, cluster).id;
  auto works = seen_joint_work(transaction, caller, id, today);
  if (!question.kinds.empty())
    std::erase_if(works, [&](const JointWork& each) {
      return std::ranges::find(question.kinds, each.kind) == question.kinds.end();
    });
  Cooperation made;
  made.nodes = nodes_of(transaction, id, works, question.only_members);
  std::map<OrganisationId, Node> numbers;
  for (std::size_t i = 0; i < made.nodes.size(); ++i)
    numbers[made.nodes[i].organisation] = static_cast<Node>(i);
  const network::Period asked =
      question.year
          ? network::year(*question.year)
          : network::Period{network::year(1).first, network::year(static_cast<int>(today.year())).last};
  std::vector<Tie> ties;
  ReasonsByPair reasons;
  // Meetings of one event are one place to look at.
  std::map<std::pair<JointWorkKind, Uuid>, std::uint32_t> places;
  for (const JointWork& each : works) {
    const auto [place, is_new] =
        places.try_emplace({each.kind, each.id}, static_cast<std::uint32_t>(made.works.size()));
    bool is_within = false;
    for (const Tie& tie : ties_in(each, numbers)) {
      ties.push_back(tie);
      if (tie.begin > asked.last || *tie.end < asked.first) continue;
      add_reason(reasons, tie, place->second);
      is_within = true;
    }
    if (!is_new) continue;
    if (is_within)
      made.works.push_back({each.kind, each.id, each.title});
    else
      places.erase(place);
  }
  const auto picture = installation.network_pictures().of(static_cast<std::uint32_t>(made.nodes.size()), ties,
                                                          asked, static_cast<int>(today.year()));
  put_picture(made, *picture);
  for (const network::Edge& edge : picture->graph.edges) {
    const Reasons& why = reasons.at({edge.a, edge.b});
    made.edges.push_back({edge.a, edge.b, edge.weight, why.works, why.since});
  }
  return made;
}

std::map<std::pair<OrganisationId, OrganisationId>, int> joint_projects(store::Transaction& transaction,
                                                                        const Caller& caller,
                                                                        cluster::ClusterId cluster) {
  std::map<std::pair<OrganisationId, OrganisationId>, int> made;
  auto works = seen_projects(transaction, caller, cluster);
  std::ranges::move(funded_work(transaction, cluster), std::back_inserter(works));
  for (const JointWork& each : works)
    for (std::size_t i = 0; i < each.stays.size(); ++i)
      for (std::size_t j = i + 1; j < each.stays.size(); ++j)
        if (each.stays[i].organisation != each.stays[j].organisation)
          ++made[std::minmax(each.stays[i].organisation, each.stays[j].organisation)];
  return made;
}

nlohmann::json to_json(const Cooperation& found) {
  nlohmann::json nodes = nlohmann::json::array(), edges = nlohmann::json::array(),
                 works = nlohmann::json::array(), years = nlohmann::json::array();
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
                     {"works", each.works},
                     {"since", each.since}});
  for (const CooperationWork& each : found.works)
    works.push_back({{"kind", name_of(each.kind)}, {"id", to_string(each.id)}, {"title", each.title}});
  for (const network::YearFigures& each : found.years)
    years.push_back({{"year", each.year},
                     {"active", each.active},
                     {"edges", each.edges},
                     {"begun", each.begun},
                     {"ended", each.ended},
                     {"communities", each.communities},
                     {"largest", each.largest}});
  return {{"nodes", std::move(nodes)}, {"edges", std::move(edges)},      {"works", std::move(works)},
          {"years", std::move(years)}, {"modularity", found.modularity}, {"communities", found.communities}};
}

}  // namespace grono::app
