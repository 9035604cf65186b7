#include "app/resources/resource_use.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include <nlohmann/json.hpp>

#include "app/resources/opening.hpp"
#include "base/error.hpp"
#include "cluster/names.hpp"
#include "store/booking_store.hpp"

namespace grono::app {
namespace {

using cluster::Booking;
using cluster::BookingState;

constexpr int kMostBookingsCounted = 200'000;
constexpr std::chrono::days kLongestTime{1'100};

bool may_know(const ResourceView& view) {
  return std::find(view.may.begin(), view.may.end(), "edit") != view.may.end() ||
         std::find(view.may.begin(), view.may.end(), "answer") != view.may.end();
}

std::vector<ResourceView> known_resources(store::Transaction& transaction, const Installation& installation,
                                          const Caller& caller, std::string_view cluster) {
  std::vector<ResourceView> made;
  store::PageRequest page{"", 200};
  for (;;) {
    auto found = list_resources(transaction, installation, caller, cluster, {}, page);
    for (ResourceView& view : found.page.items)
      if (may_know(view)) made.push_back(std::move(view));
    if (!found.page.next) return made;
    page.cursor = *found.page.next;
  }
}

void count(ResourceUse& use, const std::vector<Booking>& bookings, Timestamp from, Timestamp to) {
  const auto& terms = use.view.resource.terms;
  std::set<cluster::OrganisationId> organisations;
  use.open_minutes = open_minutes(terms, from, to);
  for (const Booking& booking : bookings) {
    const std::int64_t minutes = open_minutes(terms, std::max(booking.from, from), std::min(booking.to, to));
    ++use.bookings;
    use.booked_minutes += minutes;
    use.minutes_by_user[static_cast<std::size_t>(booking.user)] += minutes;
    if (booking.user != cluster::UserKind::own) organisations.insert(booking.organisation);
    // Of what goes on beyond the time all of the price belongs to where it begins.
    if (booking.price && booking.currency == terms.currency && booking.from >= from)
      use.income += *booking.price;
  }
  use.organisations = static_cast<std::int64_t>(organisations.size());
}

}  // namespace

std::vector<ResourceUse> use_of_resources(store::Transaction& transaction, const Installation& installation,
                                          const Caller& caller, std::string_view cluster, Timestamp from,
                                          Timestamp to) {
  if (to <= from) throw InvalidInput("query/to", "is not after the beginning", "give a later end");
  if (to - from > kLongestTime)
    throw InvalidInput("query/to", "is too far from the beginning", "ask for three years at most");
  std::vector<ResourceUse> made;
  store::BookingFilter filter;
  for (ResourceView& view : known_resources(transaction, installation, caller, cluster)) {
    filter.resources.push_back(view.resource.id);
    made.emplace_back().view = std::move(view);
  }
  filter.from = from;
  filter.to = to;
  filter.only_held = true;
  std::map<cluster::ResourceId, std::vector<Booking>> bookings;
  for (Booking& each : store::BookingStore(transaction).list(filter, kMostBookingsCounted))
    if (each.state == BookingState::confirmed) bookings[each.resource].push_back(std::move(each));
  for (ResourceUse& use : made) count(use, bookings[use.view.resource.id], from, to);
  const auto title = [&](const ResourceUse& use) {
    return cluster::in_language(use.view.resource.title, caller.language)->text;
  };
  std::sort(made.begin(), made.end(),
            [&](const ResourceUse& a, const ResourceUse& b) { return title(a) < title(b); });
  return made;
}

nlohmann::json to_json(const ResourceUse& use) {
  nlohmann::json by_user = nlohmann::json::object();
  for (const auto& [name, kind] : cluster::named_values<cluster::UserKind>())
    by_user[std::string(name)] = use.minutes_by_user[static_cast<std::size_t>(kind)];
  return {{"resource", use.view.resource.id.str()},
          {"title", use.view.resource.title},
          {"organisation_name", use.view.organisation_name},
          {"open_minutes", use.open_minutes},
          {"booked_minutes", use.booked_minutes},
          {"bookings", use.bookings},
          {"organisations", use.organisations},
          {"minutes_by_user", std::move(by_user)},
          {"income", to_string(use.income)},
          {"currency", use.view.resource.terms.currency}};
}

}  // namespace grono::app
