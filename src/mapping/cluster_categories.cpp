#include "mapping/cluster_categories.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <optional>

#include <fmt/core.h>
#include <tbb/parallel_for.h>

#include "base/error.hpp"
#include "mapping/dense.hpp"
#include "mapping/k_means.hpp"
#include "mapping/ward.hpp"

namespace grono::mapping {
namespace {

/// Industries of which some similarity knows something.
std::vector<std::uint32_t> known_industries(std::span<const Similarity> similarities,
                                            std::size_t industries) {
  std::vector<std::uint32_t> made;
  for (std::uint32_t i = 0; i < industries; ++i) {
    const auto knows = [&](const Similarity& similarity) {
      for (std::size_t j = 0; j < industries; ++j)
        if (j != i && !std::isnan(similarity.values[i * industries + j])) return true;
      return false;
    };
    if (std::any_of(similarities.begin(), similarities.end(), knows)) made.push_back(i);
  }
  return made;
}

/// A similarity without holes, in an order that does not depend on that of the industries, with the trees and
/// products that its categories are cut from.
class Clusterable {
 public:
  Clusterable(const Similarity& similarity, std::vector<std::uint32_t> known, std::size_t industries)
      : industries_(industries), order_(std::move(known)) {
    Matrix filled = without_holes(similarity);
    reorder(filled);
    const Matrix profiles = filled.colwise() - filled.rowwise().mean();
    const Matrix inner = gram(profiles);
    products_.assign(inner.data(), inner.data() + inner.size());
    const Eigen::VectorXd own = inner.diagonal();
    const Matrix apart = (-2 * inner).colwise() + own;
    tree_of_profiles_ = ward_tree(values_of(apart.rowwise() + own.transpose()), items());
    tree_ = ward_tree(values_of(-filled), items());
  }

  [[nodiscard]] Categories categories(Grouping grouping, std::uint32_t count,
                                      const CategorySearch& search) const {
    const auto group = grouping == Grouping::k_means
                           ? k_means(products_, items(), {count, search.seed + count, search.starts})
                           : cut(grouping == Grouping::ward ? tree_ : tree_of_profiles_, count);
    Categories made{std::vector<std::uint32_t>(industries_, kNoCategory), count};
    for (std::size_t place = 0; place < group.size(); ++place) made.of[order_[place]] = group[place];
    std::vector<std::uint32_t> number(count, kNoCategory);
    std::uint32_t next = 0;
    for (std::uint32_t& category : made.of) {
      if (category == kNoCategory) continue;
      if (number[category] == kNoCategory) number[category] = next++;
      category = number[category];
    }
    return made;
  }

 private:
  [[nodiscard]] std::uint32_t items() const { return static_cast<std::uint32_t>(order_.size()); }
  static std::vector<double> values_of(const Matrix& matrix) {
    return {matrix.data(), matrix.data() + matrix.size()};
  }

  [[nodiscard]] Matrix without_holes(const Similarity& similarity) const {
    const auto count = static_cast<Eigen::Index>(order_.size());
    Matrix made(count, count);
    for (Eigen::Index i = 0; i < count; ++i)
      for (Eigen::Index j = 0; j < count; ++j)
        made(j, i) = similarity.values[order_[static_cast<std::size_t>(i)] * industries_ +
                                       order_[static_cast<std::size_t>(j)]];
    made.diagonal().setConstant(std::nan(""));
    double sum = 0, known = 0;
    for (const double value : made.reshaped())
      if (!std::isnan(value)) sum += value, ++known;
    made = made.unaryExpr([mean = sum / known](double value) { return std::isnan(value) ? mean : value; });
    for (Eigen::Index i = 0; i < count; ++i) made(i, i) = likest_other(made, i);
    return made;
  }
  static double likest_other(const Matrix& filled, Eigen::Index i) {
    double most = -std::numeric_limits<double>::infinity();
    for (Eigen::Index j = 0; j < filled.rows(); ++j)
      if (j != i) most = std::max(most, filled(j, i));
    return most;
  }

  // By the sum of what they are like, added up in an order that is the same however the industries stand.
  void reorder(Matrix& filled) {
    const Eigen::Index count = filled.cols();
    std::vector<double> sum(order_.size());
    for (Eigen::Index i = 0; i < count; ++i) {
      Eigen::VectorXd column = filled.col(i);
      std::sort(column.begin(), column.end());
      sum[static_cast<std::size_t>(i)] = std::accumulate(column.begin(), column.end(), 0.0);
    }
    std::vector<std::uint32_t> place(order_.size()), industry(order_.size());
    std::iota(place.begin(), place.end(), 0U);
    std::stable_sort(place.begin(), place.end(),
                     [&](std::size_t a, std::size_t b) { return sum[a] < sum[b]; });
    for (std::size_t i = 0; i < place.size(); ++i) industry[i] = order_[place[i]];
    order_ = std::move(industry);
    filled = Matrix(filled(place, place));
  }

