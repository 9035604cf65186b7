#include "mapping/relatedness.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <random>

#include <gtest/gtest.h>
#include <tbb/global_control.h>

#include "base/error.hpp"
#include "mapping/unknown.hpp"

namespace grono::mapping {
namespace {

struct Figures {
  std::vector<double> values;
  std::uint32_t regions, industries;
  [[nodiscard]] RegionTable table() const { return {values, regions, industries}; }
};

Figures random_figures(std::uint32_t regions, std::uint32_t industries, unsigned seed) {
  std::mt19937 random(seed);
  Figures made{std::vector<double>(std::size_t{regions} * industries), regions, industries};
  for (double& value : made.values) value = random() % 3 == 0 ? 0 : static_cast<double>(random() % 1'000);
  return made;
}

TEST(LocationQuotients, ByHand) {
  // 10 of 40 are of the first industry; in the first region 8 of 10.
  const Figures figures{{8, 2, 2, 28}, 2, 2};
  EXPECT_EQ(location_quotients(figures.table()),
            (std::vector<double>{0.8 / 0.25, 0.2 / 0.75, (2.0 / 30) / 0.25, (28.0 / 30) / 0.75}));
  // Ten more of the average region: 8 + 2.5 of 20.
  EXPECT_DOUBLE_EQ(location_quotients(figures.table(), 10)[0], (10.5 / 20) / 0.25);
  EXPECT_DOUBLE_EQ(symmetric(3), 0.5);
  EXPECT_DOUBLE_EQ(symmetric(0), -1);
}

TEST(LocationQuotients, WithoutADenominatorThereIsNone) {
  const Figures figures{{0, 0, 0, 5, 0, kUnknown}, 2, 3};
  const auto found = location_quotients(figures.table());
  for (std::size_t i : {0U, 1U, 2U}) EXPECT_TRUE(std::isnan(found[i])) << i;  // nobody in the region
  EXPECT_EQ(found[3], 1);
  EXPECT_TRUE(std::isnan(found[4]));  // nobody in the industry
  EXPECT_TRUE(std::isnan(found[5]));  // not known
}

TEST(LocationQuotients, ShrinkageMovesSmallRegionsMost) {
  const Figures figures{{2, 0, 2'000, 0, 3'000, 20'000}, 3, 2};
  const auto plain = location_quotients(figures.table()), shrunk = location_quotients(figures.table(), 100);
  EXPECT_EQ(plain[0], plain[2]);
  EXPECT_LT(shrunk[0], 1.2);
  EXPECT_GT(shrunk[2], 0.9 * plain[2]);
}

TEST(LocationQuotients, SaysWhatIsNoFigure) {
  Figures figures{{1, -2, 3, 4}, 2, 2};
  EXPECT_THROW(static_cast<void>(location_quotients(figures.table())), InvalidInput);
  figures.values[1] = std::numeric_limits<double>::infinity();
  EXPECT_THROW(static_cast<void>(location_quotients(figures.table())), InvalidInput);
  figures.values[1] = 1;
  EXPECT_THROW(static_cast<void>(location_quotients(figures.table(), -1)), InvalidInput);
}

TEST(RegionTable, PartsAddUpToTheirWhole) {
  const Figures figures{{1, kUnknown, 3, 4, 5, kUnknown}, 3, 2};
  const auto states = aggregate(figures.table(), std::vector<std::uint32_t>{0, 1, 0}, 2);
  EXPECT_EQ(states[0], 6);
  EXPECT_TRUE(std::isnan(states[1]));
  EXPECT_EQ(states[2], 3);
  EXPECT_EQ(states[3], 4);
}

TEST(RegionTable, IndustriesAddUpToCategories) {
  const Figures figures{{1, kUnknown, 3, kUnknown, 5, 6, 7, 8}, 2, 4};
  const auto found = aggregate_industries(figures.table(), std::vector<std::uint32_t>{1, 0, 1, 9}, 2);
  EXPECT_TRUE(std::isnan(found[0]));
  EXPECT_EQ(found[1], 4);
  EXPECT_EQ(found[2], 6);
  EXPECT_EQ(found[3], 12);
}

struct Pair {
  double c, a, b, t, n_i, n_j;
};
double by_formula(Relatedness kind, const Pair& p) {
  if (p.c == 0) return 0;
  switch (kind) {
    case Relatedness::cosine:
      return p.c / std::sqrt(p.a * p.b);
    case Relatedness::association:
      return (p.c / p.t) / ((p.a / p.t) * (p.b / p.t));
    case Relatedness::jaccard:
      return p.c / (p.a + p.b - p.c);
    case Relatedness::probability:
      return p.c / (((p.a / p.t) * (p.b / (p.t - p.a)) + (p.b / p.t) * (p.a / (p.t - p.b))) * p.t / 2);
    case Relatedness::proximity:
      return std::min(p.c / p.n_i, p.c / p.n_j);
    case Relatedness::colocation:
      break;
  }
  return 0;
}

TEST(Relatedness, EveryKindIsItsFormula) {
  const Figures figures = random_figures(150, 23, 1);
  const auto quotients = location_quotients(figures.table());
  const Specialisation specialised(quotients, 150, 23);
  std::vector<double> n(23), s(23), c(23 * 23);
  double t = 0;
  for (std::size_t i = 0; i < 23; ++i)
    for (std::size_t j = 0; j < 23; ++j)
      for (std::size_t r = 0; r < 150; ++r) {
        const bool both = quotients[r * 23 + i] >= 1 && quotients[r * 23 + j] >= 1;
        if (!both) continue;
        if (i == j)
          n[i] += 1;
        else
          c[i * 23 + j] += 1, s[i] += 1, t += 1;
      }
  for (const Relatedness kind : {Relatedness::cosine, Relatedness::association, Relatedness::jaccard,
                                 Relatedness::probability, Relatedness::proximity}) {
    const auto found = relatedness(specialised, kind);
    for (std::size_t i = 0; i < 23; ++i)
      for (std::size_t j = 0; j < 23; ++j)
        EXPECT_NEAR(found[i * 23 + j],
                    i == j ? 0 : by_formula(kind, {c[i * 23 + j], s[i], s[j], t, n[i], n[j]}), 1e-12);
  }
}

TEST(Relatedness, OfIndustriesThatNobodyHasIsZero) {
  const Figures figures{{5, 0, 0, 5, 0, 0, 9, 9, 0}, 3, 3};
  const Specialisation specialised(location_quotients(figures.table()), 3, 3);
  for (const Relatedness kind : {Relatedness::cosine, Relatedness::association, Relatedness::jaccard,
                                 Relatedness::probability, Relatedness::proximity})
    for (const double value : relatedness(specialised, kind)) EXPECT_TRUE(std::isfinite(value));
}

TEST(Colocation, IsPearsonsCorrelation) {
  const Figures figures = random_figures(70, 9, 2);
  const auto found = colocation(figures.table());
  for (std::size_t i = 0; i < 9; ++i)
    for (std::size_t j = 0; j < 9; ++j) {
      double x = 0, y = 0, xx = 0, yy = 0, xy = 0;
      for (std::size_t r = 0; r < 70; ++r) {
        const double a = figures.values[r * 9 + i], b = figures.values[r * 9 + j];
        x += a, y += b, xx += a * a, yy += b * b, xy += a * b;
      }
      EXPECT_NEAR(found[i * 9 + j], (70 * xy - x * y) / std::sqrt((70 * xx - x * x) * (70 * yy - y * y)),
                  1e-12);
    }
  const Figures flat{{1, 7, 2, 7, 3, 7}, 3, 2};
  EXPECT_EQ(colocation(flat.table())[1], 0);  // the same everywhere
}

TEST(RelatednessDensity, IsItsFormula) {
  const Figures figures = random_figures(40, 12, 3);
  const Specialisation specialised(location_quotients(figures.table()), 40, 12);
  const auto related = relatedness(specialised, Relatedness::proximity);
  const auto found = relatedness_density(specialised, related);
  for (std::size_t r = 0; r < 40; ++r)
    for (std::size_t i = 0; i < 12; ++i) {
      double has = 0, all = 0;
      for (std::size_t j = 0; j < 12; ++j) {
        if (j == i) continue;
        all += related[j * 12 + i];
        if (specialised.has(r, j)) has += related[j * 12 + i];
      }
      EXPECT_NEAR(found[r * 12 + i], has / all, 1e-12);
    }
}

TEST(Relatedness, DoesNotSeeTheOrderOfRegionsNorTheUnit) {
  const Figures one = random_figures(60, 10, 4);
  Figures other = one;
  for (std::size_t r = 0; r < 60; ++r)
    for (std::size_t i = 0; i < 10; ++i) other.values[(59 - r) * 10 + i] = 2 * one.values[r * 10 + i];
  const auto of = [](const Figures& figures, Relatedness kind) {
    return relatedness(Specialisation(location_quotients(figures.table()), 60, 10), kind);
  };
  EXPECT_EQ(of(one, Relatedness::cosine), of(other, Relatedness::cosine));
  EXPECT_EQ(of(one, Relatedness::proximity), of(other, Relatedness::proximity));
}

TEST(Relatedness, AnyNumberOfThreadsGivesTheSameBits) {
  const Figures figures = random_figures(300, 90, 5);
  const auto once = [&](std::size_t threads) {
    const tbb::global_control control(tbb::global_control::max_allowed_parallelism, threads);
    const Specialisation specialised(location_quotients(figures.table()), 300, 90);
    const auto related = colocation(figures.table());
    return std::pair(related, relatedness_density(specialised, related));
  };
  EXPECT_EQ(once(1), once(4));
}

}  // namespace
}  // namespace grono::mapping
