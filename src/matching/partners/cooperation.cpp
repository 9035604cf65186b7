#include "matching/partners/cooperation.hpp"

#include <algorithm>
#include <cmath>

namespace grono::matching::partners {

Cooperation::Cooperation(const ProjectHistory& history, Project end) : history_(history), end_(end) {
  first_.reserve(history.organisations() + 1);
  first_.push_back(0);
  std::vector<Organisation> found;
  for (Organisation each = 0; each < history.organisations(); ++each) {
    found.clear();
    for (const Project project : history.projects_of(each, end))
      for (const Organisation other : history.projects()[project].participants)
        if (other != each) found.push_back(other);
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    partners_.insert(partners_.end(), found.begin(), found.end());
    first_.push_back(partners_.size());
  }
}

std::span<const Organisation> Cooperation::partners(Organisation each) const {
  return {partners_.data() + first_[each], first_[each + 1] - first_[each]};
}

std::vector<double> Cooperation::adamic_adar(Organisation each) const {
  std::vector<double> made(history_.organisations(), 0.0);
  for (const Organisation common : partners(each)) {
    const auto theirs = partners(common);
    if (theirs.size() < 2) continue;  // only the one asked for
    const double counts = 1 / std::log(static_cast<double>(theirs.size()));
    for (const Organisation other : theirs)
      if (other != each) made[other] += counts;
  }
  return made;
}

std::vector<double> Cooperation::walk(std::span<const std::pair<Organisation, double>> starts) const {
  constexpr double kEnough = 1e-7;
  const std::size_t count = history_.organisations();
  std::vector<double> made(count, 0.0), now(count, 0.0), in_project(end_, 0.0), next(count, 0.0);
  double all = 0;
  for (const auto& [each, share] : starts) all += share;
  if (!(all > 0)) return made;
  for (const auto& [each, share] : starts) now[each] += share / all;
  // Where it is k steps after it last began anew, each k by its probability.
  for (double chance = kRestart, left = 1; left > kEnough; left *= 1 - kRestart, chance *= 1 - kRestart) {
    std::fill(in_project.begin(), in_project.end(), 0.0);
    std::fill(next.begin(), next.end(), 0.0);
    for (Organisation each = 0; each < count; ++each) {
      if (now[each] == 0) continue;
      made[each] += chance * now[each];
      const auto projects = history_.projects_of(each, end_);
      if (projects.empty()) next[each] += now[each];
      for (const Project project : projects)
        in_project[project] += now[each] / static_cast<double>(projects.size());
    }
    for (Project project = 0; project < end_; ++project) {
      if (in_project[project] == 0) continue;
      const auto& who = history_.projects()[project].participants;
      for (const Organisation each : who) next[each] += in_project[project] / static_cast<double>(who.size());
    }
    now.swap(next);
  }
  return made;
}

}  // namespace grono::matching::partners
