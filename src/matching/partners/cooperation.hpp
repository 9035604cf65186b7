#pragma once

#include <utility>

#include "matching/partners/history.hpp"

namespace grono::matching::partners {

/// Who had worked with whom before a day: two are partners where they took part in one project.
class Cooperation {
 public:
  /// What began before: the first `end` projects. The history must outlive it.
  /// @note  O(sum over projects of participants²)
  Cooperation(const ProjectHistory& history, Project end);

  /// Those of the first `end`, in order of time.
  [[nodiscard]] std::span<const Project> projects(Organisation each) const { return projects_[each]; }
  /// How many others it has taken part with.
  [[nodiscard]] std::size_t partners(Organisation each) const { return partners_[each]; }

  /// A walk with restart: at each step with probability `kRestart` it begins anew at one of `starts`, by
  /// their shares; else it goes from the organisation to any of its projects, all alike, and to any
  /// participant of that. Of the walk since it last began anew the first `kSteps` are followed, and what is
  /// further is taken to be where the last of them leads: (1 - kRestart)^kSteps of the whole, 3 %.
  ///
  /// @param starts  one share for each organisation, 0 or more; where one without a project begins, it stays
  /// @return  how often it is where, in the long run: one value for each organisation, sum 1; all 0 without
  /// starts
  /// @note    O(participations · kSteps)
  /// @source  Tong, Faloutsos & Pan (2006), Fast random walk with restart; Haveliwala (2002) for shares
  [[nodiscard]] std::vector<double> walk(std::span<const double> starts) const;
  static constexpr double kRestart = 0.5;
  static constexpr int kSteps = 5;

 private:
  void step(const std::vector<double>& from, std::vector<double>& in_project, std::vector<double>& to) const;

  const ProjectHistory& history_;
  Project end_;
  std::vector<std::span<const Project>> projects_;
  std::vector<std::size_t> partners_;
};

}  // namespace grono::matching::partners
