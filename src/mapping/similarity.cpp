#include "mapping/similarity.hpp"

#include <cmath>
#include <limits>

#include <fmt/core.h>

#include "base/error.hpp"
#include "mapping/relatedness.hpp"

namespace grono::mapping {
namespace {

constexpr double kNotKnown = std::numeric_limits<double>::quiet_NaN();

bool is_constant(const RegionTable& table, std::size_t industry) {
  const auto value = [&](std::size_t region) {
    const double at = table.at(region, industry);
    return std::isnan(at) ? 0 : at;  // as colocation takes it
  };
  for (std::size_t region = 1; region < table.regions; ++region)
    if (value(region) != value(0)) return false;
  return true;
}

void require_valid(const Similarity& similarity, std::size_t industries) {
  const auto& values = similarity.values;
  if (values.size() != industries * industries)
    throw InvalidInput(similarity.name,
                       fmt::format("{} values are not a square of {}", values.size(), industries),
                       "give a row and a column for each industry");
  bool is_any_known = false;
  for (std::size_t i = 0; i < industries; ++i)
    for (std::size_t j = 0; j < i; ++j) {
      const double one = values[i * industries + j], other = values[j * industries + i];
      const bool is_alike =
          std::isnan(one) ? std::isnan(other) : std::abs(one - other) <= 1e-9 * std::abs(one);
      if (std::isinf(one) || !is_alike)
        throw InvalidInput(fmt::format("{}, row {}, column {}", similarity.name, i + 1, j + 1),
                           "it is infinite, or not the same both ways",
                           "give a finite and symmetric similarity");
      is_any_known = is_any_known || !std::isnan(one);
    }
  if (!is_any_known)
    throw InvalidInput(
        similarity.name, "it says nothing of any two industries",
        "at least two industries must differ from region to region; leave the measure out otherwise");
}

/// Adds what is known, standardised, and counts it.
void add(const Similarity& similarity, std::size_t industries, std::vector<double>& sum,
         std::vector<double>& count) {
  double all = 0, mean = 0, squares = 0;  // Welford (1962): no loss where the spread is small
  const auto each_known = [&](const auto& take) {
    for (std::size_t i = 0; i < industries; ++i)
      for (std::size_t j = 0; j < industries; ++j)
        if (i != j && !std::isnan(similarity.values[i * industries + j])) take(i * industries + j);
  };
  each_known([&](std::size_t cell) {
    const double off = similarity.values[cell] - mean;
    mean += off / ++all;
    squares += off * (similarity.values[cell] - mean);
  });
  const double deviation = std::sqrt(squares / all);
  const bool is_flat = !(deviation > 1e-12 * std::abs(mean));
  each_known([&](std::size_t cell) {
    sum[cell] += is_flat ? 0 : (similarity.values[cell] - mean) / deviation;
    ++count[cell];
  });
}

}  // namespace

std::vector<double> locational_correlation(const RegionTable& table) {
  std::vector<double> made = colocation(table);
  const std::size_t industries = table.industries;
  for (std::size_t i = 0; i < industries; ++i) {
    made[i * industries + i] = kNotKnown;
    if (!is_constant(table, i)) continue;
    for (std::size_t j = 0; j < industries; ++j)
      made[i * industries + j] = made[j * industries + i] = kNotKnown;
  }
  return made;
}

std::vector<double> composite(std::span<const Similarity> similarities, std::uint32_t industries) {
  require_valid(similarities, industries);
  std::vector<double> sum(std::size_t{industries} * industries), count(sum.size());
  for (const Similarity& similarity : similarities) add(similarity, industries, sum, count);
  for (std::size_t cell = 0; cell < sum.size(); ++cell)
    sum[cell] = count[cell] > 0 ? sum[cell] / count[cell] : kNotKnown;
  return sum;
}

void require_valid(std::span<const Similarity> similarities, std::uint32_t industries) {
  if (similarities.empty())
    throw InvalidInput("similarities", "there is none",
                       "give at least one measure of how alike industries are");
  for (const Similarity& similarity : similarities) require_valid(similarity, industries);
}

}  // namespace grono::mapping
