#include "cluster/project/schedule.hpp"

#include <algorithm>
#include <limits>

#include "base/error.hpp"

namespace grono::cluster {
namespace {

// The earliest start that a link allows the task that waits.
int start_after(const TaskLink& link, const TaskTimes& before, int duration_days) {
  switch (link.kind) {
    case DependencyKind::finish_to_start: return before.finish + link.lag_days;
    case DependencyKind::start_to_start: return before.start + link.lag_days;
    case DependencyKind::finish_to_finish: return before.finish + link.lag_days - duration_days;
    case DependencyKind::start_to_finish: return before.start + link.lag_days - duration_days;
  }
  GRONO_INVARIANT(!"a kind of link without a rule");
  return 0;
}

// The latest finish that a link leaves to the task that is waited for, of that many days.
int finish_before(const TaskLink& link, const TaskTimes& after, int duration_days) {
  switch (link.kind) {
    case DependencyKind::finish_to_start: return after.latest_start - link.lag_days;
    case DependencyKind::start_to_start: return after.latest_start - link.lag_days + duration_days;
    case DependencyKind::finish_to_finish: return after.latest_finish - link.lag_days;
    case DependencyKind::start_to_finish: return after.latest_finish - link.lag_days + duration_days;
  }
  GRONO_INVARIANT(!"a kind of link without a rule");
  return 0;
}

// Every task after all that it waits for; those of a circle, and what waits for them, are left out.
std::vector<std::size_t> in_order(std::span<const PlannedTask> tasks) {
  std::vector<std::vector<std::size_t>> waiting(tasks.size());
  std::vector<std::size_t> open(tasks.size(), 0);
  for (std::size_t i = 0; i < tasks.size(); ++i)
    for (const TaskLink& link : tasks[i].waits_for) {
      GRONO_INVARIANT(link.task < tasks.size());
      waiting[link.task].push_back(i);
      ++open[i];
    }
  std::vector<std::size_t> order;
  order.reserve(tasks.size());
  for (std::size_t i = 0; i < tasks.size(); ++i)
    if (open[i] == 0) order.push_back(i);
  for (std::size_t at = 0; at < order.size(); ++at)
    for (const std::size_t next : waiting[order[at]])
      if (--open[next] == 0) order.push_back(next);
  return order;
}

// Whether the link has the task that waits come at the end of a day, with the last of what it waits for.
bool is_at_day_end(const TaskLink& link, const TaskTimes& before) {
  const bool is_of_finish = link.kind == DependencyKind::finish_to_start || link.kind == DependencyKind::finish_to_finish;
  return is_of_finish && (before.finish > before.start || before.is_at_day_end);
}

TaskTimes earliest(const PlannedTask& task, std::span<const TaskTimes> times, int begin) {
  TaskTimes made;
  if (task.done_on) {
    made.finish = *task.done_on + (task.duration_days > 0 ? 1 : 0);
    made.start = std::min(task.not_before.value_or(made.finish - task.duration_days), made.finish);
    return made;
  }
  made.start = std::max(begin, task.not_before.value_or(begin));
  for (const TaskLink& link : task.waits_for)
    made.start = std::max(made.start, start_after(link, times[link.task], task.duration_days));
  made.finish = made.start + task.duration_days;
  // A day that somebody chose is that day.
  if (task.duration_days == 0 && task.not_before != made.start)
    made.is_at_day_end = std::any_of(task.waits_for.begin(), task.waits_for.end(), [&](const TaskLink& link) {
      const TaskTimes& before = times[link.task];
      return start_after(link, before, 0) == made.start && is_at_day_end(link, before);
    });
  return made;
}

// The task that decided when this one starts; none where nothing did.
std::optional<std::size_t> decided_by(const PlannedTask& task, std::span<const TaskTimes> times, int start) {
  if (task.done_on) return std::nullopt;
  for (const TaskLink& link : task.waits_for)
    if (start_after(link, times[link.task], task.duration_days) == start) return link.task;
  return std::nullopt;
}

}  // namespace

std::vector<std::size_t> find_cycle(std::span<const PlannedTask> tasks) {
  const auto order = in_order(tasks);
  if (order.size() == tasks.size()) return {};
  std::vector<bool> is_ordered(tasks.size(), false);
  for (const std::size_t task : order) is_ordered[task] = true;
  // Every task that is left waits for another that is left: following them comes back to one passed before.
  constexpr auto kNotSeen = std::numeric_limits<std::size_t>::max();
  std::vector<std::size_t> seen_at(tasks.size(), kNotSeen), path;
  std::size_t at = static_cast<std::size_t>(std::find(is_ordered.begin(), is_ordered.end(), false) - is_ordered.begin());
  while (seen_at[at] == kNotSeen) {
    seen_at[at] = path.size();
    path.push_back(at);
    const auto& links = tasks[at].waits_for;
    const auto next = std::find_if(links.begin(), links.end(), [&](const TaskLink& link) { return !is_ordered[link.task]; });
    GRONO_INVARIANT(next != links.end());
    at = next->task;
  }
  return {path.begin() + static_cast<std::ptrdiff_t>(seen_at[at]), path.end()};
}

Schedule schedule(std::span<const PlannedTask> tasks, int begin) {
  const auto order = in_order(tasks);
  GRONO_INVARIANT(order.size() == tasks.size());
  Schedule made;
  made.tasks.resize(tasks.size());
  made.finish = made.last_day = begin;
  for (const std::size_t task : order) {
    const TaskTimes& times = made.tasks[task] = earliest(tasks[task], made.tasks, begin);
    made.finish = std::max(made.finish, times.finish);
    made.last_day = std::max(made.last_day, times.last_day());
  }
  for (TaskTimes& each : made.tasks) each.latest_finish = made.finish;
  for (auto at = order.rbegin(); at != order.rend(); ++at) {
    TaskTimes& times = made.tasks[*at];
    const PlannedTask& task = tasks[*at];
    if (task.done_on) times.latest_finish = times.finish;
    times.latest_start = times.latest_finish - (times.finish - times.start);
    for (const TaskLink& link : task.waits_for) {
      TaskTimes& before = made.tasks[link.task];
      // What is done holds nobody up any more.
      if (!task.done_on)
        before.latest_finish = std::min(before.latest_finish, finish_before(link, times, before.finish - before.start));
    }
  }
  const auto last = std::find_if(order.begin(), order.end(),
                                 [&](std::size_t task) { return made.tasks[task].finish == made.finish; });
  if (last == order.end()) return made;
  std::optional<std::size_t> at = *last;
  while (at) {
    made.critical_path.push_back(*at);
    at = decided_by(tasks[*at], made.tasks, made.tasks[*at].start);
  }
  std::reverse(made.critical_path.begin(), made.critical_path.end());
  return made;
}

}  // namespace grono::cluster
