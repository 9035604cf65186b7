#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace grono::mapping {

/// Establishments by activity, those of a group or everybody's.
struct ActivityCounts {
  std::span<const double> count;  ///< of each activity whose relatedness is known
  double all = 0;                 ///< of every activity, also of others; >= the sum of `count`
};

/// How related the activities of a group are: the mean relatedness of two of its establishments that are not
/// of the same activity, R = sum_{i<j} n_i n_j phi_ij / sum_{i<j} n_i n_j.
///
/// @param count    establishments of each activity, >= 0
/// @param related  activities x activities, symmetric; the diagonal is not looked at
/// @return  in the unit of `related`; NaN where there are not two activities
/// @note    O(activities present ^2)
/// @source  the weighted-average relatedness of Teece, Rumelt, Dosi, Winter (1994), J. Econ. Behavior and
///          Organization 23(1), with establishments for employees and over pairs of establishments
[[nodiscard]] double mean_relatedness(std::span<const double> count, std::span<const double> related);

/// An activity that a group lacks although what it has goes with it.
struct MissingActivity {
  std::uint32_t activity = 0;
  double count = 0;     ///< establishments in the group
  double expected = 0;  ///< the same at everybody's share
  double density = 0;  ///< 0..1: of all that the activity is related to, how much the group is specialised in
  std::vector<std::uint32_t> goes_with;  ///< activities the group is specialised in, the most related first
};

struct MissingRule {
  double most_of_expected = 0.5;  ///< an activity is missing with at most so much of the expected
  std::uint32_t most = 10;        ///< activities told
  std::uint32_t most_goes_with = 3;
};

/// The activities that are missing from a group though related to what it has, the densest first, of equally
/// dense ones the one with more expected, then the lower number.
///
/// density_i = sum_{j != i} x_j phi_ij / sum_{j != i} phi_ij with x_j = 1 where the group is specialised in j
/// (LQ_j >= 1); phi below 0 counts as 0.
///
/// @param group, everywhere  of the same activities
/// @param related            activities x activities, row-major
/// @return  only those of a density above 0 that somebody has
/// @note    O(activities x activities the group is specialised in + activities^2)
/// @source  Hidalgo, Klinger, Barabasi, Hausmann (2007), Science 317, eq. 2 of the supplement
[[nodiscard]] std::vector<MissingActivity> missing_activities(const ActivityCounts& group,
                                                              const ActivityCounts& everywhere,
                                                              std::span<const double> related,
                                                              const MissingRule& rule = {});

}  // namespace grono::mapping
