#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "mapping/category_relations.hpp"
#include "mapping/similarity.hpp"

namespace grono::mapping {

/// The functions that make categories of a similarity.
enum class Grouping : std::uint8_t {
  ward,  ///< Ward on the dissimilarity -M_ij; of correlations that of (1 - r), half the squared distance of
         ///< the standardised industries
  ward_profiles,  ///< Ward on the squared Euclidean distance of the rows of M: alike is what is related to
                  ///< the same
  k_means,        ///< k-means of the rows of M
};
inline constexpr Grouping kGroupings[] = {Grouping::ward, Grouping::ward_profiles, Grouping::k_means};

/// Which definitions are tried.
struct CategorySearch {
  std::uint32_t from = 30, to = 60;  ///< how many categories, both included
  std::uint64_t seed = 1;            ///< of the starts of k-means
  std::uint32_t starts = 5;          ///< of k-means, for each number of categories
};

/// A definition with its scores.
struct ScoredCategories {
  Categories categories;
  std::vector<ValidationScore> by_similarity;  ///< one for each similarity
  ValidationScore mean;                        ///< of those that have a score
  double separation = 0;  ///< mean of their separations, each in standard deviations of the similarity
};

/// One that was tried: of which similarity it was made, and how.
struct Candidate {
  std::uint32_t similarity = 0;
  Grouping grouping = Grouping::ward;
  ScoredCategories scored;
};
struct CategoryCandidates {
  std::vector<Candidate> tried;  ///< by similarity, then grouping, then number of categories
  /// Of the highest mean overall score; of equal ones that whose categories lie furthest apart; then the
  /// first.
  std::size_t best = 0;
};

/// A definition's validation scores by every similarity.
/// @param similarities  as `cluster_categories`
/// @param categories    of as many industries
/// @note  O(similarities x industries^2)
[[nodiscard]] ScoredCategories score_categories(std::span<const Similarity> similarities,
                                                Categories categories);

/// Cluster categories by clustering and scoring: every similarity, clustered in every way into every number
/// of categories, gives a candidate; each is scored by all similarities, and the best is C*.
///
/// An industry of which no similarity knows anything is in no category. A pair that a similarity does not
/// know counts as its mean where it makes categories, and not at all where it scores them. In the rows of M
/// an industry is as like itself as its likest other. Categories are numbered in the order of their first
/// industry.
///
/// @throws  InvalidInput  as require_valid of the similarities; a range that is not 2 <= from <= to <=
/// industries that
///                        are known
/// @note    Similarities x numbers x (similarities x industries^2 for the scores, + starts x industries^2 for
/// k-means),
///          parallel; 8 x industries^2 bytes a similarity, six times that while one is prepared. The same
///          bits for any number of threads, and the same definition for any order of the industries, but for
///          equal similarities
/// @source  Delgado, Porter, Stern (2016), sections 3 and 4
[[nodiscard]] CategoryCandidates cluster_categories(std::span<const Similarity> similarities,
                                                    std::uint32_t industries,
                                                    const CategorySearch& search = {});

}  // namespace grono::mapping
