#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "app/caller.hpp"
#include "cluster/resource/booking.hpp"
#include "store/database.hpp"

/// Booking of shared resources. Who books what is between the two sides; others see only that the time is
/// taken.
namespace grono::app {

/// A booking as the caller sees it.
struct BookingView {
  cluster::Booking booking;
  cluster::LocalisedText resource_title;
  cluster::ClusterId cluster;  ///< of the resource
  std::string organisation_name, person_name;
  bool is_seen = false;               ///< where not, only its time is
  std::vector<std::string_view> may;  ///< "answer", "cancel"
};

/// Bookings of a resource that share some time with this. Those of others only where they hold it.
/// @throws NotFound  also where the caller may not see the resource
[[nodiscard]] std::vector<BookingView> bookings_of_resource(store::Transaction& transaction,
                                                            const Caller& caller,
                                                            cluster::ResourceId resource, Timestamp from,
                                                            Timestamp to);

/// What concerns the caller in a cluster: bookings for the own organisations, and of what they lend; by their
/// beginning.
/// @param from  those that end after it. @throws NotFound  no such cluster
[[nodiscard]] std::vector<BookingView> own_bookings(store::Transaction& transaction, const Caller& caller,
                                                    std::string_view cluster, Timestamp from);
/// The same of all clusters, of those that hold their time.
[[nodiscard]] std::vector<BookingView> own_bookings(store::Transaction& transaction, const Caller& caller,
                                                    Timestamp from);

/// @throws NotFound  also where it is of two others
[[nodiscard]] BookingView read_booking(store::Transaction& transaction, const Caller& caller,
                                       cluster::BookingId id);

/// From schema BookingDraft. Confirmed at once where no approval is needed, or who lends it books.
/// @throws Refused, NotFound, InvalidInput, Conflict  somebody holds some of that time
BookingView book(store::Transaction& transaction, const Caller& caller, cluster::ResourceId resource,
                 const nlohmann::json& draft);
/// @throws Refused, NotFound, InvalidInput, VersionConflict
BookingView answer_booking(store::Transaction& transaction, const Caller& caller, cluster::BookingId id,
                           std::int64_t version, bool is_confirmed, std::string reason);
/// By either side. @throws Refused, NotFound, InvalidInput, VersionConflict
BookingView cancel_booking(store::Transaction& transaction, const Caller& caller, cluster::BookingId id,
                           std::int64_t version, std::string reason);

/// The organisation leaves the cluster: what it lends there is paused, and what was booked of it and is still
/// to come is withdrawn; who booked is told.
void withdraw_resources(store::Transaction& transaction, cluster::ClusterId cluster,
                        cluster::OrganisationId owner);

/// Schema Booking.
[[nodiscard]] nlohmann::json to_json(const BookingView& view);

}  // namespace grono::app
