#include "mapping/category_relations.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/core.h>

#include "base/error.hpp"
#include "mapping/quantile.hpp"

namespace grono::mapping {
namespace {

constexpr double kNotKnown = std::numeric_limits<double>::quiet_NaN();

/// Of each industry and category: the sum of the similarities to its members, and how many are known.
class Sums {
 public:
  Sums(const Similarity& similarity, const Categories& categories)
      : industries_(categories.of.size()), sum_(industries_ * categories.count), known_(sum_.size()) {
    GRONO_INVARIANT(similarity.values.size() == industries_ * industries_);
    for (std::size_t j = 0; j < industries_; ++j)
      if (categories.of[j] != kNoCategory) change(similarity, j, categories.of[j], 1);
  }
  [[nodiscard]] double sum(std::size_t i, std::size_t c) const { return sum_[c * industries_ + i]; }
  [[nodiscard]] double known(std::size_t i, std::size_t c) const { return known_[c * industries_ + i]; }
  [[nodiscard]] double mean(std::size_t i, std::size_t c) const {
    return known(i, c) > 0 ? sum(i, c) / known(i, c) : kNotKnown;
  }

  /// An industry joins (sign 1) or leaves (-1) a category.
  void change(const Similarity& similarity, std::size_t industry, std::size_t c, double sign) {
    const double* const values = similarity.values.data() + industry * industries_;
    double* const sums = sum_.data() + c * industries_;
    double* const counts = known_.data() + c * industries_;
    // Rows are added whole, so that the compiler takes several industries at once.
    const auto add = [&](std::size_t from, std::size_t to) {
      for (std::size_t i = from; i < to; ++i) {
        const bool is_known = values[i] == values[i];
        sums[i] += is_known ? sign * values[i] : 0.0;
        counts[i] += is_known ? sign : 0.0;
      }
    };
    add(0, industry);
    add(industry + 1, industries_);
  }

