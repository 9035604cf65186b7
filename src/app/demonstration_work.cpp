#include "app/demonstration_work.hpp"

#include "app/clock.hpp"
#include "app/demonstration_parts.hpp"
#include "app/ideas.hpp"
#include "app/projects/projects.hpp"
#include "app/resources/resources.hpp"
#include "cluster/names.hpp"
#include "cluster/project/plan.hpp"
#include "cluster/resource/booking.hpp"
#include "store/booking_store.hpp"
#include "store/part_store.hpp"
#include "store/project_store.hpp"

namespace grono::app {
namespace {

using nlohmann::json;

cluster::IdeaId add_idea(const DemonstrationSite& site, json draft) {
  const auto stage = cluster::value_of<cluster::IdeaStage>(taken<std::string>(draft, "stage", "spark"));
  const std::string reason = taken<std::string>(draft, "reason", ""),
                    key = taken<std::string>(draft, "key", "");
  const Caller manager = site.manager();
  const auto view = propose_idea(site.transaction, site.installation, manager, site.cluster.id.str(), draft);
  const auto& idea = view.row.idea;
  if (stage && *stage != idea.stage)
    static_cast<void>(
        move_idea(site.transaction, site.installation, manager, idea.id, idea.version, *stage, reason));
  if (!key.empty()) site.names.know("idea " + key, idea.id.str());
  return idea.id;
}

std::vector<cluster::Part> described_parts(const DemonstrationSite& site, cluster::ProjectId project,
                                           json described) {
  std::vector<cluster::Part> made;
  for (json& each : described) {
    const auto kind = cluster::value_of<cluster::PartKind>(taken<std::string>(each, "part", ""));
    const auto id = cluster::PartId::parse(taken<std::string>(each, "id", ""));
    if (!kind) site.names.refuse("has a part of no kind", "say of which kind it is");
    made.push_back({id.value_or(new_id<cluster::PartId>()),
                    project,
                    cluster::part_from_stored(*kind, each),
                    0,
                    {},
                    {},
                    {}});
  }
  return made;
}

void add_project(const DemonstrationSite& site, json draft) {
  // The idea it grew from goes along.
  if (json idea = taken<json>(draft, "grew_from", json()); !idea.is_null())
    draft["idea"] = add_idea(site, std::move(idea)).str();
  json described = taken<json>(draft, "parts", json::array());
  const Caller manager = site.manager();
  auto project =
      begin_project(site.transaction, site.installation, manager, site.cluster.id.str(), draft).project;
  store::PartStore store(site.transaction);
  auto parts = described_parts(site, project.id, std::move(described));
  std::vector<cluster::Part> all = store.list(project.id);
  all.insert(all.end(), parts.begin(), parts.end());
  const cluster::Plan plan(project, std::move(all));
  for (const cluster::Part& part : parts) cluster::check_alone(plan, part.id, part.value);
  cluster::refuse_circles(plan);
  store.insert(project, parts);
  store::ProjectStore(site.transaction).refresh_viewers(project);
  static_cast<void>(move_project(site.transaction, site.installation, manager, project.id, project.version,
                                 cluster::ProjectStage::running, ""));
  site.names.know("project " + draft.value("acronym", ""), project.id.str());
}

// What was booked is there as it became, also where it is long over.
cluster::Booking booking_from(const DemonstrationSite& site, const json& described,
                              const cluster::Resource& resource) {
  cluster::Booking made;
  made.id = new_id<cluster::BookingId>();
  made.resource = resource.id;
  made.organisation = id_in<cluster::OrganisationId>(site, described, "organisation");
  made.from = std::chrono::sys_days(site.names.workday(described.at("workday"))) +
              std::chrono::hours(described.at("hour").get<int>());
  made.to = made.from + std::chrono::hours(described.at("hours").get<int>());
  made.purpose = described.at("purpose");
  made.state = cluster::value_of<cluster::BookingState>(described.at("state").get<std::string>()).value();
  made.price = cluster::price_of(resource.terms, made.user, made.from, made.to);
  made.currency = resource.terms.currency;
  return made;
}

void add_resource(const DemonstrationSite& site, json draft) {
  const json bookings = taken<json>(draft, "bookings", json::array());
  const auto resource =
      share_resource(site.transaction, site.installation, site.manager(), site.cluster.id.str(), draft)
          .resource;
  for (const json& described : bookings) {
    cluster::Booking booking = booking_from(site, described, resource);
    if (!store::BookingStore(site.transaction).hold(booking, cluster::sides_of(resource, booking)))
      site.names.refuse("books the same time twice", "choose another");
  }
}

void found_joint_work(const DemonstrationSite& site) {
  json work = site.names.filled(site.names.read("work.json"));
  for (json& idea : work["ideas"]) add_idea(site, std::move(idea));
  for (json& project : work["projects"]) add_project(site, std::move(project));
  for (json& resource : work["resources"]) add_resource(site, std::move(resource));
}

}  // namespace

void found_demonstration_work(store::Transaction& transaction, const Installation& installation,
                              const Demonstration& demonstration, Date today) {
  DemonstrationNames names(installation.settings().share / "demonstration", demonstration, today);
  const DemonstrationSite site{transaction, installation, names, demonstration.cluster, today};
  found_joint_work(site);
  found_demonstration_commerce(site);
  found_demonstration_consortia(site);
  found_demonstration_aid(site);
  found_demonstration_conduct(site);
  found_demonstration_market(site);
  found_demonstration_matchmaking(site);
}

}  // namespace grono::app
