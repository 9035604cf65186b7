#include "mapping/getis_ord.hpp"

#include <cmath>
#include <random>

#include <gtest/gtest.h>

#include "base/error.hpp"
#include "point_sets.hpp"

namespace grono::mapping {
namespace {

using testing::PointSet;

TEST(GetisOrd, IsItsDefinition) {
  const PointSet points = testing::towns(150, 4);
  std::mt19937 random(2);
  std::vector<double> values;
  for (std::size_t i = 0; i < points.size(); ++i) values.push_back(static_cast<double>(random() % 40));
  const double n = static_cast<double>(points.size());
  double mean = 0, variance = 0;
  for (const double value : values) mean += value / n;
  for (const double value : values) variance += (value - mean) * (value - mean) / n;
  for (const double radius : {0.0, 300.0, 3'000.0}) {
    const auto found = getis_ord(points.view(), values, radius);
    for (std::size_t i = 0; i < points.size(); ++i) {
      double sum = 0, weight = 0;
      for (std::size_t j = 0; j < points.size(); ++j)
        if (std::hypot(points.x[i] - points.x[j], points.y[i] - points.y[j]) <= radius) {
          sum += values[j];
          ++weight;
        }
      const double z =
          (sum - mean * weight) / (std::sqrt(variance) * std::sqrt((n * weight - weight * weight) / (n - 1)));
      EXPECT_NEAR(found.z[i], z, 1e-9);
      EXPECT_NEAR(found.p[i], 2 * (1 - 0.5 * std::erfc(-std::abs(z) / std::sqrt(2))), 1e-12);
    }
  }
}

TEST(GetisOrd, TellsAHotSpotFromAColdOne) {
  PointSet points;
  std::vector<double> values;
  for (int i = 0; i < 400; ++i) {
    points.add(100 * (i % 20), 100 * (i / 20));
    values.push_back(i % 20 < 5 && i / 20 < 5 ? 50 : i % 20 >= 15 && i / 20 >= 15 ? 0 : 10);
  }
  const auto found = getis_ord(points.view(), values, 250);
  EXPECT_GT(found.z[42], 5);
  EXPECT_LT(found.q[42], 0.001);
  EXPECT_LT(found.z[357], -1);
  EXPECT_GT(found.q[190], 0.05);
}

TEST(GetisOrd, WhereNobodyDiffersThereIsNoValue) {
  const PointSet points = testing::towns(20, 1);
  for (const double z : getis_ord(points.view(), std::vector(20, 3.0), 500).z) EXPECT_TRUE(std::isnan(z));
  EXPECT_TRUE(getis_ord(PointSet{}.view(), {}, 500).z.empty());
  EXPECT_THROW(static_cast<void>(getis_ord(points.view(), std::vector(3, 1.0), 5)), InvalidInput);
}

// Ten p-values of Benjamini and Hochberg's example (1995, section 3.1 has fifteen, of which these lead).
TEST(FalseDiscoveryRates, AreTheStepUpProcedure) {
  const std::vector<double> p = {0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344,
                                 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.000};
  const auto q = false_discovery_rates(p);
  int told = 0;
  for (const double each : q) told += each <= 0.05 ? 1 : 0;
  EXPECT_EQ(told, 4);  // as published
  EXPECT_NEAR(q[0], 0.0015, 1e-12);
  EXPECT_NEAR(q[4], 0.0201 * 15 / 5, 1e-12);
  EXPECT_EQ(q[14], 1);
  const auto shuffled = false_discovery_rates(std::vector{0.5, std::nan(""), 0.01});
  EXPECT_NEAR(shuffled[2], 0.02, 1e-12);
  EXPECT_TRUE(std::isnan(shuffled[1]));
}

}  // namespace
}  // namespace grono::mapping
