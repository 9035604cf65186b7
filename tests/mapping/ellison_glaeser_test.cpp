#include "mapping/ellison_glaeser.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

#include <gtest/gtest.h>

#include "base/error.hpp"

namespace grono::mapping {
namespace {

struct Table {
  std::vector<std::uint32_t> industry, region;
  std::vector<double> employees;
  void add(std::uint32_t of, std::uint32_t at, double persons) {
    industry.push_back(of);
    region.push_back(at);
    employees.push_back(persons);
  }
  [[nodiscard]] Plants plants() const { return {industry, region, employees}; }
};

std::uint32_t below(std::mt19937& random, std::uint32_t bound) { return static_cast<std::uint32_t>(random() % bound); }

// Industry 0 has two plants of 10 in region 0; industry 1 one of 20 in each region: x = (2/3, 1/3) by hand.
TEST(EllisonGlaeser, AHandCase) {
  Table table;
  table.add(0, 0, 10);
  table.add(0, 0, 10);
  table.add(1, 0, 20);
  table.add(1, 1, 20);
  const auto made = concentration(table.plants(), 2, 2);
  EXPECT_DOUBLE_EQ(made[0].raw, 2.0 / 9);
  EXPECT_DOUBLE_EQ(made[0].herfindahl, 0.5);
  EXPECT_DOUBLE_EQ(made[0].expectation, 4.0 / 9 * 0.5);
  EXPECT_NEAR(made[0].gamma, 0, 1e-15);  // two plants in two thirds of everything: as darts
  EXPECT_DOUBLE_EQ(made[0].maurel_sedillot, ((1 - 5.0 / 9) / (4.0 / 9) - 0.5) / 0.5);
  EXPECT_DOUBLE_EQ(made[0].theil, std::log(1.5));
  EXPECT_NEAR(made[0].gini, 1.0 / 3, 1e-15);
  EXPECT_EQ(made[0].plants, 2U);
}

// Expectation and variance of G are those over every way to place the plants: 4^7 placements, one by one.
TEST(EllisonGlaeser, ExpectationAndVarianceAreThoseOfEveryPlacement) {
  const std::vector<double> sizes = {30, 20, 14, 12, 10, 8, 6}, x = {0.4, 0.3, 0.2, 0.1};
  double mean = 0, square = 0;
  for (int placement = 0; placement < 16'384; ++placement) {
    std::vector<double> s(4);
    double probability = 1;
    for (std::size_t plant = 0; plant < 7; ++plant) {
      const auto region = static_cast<std::size_t>(placement >> (2 * plant)) % 4;
      s[region] += sizes[plant] / 100;
      probability *= x[region];
    }
    double g = 0;
    for (std::size_t region = 0; region < 4; ++region) g += (s[region] - x[region]) * (s[region] - x[region]);
    mean += probability * g;
    square += probability * g * g;
  }
  // The plants' own employment must not move x: a huge second industry holds the regions' shares.
  Table table;
  for (std::size_t plant = 0; plant < 7; ++plant) table.add(0, 0, sizes[plant] * 1e-9);
  for (std::uint32_t region = 0; region < 4; ++region) table.add(1, region, x[region] * 1e6);
  const auto made = concentration(table.plants(), 2, 4);
  EXPECT_NEAR(made[0].expectation, mean, 1e-9);
  EXPECT_NEAR(made[0].variance, square - mean * mean, 1e-9);
}

TEST(EllisonGlaeser, OnePlantOrNoneSaysNothing) {
  Table table;
  table.add(0, 0, 5);
  table.add(1, 1, 0);
  table.add(2, 1, 7);
  const auto made = concentration(table.plants(), 4, 2);
  EXPECT_TRUE(std::isnan(made[0].gamma));
  EXPECT_DOUBLE_EQ(made[0].herfindahl, 1);
  EXPECT_TRUE(std::isnan(made[1].raw));
  EXPECT_TRUE(std::isnan(made[3].gamma));
  EXPECT_EQ(made[3].plants, 0U);
}

TEST(EllisonGlaeser, DartsAreNotConcentratedOnAverage) {
  std::mt19937 random(3);
  double sum = 0;
  for (int trial = 0; trial < 200; ++trial) {
    Table table;
    for (int plant = 0; plant < 40; ++plant) table.add(0, below(random, 10), 1 + below(random, 5));
    for (std::uint32_t region = 0; region < 10; ++region) table.add(1, region, 1e6);
    sum += concentration(table.plants(), 2, 10)[0].gamma;
  }
  EXPECT_NEAR(sum / 200, 0, 0.005);
}

TEST(EllisonGlaeser, TheOrderOfThePlantsChangesNothing) {
  std::mt19937 random(5);
  Table table;
  for (int plant = 0; plant < 300; ++plant) table.add(below(random, 6), below(random, 9), below(random, 100));
  const auto before = concentration(table.plants(), 6, 9);
  const auto pairs_before = coagglomeration(table.plants(), 6, 9);
  Table mixed;
  std::vector<std::size_t> order(300);
  for (std::size_t i = 0; i < 300; ++i) order[i] = i;
  std::shuffle(order.begin(), order.end(), random);
  for (const std::size_t i : order) mixed.add(table.industry[i], table.region[i], table.employees[i]);
  const auto after = concentration(mixed.plants(), 6, 9);
  const auto pairs_after = coagglomeration(mixed.plants(), 6, 9);
  for (std::size_t i = 0; i < 6; ++i) EXPECT_NEAR(before[i].gamma, after[i].gamma, 1e-12);
  for (std::size_t i = 0; i < 36; ++i) EXPECT_NEAR(pairs_before[i], pairs_after[i], 1e-12);
}

TEST(EllisonGlaeser, PairsThatShareRegionsComeOutAboveThoseThatDoNot) {
  Table table;
  table.add(0, 0, 9);
  table.add(0, 1, 1);
  table.add(1, 0, 8);
  table.add(1, 1, 2);
  table.add(2, 2, 10);
  const auto made = coagglomeration(table.plants(), 3, 3);
  EXPECT_GT(made[0 * 3 + 1], 0);
  EXPECT_LT(made[0 * 3 + 2], 0);
  EXPECT_DOUBLE_EQ(made[0 * 3 + 1], made[1 * 3 + 0]);
}

// Shares 1 0 and 1/4 3/4, and an industry without employment: x = 5/8 3/8, 1 - sum x^2 = 30/64.
TEST(EllisonGlaeser, PairsOfATableByHand) {
  const double none = std::numeric_limits<double>::quiet_NaN();
  const std::vector<double> figures = {8, 3, 0, none, 9, none};
  const auto found = coagglomeration({figures, 2, 3});
  EXPECT_NEAR(found[1], (3 / 8.0 * -3 / 8.0 + -3 / 8.0 * 3 / 8.0) / (30 / 64.0), 1e-12);
  EXPECT_NEAR(found[0], 2 * (9 / 64.0) / (30 / 64.0), 1e-12);
  for (const std::size_t cell : {2U, 5U, 6U, 7U, 8U}) EXPECT_TRUE(std::isnan(found[cell])) << cell;
  EXPECT_THROW(static_cast<void>(coagglomeration({std::vector<double>{1, -1}, 1, 2})), InvalidInput);
}

TEST(EllisonGlaeser, RefusesWhatAreNoPersons) {
  for (const double wrong : {-1.0, std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()}) {
    Table table;
    table.add(0, 0, 1);
    table.add(0, 0, wrong);
    try {
      static_cast<void>(concentration(table.plants(), 1, 1));
      ADD_FAILURE();
    } catch (const InvalidInput& problem) {
      EXPECT_EQ(problem.where(), "row 2, column employees");
    }
  }
}

}  // namespace
}  // namespace grono::mapping
