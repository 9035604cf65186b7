#include "matching/partners/cooperation.hpp"

#include <algorithm>
#include <numeric>

namespace grono::matching::partners {

Cooperation::Cooperation(const ProjectHistory& history, Project end)
    : history_(history), end_(end), partners_(history.organisations(), 0) {
  const auto count = static_cast<Organisation>(history.organisations());
  projects_.reserve(count);
  std::vector<Organisation> counted_by(count, count);  // who counted it last
  for (Organisation each = 0; each < count; ++each) {
    projects_.push_back(history.projects_of(each, end));
    counted_by[each] = each;
    for (const Project project : projects_.back())
      for (const Organisation other : history.participants(project)) {
        partners_[each] += counted_by[other] != each ? 1U : 0U;
        counted_by[other] = each;
      }
  }
}

void Cooperation::step(const std::vector<double>& from, std::vector<double>& in_project,
                       std::vector<double>& to) const {
  std::fill(in_project.begin(), in_project.end(), 0.0);
  std::fill(to.begin(), to.end(), 0.0);
  for (std::size_t each = 0; each < from.size(); ++each) {
    if (from[each] == 0) continue;
    const auto projects = projects_[each];
    if (projects.empty()) to[each] += from[each];
    const double share = from[each] / static_cast<double>(projects.size());
    for (const Project project : projects) in_project[project] += share;
  }
  for (Project project = 0; project < end_; ++project) {
    if (in_project[project] == 0) continue;
    const auto who = history_.participants(project);
    const double share = in_project[project] / static_cast<double>(who.size());
    for (const Organisation each : who) to[each] += share;
  }
}

std::vector<double> Cooperation::walk(std::span<const double> starts) const {
  std::vector<double> made(starts.size(), 0.0), now(starts.begin(), starts.end()), next(starts.size()),
      in_project(end_);
  const double all = std::accumulate(now.begin(), now.end(), 0.0);
  if (!(all > 0)) return made;
  for (double& each : now) each /= all;
  double left = 1;
  for (int steps = 0; steps < kSteps; ++steps) {
    for (std::size_t each = 0; each < made.size(); ++each) made[each] += left * kRestart * now[each];
    left *= 1 - kRestart;
    step(now, in_project, next);
    now.swap(next);
  }
  for (std::size_t each = 0; each < made.size(); ++each) made[each] += left * now[each];
  return made;
}

}  // namespace grono::matching::partners
