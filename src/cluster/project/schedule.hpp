#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "cluster/project/parts.hpp"

/// The critical path method: when each task can begin, when it must, and which decide when the project ends.
/// Days are whole days of the calendar, counted from 1970-01-01; a task takes the days [start, finish).
namespace grono::cluster {

/// A link to a task that another waits for, by its index.
struct TaskLink {
  std::size_t task = 0;
  DependencyKind kind = DependencyKind::finish_to_start;
  int lag_days = 0;
};

struct PlannedTask {
  std::optional<int> not_before;  ///< the day before which it does not start
  int duration_days = 0;          ///< >= 0
  /// The day it was done: then this is its last day, whatever it waited for.
  std::optional<int> done_on;
  std::vector<TaskLink> waits_for;
};

/// When a task is done, at the earliest and at the latest without delaying the end.
struct TaskTimes {
  int start = 0, finish = 0;
  int latest_start = 0, latest_finish = 0;
  /// Of a task of no length: it comes with the end of the day before `start`, when what it waited for was finished, and not
  /// in the morning after.
  bool is_at_day_end = false;
  bool operator==(const TaskTimes&) const = default;

  [[nodiscard]] int slack_days() const { return latest_start - start; }
  [[nodiscard]] bool is_critical() const { return slack_days() <= 0; }
  /// The day on which it begins, and its last one; of a task of no length the day on which it is.
  [[nodiscard]] int first_day() const { return is_at_day_end ? start - 1 : start; }
  [[nodiscard]] int last_day() const { return finish > start ? finish - 1 : first_day(); }
};

struct Schedule {
  std::vector<TaskTimes> tasks;
  int finish = 0;                          ///< of the last task; `begin` where there is none
  int last_day = 0;                        ///< of them all; `begin` where there is none
  std::vector<std::size_t> critical_path;  ///< a longest chain of tasks that wait for one another, in their order
};

/// A chain of tasks each of which waits for the next and the last for the first; empty where there is none.
/// @note  O(tasks + links)
[[nodiscard]] std::vector<std::size_t> find_cycle(std::span<const PlannedTask> tasks);

/// @param begin  the day the project begins: nothing starts before
/// @note    Tasks must not wait for one another in a circle. O(tasks + links).
/// @source  Kelley and Walker (1959), "Critical-path planning and scheduling"; the four kinds of links with lags as in
///          the precedence diagramming method.
[[nodiscard]] Schedule schedule(std::span<const PlannedTask> tasks, int begin);

}  // namespace grono::cluster
