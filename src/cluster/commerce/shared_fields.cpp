#include "cluster/commerce/shared_fields.hpp"

#include <algorithm>
#include <functional>

#include "base/error.hpp"
#include "cluster/json_reader.hpp"

namespace grono::cluster {

void normalise_reminder_days(const std::string& where, std::vector<int>& days) {
  constexpr std::size_t kMostReminders = 10;
  if (days.size() > kMostReminders)
    throw InvalidInput(where, "are too many", "give at most " + std::to_string(kMostReminders));
  for (std::size_t i = 0; i < days.size(); ++i)
    if (days[i] < 1 || days[i] > 3'650)
      throw InvalidInput(where + "/" + std::to_string(i), "is out of range", "give 1 to 3650");
  std::sort(days.begin(), days.end(), std::greater<>());
  days.erase(std::unique(days.begin(), days.end()), days.end());
}

std::vector<int> reminder_days_from(JsonReader& reader) {
  if (!reader.has("reminder_days")) return {180, 60, 14};
  return reader.list("reminder_days", [](const nlohmann::json& element, const std::string& pointer) {
    if (!element.is_number_integer()) throw InvalidInput(pointer, "is not a whole number", "give 1 to 3650");
    const auto days = element.get<std::int64_t>();
    if (days < 1 || days > 3'650) throw InvalidInput(pointer, "is out of range", "give 1 to 3650");
    return static_cast<int>(days);
  });
}

void check_commerce_visibility(Visibility visibility, OrganisationId owner, bool has_project) {
  if (visibility == Visibility::partners && !has_project)
    throw InvalidInput("/visibility", "it came from no joint project that has partners",
                       "choose the members, or name organisations");
  if (visibility == Visibility::owner && owner.is_nil())
    throw InvalidInput("/visibility", "it is the cluster's: there is no organisation that alone could see it",
                       "choose the coordinator");
}

Sharing for_owner_alone(OrganisationId owner) {
  return {owner.is_nil() ? Visibility::coordinator : Visibility::owner, owner, {}};
}

std::vector<int> reminders_due(const std::vector<int>& days, Date due_on, Date today) {
  const auto left = (std::chrono::sys_days(due_on) - std::chrono::sys_days(today)).count();
  std::vector<int> made;
  if (left < 0) return made;
  std::copy_if(days.begin(), days.end(), std::back_inserter(made), [&](int each) { return left <= each; });
  return made;
}

}  // namespace grono::cluster
