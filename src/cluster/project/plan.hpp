#pragma once

#include <array>
#include <map>
#include <string>
#include <unordered_map>
#include <variant>
#include <vector>

#include "cluster/project/parts.hpp"
#include "cluster/project/project.hpp"
#include "cluster/project/schedule.hpp"

namespace grono::cluster {

/// A project with all that it is made of, as it stands: what rules about a part are held against.
class Plan {
 public:
  /// A part with its value.
  template <class T>
  struct Entry {
    const Part* part;
    const T* value;
  };

  Plan(Project project, std::vector<Part> parts);

  [[nodiscard]] const Project& project() const { return project_; }
  [[nodiscard]] const std::vector<Part>& parts() const { return parts_; }
  /// Null where there is none, or it is of another kind.
  template <class T>
  [[nodiscard]] const T* find(PartId id) const {
    const auto found = by_id_.find(id);
    return found == by_id_.end() ? nullptr : parts_[found->second].as<T>();
  }
  /// All of a kind, in the order of their making.
  template <class T>
  [[nodiscard]] std::vector<Entry<T>> all() const {
    const auto& places = by_kind_[PartValue(T{}).index()];
    std::vector<Entry<T>> made;
    made.reserve(places.size());
    for (const std::size_t place : places) made.push_back({&parts_[place], parts_[place].as<T>()});
    return made;
  }

  /// The organisation's part in the project as it stands: not one that declined or left. Null where it has none.
  [[nodiscard]] const Partner* partner(OrganisationId organisation) const;
  /// Of those the ones in this state.
  [[nodiscard]] std::vector<OrganisationId> partners(PartnerState state) const;

 private:
  Project project_;
  std::vector<Part> parts_;
  std::unordered_map<PartId, std::size_t> by_id_;
  std::array<std::vector<std::size_t>, std::variant_size_v<PartValue>> by_kind_;
};

/// What holds between a part and the rest of the project.
/// @param self  the part's id; nil of a new one
/// @throws InvalidInput  where = JSON pointer of the field; tasks that wait for one another in a circle are named
void check(const Plan& plan, PartId self, const PartValue& value);
/// The same without the search for circles, for many parts at once.
void check_alone(const Plan& plan, PartId self, const PartValue& value);
/// @throws InvalidInput  where = "/depends_on": names the tasks that wait for one another in a circle
void refuse_circles(const Plan& plan);

/// Why the part can't go; empty where it can. What others refer to stays until they do no longer.
[[nodiscard]] std::string reason_to_keep(const Plan& plan, const Part& part);

/// Its tasks as the critical path method takes them.
struct PlannedTasks {
  std::vector<Plan::Entry<Task>> entries;
  std::vector<PlannedTask> tasks;  ///< of each entry
};
/// @note  Links to tasks that are gone hold nobody up; dropped tasks take no time.
[[nodiscard]] PlannedTasks planned_tasks(const Plan& plan);

/// Their schedule from the first day of the project on.
[[nodiscard]] Schedule schedule(const Plan& plan, const PlannedTasks& planned);

/// The day of a schedule's number.
[[nodiscard]] Date day_of(int number);

/// What a partner does in a month, in person-days: the effort of its open and done tasks, spread evenly over their days.
struct Load {
  OrganisationId organisation;
  std::chrono::year_month month;
  double days = 0;
};
/// @returns  by organisation and month; no entry where there is nothing to do
[[nodiscard]] std::vector<Load> loads(const PlannedTasks& planned, const Schedule& schedule);

}  // namespace grono::cluster
