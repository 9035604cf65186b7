#pragma once

#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "base/money.hpp"
#include "base/time.hpp"
#include "cluster/ids.hpp"
#include "cluster/policy.hpp"
#include "cluster/resource/booking_terms.hpp"
#include "cluster/resource/resource.hpp"

namespace grono::cluster {

/// `requested` and `confirmed` hold the time. `refused`: by who lends it, with the reason. `cancelled`: by
/// either side. `withdrawn`: the owner left the cluster.
enum class BookingState { requested, confirmed, refused, cancelled, withdrawn };

/// A resource for an organisation for some time.
struct Booking {
  BookingId id;
  ResourceId resource;
  OrganisationId organisation;   ///< that uses it
  std::optional<UserId> person;  ///< who booked
  UserKind user = UserKind::member;
  Timestamp from{}, to{};  ///< half-open
  std::string purpose;     ///< for who lends it
  BookingState state = BookingState::requested;
  std::string reason;          ///< why it was refused or cancelled
  std::optional<Money> price;  ///< as it was when it was booked; none: on request
  std::string currency;
  std::int64_t version = 0;
  Timestamp created_at{}, updated_at{};
  bool operator==(const Booking&) const = default;
};

[[nodiscard]] constexpr bool holds_time(BookingState state) noexcept {
  return state == BookingState::requested || state == BookingState::confirmed;
}

/// Whether the actor is of either side of it. Others see only that the time is taken.
[[nodiscard]] bool sees_booking(const Actor& actor, const Resource& resource, const Booking& booking);

/// Who is of either side, as groups.
[[nodiscard]] std::vector<Audience> sides_of(const Resource& resource, const Booking& booking);

/// Whether its length and its beginning are such as the terms allow, but for opening hours.
/// @param now  the notice and the horizon count from here. @throws InvalidInput  where = "/from" or "/to"
void require_bookable(const BookingTerms& terms, Timestamp from, Timestamp to, Timestamp now);

/// Confirms or refuses a request.
/// @throws InvalidInput  it is no request any more, or is refused without a reason
void answer(Booking& booking, bool is_confirmed, std::string reason);

/// @param now  what is over can't be cancelled. @throws InvalidInput  it is over, or does not hold its time
void cancel(Booking& booking, std::string reason, Timestamp now);

/// All of it: for who lends and for who uses.
[[nodiscard]] nlohmann::json to_json(const Booking& booking);
/// Reads what a client may set: organisation, from, to, purpose. @throws InvalidInput  where = JSON pointer
[[nodiscard]] Booking booking_from_json(const nlohmann::json& json);

}  // namespace grono::cluster
