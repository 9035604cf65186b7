#include "app/demonstration_work.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <map>

#include "app/clock.hpp"
#include "app/commerce/ip_assets.hpp"
#include "app/commerce/market_offers.hpp"
#include "app/commerce/products.hpp"
#include "app/ideas.hpp"
#include "app/installation.hpp"
#include "app/projects/projects.hpp"
#include "app/resources/resources.hpp"
#include "base/error.hpp"
#include "cluster/names.hpp"
#include "cluster/project/plan.hpp"
#include "cluster/resource/booking.hpp"
#include "store/booking_store.hpp"
#include "store/part_store.hpp"
#include "store/project_store.hpp"

namespace grono::app {
namespace {

using nlohmann::json;

/// Puts what a description names in place of its names.
class Names {
 public:
  Names(const Demonstration& demonstration, Date today) : demonstration_(demonstration), today_(today) {}

  /// The description with every "{...}" replaced.
  json filled(json value) {
    if (value.is_structured()) {
      for (auto& each : value) each = filled(std::move(each));
      return value;
    }
    if (!value.is_string()) return value;
    const auto text = value.get<std::string>();
    if (text.size() < 3 || text.front() != '{' || text.back() != '}') return value;
    return meant(text.substr(1, text.size() - 2));
  }

 private:
  json meant(const std::string& name) {
    const auto blank = name.find(' ');
    const std::string what = name.substr(0, blank);
    const std::string rest = blank == std::string::npos ? "" : name.substr(blank + 1);
    if (what == "coordinator" && demonstration_.cluster.coordinator) return demonstration_.cluster.coordinator->str();
    if (what == "day") return to_string(day(std::stoi(rest)));
    if (what == "moment") return to_string(day(std::stoi(rest))) + "T09:00:00Z";
    if (what == "year") return static_cast<int>(day(std::stoi(rest)).year());
    if (const auto kind = cluster::value_of<cluster::OrganisationKind>(what)) return member(*kind, std::stoul(rest));
    // A part of the project: the same id wherever it is named.
    return parts_.try_emplace(name, new_id<cluster::PartId>()).first->second.str();
  }

  Date day(int from_today) const { return std::chrono::sys_days(today_) + std::chrono::days(from_today); }

  std::string member(cluster::OrganisationKind kind, std::size_t number) const {
    for (std::size_t i = 0; i < demonstration_.organisations.size(); ++i) {
      const auto& each = demonstration_.organisations[i];
      const bool fits = each.kind == kind && each.id != demonstration_.cluster.coordinator &&
                        cluster::status(demonstration_.memberships[i]) == cluster::MembershipStatus::active;
      if (fits && number-- == 0) return each.id.str();
    }
    throw InvalidInput("work.json", "names more members than there are", "name fewer");
  }

