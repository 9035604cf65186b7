#include "app/resources/bookings.hpp"

#include <algorithm>
#include <map>

#include "app/clock.hpp"
#include "app/clusters.hpp"
#include "app/errors.hpp"
#include "app/known_names.hpp"
#include "app/notify.hpp"
#include "app/people.hpp"
#include "app/resources/opening.hpp"
#include "app/resources/resources.hpp"
#include "base/error.hpp"
#include "cluster/names.hpp"
#include "store/booking_store.hpp"
#include "store/organisation_store.hpp"
#include "store/resource_store.hpp"
#include "store/ties.hpp"
#include "store/user_store.hpp"

namespace grono::app {
namespace {

using cluster::Booking;
using cluster::BookingId;
using cluster::BookingState;
using cluster::NotificationKind;
using cluster::OrganisationId;
using cluster::Permission;
using cluster::Resource;
using cluster::ResourceId;
using cluster::UserKind;

constexpr int kMostBookings = 5'000, kMostWithdrawn = 1'000'000;

bool answers_for(const Caller& caller, const Resource& resource) {
  return cluster::may(caller.actor, Permission::answer_booking, cluster::lent(resource));
}

// Puts names to bookings; asks the store for each thing once.
class BookingViews {
 public:
  BookingViews(store::Transaction& transaction, const Caller& caller)
      : transaction_(transaction), caller_(caller), names_(transaction) {}

  BookingView of(Booking booking) {
    BookingView made;
    if (const Resource* resource = resource_of(booking.resource)) {
      made.resource_title = resource->title;
      made.cluster = resource->cluster;
      made.is_seen = cluster::sees_booking(caller_.actor, *resource, booking);
      if (made.is_seen) {
        made.organisation_name = names_.organisation(booking.organisation);
        made.person_name = names_.person(booking.person);
        if (answers_for(caller_, *resource) && booking.state == BookingState::requested)
          made.may.push_back("answer");
        if (cluster::holds_time(booking.state) && booking.to > transaction_.now())
          made.may.push_back("cancel");
      }
    }
    made.booking = std::move(booking);
    return made;
  }

  std::vector<BookingView> all(std::vector<Booking> bookings) {
    std::vector<BookingView> made;
    for (Booking& each : bookings) made.push_back(of(std::move(each)));
    return made;
  }

