#pragma once

#include <utility>

#include "matching/partners/history.hpp"

namespace grono::matching::partners {

/// Who had worked with whom before a day: two are partners where they took part in one project.
class Cooperation {
 public:
  /// What began before: the first `end` projects. The history must outlive it.
  /// @note  O(sum over projects of participants² · log)
  Cooperation(const ProjectHistory& history, Project end);

  /// Sorted.
  [[nodiscard]] std::span<const Organisation> partners(Organisation each) const;

  /// How many and how well-tied partners two have in common: sum over common partners z of 1 / ln(partners of
  /// z).
  /// @return  one value for each organisation, 0 for the one asked for and without common partners
  /// @note    O(sum of the partners of its partners)
  /// @source  Adamic & Adar (2003), Friends and neighbors on the web; Liben-Nowell & Kleinberg (2007)
  [[nodiscard]] std::vector<double> adamic_adar(Organisation each) const;

  /// A walk with restart: at each step with probability `kRestart` it begins anew at one of `starts`, by
  /// their shares; else it goes from the organisation to any of its projects, all alike, and to any
  /// participant of that.
  /// @param starts  organisations and their shares, > 0; those without a project keep the walk where it is
  /// @return  how often it is where, in the long run: one value for each organisation, sum 1; all 0 without
  /// starts
  /// @note    O(participations) for each of some 24 steps, until all others together change less than 10⁻⁷
  /// @source  Tong, Faloutsos & Pan (2006), Fast random walk with restart; Haveliwala (2002) for shares
  [[nodiscard]] std::vector<double> walk(std::span<const std::pair<Organisation, double>> starts) const;
  static constexpr double kRestart = 0.5;

 private:
  const ProjectHistory& history_;
  Project end_;
  std::vector<std::size_t> first_;
  std::vector<Organisation> partners_;
};

}  // namespace grono::matching::partners