  std::size_t industries_;
  std::vector<std::uint32_t> order_;  // the industry at each place
  std::vector<double> products_;      // of the rows of M
  std::vector<Merge> tree_, tree_of_profiles_;
};

void require_range(const CategorySearch& search, std::size_t known) {
  if (search.from >= 2 && search.from <= search.to && search.to <= known && search.starts >= 1) return;
  if (known < 2)
    throw InvalidInput("categories", fmt::format("{} industry can be compared with another", known),
                       "give a table in which at least two industries differ from region to region");
  throw InvalidInput(
      "categories",
      fmt::format("{} to {} are no numbers of categories for {} industries", search.from, search.to, known),
      fmt::format("give a range within 2 to {}, and at least one start", known));
}

/// A number that every similarity's separations are divided by: the standard deviation of its pairs.
std::vector<double> scales(std::span<const Similarity> similarities, std::size_t industries) {
  std::vector<double> made;
  for (const Similarity& similarity : similarities) {
    double sum = 0, squares = 0, known = 0;
    const auto each_pair = [&](const auto& take) {
      for (std::size_t i = 0; i < industries; ++i)
        for (std::size_t j = 0; j < i; ++j)
          if (const double value = similarity.values[i * industries + j]; !std::isnan(value)) take(value);
    };
    each_pair([&](double value) { sum += value, ++known; });
    each_pair([&](double value) { squares += (value - sum / known) * (value - sum / known); });
    made.push_back(std::sqrt(squares / known));
  }
  return made;
}

ScoredCategories scored(std::span<const Similarity> similarities, std::span<const double> scale,
                        Categories categories) {
  ScoredCategories made{std::move(categories), {}, {}, 0};
  ValidationScore& mean = made.mean;
  double count = 0;
  for (std::size_t i = 0; i < similarities.size(); ++i) {
    const auto relations = category_relations(similarities[i], made.categories);
    const ValidationScore score = made.by_similarity.emplace_back(validation_score(relations));
    if (std::isnan(score.overall())) continue;
    mean.cluster_avg += score.cluster_avg;
    mean.cluster_95 += score.cluster_95;
    mean.industry_avg += score.industry_avg;
    mean.industry_95 += score.industry_95;
    made.separation += scale[i] > 0 ? separation(relations) / scale[i] : 0;
    ++count;
  }
  for (double* sum :
       {&mean.cluster_avg, &mean.cluster_95, &mean.industry_avg, &mean.industry_95, &made.separation})
    *sum /= count;
  return made;
}

std::size_t best_of(const std::vector<Candidate>& tried) {
  std::size_t best = 0;
  const auto overall = [&](std::size_t at) {
    const double score = tried[at].scored.mean.overall();
    return std::isnan(score) ? -1 : score;
  };
  // Sums of the same counts in another order are equal but for rounding.
  constexpr double kRounding = 1e-9;
  for (std::size_t at = 1; at < tried.size(); ++at) {
    const double gain = overall(at) - overall(best);
    const bool is_further = tried[at].scored.separation > tried[best].scored.separation;
    if (gain > kRounding || (gain > -kRounding && is_further)) best = at;
  }
  return best;
}

}  // namespace

ScoredCategories score_categories(std::span<const Similarity> similarities, Categories categories) {
  const auto industries = categories.of.size();
  require_valid(similarities, static_cast<std::uint32_t>(industries));
  return scored(similarities, scales(similarities, industries), std::move(categories));
}

CategoryCandidates cluster_categories(std::span<const Similarity> similarities, std::uint32_t industries,
                                      const CategorySearch& search) {
  require_valid(similarities, industries);
  const auto known = known_industries(similarities, industries);
  require_range(search, known.size());
  std::vector<std::optional<Clusterable>> clusterable(similarities.size());
  tbb::parallel_for(std::size_t{0}, similarities.size(),
                    [&](std::size_t i) { clusterable[i].emplace(similarities[i], known, industries); });
  const std::vector<double> scale = scales(similarities, industries);
  CategoryCandidates made;
  for (std::uint32_t i = 0; i < similarities.size(); ++i)
    for (const Grouping grouping : kGroupings)
      for (std::uint32_t count = search.from; count <= search.to; ++count)
        made.tried.push_back({i, grouping, {Categories{{}, count}, {}, {}, 0}});
  tbb::parallel_for(std::size_t{0}, made.tried.size(), [&](std::size_t at) {
    Candidate& candidate = made.tried[at];
    candidate.scored = scored(similarities, scale,
                              clusterable[candidate.similarity]->categories(
                                  candidate.grouping, candidate.scored.categories.count, search));
  });
  made.best = best_of(made.tried);
  return made;
}

}  // namespace grono::mapping
