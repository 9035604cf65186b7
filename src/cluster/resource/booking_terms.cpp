#include "cluster/resource/booking_terms.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "cluster/json_reader.hpp"
#include "cluster/names.hpp"
#include "cluster/project/project.hpp"
#include "cluster/text_rules.hpp"
#include "cluster/time_of_day.hpp"

namespace grono::cluster {
namespace {

using nlohmann::json;

constexpr int kLongestBooking_minutes = 366 * 24 * 60;
constexpr std::size_t kMostOpenings = 50, kMostClosures = 200;

void require_between(const std::string& where, int value, int from, int to) {
  if (value < from || value > to)
    throw InvalidInput(where, "is out of range", fmt::format("give {} to {}", from, to));
}

void require_steps(const std::string& where, int minutes) {
  if (minutes % kStepMinutes != 0)
    throw InvalidInput(where, "is no multiple of a quarter of an hour", "give 15, 30, 45, 60 and so on");
}

void normalise_opening(std::vector<OpeningHours>& opening) {
  if (opening.size() > kMostOpenings)
    throw InvalidInput("/opening", "are too many", fmt::format("give at most {}", kMostOpenings));
  for (std::size_t i = 0; i < opening.size(); ++i) {
    const std::string here = "/opening/" + std::to_string(i);
    require_between(here + "/weekday", opening[i].weekday, 1, 7);
    if (opening[i].to <= opening[i].from)
      throw InvalidInput(here + "/to", "is not after the time it opens",
                         "for the night give the evening to 24:00, and the next day from 00:00");
    require_steps(here + "/from", opening[i].from);
    require_steps(here + "/to", opening[i].to);
  }
  std::sort(opening.begin(), opening.end());
  for (std::size_t i = 1; i < opening.size(); ++i)
    if (opening[i].weekday == opening[i - 1].weekday && opening[i].from < opening[i - 1].to)
      throw InvalidInput("/opening", "two opening hours of a day overlap", "give each time once");
}

void normalise_closures(std::vector<Closure>& closures) {
  if (closures.size() > kMostClosures)
    throw InvalidInput("/closures", "are too many", fmt::format("give at most {}", kMostClosures));
  for (std::size_t i = 0; i < closures.size(); ++i) {
    const std::string here = "/closures/" + std::to_string(i);
    if (closures[i].last_day < closures[i].first_day)
      throw InvalidInput(here + "/last_day", "is before the first day",
                         "give the last day on which it is closed");
    closures[i].reason = stored_text(here + "/reason", closures[i].reason, 200, false);
  }
  std::stable_sort(closures.begin(), closures.end(),
                   [](const Closure& a, const Closure& b) { return a.first_day < b.first_day; });
}

void normalise_prices(BookingTerms& terms) {
  require_currency(terms.currency);
  std::stable_sort(terms.prices.begin(), terms.prices.end(),
                   [](const Price& a, const Price& b) { return a.user < b.user; });
  for (std::size_t i = 1; i < terms.prices.size(); ++i)
    if (terms.prices[i].user == terms.prices[i - 1].user)
      throw InvalidInput("/prices", fmt::format("two prices for \"{}\"", name_of(terms.prices[i].user)),
                         "give one price for a kind of user");
}

OpeningHours opening_from(const json& object, const std::string& pointer) {
  JsonReader reader(object, pointer);
  OpeningHours made;
  made.weekday = reader.required("weekday", reader.small_integer("weekday"));
  made.from = time_of_day_from(reader, "from");
  made.to = time_of_day_from(reader, "to", true);
  reader.expect_nothing_else();
  return made;
}

Closure closure_from(const json& object, const std::string& pointer) {
  JsonReader reader(object, pointer);
  Closure made;
  made.first_day = reader.required("first_day", reader.day("first_day"));
  made.last_day = reader.day("last_day").value_or(made.first_day);
  made.reason = reader.text("reason").value_or("");
  reader.expect_nothing_else();
  return made;
}

Price price_from(const json& object, const std::string& pointer) {
  JsonReader reader(object, pointer);
  Price made;
  made.user = reader.required("user", reader.named<UserKind>("user"));
  made.unit = reader.required("unit", reader.named<PriceUnit>("unit"));
  const std::string written = reader.required("amount", reader.text("amount"));
  const auto amount = parse_money(written);
  if (!amount || amount->hundredths < 0)
    throw InvalidInput(reader.at("amount"), "\"" + written + "\" is no price",
                       "write it as \"1234.50\", without the currency");
  made.amount = *amount;
  reader.expect_nothing_else();
  return made;
}

}  // namespace

std::optional<Money> price_of(const BookingTerms& terms, UserKind user, Timestamp from, Timestamp to) {
  GRONO_INVARIANT(from < to);
  const auto found = std::find_if(terms.prices.begin(), terms.prices.end(),
                                  [&](const Price& each) { return each.user == user; });
  if (found == terms.prices.end()) return user == UserKind::own ? std::optional(Money{}) : std::nullopt;
  const std::int64_t minutes = std::chrono::duration_cast<std::chrono::minutes>(to - from).count();
  constexpr std::int64_t kDay = 24 * 60;
  switch (found->unit) {
    case PriceUnit::hour:
      return Money{(found->amount.hundredths * minutes + 30) / 60};
    case PriceUnit::day:
      return Money{found->amount.hundredths * ((minutes + kDay - 1) / kDay)};
    case PriceUnit::use:
      return found->amount;
  }
  return std::nullopt;
}

void normalise(BookingTerms& terms) {
  require_between("/shortest_minutes", terms.shortest_minutes, kStepMinutes, kLongestBooking_minutes);
  require_between("/longest_minutes", terms.longest_minutes, kStepMinutes, kLongestBooking_minutes);
  require_steps("/shortest_minutes", terms.shortest_minutes);
  require_steps("/longest_minutes", terms.longest_minutes);
  if (terms.longest_minutes < terms.shortest_minutes)
    throw InvalidInput("/longest_minutes", "is less than the shortest booking", "make it as long at least");
  require_between("/notice_hours", terms.notice_hours, 0, 24 * 366);
  require_between("/horizon_days", terms.horizon_days, 1, 3 * 366);
  normalise_opening(terms.opening);
  normalise_closures(terms.closures);
  normalise_prices(terms);
}

json to_json(const BookingTerms& terms) {
  json opening = json::array(), closures = json::array(), prices = json::array();
  for (const OpeningHours& each : terms.opening)
    opening.push_back(
        {{"weekday", each.weekday}, {"from", time_of_day(each.from)}, {"to", time_of_day(each.to)}});
  for (const Closure& each : terms.closures)
    closures.push_back({{"first_day", to_string(each.first_day)},
                        {"last_day", to_string(each.last_day)},
                        {"reason", each.reason}});
  for (const Price& each : terms.prices)
    prices.push_back(
        {{"user", name_of(each.user)}, {"unit", name_of(each.unit)}, {"amount", to_string(each.amount)}});
  return {{"needs_approval", terms.needs_approval},
          {"shortest_minutes", terms.shortest_minutes},
          {"longest_minutes", terms.longest_minutes},
          {"notice_hours", terms.notice_hours},
          {"horizon_days", terms.horizon_days},
          {"time_zone", terms.time_zone},
          {"opening", std::move(opening)},
          {"closures", std::move(closures)},
          {"currency", terms.currency},
          {"prices", std::move(prices)}};
}

BookingTerms terms_from_json(const json& object, const std::string& pointer) {
  JsonReader reader(object, pointer);
  BookingTerms made;
  made.needs_approval = reader.flag("needs_approval", made.needs_approval);
  made.shortest_minutes = reader.small_integer("shortest_minutes").value_or(made.shortest_minutes);
  made.longest_minutes =
      reader.small_integer("longest_minutes").value_or(std::max(made.longest_minutes, made.shortest_minutes));
  made.notice_hours = reader.small_integer("notice_hours").value_or(made.notice_hours);
  made.horizon_days = reader.small_integer("horizon_days").value_or(made.horizon_days);
  made.time_zone = reader.text("time_zone").value_or(made.time_zone);
  made.opening = reader.list("opening", opening_from);
  made.closures = reader.list("closures", closure_from);
  made.currency = reader.text("currency").value_or(made.currency);
  made.prices = reader.list("prices", price_from);
  reader.expect_nothing_else();
  return made;
}

}  // namespace grono::cluster
