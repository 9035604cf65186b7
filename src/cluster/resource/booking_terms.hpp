#pragma once

#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "base/money.hpp"
#include "base/time.hpp"

/// Under which terms a resource is lent: when, for how long, for how much.
namespace grono::cluster {

/// Who uses it, as far as prices go. `own`: people of the owner. `research`: universities and research
/// institutes that are members. `member`: the other members. `outside`: everybody else.
enum class UserKind { own, member, research, outside };

enum class PriceUnit {
  hour,  ///< to the minute
  day,   ///< each 24 hours that are begun
  use,   ///< however long it takes
};

struct Price {
  UserKind user = UserKind::member;
  PriceUnit unit = PriceUnit::hour;
  Money amount;
  bool operator==(const Price&) const = default;
};

/// When it can be used on a day of the week, by the clock on the wall.
struct OpeningHours {
  int weekday = 1;       ///< ISO 8601: 1 is Monday
  int from = 0, to = 0;  ///< minutes since midnight; to is at most 1,440
  auto operator<=>(const OpeningHours&) const = default;
};

/// Days on which it can't: a holiday, maintenance.
struct Closure {
  Date first_day{}, last_day{};
  std::string reason;
  bool operator==(const Closure&) const = default;
};

struct BookingTerms {
  bool needs_approval = true;
  int shortest_minutes = 30;
  int longest_minutes = 8 * 60;
  int notice_hours = 0;    ///< how long before it begins it has to be booked
  int horizon_days = 365;  ///< how far ahead it can be
  std::string time_zone = "Europe/Warsaw";
  std::vector<OpeningHours> opening;  ///< sorted, apart from one another; none: always
  std::vector<Closure> closures;      ///< by their first day
  std::string currency = "PLN";       ///< of the prices: ISO 4217
  std::vector<Price> prices;  ///< one for a kind of user; of those without one the price is on request
  bool operator==(const BookingTerms&) const = default;
};

/// Every booking begins and ends on one of these.
inline constexpr int kStepMinutes = 15;

/// What a use costs, exact to a hundredth, rounded half up; no value where the price is on request. The
/// owner's own people pay nothing where nothing is said.
/// @pre from < to
[[nodiscard]] std::optional<Money> price_of(const BookingTerms& terms, UserKind user, Timestamp from,
                                            Timestamp to);

/// Brings them into their stored form. @throws InvalidInput  where = JSON pointer within the terms
/// ("/prices/0/amount")
void normalise(BookingTerms& terms);

[[nodiscard]] nlohmann::json to_json(const BookingTerms& terms);
/// @param pointer  of the terms, for messages. @throws InvalidInput
[[nodiscard]] BookingTerms terms_from_json(const nlohmann::json& json, const std::string& pointer);

}  // namespace grono::cluster
