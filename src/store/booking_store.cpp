#include "store/booking_store.hpp"

#include "base/error.hpp"
#include "cluster/json.hpp"
#include "store/conditions.hpp"
#include "store/sql.hpp"
#include "store/viewers.hpp"

namespace grono::store {
namespace {

using cluster::Booking;
using cluster::BookingId;
using soci::into;
using soci::use;

constexpr const char* kHeld = "state IN ('requested', 'confirmed')";

template <class Bind>
std::vector<Booking> read_bookings(Transaction& transaction, const std::string& rest, const Bind& bind) {
  Booking row;
  std::optional<long long> price;
  long long version = 0;
  auto temporary =
      (transaction.sql().prepare
           << "SELECT id, resource, organisation, person, user_kind, begins_at, ends_at, purpose, "
              "state, reason, price, currency, version, created_at, updated_at FROM booking WHERE " +
                  rest,
       into(row.id), into(row.resource), into(row.organisation), into(row.person), into(row.user),
       into(row.from), into(row.to), into(row.purpose), into(row.state), into(row.reason), into(price),
       into(row.currency), into(version), into(row.created_at), into(row.updated_at));
  bind(temporary);
  soci::statement statement = temporary;
  std::vector<Booking> made;
  each_row(statement, [&] {
    row.price = price ? std::optional(Money{*price}) : std::nullopt;
    row.version = version;
    made.push_back(row);
  });
  return made;
}

std::optional<long long> hundredths(const Booking& booking) {
  return booking.price ? std::optional<long long>(booking.price->hundredths) : std::nullopt;
}

// Those who look at the resource ask anew. The log says that something happened, for what it was is between
// two.
void tell_of_booking(Transaction& transaction, std::string_view action, const Booking& booking) {
  transaction.changed(
      {"resource", booking.resource.str(), 0, std::nullopt, viewers_of(transaction, booking.resource.str())});
  transaction.audit(action, "booking", booking.id.str(), "{}");
}

}  // namespace

std::optional<Booking> BookingStore::find(BookingId id) {
  auto found = read_bookings(transaction_, "id = :id", [&](auto& statement) { statement, use(id, "id"); });
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::vector<Booking> BookingStore::list(const BookingFilter& filter, int most) {
  Conditions conditions("1 = 1");
  conditions.add_either(
      {{"resource", texts_of(filter.resources)}, {"organisation", texts_of(filter.organisations)}});
  if (filter.from) conditions.add("ends_at > ", to_string(*filter.from));
  if (filter.to) conditions.add("begins_at < ", to_string(*filter.to));
  if (filter.only_held) conditions.add(kHeld);
  return read_bookings(transaction_, conditions.text() + " ORDER BY begins_at, id LIMIT :most",
                       [&](auto& statement) {
                         conditions.bind(statement);
                         statement, use(most, "most");
                       });
}

bool BookingStore::hold(Booking& booking, std::span<const cluster::Audience> sides) {
  GRONO_INVARIANT(!booking.id.is_nil() && booking.from < booking.to && cluster::holds_time(booking.state));
  // From here to the end of the transaction nobody else books this resource.
  transaction_.sql() << "UPDATE resource SET bookings = bookings + 1 WHERE id = :id",
      use(booking.resource, "id");
  BookingFilter same;
  same.resources = {booking.resource};
  same.from = booking.from;
  same.to = booking.to;
  same.only_held = true;
  if (!list(same, 1).empty()) return false;
  booking.version = 1;
  booking.created_at = booking.updated_at = transaction_.now();
  const auto price = hundredths(booking);
  const long long version = booking.version;
  transaction_.sql()
      << "INSERT INTO booking (id, resource, organisation, person, user_kind, begins_at, ends_at, purpose, "
         "state, reason, price, currency, version, created_at, updated_at) VALUES (:id, :resource, "
         ":organisation, :person, :user, :begins, :ends, :purpose, :state, :reason, :price, :currency, "
         ":version, :created, :updated)",
      use(booking.id, "id"), use(booking.resource, "resource"), use(booking.organisation, "organisation"),
      use(booking.person, "person"), use(booking.user, "user"), use(booking.from, "begins"),
      use(booking.to, "ends"), use(booking.purpose, "purpose"), use(booking.state, "state"),
      use(booking.reason, "reason"), use(price, "price"), use(booking.currency, "currency"),
      use(version, "version"), use(booking.created_at, "created"), use(booking.updated_at, "updated");
  write_viewers(transaction_, booking.id.str(), sides);
  tell_of_booking(transaction_, "booking.made", booking);
  return true;
}

void BookingStore::update(Booking& booking) {
  const long long expected = booking.version;
  booking.version = expected + 1;
  booking.updated_at = transaction_.now();
  const long long version = booking.version;
  soci::statement statement =
      (transaction_.sql().prepare
           << "UPDATE booking SET state = :state, reason = :reason, version = :version, "
              "updated_at = :updated WHERE id = :id AND version = :expected",
       use(booking.state, "state"), use(booking.reason, "reason"), use(version, "version"),
       use(booking.updated_at, "updated"), use(booking.id, "id"), use(expected, "expected"));
  if (run(statement) == 0) throw VersionConflict("the booking was changed meanwhile");
  tell_of_booking(transaction_, "booking." + std::string(cluster::name_of(booking.state)), booking);
}

}  // namespace grono::store
