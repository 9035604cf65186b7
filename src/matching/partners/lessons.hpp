#pragma once

#include <Eigen/Dense>

#include "matching/partners/partner_search.hpp"

namespace grono::matching::partners {

/// A question of the past with its answer.
struct Lesson {
  using TraitRows = Eigen::Matrix<double, Eigen::Dynamic, static_cast<Eigen::Index>(kTraits)>;
  TraitRows traits;           ///< of the candidates, those who took part first
  Eigen::VectorXd stand_for;  ///< ln of how many candidates each row stands for
  Eigen::Index took_part = 0;
  double weight = 1;  ///< so that each project counts alike at each moment
  std::size_t moment = 0;
  Project project = 0;  ///< that was asked about
};

/// Questions that could have been asked before a day, with what came of them.
///
/// `options.moments` days part the projects of several participants into stretches of as many. On each of
/// these days the projects of the two stretches that follow are asked about, from what was known on it: so
/// the answer comes some time after the question, as it does when partners are sought.
///
/// Of the candidates who did not take part, the better half of `options.candidates` by `belief` are all
/// there; the others are every so many-th, and stand for the rest.
///
/// @return  by moment; those with nothing to learn (nobody known took part, or everybody) are left out; the
/// same
///          with any number of threads
/// @note    O(moments · Moment + questions · (Moment::traits + n log n)) for n candidates
[[nodiscard]] std::vector<Lesson> lessons_before(const ProjectHistory& history, const TopicIndex& index,
                                                 Date before, const FittingOptions& options);

}  // namespace grono::matching::partners
