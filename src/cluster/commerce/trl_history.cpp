#include "cluster/commerce/trl_history.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "cluster/json_reader.hpp"
#include "cluster/text_rules.hpp"

namespace grono::cluster {

using nlohmann::json;

void refuse_future_day(const std::string& where, Date day, Date today) {
  if (!day.ok()) throw InvalidInput(where, "not a day of the calendar", "write it as 2026-11-23");
  if (std::chrono::sys_days(day) > std::chrono::sys_days(today) + std::chrono::days(1))
    throw InvalidInput(where, to_string(day) + " has not come yet", "write down what has happened");
}

void normalise_trl(const std::string& where, std::vector<TrlEntry>& history, Date today) {
  constexpr std::size_t kMostEntries = 200;
  if (history.size() > kMostEntries)
    throw InvalidInput(where, "are too many", "give at most " + std::to_string(kMostEntries));
  for (std::size_t i = 0; i < history.size(); ++i) {
    const std::string at = where + "/" + std::to_string(i);
    if (history[i].trl < 1 || history[i].trl > 9) throw InvalidInput(at + "/trl", "is out of range", "give 1 to 9");
    refuse_future_day(at + "/on", history[i].on, today);
    history[i].evidence = stored_text(at + "/evidence", history[i].evidence, 2'000, true);
    for (std::size_t before = 0; before < i; ++before)
      if (history[before].on == history[i].on)
        throw InvalidInput(at + "/on", to_string(history[i].on) + " is there twice", "keep one level a day");
  }
  std::sort(history.begin(), history.end(), [](const TrlEntry& a, const TrlEntry& b) { return a.on < b.on; });
}

std::optional<int> current_trl(const std::vector<TrlEntry>& history) {
  return history.empty() ? std::nullopt : std::optional(history.back().trl);
}

bool is_step_back(const std::vector<TrlEntry>& history, std::size_t entry) {
  return entry > 0 && history[entry].trl < history[entry - 1].trl;
}

json to_json(const std::vector<TrlEntry>& history) {
  json made = json::array();
  for (std::size_t i = 0; i < history.size(); ++i)
    made.push_back({{"on", to_string(history[i].on)},
                    {"trl", history[i].trl},
                    {"evidence", history[i].evidence},
                    {"is_step_back", is_step_back(history, i)}});
  return made;
}

TrlEntry trl_entry_from_json(const json& object, const std::string& where) {
  JsonReader reader(object, where);
  TrlEntry made;
  made.on = reader.required("on", reader.day("on"));
  made.trl = reader.required("trl", reader.small_integer("trl"));
  made.evidence = reader.text("evidence").value_or("");
  reader.ignore({"is_step_back"});
  reader.expect_nothing_else();
  return made;
}

}  // namespace grono::cluster