 private:
  const Resource* resource_of(ResourceId id) {
    const auto [found, is_new] = resources_.try_emplace(id);
    if (is_new) {
      store::ResourceStore resources(transaction_);
      found->second = resources.find(id);
      if (!found->second) found->second = resources.find_deleted(id);
    }
    return found->second ? &*found->second : nullptr;
  }
  store::Transaction& transaction_;
  const Caller& caller_;
  std::map<ResourceId, std::optional<Resource>> resources_;
  KnownNames names_;
};

std::vector<OrganisationId> organisations_of(const Caller& caller) {
  std::vector<OrganisationId> made;
  for (const cluster::RoleGrant& grant : caller.actor.grants)
    if (grant.organisation &&
        cluster::may(caller.actor, Permission::book_resource, {std::nullopt, grant.organisation, {}}))
      made.push_back(*grant.organisation);
  return made;
}

// What the caller lends: resources of the own organisations, and of clusters that the caller runs.
std::vector<Resource> lent_by(store::Transaction& transaction, const Caller& caller) {
  std::vector<cluster::ClusterId> clusters;
  for (const cluster::RoleGrant& grant : caller.actor.grants)
    if (grant.cluster &&
        cluster::may(caller.actor, Permission::answer_booking, {grant.cluster, std::nullopt, {}}))
      clusters.push_back(*grant.cluster);
  const auto organisations = organisations_of(caller);
  return store::ResourceStore(transaction).lent_by(organisations, clusters);
}

std::vector<Booking> concerning(store::Transaction& transaction, const Caller& caller, Timestamp from,
                                bool only_held) {
  require(caller, Permission::manage_own_account);
  store::BookingFilter filter;
  for (const Resource& each : lent_by(transaction, caller)) filter.resources.push_back(each.id);
  filter.organisations = organisations_of(caller);
  filter.from = from;
  filter.only_held = only_held;
  return store::BookingStore(transaction).list(filter, kMostBookings);
}

struct SeenBooking {
  Booking booking;
  Resource resource;
};

SeenBooking find_seen_booking(store::Transaction& transaction, const Caller& caller, BookingId id) {
  if (auto found = store::BookingStore(transaction).find(id)) {
    store::ResourceStore resources(transaction);
    auto resource = resources.find(found->resource);
    if (!resource) resource = resources.find_deleted(found->resource);
    GRONO_INVARIANT(resource);
    if (cluster::sees_booking(caller.actor, *resource, *found))
      return {*std::move(found), *std::move(resource)};
  }
  throw NotFound("there is no such booking");
}

// Which price it pays, and whether it may book at all.
UserKind user_kind_of(store::Transaction& transaction, const Caller& caller, const Resource& resource,
                      OrganisationId organisation) {
  const auto stored = store::OrganisationStore(transaction).find(organisation);
  if (!stored || stored->merged_into)
    throw InvalidInput("/organisation", "is not there", "choose one from the catalogue");
  if (organisation == resource.organisation) return UserKind::own;
  const auto ties = store::ties_of(transaction, organisation);
  const bool is_member =
      std::find(ties.clusters.begin(), ties.clusters.end(), resource.cluster) != ties.clusters.end();
  if (!answers_for(caller, resource) &&
      !cluster::organisation_sees(organisation, ties.clusters, cluster::sharing_of(resource),
                                  cluster::ties_of(resource)))
    throw InvalidInput("/organisation", "the resource is not for it", "ask who lends it to book it for you");
  if (!is_member) return UserKind::outside;
  const bool is_research = stored->kind == cluster::OrganisationKind::university ||
                           stored->kind == cluster::OrganisationKind::research_institute;
  return is_research ? UserKind::research : UserKind::member;
}

std::vector<cluster::UserId> lenders_of(store::Transaction& transaction, const Resource& resource) {
  store::UserStore users(transaction);
  std::vector<cluster::UserId> made;
  if (resource.organisation) {
    for (const store::User& user : users.with_grant_for(*resource.organisation)) made.push_back(user.id);
  } else {
    made = runners_of(transaction, resource.cluster);
  }
  return made;
}

void tell(store::Transaction& transaction, NotificationKind kind, const Booking& booking,
          std::vector<cluster::UserId> accounts) {
  Occasion occasion{kind, "booking", booking.id.str()};
  occasion.detail = {{"state", name_of(booking.state)}};
  notify(transaction, occasion, std::move(accounts));
}

void tell_user(store::Transaction& transaction, NotificationKind kind, const Booking& booking) {
  if (booking.person) tell(transaction, kind, booking, {*booking.person});
}

}  // namespace

std::vector<BookingView> bookings_of_resource(store::Transaction& transaction, const Caller& caller,
                                              ResourceId resource, Timestamp from, Timestamp to) {
  static_cast<void>(read_resource(transaction, caller, resource));
  store::BookingFilter filter;
  filter.resources = {resource};
  filter.from = from;
  filter.to = to;
  auto made =
      BookingViews(transaction, caller).all(store::BookingStore(transaction).list(filter, kMostBookings));
  std::erase_if(made, [](const BookingView& each) {
    return !each.is_seen && !cluster::holds_time(each.booking.state);
  });
  return made;
}

std::vector<BookingView> own_bookings(store::Transaction& transaction, const Caller& caller,
                                      std::string_view cluster, Timestamp from) {
  const cluster::ClusterId id = read_cluster(transaction, cluster).id;
  auto made = BookingViews(transaction, caller).all(concerning(transaction, caller, from, false));
  std::erase_if(made, [&](const BookingView& each) { return each.cluster != id; });
  return made;
}

std::vector<BookingView> own_bookings(store::Transaction& transaction, const Caller& caller, Timestamp from) {
  return BookingViews(transaction, caller).all(concerning(transaction, caller, from, true));
}

BookingView read_booking(store::Transaction& transaction, const Caller& caller, BookingId id) {
  return BookingViews(transaction, caller).of(find_seen_booking(transaction, caller, id).booking);
}

BookingView book(store::Transaction& transaction, const Caller& caller, ResourceId resource_id,
                 const nlohmann::json& draft) {
  const ResourceView view = read_resource(transaction, caller, resource_id);
  const Resource& resource = view.resource;
  Booking booking = cluster::booking_from_json(draft);
  const bool answers = answers_for(caller, resource);
  if (!answers) require(caller, Permission::book_resource, {std::nullopt, booking.organisation, {}});
  if (!view.is_owner_member)
    throw Conflict("the owner is no member of the cluster any more: the resource can't be booked");
  if (resource.is_paused) throw Conflict("the resource is paused: nothing new can be booked for now");
  booking.user = user_kind_of(transaction, caller, resource, booking.organisation);
  cluster::require_bookable(resource.terms, booking.from, booking.to, transaction.now());
  require_open(resource.terms, booking.from, booking.to);
  booking.id = new_id<BookingId>();
  booking.resource = resource.id;
  booking.person = caller.actor.user;
  booking.state =
      resource.terms.needs_approval && !answers ? BookingState::requested : BookingState::confirmed;
  booking.price = cluster::price_of(resource.terms, booking.user, booking.from, booking.to);
  booking.currency = resource.terms.currency;
  const auto sides = cluster::sides_of(resource, booking);
  if (!store::BookingStore(transaction).hold(booking, sides))
    throw Conflict("somebody has booked some of that time already: choose another");
  if (!answers)
    tell(transaction, NotificationKind::booking_requested, booking, lenders_of(transaction, resource));
  return read_booking(transaction, caller, booking.id);
}

BookingView answer_booking(store::Transaction& transaction, const Caller& caller, BookingId id,
                           std::int64_t version, bool is_confirmed, std::string reason) {
  SeenBooking seen = find_seen_booking(transaction, caller, id);
  require(caller, Permission::answer_booking, cluster::lent(seen.resource));
  cluster::answer(seen.booking, is_confirmed, std::move(reason));
  seen.booking.version = version;
  store::BookingStore(transaction).update(seen.booking);
  tell_user(transaction, NotificationKind::booking_answered, seen.booking);
  return read_booking(transaction, caller, id);
}

BookingView cancel_booking(store::Transaction& transaction, const Caller& caller, BookingId id,
                           std::int64_t version, std::string reason) {
  SeenBooking seen = find_seen_booking(transaction, caller, id);
  cluster::cancel(seen.booking, std::move(reason), transaction.now());
  seen.booking.version = version;
  store::BookingStore(transaction).update(seen.booking);
  auto accounts = answers_for(caller, seen.resource) ? std::vector<cluster::UserId>()
                                                     : lenders_of(transaction, seen.resource);
  if (seen.booking.person) accounts.push_back(*seen.booking.person);
  tell(transaction, NotificationKind::booking_ended, seen.booking, std::move(accounts));
  return read_booking(transaction, caller, id);
}

void withdraw_resources(store::Transaction& transaction, cluster::ClusterId cluster, OrganisationId owner) {
  store::ResourceStore resources(transaction);
  store::BookingStore bookings(transaction);
  const std::vector<OrganisationId> owners = {owner};
  store::BookingFilter still_to_come;
  for (const Resource& resource : resources.lent_by(owners, {})) {
    if (resource.cluster != cluster) continue;
    resources.pause(resource);
    still_to_come.resources.push_back(resource.id);
  }
  still_to_come.from = transaction.now();
  still_to_come.only_held = true;
  for (Booking& booking : bookings.list(still_to_come, kMostWithdrawn)) {
    if (booking.organisation == owner) continue;
    booking.state = BookingState::withdrawn;
    bookings.update(booking);
    tell_user(transaction, NotificationKind::booking_ended, booking);
  }
}

nlohmann::json to_json(const BookingView& view) {
  const Booking& booking = view.booking;
  if (!view.is_seen)
    return {{"resource", booking.resource.str()},
            {"from", to_string(booking.from)},
            {"to", to_string(booking.to)},
            {"may", nlohmann::json::array()}};
  nlohmann::json made = cluster::to_json(booking);
  made["resource_title"] = view.resource_title;
  made["organisation_name"] = view.organisation_name;
  if (!view.person_name.empty()) made["person"] = view.person_name;
  made["may"] = view.may;
  return made;
}

}  // namespace grono::app
