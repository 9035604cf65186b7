#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "mapping/similarity.hpp"

namespace grono::mapping {

/// An industry that is in no category.
inline constexpr std::uint32_t kNoCategory = std::numeric_limits<std::uint32_t>::max();

/// Which category each industry is in: a definition of cluster categories.
struct Categories {
  std::vector<std::uint32_t> of;  ///< one for each industry, below `count`, or kNoCategory
  std::uint32_t count = 0;
};

/// How industries and categories hang together, by one similarity M; NaN where there is no known pair.
struct CategoryRelations {
  Categories categories;
  /// industries x categories, row-major: the mean of M_ij over j in the category, j other than i. In the
  /// industry's own category it is WCR_ic, elsewhere BCR_id.
  std::vector<double> industry;
  /// categories x categories, row-major: the mean of M_ij over i in c, j in d, i other than j. WCR_c on the
  /// diagonal, BCR_cd elsewhere.
  std::vector<double> category;

  [[nodiscard]] double of_industry(std::size_t i, std::size_t c) const {
    return industry[i * categories.count + c];
  }
  [[nodiscard]] double of_categories(std::size_t c, std::size_t d) const {
    return category[c * categories.count + d];
  }
};

/// @param categories  of as many industries as the similarity has
/// @note    O(industries^2)
/// @source  Delgado, Porter, Stern (2016), section 4
[[nodiscard]] CategoryRelations category_relations(const Similarity& similarity,
                                                   const Categories& categories);

/// How well a definition separates what is related from what is not, by one similarity; per cent of the
/// categories or industries that it knows, 0 to 100.
struct ValidationScore {
  double cluster_avg = 0;   ///< categories with WCR_c > mean over d of BCR_cd
  double cluster_95 = 0;    ///< with WCR_c > 95th percentile over d of BCR_cd
  double industry_avg = 0;  ///< industries with WCR_ic > mean over d of BCR_id
  double industry_95 = 0;   ///< with WCR_ic > 95th percentile over d of BCR_id

  [[nodiscard]] double overall() const noexcept {
    return (cluster_avg + cluster_95 + industry_avg + industry_95) / 4;
  }
};

/// The percentile is interpolated (R's type 7). A category of one industry has no WCR: nothing shows that it
/// belongs together, so it does not pass, and neither does its industry. Industries outside all categories,
/// and such of which the similarity knows nothing, do not count; a category counts with one industry that
/// does.
///
/// @return  NaN in all four where there are fewer than two categories to compare
/// @note    O(industries x categories)
/// @source  Delgado, Porter, Stern (2016), section 4.2
[[nodiscard]] ValidationScore validation_score(const CategoryRelations& relations);

/// Where an industry is and where it would be best otherwise.
struct Fit {
  double within = 0;  ///< WCR_ic; NaN alone in its category
  std::uint32_t best_other =
      kNoCategory;          ///< the other category d of the highest BCR_id, the first of equal ones
  double best_between = 0;  ///< that BCR_id; NaN without any
  bool is_outlier = false;  ///< WCR_ic < BCR_id there
};
/// @return  one for each industry; of one without category there is only the best other
[[nodiscard]] std::vector<Fit> fits(const CategoryRelations& relations);

/// How far categories lie apart: the mean over industries of WCR_ic - max over d of BCR_id, in the
/// similarity's unit. An industry alone in its category, which has no WCR, counts 0. NaN where there are
/// fewer than two categories to compare. Tells definitions apart that score alike: where categories are far
/// apart, such as merge or divide them score as well, but lie closer.
/// @note    O(industries x categories)
/// @source  the idea is that of Rousseeuw's silhouette (1987), J. Computational and Applied Mathematics 20,
/// with
///          similarities
[[nodiscard]] double separation(const CategoryRelations& relations);

/// A definition after outliers went to the category they fit better.
struct Moved {
  Categories categories;
  std::uint32_t moves = 0;
  bool is_stable =
      true;  ///< no outlier is left; false where some were moved to and fro as often as is allowed
};
/// The outlier that gains most, BCR_id - WCR_ic, moves first, until there is none. None moves more than
/// `most_moves` times, so that it ends. A category keeps at least one industry.
/// @note    O(industries^2 + moves x industries x categories)
/// @source  Delgado, Porter, Stern (2016), section 4.3: the step from C* to C**, there with judgement, here
/// without
[[nodiscard]] Moved move_outliers(const Similarity& similarity, Categories categories,
                                  std::uint32_t most_moves = 5);

/// Two categories that are related.
struct RelatedCategories {
  std::uint32_t a = 0, b = 0;  ///< a < b
  double between = 0;          ///< BCR_ab
};
struct CategoryLinks {
  double threshold = 0;  ///< the percentile of BCR_cd over all pairs of categories; NaN without any
  std::vector<RelatedCategories> related;
};
/// Pairs of categories whose BCR_cd is at least a percentile (R's type 7) of all pairs.
/// @param percentile  0..1
/// @throws InvalidInput  a percentile that is none
/// @source  Delgado, Porter, Stern (2016), section 5, with the percentile over all pairs
[[nodiscard]] CategoryLinks related_categories(const CategoryRelations& relations, double percentile = 0.95);

}  // namespace grono::mapping