 private:
  std::size_t industries_;
  std::vector<double> sum_, known_;  // category by category
};

/// Mean and percentile of what is known among values but one.
struct Others {
  double mean, high;
  bool is_any;
};
Others others(std::span<const double> values, std::size_t but, std::vector<double>& scratch) {
  scratch.clear();
  double sum = 0;
  for (std::size_t d = 0; d < values.size(); ++d)
    if (d != but && !std::isnan(values[d])) scratch.push_back(values[d]), sum += values[d];
  if (scratch.empty()) return {kNotKnown, kNotKnown, false};
  return {sum / static_cast<double>(scratch.size()), quantile_of_unsorted(scratch, 0.95), true};
}

/// How many pass of those that can be compared, in per cent.
struct Tally {
  void take(double within, const Others& between) {
    ++all;
    above_mean += within > between.mean ? 1 : 0;  // never where `within` is no number
    above_high += within > between.high ? 1 : 0;
  }
  [[nodiscard]] double per_cent(double part) const { return all > 0 ? 100 * part / all : kNotKnown; }
  double all = 0, above_mean = 0, above_high = 0;
};

Fit fit_of(const CategoryRelations& relations, std::size_t i) {
  Fit made{kNotKnown, kNoCategory, kNotKnown, false};
  const std::uint32_t own = relations.categories.of[i];
  for (std::uint32_t d = 0; d < relations.categories.count; ++d) {
    const double value = relations.of_industry(i, d);
    if (d == own)
      made.within = value;
    else if (!std::isnan(value) && !(value <= made.best_between))
      made.best_between = value, made.best_other = d;
  }
  made.is_outlier = made.within < made.best_between;
  return made;
}

}  // namespace

CategoryRelations category_relations(const Similarity& similarity, const Categories& categories) {
  const Sums sums(similarity, categories);
  const std::size_t count = categories.count, industries = categories.of.size();
  CategoryRelations made{categories, std::vector<double>(industries * count),
                         std::vector<double>(count * count)};
  std::vector<double> known(count * count);
  for (std::size_t i = 0; i < industries; ++i) {
    const std::uint32_t own = categories.of[i];
    for (std::size_t d = 0; d < count; ++d) {
      made.industry[i * count + d] = sums.mean(i, d);
      if (own == kNoCategory) continue;
      made.category[own * count + d] += sums.sum(i, d);
      known[own * count + d] += sums.known(i, d);
    }
  }
  for (std::size_t cell = 0; cell < known.size(); ++cell)
    made.category[cell] = known[cell] > 0 ? made.category[cell] / known[cell] : kNotKnown;
  return made;
}

ValidationScore validation_score(const CategoryRelations& relations) {
  const std::size_t count = relations.categories.count;
  std::vector<double> scratch;
  Tally industries, clusters;
  for (std::size_t i = 0; i < relations.categories.of.size(); ++i) {
    const std::uint32_t own = relations.categories.of[i];
    if (own == kNoCategory) continue;
    const Others between = others(std::span(relations.industry).subspan(i * count, count), own, scratch);
    if (between.is_any) industries.take(relations.of_industry(i, own), between);
  }
  for (std::size_t c = 0; c < count; ++c) {
    const Others between = others(std::span(relations.category).subspan(c * count, count), c, scratch);
    if (between.is_any) clusters.take(relations.of_categories(c, c), between);
  }
  return {clusters.per_cent(clusters.above_mean), clusters.per_cent(clusters.above_high),
          industries.per_cent(industries.above_mean), industries.per_cent(industries.above_high)};
}

std::vector<Fit> fits(const CategoryRelations& relations) {
  std::vector<Fit> made;
  for (std::size_t i = 0; i < relations.categories.of.size(); ++i) made.push_back(fit_of(relations, i));
  return made;
}

double separation(const CategoryRelations& relations) {
  double sum = 0, compared = 0;
  for (std::size_t i = 0; i < relations.categories.of.size(); ++i) {
    const Fit fit = fit_of(relations, i);
    if (relations.categories.of[i] == kNoCategory || std::isnan(fit.best_between)) continue;
    sum += std::isnan(fit.within) ? 0 : fit.within - fit.best_between;
    ++compared;
  }
  return compared > 0 ? sum / compared : kNotKnown;
}

Moved move_outliers(const Similarity& similarity, Categories categories, std::uint32_t most_moves) {
  Sums sums(similarity, categories);
  const std::size_t industries = categories.of.size();
  std::vector<std::uint32_t> moved(industries), size(categories.count);
  for (const std::uint32_t c : categories.of)
    if (c != kNoCategory) ++size[c];
  Moved made{std::move(categories), 0, true};
  auto& of = made.categories.of;
  for (;;) {
    double most = 0;
    std::size_t who = industries;
    std::uint32_t to = kNoCategory;
    made.is_stable = true;
    for (std::size_t i = 0; i < industries; ++i) {
      if (of[i] == kNoCategory || size[of[i]] == 1) continue;
      const double within = sums.mean(i, of[i]);
      for (std::uint32_t d = 0; d < made.categories.count; ++d) {
        // What only rounding tells apart stays.
        const double between = sums.mean(i, d), gain = between - within;
        if (d == of[i] || !(gain > 1e-12 * std::max(std::abs(within), std::abs(between)))) continue;
        made.is_stable = false;
        if (moved[i] < most_moves && gain > most) most = gain, who = i, to = d;
      }
    }
    if (who == industries) return made;
    sums.change(similarity, who, of[who], -1);
    sums.change(similarity, who, to, 1);
    --size[of[who]];
    ++size[to];
    of[who] = to;
    ++moved[who];
    ++made.moves;
  }
}

CategoryLinks related_categories(const CategoryRelations& relations, double percentile) {
  if (!(percentile >= 0 && percentile <= 1))
    throw InvalidInput("percentile", fmt::format("{} is none", percentile), "give 0 to 1, as 0.95");
  CategoryLinks made;
  std::vector<double> all;
  const auto each_known = [&](const auto& take) {
    for (std::uint32_t a = 0; a < relations.categories.count; ++a)
      for (std::uint32_t b = a + 1; b < relations.categories.count; ++b)
        if (!std::isnan(relations.of_categories(a, b))) take(a, b, relations.of_categories(a, b));
  };
  each_known([&](std::uint32_t, std::uint32_t, double between) { all.push_back(between); });
  made.threshold = quantile_of_unsorted(all, percentile);
  each_known([&](std::uint32_t a, std::uint32_t b, double between) {
    if (between >= made.threshold) made.related.push_back({a, b, between});
  });
  return made;
}

}  // namespace grono::mapping
