#include <filesystem>

#include <gtest/gtest.h>

#include "read_all.hpp"
#include "reading.hpp"

namespace grono::exchange::test {
namespace {

/// A public table of organisations, and how many of its rows can't go in as they are.
struct RealTable {
  const char* file;
  std::size_t rows, rejected;
};

class RealTables : public ::testing::TestWithParam<RealTable> {};

TEST_P(RealTables, ImportSensibly) {
  const auto path = std::filesystem::path(GRONO_SHARED_DATA) / GetParam().file;
  if (!std::filesystem::exists(path)) GTEST_SKIP() << path << " is not on this machine";
  const auto reader = open_table(path, {});
  Row row;
  ASSERT_TRUE(reader->next(row));
  std::vector<std::optional<Target>> targets;
  for (const auto& header : row.cells) targets.push_back(shipped().words.target(header));
  std::size_t rows = 0, rejected = 0;
  while (reader->next(row)) {
    ++rows;
    // "org_id" is the number CORDIS gives; our own ids are UUIDs, and an import leaves such a column out.
    const auto read = read_organisation_row(row.cells, targets, reading());
    rejected += read.is_rejected() ? 1U : 0U;
    ASSERT_TRUE(read.is_rejected() || !read.organisation.legal_name.empty()) << "row " << row.number;
  }
  EXPECT_EQ(rows, GetParam().rows);
  EXPECT_EQ(rejected, GetParam().rejected);
}

INSTANTIATE_TEST_SUITE_P(Cordis, RealTables,
                         ::testing::Values(RealTable{"cordis/fp7_organisations.csv", 30'399, 0},
                                           RealTable{"cordis/h2020_organisations_2017.csv", 16'592, 1},
                                           RealTable{"cordis/water_consortia_participants.csv", 1'315, 0},
                                           RealTable{"us_cluster_mapping/us_cluster_organisations.csv", 237,
                                                     0}));

}  // namespace
}  // namespace grono::exchange::test
