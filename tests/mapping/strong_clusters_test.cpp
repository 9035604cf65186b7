#include "mapping/strong_clusters.hpp"

#include <cmath>
#include <filesystem>
#include <fstream>
#include <limits>
#include <map>
#include <sstream>
#include <string>

#include <gtest/gtest.h>

#include "base/error.hpp"
#include "mapping/specialisation.hpp"

namespace grono::mapping {
namespace {

using Marks = std::vector<std::uint8_t>;
constexpr double kNotKnown = std::numeric_limits<double>::quiet_NaN();

// One industry in five regions: those that have it have 0.5, 1, 2, 4; three quarters of the way is 2.5.
TEST(StrongClusters, ArePastThePercentileOfThoseThatHaveTheIndustry) {
  const std::vector<double> quotients = {0.5, 4, 0, 2, 1};
  const auto found = strong_clusters(quotients, 5, 1, {});
  EXPECT_DOUBLE_EQ(found.threshold[0], 2.5);
  EXPECT_EQ(found.is_strong, (Marks{0, 1, 0, 0, 0}));
  EXPECT_EQ(strong_clusters(quotients, 5, 1, {}, {0.5, 1}).is_strong, (Marks{0, 1, 0, 1, 0}));  // median 1.5
  EXPECT_EQ(strong_clusters(quotients, 5, 1, {}, {0, 1}).is_strong,
            (Marks{0, 1, 0, 1, 0}));  // 1 is not above 1
  EXPECT_EQ(strong_clusters(quotients, 5, 1, Marks{1, 0, 1, 1, 1}).is_strong, (Marks{0, 0, 0, 0, 0}));
}

TEST(StrongClusters, WhatIsNotKnownIsNeverStrong) {
  const auto found = strong_clusters(std::vector{kNotKnown, 3.0, kNotKnown, 0.0}, 2, 2, {});
  EXPECT_EQ(found.is_strong, (Marks{0, 1, 0, 0}));
  EXPECT_TRUE(std::isnan(found.threshold[0]));
  EXPECT_THROW(static_cast<void>(strong_clusters(std::vector{1.0}, 1, 1, {}, {75, 1})), InvalidInput);
}

std::vector<std::string> cells_of(const std::string& line) {
  std::vector<std::string> made(1);
  bool is_inside = false;
  for (const char each : line) {
    if (each == '"')
      is_inside = !is_inside;
    else if (each == ',' && !is_inside)
      made.emplace_back();
    else
      made.back() += each;
  }
  return made;
}

// Of 50 states and 51 traded clusters, from the published quotients and sizes that qualify.
TEST(StrongClusters, AreThoseOfThePublishedTable) {
  const std::string path = std::string(GRONO_SHARED_DATA) + "/us_cluster_mapping/published_states_2016.csv";
  if (!std::filesystem::exists(path)) GTEST_SKIP() << path << " is not here";
  std::ifstream in(path);
  std::string line;
  std::getline(in, line);
  std::map<std::string, std::size_t> column;
  for (const std::string& name : cells_of(line)) column.emplace(name, column.size());
  std::map<std::string, std::size_t> regions, clusters;
  struct Cell {
    std::size_t region, cluster;
    double quotient;
    bool qualifies, is_strong, is_strong10;
  };
  std::vector<Cell> cells;
  while (std::getline(in, line)) {
    const auto cell = cells_of(line);
    const auto at = [&](const char* name) { return cell[column.at(name)]; };
    if (at("traded") != "TRUE") continue;
    cells.push_back({regions.emplace(at("region"), regions.size()).first->second,
                     clusters.emplace(at("cluster"), clusters.size()).first->second,
                     std::stod("0" + at("lq")), at("qualifying") == "TRUE", at("strong") == "TRUE",
                     at("strong10") == "TRUE"});
  }
  ASSERT_EQ(cells.size(), 2550U);
  std::vector<double> quotients(cells.size());
  Marks qualifies(cells.size()), strong(cells.size()), strong10(cells.size());
  for (const Cell& cell : cells) {
    const std::size_t place = cell.region * clusters.size() + cell.cluster;
    quotients[place] = cell.quotient;
    qualifies[place] = cell.qualifies;
    strong[place] = cell.is_strong;
    strong10[place] = cell.is_strong10;
  }
  EXPECT_EQ(strong_clusters(quotients, 50, 51, qualifies).is_strong, strong);
  EXPECT_EQ(strong_clusters(quotients, 50, 51, qualifies, {0.9, 1}).is_strong, strong10);
}

}  // namespace
}  // namespace grono::mapping
