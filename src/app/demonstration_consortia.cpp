#include <algorithm>

#include "app/clock.hpp"
#include "app/consortia/agreement.hpp"
#include "app/consortia/opportunities.hpp"
#include "app/demonstration_parts.hpp"
#include "cluster/consortium/consortium.hpp"
#include "cluster/names.hpp"
#include "store/consortium_store.hpp"

namespace grono::app {
namespace {

using cluster::Consortium;
using cluster::OrganisationId;
using nlohmann::json;

cluster::Seat& seat_in(const DemonstrationSite& site, Consortium& consortium, OrganisationId organisation) {
  const auto found =
      std::find_if(consortium.seats.begin(), consortium.seats.end(),
                   [&](const cluster::Seat& each) { return each.organisation == organisation; });
  if (found == consortium.seats.end())
    site.names.refuse("has an answer of nobody who was asked", "give them a seat");
  return *found;
}

// @returns  when it came
Timestamp answer(const DemonstrationSite& site, Consortium& consortium, json described) {
  const auto organisation = id_in<OrganisationId>(site, described, "organisation");
  const Timestamp moment = site.at(described).now();
  cluster::answer_seat(consortium, organisation, described.value("accepts", true),
                       described.value("reason", ""));
  seat_in(site, consortium, organisation).answered_at = moment;
  return moment;
}

void add_consortium(const DemonstrationSite& site, const cluster::Opportunity& opportunity, json draft) {
  const json answers = taken<json>(draft, "answers", json::array()),
             done = taken<json>(draft, "is_ready", json::array());
  const bool is_agreed = taken<bool>(draft, "is_agreed", false);
  const auto project = cluster::ProjectId::parse(taken<std::string>(draft, "project", ""));
  auto then = site.at(draft), last = site.at(draft, "until");
  Consortium made;
  made.id = new_id<cluster::ConsortiumId>();
  made.opportunity = opportunity.id;
  made.cluster = site.cluster.id;
  made.readiness = usual_readiness(site.installation, site.manager().language);
  made = cluster::consortium_from_json(draft, std::move(made));
  for (const json& each : done) made.readiness.at(each.get<std::size_t>()).is_done = true;
  cluster::normalise(made);
  store::ConsortiumStore(then).insert(made);
  cluster::invite(made);
  for (const json& each : answers) answer(site, made, each);
  made.agreement = draft_agreement(then, site.installation, made, opportunity,
                                   std::chrono::floor<std::chrono::days>(last.now()));
  if (is_agreed) cluster::agree(made);
  if (project) {
    made.stage = cluster::ConsortiumStage::project;
    made.project = project;
  }
  cluster::normalise(made);
  store::ConsortiumStore(last).update(made);
}

void add_opportunity(const DemonstrationSite& site, json draft) {
  json consortia = taken<json>(draft, "consortia", json::array());
  auto then = site.at(draft);
  const auto opportunity =
      announce_opportunity(then, site.manager(), site.cluster.id.str(), draft).opportunity;
  for (json& each : consortia) add_consortium(site, opportunity, std::move(each));
}

}  // namespace

void found_demonstration_consortia(const DemonstrationSite& site) {
  json all = site.names.filled(site.names.read("consortia.json"));
  for (json& each : all["opportunities"]) add_opportunity(site, std::move(each));
}

}  // namespace grono::app
