#include "app/demonstration_names.hpp"

#include <charconv>
#include <cstdlib>
#include <fstream>

#include "app/clock.hpp"
#include "base/error.hpp"
#include "cluster/names.hpp"

namespace grono::app {

using nlohmann::json;

DemonstrationNames::DemonstrationNames(std::filesystem::path folder, const Demonstration& demonstration,
                                       Date today)
    : folder_(std::move(folder)), demonstration_(demonstration), today_(today) {}

json DemonstrationNames::read(const std::string& file) {
  file_ = file;
  std::ifstream in(folder_ / file);
  json made = json::parse(in, nullptr, false);
  if (made.is_discarded()) refuse("is not there, or no JSON", "lay it there as the program ships it");
  return made;
}

json DemonstrationNames::filled(json value) {
  if (value.is_structured()) {
    for (auto& each : value) each = filled(std::move(each));
    return value;
  }
  if (!value.is_string()) return value;
  const auto text = value.get<std::string>();
  const bool is_name = text.size() > 2 && text.front() == '{' && text.find('}') == text.size() - 1;
  return is_name ? meant(text.substr(1, text.size() - 2)) : json(text_of(text));
}

void DemonstrationNames::refuse(const std::string& problem, const std::string& mend) const {
  throw InvalidInput(file_, problem, mend);
}

std::string DemonstrationNames::text_of(const std::string& text) {
  std::string made;
  for (std::size_t from = 0;;) {
    const std::size_t open = text.find('{', from),
                      end = open == std::string::npos ? open : text.find('}', open);
    made += text.substr(from, open == std::string::npos ? open : open - from);
    if (open == std::string::npos) return made;
    if (end == std::string::npos) refuse("has a brace that is not closed: \"" + text + "\"", "close it");
    const json value = meant(text.substr(open + 1, end - open - 1));
    made += value.is_string() ? value.get<std::string>() : value.dump();
    from = end + 1;
  }
}

json DemonstrationNames::meant(const std::string& name) {
  if (const auto found = known_.find(name); found != known_.end()) return found->second;
  const auto blank = name.find(' ');
  const std::string what = name.substr(0, blank);
  const std::string rest = blank == std::string::npos ? "" : name.substr(blank + 1);
  if (what == "coordinator" && demonstration_.cluster.coordinator)
    return demonstration_.cluster.coordinator->str();
  if (what == "day") return to_string(day(number(rest)));
  if (what == "workday") return to_string(workday(number(rest)));
  if (what == "moment" || what == "workmoment") {
    const auto second = rest.find(' ');
    const int from_today = number(rest.substr(0, second));
    return moment(what == "moment" ? day(from_today) : workday(from_today),
                  second == std::string::npos ? "09:00" : rest.substr(second + 1));
  }
  if (what == "year") return static_cast<int>(day(number(rest)).year());
  if (what == "last_year") return static_cast<int>(today_.year()) - number(rest);
  if (const auto kind = cluster::value_of<cluster::OrganisationKind>(what))
    return member(*kind, number(rest));
  if (blank != std::string::npos)
    refuse("names \"" + name + "\", which was not founded before", "found it before");
  return known_.emplace(name, new_id<cluster::PartId>().str()).first->second;
}

int DemonstrationNames::number(const std::string& written) const {
  int made = 0;
  const auto [end, problem] = std::from_chars(written.data(), written.data() + written.size(), made);
  if (problem != std::errc() || end != written.data() + written.size())
    refuse("has \"" + written + "\" where a number belongs", "write a whole number");
  return made;
}

Date DemonstrationNames::day(int from_today) const {
  return std::chrono::sys_days(today_) + std::chrono::days(from_today);
}

Date DemonstrationNames::workday(int number) const {
  auto day = std::chrono::sys_days(today_);
  const auto is_weekend = [&] { return std::chrono::weekday(day).iso_encoding() > 5; };
  while (is_weekend()) day += std::chrono::days(1);
  const std::chrono::days step(number > 0 ? 1 : -1);
  for (int left = std::abs(number); left > 0; left -= is_weekend() ? 0 : 1) day += step;
  return day;
}

std::string DemonstrationNames::moment(Date day, const std::string& time) const {
  std::string made = to_string(day) + "T" + time + ":00Z";
  if (!parse_timestamp(made)) refuse("has \"" + time + "\" where a time belongs", "write it as 14:30");
  return made;
}

std::string DemonstrationNames::member(cluster::OrganisationKind kind, int number) const {
  for (std::size_t i = 0; i < demonstration_.organisations.size(); ++i) {
    const auto& each = demonstration_.organisations[i];
    const bool fits = each.kind == kind && each.id != demonstration_.cluster.coordinator &&
                      cluster::status(demonstration_.memberships[i]) == cluster::MembershipStatus::active;
    if (fits && number-- == 0) return each.id.str();
  }
  refuse("names more members than there are", "name fewer");
}

}  // namespace grono::app
