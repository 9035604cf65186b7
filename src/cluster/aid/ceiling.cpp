#include "cluster/aid/ceiling.hpp"

#include <algorithm>
#include <array>

#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "base/table_file.hpp"
#include "cluster/names.hpp"

namespace grono::cluster {
namespace {

using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::years;

// As many years from it; the last of the month where the month has no such day.
Date some_years_from(Date day, int count) {
  const Date made = day + years(count);
  return made.ok() ? made : Date{made.year() / made.month() / std::chrono::last};
}

template <class Value>
Value named_in_table(const std::string& text, const std::string& place) {
  const auto value = value_of<Value>(text);
  if (!value) throw InvalidInput(place, "\"" + text + "\" is not one of its values", "correct the file");
  return *value;
}

Date day_in_table(const std::string& text, const std::string& place) {
  const auto day = parse_date(text);
  if (!day) throw InvalidInput(place, "\"" + text + "\" is not a day", "write it as 2026-11-23");
  return *day;
}

std::vector<AidScope> scopes_in_table(const std::string& text, const std::string& place) {
  std::vector<AidScope> made;
  for (std::size_t at = 0; at <= text.size();) {
    const auto space = std::min(text.find(' ', at), text.size());
    made.push_back(named_in_table<AidScope>(text.substr(at, space - at), place));
    at = space + 1;
  }
  return made;
}

}  // namespace

std::vector<AidCeiling> load_ceilings(const std::filesystem::path& file) {
  static constexpr std::array<std::string_view, 10> kColumns = {
      "scope", "regulation", "article", "amount_eur", "period", "from", "until", "counts", "journal", "url"};
  std::vector<AidCeiling> made;
  read_table(file, kColumns, [&](std::span<const std::string> fields, std::size_t line) {
    const std::string place = place_in_table(file, line);
    AidCeiling one;
    one.scope = named_in_table<AidScope>(fields[0], place);
    one.regulation = fields[1];
    one.article = fields[2];
    const auto amount = parse_money(fields[3]);
    if (!amount)
      throw InvalidInput(place, "\"" + fields[3] + "\" is not an amount", "write it as \"1234.50\"");
    one.amount = *amount;
    one.period = named_in_table<AidPeriod>(fields[4], place);
    one.from = day_in_table(fields[5], place);
    if (!fields[6].empty()) one.until = day_in_table(fields[6], place);
    one.counts = scopes_in_table(fields[7], place);
    one.journal = fields[8];
    one.url = fields[9];
    made.push_back(std::move(one));
  });
  return made;
}

bool is_in_force(const AidCeiling& ceiling, Date day) {
  return ceiling.from <= day && (!ceiling.until || day <= *ceiling.until);
}

bool counts_towards(const AidCeiling& ceiling, AidScope scope) {
  return std::find(ceiling.counts.begin(), ceiling.counts.end(), scope) != ceiling.counts.end();
}

const AidCeiling* ceiling_on(std::span<const AidCeiling> ceilings, AidScope scope, Date day) {
  const auto found = std::find_if(ceilings.begin(), ceilings.end(), [&](const AidCeiling& each) {
    return each.scope == scope && is_in_force(each, day);
  });
  return found == ceilings.end() ? nullptr : &*found;
}

std::vector<const AidCeiling*> ceilings_for(std::span<const AidCeiling> ceilings, AidScope scope, Date day) {
  const AidCeiling* own = ceiling_on(ceilings, scope, day);
  std::vector<const AidCeiling*> made;
  for (const AidCeiling& each : ceilings)
    if (counts_towards(each, scope) && is_in_force(each, day) && (!own || own->amount <= each.amount))
      made.push_back(&each);
  return made;
}

Date first_day_counted(Date day, AidPeriod period) {
  if (period == AidPeriod::fiscal_years) return (day.year() - years(2)) / std::chrono::January / 1;
  return some_years_from(day, -3);
}

Date free_from(Date granted, AidPeriod period) {
  if (period == AidPeriod::fiscal_years) return (granted.year() + years(3)) / std::chrono::January / 1;
  Date made = sys_days(some_years_from(granted, 3)) + days(1);
  while (first_day_counted(made, period) <= granted) made = sys_days(made) + days(1);
  return made;
}

nlohmann::json to_json(const AidCeiling& ceiling) {
  nlohmann::json counts = nlohmann::json::array();
  for (const AidScope each : ceiling.counts) counts.push_back(name_of(each));
  nlohmann::json made = {{"scope", name_of(ceiling.scope)},
                         {"regulation", ceiling.regulation},
                         {"article", ceiling.article},
                         {"amount", to_string(ceiling.amount)},
                         {"period", name_of(ceiling.period)},
                         {"from", to_string(ceiling.from)},
                         {"counts", std::move(counts)},
                         {"journal", ceiling.journal},
                         {"url", ceiling.url}};
  if (ceiling.until) made["until"] = to_string(*ceiling.until);
  return made;
}

}  // namespace grono::cluster
