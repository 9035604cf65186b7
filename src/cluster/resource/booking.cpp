#include "cluster/resource/booking.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "cluster/json_reader.hpp"
#include "cluster/names.hpp"
#include "cluster/text_rules.hpp"

namespace grono::cluster {
namespace {

using nlohmann::json;
using std::chrono::minutes;

void require_step(const std::string& where, Timestamp moment) {
  if (moment.time_since_epoch().count() % (kStepMinutes * 60) != 0)
    throw InvalidInput(where, "is not on a quarter of an hour",
                       "bookings begin and end at :00, :15, :30 or :45");
}

}  // namespace

bool sees_booking(const Actor& actor, const Resource& resource, const Booking& booking) {
  return may(actor, Permission::answer_booking, lent(resource)) ||
         may(actor, Permission::book_resource, {std::nullopt, booking.organisation, {}});
}

std::vector<Audience> sides_of(const Resource& resource, const Booking& booking) {
  std::vector<Audience> made = {{Audience::Kind::people_of, booking.organisation.uuid}};
  if (resource.organisation)
    made.push_back({Audience::Kind::people_of, resource.organisation->uuid});
  else
    made.push_back({Audience::Kind::runners_of, resource.cluster.uuid});
  std::sort(made.begin(), made.end());
  made.erase(std::unique(made.begin(), made.end()), made.end());
  return made;
}

void require_bookable(const BookingTerms& terms, Timestamp from, Timestamp to, Timestamp now) {
  require_step("/from", from);
  require_step("/to", to);
  if (to <= from) throw InvalidInput("/to", "is not after the beginning", "give a later end");
  if (from < now) throw InvalidInput("/from", "is over", "choose a time that is still to come");
  if (to - from < minutes(terms.shortest_minutes))
    throw InvalidInput(
        "/to", fmt::format("is too soon: the shortest booking takes {} minutes", terms.shortest_minutes),
        "book longer");
  if (to - from > minutes(terms.longest_minutes))
    throw InvalidInput(
        "/to", fmt::format("is too late: the longest booking takes {} minutes", terms.longest_minutes),
        "book less, or ask the owner");
  if (from - now < std::chrono::hours(terms.notice_hours))
    throw InvalidInput("/from",
                       fmt::format("is too soon: it has to be booked {} hours ahead", terms.notice_hours),
                       "choose a later time, or ask the owner");
  if (from - now > std::chrono::hours(24) * terms.horizon_days)
    throw InvalidInput("/from",
                       fmt::format("is too far off: it can be booked {} days ahead", terms.horizon_days),
                       "choose an earlier time");
}

void answer(Booking& booking, bool is_confirmed, std::string reason) {
  if (booking.state != BookingState::requested)
    throw InvalidInput("/state", "it is no request any more", "look at what became of it");
  if (!is_confirmed && reason.empty()) throw InvalidInput("/reason", "is missing", "say why it can't be had");
  booking.state = is_confirmed ? BookingState::confirmed : BookingState::refused;
  booking.reason = is_confirmed ? "" : std::move(reason);
}

void cancel(Booking& booking, std::string reason, Timestamp now) {
  if (!holds_time(booking.state))
    throw InvalidInput("/state", "it does not hold its time any more", "look at what became of it");
  if (booking.to <= now) throw InvalidInput("/state", "its time is over", "leave it: it counts as used");
  booking.state = BookingState::cancelled;
  booking.reason = std::move(reason);
}

json to_json(const Booking& booking) {
  json made = {{"id", booking.id.str()},
               {"resource", booking.resource.str()},
               {"organisation", booking.organisation.str()},
               {"user", name_of(booking.user)},
               {"from", to_string(booking.from)},
               {"to", to_string(booking.to)},
               {"purpose", booking.purpose},
               {"state", name_of(booking.state)},
               {"currency", booking.currency},
               {"version", booking.version},
               {"created_at", to_string(booking.created_at)},
               {"updated_at", to_string(booking.updated_at)}};
  if (!booking.reason.empty()) made["reason"] = booking.reason;
  if (booking.price) made["price"] = to_string(*booking.price);
  return made;
}

Booking booking_from_json(const json& object) {
  JsonReader reader(object, "");
  Booking made;
  made.organisation = reader.required("organisation", reader.id<OrganisationId>("organisation"));
  made.from = reader.required("from", reader.moment("from"));
  made.to = reader.required("to", reader.moment("to"));
  made.purpose = stored_text("/purpose", reader.text("purpose").value_or(""), 2'000, true);
  reader.expect_nothing_else();
  return made;
}

}  // namespace grono::cluster
