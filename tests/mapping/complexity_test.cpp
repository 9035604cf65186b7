#include "mapping/complexity.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

#include <gtest/gtest.h>

namespace grono::mapping {
namespace {

// Ones and zeros drawn as lines of text.
Specialisation drawn_specialisation(const std::vector<std::string>& lines) {
  std::vector<double> quotients;
  for (const std::string& line : lines)
    for (const char c : line) quotients.push_back(c == '1' ? 2 : 0);
  return {quotients, static_cast<std::uint32_t>(lines.size()), static_cast<std::uint32_t>(lines[0].size())};
}

Specialisation random_table(std::uint32_t regions, std::uint32_t industries, unsigned seed) {
  std::mt19937 random(seed);
  std::normal_distribution<double> normal;
  std::vector<double> depth(industries), quotients;
  for (double& d : depth) d = normal(random);
  for (std::uint32_t r = 0; r < regions; ++r) {
    const double knows = normal(random);
    for (std::uint32_t i = 0; i < industries; ++i)
      quotients.push_back(knows - depth[i] + normal(random) > 0 ? 2 : 0);
  }
  return {quotients, regions, industries};
}

// The definition by repeated multiplication: M~ without its first eigenvector.
std::vector<double> by_power(const Specialisation& table) {
  const std::size_t regions = table.regions(), industries = table.industries();
  std::vector<double> k(regions);
  std::mt19937 random(1);
  for (double& value : k) value = static_cast<double>(random() % 1'000) / 1'000;
  for (int round = 0; round < 3'000; ++round) {
    // The first eigenvector of M~ is constant; its left one is diversity.
    double along = 0, all = 0;
    for (std::size_t r = 0; r < regions; ++r)
      along += table.diversity()[r] * k[r], all += table.diversity()[r];
    for (double& value : k) value -= along / all;
    std::vector<double> q(industries), next(regions);
    for (std::size_t i = 0; i < industries; ++i) {
      for (std::size_t r = 0; r < regions; ++r) q[i] += table.has(r, i) ? k[r] : 0;
      q[i] /= table.ubiquity()[i];
    }
    double norm = 0;
    for (std::size_t r = 0; r < regions; ++r) {
      for (std::size_t i = 0; i < industries; ++i) next[r] += table.has(r, i) ? q[i] : 0;
      next[r] /= table.diversity()[r];
      norm += next[r] * next[r];
    }
    for (std::size_t r = 0; r < regions; ++r) k[r] = next[r] / std::sqrt(norm);
  }
  return k;
}

double correlation(const std::vector<double>& a, const std::vector<double>& b) {
  const double n = static_cast<double>(a.size()), ma = std::accumulate(a.begin(), a.end(), 0.0) / n,
               mb = std::accumulate(b.begin(), b.end(), 0.0) / n;
  double aa = 0, bb = 0, ab = 0;
  for (std::size_t i = 0; i < a.size(); ++i)
    aa += (a[i] - ma) * (a[i] - ma), bb += (b[i] - mb) * (b[i] - mb), ab += (a[i] - ma) * (b[i] - mb);
  return ab / std::sqrt(aa * bb);
}

TEST(Complexity, IsTheSecondEigenvector) {
  for (const auto& [regions, industries] :
       {std::pair(30U, 20U), std::pair(20U, 30U), std::pair(150U, 100U), std::pair(90U, 120U)}) {
    const Specialisation table = random_table(regions, industries, regions);
    if (std::ranges::count(table.diversity(), 0U) + std::ranges::count(table.ubiquity(), 0U) > 0) continue;
    const Complexity found = complexity(table);
    EXPECT_NEAR(std::abs(correlation(found.region, by_power(table))), 1, 1e-6) << regions;
    const double n = static_cast<double>(regions);
    double sum = 0, squares = 0;
    for (const double value : found.region) sum += value, squares += value * value;
    EXPECT_NEAR(sum / n, 0, 1e-9);
    EXPECT_NEAR(squares / (n - 1), 1, 1e-9);
  }
}

TEST(Complexity, RegionsThatKnowMoreAreHigherAndRareIndustriesToo) {
  const Complexity found = complexity(drawn_specialisation({"111111", "111110", "111100", "111000", "110000", "100000"}));
  EXPECT_TRUE(std::is_sorted(found.region.rbegin(), found.region.rend()));
  EXPECT_TRUE(std::is_sorted(found.industry.begin(), found.industry.end()));
}

TEST(Complexity, WithoutSpecialisationThereIsNoValue) {
  const Complexity found = complexity(drawn_specialisation({"1110", "1100", "1000", "0000", "0110"}));
  EXPECT_TRUE(std::isnan(found.region[3]));
  EXPECT_TRUE(std::isnan(found.industry[3]));
  EXPECT_TRUE(std::isfinite(found.region[0]));
}

TEST(Complexity, OfThreeWorldsWithNothingInCommonIsNotDetermined) {
  const Complexity found = complexity(drawn_specialisation({"110000", "110000", "001100", "001100", "000011", "000011"}));
  EXPECT_NEAR(found.eigenvalue, found.next_eigenvalue, 1e-12);
  for (const double value : found.region) EXPECT_TRUE(std::isnan(value));
  const Complexity tiny = complexity(drawn_specialisation({"10", "01"}));
  EXPECT_TRUE(std::isnan(tiny.region[0]));
}

TEST(Complexity, DoesNotSeeTheOrderOfRegions) {
  const std::vector<std::string> lines = {"1101011", "1110100", "0110010", "1001110", "0011001", "1000100"};
  std::vector<std::string> turned(lines.rbegin(), lines.rend());
  const Complexity one = complexity(drawn_specialisation(lines)), other = complexity(drawn_specialisation(turned));
  for (std::size_t r = 0; r < lines.size(); ++r)
    EXPECT_NEAR(one.region[r], other.region[lines.size() - 1 - r], 1e-9);
}

}  // namespace
}  // namespace grono::mapping
