#include "cluster/market/suppression.hpp"

#include <algorithm>
#include <functional>
#include <random>

#include <gtest/gtest.h>

namespace grono::cluster {
namespace {

constexpr SuppressionRules kUsual{5, 25, 15};

/// As many contributors as asked, of equal parts, numbered from `first`.
void add(ContributedTable& table, std::size_t row, std::size_t column, std::size_t first, std::size_t contributors, std::int64_t each) {
  for (std::size_t i = 0; i < contributors; ++i) table.contributions.push_back({first + i, row, column, each});
}

bool is_shown(const SuppressedTable& made, std::size_t row, std::size_t column) {
  return made.fates[made.at(row, column)] == CellFate::published;
}

TEST(Suppression, ShowsWhatManyGiveInEqualParts) {
  ContributedTable table{2, 0, {}};
  add(table, 0, 0, 0, 5, 100);
  add(table, 1, 0, 10, 6, 50);
  const auto made = suppress(table, kUsual);
  EXPECT_EQ(made.fates, (std::vector<CellFate>(3, CellFate::published)));
  EXPECT_EQ(made.values, (std::vector<std::int64_t>{500, 300, 800}));
}

TEST(Suppression, HidesWhatFewGiveOrOneDominates) {
  ContributedTable few{1, 0, {}}, dominated{1, 0, {}};
  add(few, 0, 0, 0, 4, 100);
  add(dominated, 0, 0, 0, 6, 100);
  dominated.contributions[0].value = 300;
  EXPECT_EQ(suppress(few, kUsual).fates[0], CellFate::too_few);
  EXPECT_EQ(suppress(dominated, kUsual).fates[0], CellFate::dominated);
  EXPECT_EQ(suppress(dominated, {5, 40, 15}).fates[0], CellFate::published);
}

TEST(Suppression, CountsAShareOfSmallNumbersToo) {
  ContributedTable table{1, 0, {}};
  add(table, 0, 0, 0, 6, 1);
  table.contributions[0].value = 5;
  EXPECT_EQ(suppress(table, kUsual).fates[0], CellFate::dominated);
}

TEST(Suppression, HidesAnotherCellSoThatTheTotalTellsNothing) {
  ContributedTable table{3, 0, {}};
  add(table, 0, 0, 0, 2, 100);
  add(table, 1, 0, 10, 6, 100);
  add(table, 2, 0, 20, 8, 100);
  const auto made = suppress(table, kUsual);
  EXPECT_EQ(made.fates[0], CellFate::too_few);
  EXPECT_EQ(made.fates[1], CellFate::complementary) << "the smaller of the two";
  EXPECT_EQ(made.fates[2], CellFate::published);
  EXPECT_EQ(made.fates[3], CellFate::published);
}

TEST(Suppression, OfTwoLonelyContributorsNeitherCanComputeTheOther) {
  // Each alone in its cell: with the sum of the two known, one would know the other.
  ContributedTable table{3, 0, {}};
  add(table, 0, 0, 0, 1, 100);
  add(table, 1, 0, 1, 1, 130);
  add(table, 2, 0, 20, 8, 100);
  const auto made = suppress(table, kUsual);
  EXPECT_FALSE(is_shown(made, 2, 0) && is_shown(made, 3, 0));
  for (const std::size_t by : {std::size_t{0}, std::size_t{1}}) {
    const std::size_t other = 1 - by;
    const auto range = inferred_range(table, made, other, by);
    EXPECT_LT(range.least, made.values[other] - 10);
    EXPECT_TRUE(!range.most || *range.most > made.values[other] + 10);
  }
}

TEST(Suppression, HidesTheCornersOfARectangleInTwoDimensions) {
  ContributedTable table{3, 3, {}};
  std::size_t first = 0;
  for (std::size_t row = 0; row < 3; ++row)
    for (std::size_t column = 0; column < 3; ++column) add(table, row, column, first += 20, row == 1 && column == 1 ? 3 : 6, 100);
  const auto made = suppress(table, kUsual);
  EXPECT_EQ(made.fates[made.at(1, 1)], CellFate::too_few);
  EXPECT_EQ(std::count_if(made.fates.begin(), made.fates.end(), [](CellFate each) { return each == CellFate::complementary; }), 3);
  EXPECT_TRUE(is_shown(made, 3, 3));
}

TEST(Suppression, AnEmptyCellHidesNothing) {
  ContributedTable table{2, 2, {}};
  add(table, 0, 0, 0, 3, 100);
  add(table, 1, 1, 20, 6, 100);
  const auto made = suppress(table, kUsual);
  EXPECT_EQ(made.fates[made.at(0, 1)], CellFate::empty);
  // The row holds that one cell alone: its total is as telling, and so is the column's.
  EXPECT_FALSE(is_shown(made, 0, 2));
  EXPECT_FALSE(is_shown(made, 2, 0));
}

TEST(Suppression, ADifferenceToWhatWasPublishedTellsOfNobody) {
  ContributedTable before{1, 0, {}}, more{1, 0, {}}, many{1, 0, {}};
  add(before, 0, 0, 0, 6, 100);
  add(more, 0, 0, 0, 7, 100);
  add(many, 0, 0, 0, 12, 100);
  EXPECT_EQ(suppress(more, kUsual, {before}).fates[0], CellFate::differencing) << "less the first it is the seventh's own";
  EXPECT_EQ(suppress(many, kUsual, {before}).fates[0], CellFate::published);
  EXPECT_EQ(suppress(before, kUsual, {before}).fates[0], CellFate::published) << "the same again tells nothing new";
  ContributedTable corrected = before;
  corrected.contributions[2].value = 120;
  EXPECT_EQ(suppress(corrected, kUsual, {before}).fates[0], CellFate::differencing) << "by how much one has corrected";
}

/// Every table of whole numbers up to `highest` in its inner cells (far enough above what is in the tables) that agrees with what is published and empty, and with what one knows of
/// its own: `take` is given the value of each cell with totals.
void for_each_consistent(const ContributedTable& table, const SuppressedTable& made, std::optional<std::size_t> by, std::int64_t highest,
                         const std::function<void(const std::vector<std::int64_t>&)>& take) {
  const std::size_t columns = std::max<std::size_t>(table.columns, 1), inner = table.rows * columns;
  std::vector<std::int64_t> own(inner, 0), is_all(inner, 0), guess(inner, 0);
  for (const Contribution& each : table.contributions)
    if (by == each.contributor) own[each.row * columns + each.column] += each.value;
  const auto value_at = [&](std::size_t i) { return made.values[made.at(i / columns, i % columns)]; };
  const std::function<void(std::size_t)> guess_from = [&](std::size_t i) {
    if (i < inner) {
      const CellFate fate = made.fates[made.at(i / columns, i % columns)];
      const bool is_known = fate == CellFate::published || fate == CellFate::empty || (own[i] > 0 && own[i] == value_at(i));
      for (guess[i] = is_known ? value_at(i) : own[i]; guess[i] <= (is_known ? value_at(i) : highest); ++guess[i]) guess_from(i + 1);
      return;
    }
    std::vector<std::int64_t> all(made.values.size(), 0);
    for (std::size_t at = 0; at < inner; ++at) {
      const std::size_t row = at / columns, column = at % columns;
      all[made.at(row, column)] += guess[at];
      all[made.at(table.rows, column)] += guess[at];
      if (table.columns == 0) continue;
      all[made.at(row, columns)] += guess[at];
      all[made.at(table.rows, columns)] += guess[at];
    }
    for (std::size_t cell = 0; cell < all.size(); ++cell) {
      const bool is_told = made.fates[cell] == CellFate::published || made.fates[cell] == CellFate::empty;
      if (is_told && all[cell] != made.values[cell]) return;
    }
    take(all);
  };
  guess_from(0);
}

struct Shape {
  std::size_t rows, columns;
  std::int64_t highest;
};

class SuppressionByBruteForce : public testing::TestWithParam<Shape> {};
INSTANTIATE_TEST_SUITE_P(Tables, SuppressionByBruteForce, testing::Values(Shape{3, 0, 18}, Shape{4, 0, 12}, Shape{2, 2, 12}, Shape{2, 3, 7}),
                         [](const auto& each) { return std::to_string(each.param.rows) + "by" + std::to_string(each.param.columns); });

// Small whole numbers, so that all tables that could be behind what is shown can be looked at.
TEST_P(SuppressionByBruteForce, NobodyInfersAnUnsafeCellWithinTheProtection) {
  const auto [rows, columns, highest] = GetParam();
  const SuppressionRules rules{3, 60, 20};
  std::mt19937 random(3);
  int hidden = 0, complements = 0;
  for (int round = 0; round < 60; ++round) {
    ContributedTable table{rows, columns, {}};
    for (std::size_t row = 0; row < rows; ++row)
      for (std::size_t column = 0; column < std::max<std::size_t>(columns, 1); ++column)
        for (std::size_t contributor = 0; contributor < 5; ++contributor)
          if (random() % 3 != 0) table.contributions.push_back({contributor, row, column, static_cast<std::int64_t>(random() % (columns > 0 ? 2 : 3))});
    const auto made = suppress(table, rules);
    std::vector<std::optional<std::size_t>> all = {std::nullopt};
    for (std::size_t contributor = 0; contributor < 5; ++contributor) all.emplace_back(contributor);
    for (const auto& by : all) {
      std::vector<std::int64_t> least(made.values.size(), 1'000'000), most(made.values.size(), -1);
      for_each_consistent(table, made, by, highest, [&](const std::vector<std::int64_t>& each) {
        for (std::size_t cell = 0; cell < each.size(); ++cell) {
          least[cell] = std::min(least[cell], each[cell]);
          most[cell] = std::max(most[cell], each[cell]);
        }
      });
      for (std::size_t cell = 0; cell < made.values.size(); ++cell) {
        const CellFate fate = made.fates[cell];
        ASSERT_LE(least[cell], made.values[cell]);
        if (fate == CellFate::published || fate == CellFate::empty) continue;
        std::int64_t own = 0;
        for (const Contribution& each : table.contributions) {
          const std::size_t width = made.columns, row = cell / width, column = cell % width;
          const bool in_row = row == table.rows || each.row == row, in_column = columns == 0 || column == columns || each.column == column;
          if (by == each.contributor && in_row && in_column) own += each.value;
        }
        const auto range = inferred_range(table, made, cell, by);
        ASSERT_EQ(range.least, least[cell]) << "round " << round << ", cell " << cell;
        if (range.most && *range.most <= highest) {
          ASSERT_EQ(*range.most, most[cell]) << "round " << round << ", cell " << cell;
        }
        if (fate == CellFate::complementary) {
          ++complements;
          continue;
        }
        ++hidden;
        const std::int64_t others = made.values[cell] - own;
        if (others == 0) continue;
        const std::int64_t needed = std::max<std::int64_t>(1, others * rules.protection_percent / 100);
        ASSERT_LE(least[cell], made.values[cell] - needed) << "round " << round << ", cell " << cell;
        ASSERT_GE(most[cell], made.values[cell] + needed) << "round " << round << ", cell " << cell;
      }
    }
  }
  EXPECT_GT(hidden, 100);
  EXPECT_GT(complements, 0);
}

TEST(Suppression, ShowsAgainWhatIsNotNeeded) {
  // Whatever is hidden for the sake of others: without any one of them somebody could infer too much.
  std::mt19937 random(5);
  for (int round = 0; round < 40; ++round) {
    ContributedTable table{3, 4, {}};
    for (std::size_t row = 0; row < 3; ++row)
      for (std::size_t column = 0; column < 4; ++column) add(table, row, column, 100 * (4 * row + column), 2 + random() % 8, static_cast<std::int64_t>(10 + random() % 90));
    const auto made = suppress(table, kUsual);
    for (std::size_t cell = 0; cell < made.fates.size(); ++cell) {
      if (made.fates[cell] != CellFate::complementary) continue;
      SuppressedTable bolder = made;
      bolder.fates[cell] = CellFate::published;
      bool is_breached = false;
      for (std::size_t each = 0; each < bolder.fates.size() && !is_breached; ++each) {
        if (bolder.fates[each] != CellFate::too_few && bolder.fates[each] != CellFate::dominated) continue;
        std::vector<std::optional<std::size_t>> all = {std::nullopt};
        for (const Contribution& one : table.contributions) all.emplace_back(one.contributor);
        for (const auto& by : all) {
          std::int64_t own = 0;
          for (const Contribution& one : table.contributions)
            if (by == one.contributor && (each / 5 == 3 || one.row == each / 5) && (each % 5 == 4 || one.column == each % 5)) own += one.value;
          const std::int64_t others = bolder.values[each] - own;
          if (others == 0) continue;
          const std::int64_t needed = std::max<std::int64_t>(1, others * 15 / 100);
          const auto range = inferred_range(table, bolder, each, by);
          if (range.least > bolder.values[each] - needed || (range.most && *range.most < bolder.values[each] + needed)) is_breached = true;
        }
      }
      ASSERT_TRUE(is_breached) << "round " << round << ", cell " << cell;
    }
  }
}

}  // namespace
}  // namespace grono::cluster
