#include <map>

#include "app/clock.hpp"
#include "app/clusters.hpp"
#include "app/json.hpp"
#include "store/membership_store.hpp"

namespace grono::app {
namespace {

using nlohmann::json;

json label_of(const FacetValue& value, const cluster::Classifications& classifications) {
  const std::size_t colon = value.value.find(':');
  if (colon == std::string::npos) return {};
  const auto* entry = classifications.find(value.value.substr(0, colon), value.value.substr(colon + 1));
  if (!entry) return {};
  json made = json::object();
  if (!entry->title_pl.empty()) made["pl"] = entry->title_pl;
  if (!entry->title_en.empty()) made["en"] = entry->title_en;
  return made;
}

}  // namespace

std::vector<MembershipYear> membership_years(std::span<const cluster::Membership> memberships, int until) {
  std::map<int, MembershipYear> years;
  for (const cluster::Membership& membership : memberships) {
    if (const auto day = cluster::since(membership)) ++years[static_cast<int>(day->year())].joined;
    if (const auto day = cluster::until(membership)) ++years[static_cast<int>(day->year())].left;
  }
  std::vector<MembershipYear> made;
  if (years.empty()) return made;
  const int last = std::max(until, years.rbegin()->first);
  int members = 0;
  for (int year = years.begin()->first; year <= last; ++year) {
    MembershipYear& each = years[year];
    members += each.joined - each.left;
    each.year = year;
    each.members = members;
    made.push_back(each);
  }
  return made;
}

ClusterNumbers cluster_numbers(const Installation& installation, std::string_view id_or_slug) {
  ClusterNumbers numbers;
  Filter members;
  installation.database().read([&](store::Transaction& transaction) {
    members.cluster = read_cluster(transaction, id_or_slug).id;
    std::vector<cluster::Membership> memberships;
    store::MembershipStore(transaction)
        .for_each_of_cluster(*members.cluster,
                             [&](cluster::Membership&& each) { memberships.push_back(std::move(each)); });
    numbers.years = membership_years(memberships, static_cast<int>(today().year()));
  });
  const cluster::Actor guest;  // figures are for everyone, so they are made from what everyone sees
  Catalogue& catalogue = installation.catalogue();
  numbers.by = catalogue.facets(members, guest);
  catalogue.for_each_card(catalogue.ids(members, guest), [&](const Card& card) {
    ++numbers.members;
    numbers.employees += card.employees.value_or(0);
    numbers.employees_known += card.employees ? 1U : 0U;
    numbers.offers += card.public_offers;
    numbers.needs += card.public_needs;
  });
  return numbers;
}

json to_json(std::span<const FacetValue> values, const cluster::Classifications& classifications) {
  json made = json::array();
  for (const FacetValue& value : values) {
    json count = {{"value", value.value}, {"count", value.count}};
    if (json label = label_of(value, classifications); !label.is_null()) count["label"] = std::move(label);
    made.push_back(std::move(count));
  }
  return made;
}

json to_json(const ClusterNumbers& numbers, const cluster::Classifications& classifications) {
  json years = json::array();
  for (const MembershipYear& each : numbers.years)
    years.push_back(
        {{"year", each.year}, {"joined", each.joined}, {"left", each.left}, {"members", each.members}});
  return {{"members", numbers.members},
          {"employees", numbers.employees},
          {"employees_known", numbers.employees_known},
          {"offers", numbers.offers},
          {"needs", numbers.needs},
          {"by_kind", to_json(numbers.by.kind, classifications)},
          {"by_size", to_json(numbers.by.size, classifications)},
          {"by_place", to_json(numbers.by.place, classifications)},
          {"by_activity", to_json(numbers.by.activity, classifications)},
          {"joined_by_year", std::move(years)}};
}

}  // namespace grono::app