  const Demonstration& demonstration_;
  Date today_;
  std::map<std::string, cluster::PartId> parts_;
};

json read(const std::filesystem::path& path) {
  std::ifstream in(path);
  return json::parse(in);
}

// The draft that is left once what the description says beside it is taken out.
template <class T>
T taken(json& object, const char* field, T otherwise) {
  const T value = object.value(field, otherwise);
  object.erase(field);
  return value;
}

cluster::IdeaId add_idea(store::Transaction& transaction, const Installation& installation, const Caller& caller,
                         const std::string& cluster, json draft) {
  const auto stage = cluster::value_of<cluster::IdeaStage>(taken<std::string>(draft, "stage", "spark"));
  const std::string reason = taken<std::string>(draft, "reason", "");
  const auto view = propose_idea(transaction, installation, caller, cluster, draft);
  const auto& idea = view.row.idea;
  if (stage && *stage != idea.stage)
    static_cast<void>(move_idea(transaction, installation, caller, idea.id, idea.version, *stage, reason));
  return idea.id;
}

cluster::ProjectId add_project(store::Transaction& transaction, const Installation& installation, const Caller& caller,
                               const std::string& cluster, json draft) {
  const json described = taken<json>(draft, "parts", json::array());
  auto project = begin_project(transaction, installation, caller, cluster, draft).project;
  store::PartStore store(transaction);
  std::vector<cluster::Part> parts;
  for (json each : described) {
    const auto kind = cluster::value_of<cluster::PartKind>(taken<std::string>(each, "part", ""));
    const auto id = cluster::PartId::parse(taken<std::string>(each, "id", ""));
    if (!kind) throw InvalidInput("work.json", "has a part of no kind", "say of which kind it is");
    parts.push_back({id.value_or(new_id<cluster::PartId>()), project.id, cluster::part_from_stored(*kind, each), 0, {}, {}, {}});
  }
  std::vector<cluster::Part> all = store.list(project.id);
  all.insert(all.end(), parts.begin(), parts.end());
  const cluster::Plan plan(project, std::move(all));
  for (const cluster::Part& part : parts) cluster::check_alone(plan, part.id, part.value);
  cluster::refuse_circles(plan);
  store.insert(project, parts);
  store::ProjectStore(transaction).refresh_viewers(project);
  static_cast<void>(move_project(transaction, installation, caller, project.id, project.version,
                                 cluster::ProjectStage::running, ""));
  return project.id;
}

// Days of the week on which people work, from today; 0 is today or the next one.
Date workday(Date today, int number) {
  auto day = std::chrono::sys_days(today);
  const auto is_weekend = [&] { return std::chrono::weekday(day).iso_encoding() > 5; };
  while (is_weekend()) day += std::chrono::days(1);
  const std::chrono::days step(number > 0 ? 1 : -1);
  for (int left = std::abs(number); left > 0; left -= is_weekend() ? 0 : 1) day += step;
  return day;
}

// What was booked is there as it became, also where it is long over.
cluster::Booking booking_from(const json& described, const cluster::Resource& resource, Date today) {
  cluster::Booking made;
  made.id = new_id<cluster::BookingId>();
  made.resource = resource.id;
  made.organisation = cluster::OrganisationId::parse(described.at("organisation").get<std::string>()).value();
  made.from = std::chrono::sys_days(workday(today, described.at("workday"))) + std::chrono::hours(described.at("hour").get<int>());
  made.to = made.from + std::chrono::hours(described.at("hours").get<int>());
  made.purpose = described.at("purpose");
  made.state = cluster::value_of<cluster::BookingState>(described.at("state").get<std::string>()).value();
  made.price = cluster::price_of(resource.terms, made.user, made.from, made.to);
  made.currency = resource.terms.currency;
  return made;
}

void add_resource(store::Transaction& transaction, const Installation& installation, const Caller& caller,
                  const std::string& cluster, json draft, Date today) {
  const json bookings = taken<json>(draft, "bookings", json::array());
  const auto resource = share_resource(transaction, installation, caller, cluster, draft).resource;
  for (const json& described : bookings) {
    cluster::Booking booking = booking_from(described, resource, today);
    if (!store::BookingStore(transaction).hold(booking, cluster::sides_of(resource, booking)))
      throw InvalidInput("work.json", "books the same time twice", "choose another");
  }
}

/// Products, intellectual property and offers; they name one another by their keys.
class Commerce {
 public:
  Commerce(store::Transaction& transaction, const Installation& installation, const Caller& caller, std::string cluster)
      : transaction_(transaction), installation_(installation), caller_(caller), cluster_(std::move(cluster)) {}

  /// @param projects  in the order of the description; "of_project" counts them from 0
  void add(const json& work, const std::vector<cluster::ProjectId>& projects) {
    for (json product : work.value("products", json::array())) {
      const auto key = taken<std::string>(product, "key", "");
      if (const int project = taken<int>(product, "of_project", -1); project >= 0)
        product["project"] = projects.at(static_cast<std::size_t>(project)).str();
      ids_[key] = add_product(transaction_, installation_, caller_, cluster_, product).product.id.str();
    }
    for (json asset : work.value("ip_assets", json::array())) {
      const auto key = taken<std::string>(asset, "key", "");
      if (asset.contains("products")) put_ids(asset["products"]);
      ids_[key] = add_ip_asset(transaction_, installation_, caller_, cluster_, asset).asset.id.str();
    }
    for (json offer : work.value("market_offers", json::array())) {
      if (offer.contains("product")) offer["product"] = ids_.at(offer["product"].get<std::string>());
      if (offer.contains("ip_assets")) put_ids(offer["ip_assets"]);
      static_cast<void>(add_market_offer(transaction_, installation_, caller_, cluster_, offer));
    }
  }

 private:
  void put_ids(json& keys) const {
    for (json& each : keys) each = ids_.at(each.get<std::string>());
  }

  store::Transaction& transaction_;
  const Installation& installation_;
  const Caller& caller_;
  std::string cluster_;
  std::map<std::string, std::string> ids_;
};

}  // namespace

void found_demonstration_work(store::Transaction& transaction, const Installation& installation,
                              const Demonstration& demonstration, Date today) {
  Caller caller;
  caller.actor.grants = {{cluster::Role::manager, demonstration.cluster.id, std::nullopt}};
  const std::string cluster = demonstration.cluster.id.str();
  Names names(demonstration, today);
  json work = names.filled(read(installation.settings().share / "demonstration" / "work.json"));
  for (json& idea : work["ideas"]) add_idea(transaction, installation, caller, cluster, std::move(idea));
  std::vector<cluster::ProjectId> projects;
  for (json& project : work["projects"]) {
    // The idea it grew from goes along.
    if (json idea = taken<json>(project, "grew_from", json()); !idea.is_null())
      project["idea"] = add_idea(transaction, installation, caller, cluster, std::move(idea)).str();
    projects.push_back(add_project(transaction, installation, caller, cluster, std::move(project)));
  }
  for (json& resource : work["resources"])
    add_resource(transaction, installation, caller, cluster, std::move(resource), today);
  Commerce(transaction, installation, caller, cluster).add(work, projects);
}

}  // namespace grono::app
