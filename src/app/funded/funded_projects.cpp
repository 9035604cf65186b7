#include "app/funded/funded_projects.hpp"

#include <nlohmann/json.hpp>

#include "app/clusters.hpp"
#include "app/known_names.hpp"
#include "app/organisations.hpp"
#include "store/funded_project_store.hpp"
#include "store/membership_store.hpp"

namespace grono::app {
namespace {

using cluster::FundedParticipation;
using cluster::FundedProject;
using cluster::OrganisationId;
using nlohmann::json;
using Names = std::map<OrganisationId, std::string>;

FundedProjectList funded_projects_of(store::Transaction& transaction,
                                     std::span<const OrganisationId> organisations,
                                     const store::PageRequest& page) {
  store::FundedProjectStore projects(transaction);
  return {projects.list(organisations, page), projects.count(organisations)};
}

Names names_in(store::Transaction& transaction, std::span<const FundedProject> projects) {
  std::vector<OrganisationId> organisations;
  for (const FundedProject& project : projects)
    for (const FundedParticipation& each : project.participations)
      if (each.organisation) organisations.push_back(*each.organisation);
  return organisation_names(transaction, organisations);
}

json participation_json(const FundedParticipation& from, const Names& names) {
  json made = {{"name", from.name}, {"country", from.country}, {"role", from.role}};
  // An organisation that was deleted is known by what the register calls it.
  if (from.organisation)
    if (const auto found = names.find(*from.organisation); found != names.end()) {
      made["organisation"] = from.organisation->str();
      made["name"] = found->second;
    }
  if (from.contribution) made["contribution_eur"] = to_string(*from.contribution);
  if (from.left_on) made["left_on"] = to_string(*from.left_on);
  return made;
}

json project_json(const FundedProject& from, const Names& names) {
  json made = {{"id", from.id.str()},
               {"source", from.source},
               {"number", from.number},
               {"programme", from.programme},
               {"scheme", from.scheme},
               {"acronym", from.acronym},
               {"title", from.title},
               {"objective", from.objective},
               {"begins_on", to_string(from.begins_on)},
               {"participations", json::array()}};
  if (from.ends_on) made["ends_on"] = to_string(*from.ends_on);
  if (from.total_cost) made["total_cost_eur"] = to_string(*from.total_cost);
  if (from.contribution) made["contribution_eur"] = to_string(*from.contribution);
  for (const FundedParticipation& each : from.participations)
    made["participations"].push_back(participation_json(each, names));
  return made;
}

}  // namespace

FundedProjectList funded_projects_of_organisation(store::Transaction& transaction, const Caller& caller,
                                                  OrganisationId id, const store::PageRequest& page) {
  const OrganisationId read = read_organisation(transaction, caller, id).organisation.id;
  return funded_projects_of(transaction, std::span(&read, 1), page);
}

FundedProjectList funded_projects_of_cluster(store::Transaction& transaction, std::string_view cluster,
                                             const store::PageRequest& page) {
  const auto members =
      store::MembershipStore(transaction).active_members(read_cluster(transaction, cluster).id);
  return funded_projects_of(transaction, members, page);
}

FundedProject read_funded_project(store::Transaction& transaction, cluster::FundedProjectId id) {
  auto found = store::FundedProjectStore(transaction).find(id);
  if (!found) throw NotFound("there is no such project");
  return *std::move(found);
}

json to_json(store::Transaction& transaction, const FundedProject& project) {
  return project_json(project, names_in(transaction, std::span(&project, 1)));
}

json to_json(store::Transaction& transaction, const FundedProjectList& list) {
  const Names names = names_in(transaction, list.page.items);
  json made = {{"items", json::array()}, {"total", list.total}};
  for (const FundedProject& each : list.page.items) made["items"].push_back(project_json(each, names));
  if (list.page.next) made["next"] = *list.page.next;
  return made;
}

}  // namespace grono::app
