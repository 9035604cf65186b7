#pragma once

#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "base/time.hpp"

/// What there is to sell: products and results, intellectual property, offers to the market.
namespace grono::cluster {

/// That a technology readiness level was reached on a day, or had to be given up.
struct TrlEntry {
  Date on{};
  int trl = 1;           ///< 1..9
  std::string evidence;  ///< what shows it: a report, a test, a certificate; may be empty
  bool operator==(const TrlEntry&) const = default;
};

/// Brings a history into its stored form: the oldest first.
/// @param where  JSON pointer of the list
/// @param today  in UTC; the day after it has begun already in the east
/// @throws InvalidInput  a level that is none, a day in the future, a day twice, over 200 entries
void normalise_trl(const std::string& where, std::vector<TrlEntry>& history, Date today);

/// The level of the latest entry; none where nothing is written. @pre  normalised
[[nodiscard]] std::optional<int> current_trl(const std::vector<TrlEntry>& history);
/// Whether the entry is below the one before it. @pre  normalised
[[nodiscard]] bool is_step_back(const std::vector<TrlEntry>& history, std::size_t entry);

/// With "is_step_back" beside each entry.
[[nodiscard]] nlohmann::json to_json(const std::vector<TrlEntry>& history);
/// @throws InvalidInput  where = JSON pointer below `where`
[[nodiscard]] TrlEntry trl_entry_from_json(const nlohmann::json& json, const std::string& where);

/// @throws InvalidInput  at `where`: a day after tomorrow, or one that the calendar does not have
void refuse_future_day(const std::string& where, Date day, Date today);

}  // namespace grono::cluster
