#include "mapping/similarity.hpp"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include "base/error.hpp"
#include "mapping/unknown.hpp"

namespace grono::mapping {
namespace {

TEST(LocationalCorrelation, OfWhatIsTheSameEverywhereIsNotKnown) {
  const std::vector<double> figures = {1, 2, 7, 0, 3, 5, 7, 0, 2, kUnknown, 7, 0};
  const auto found = locational_correlation({figures, 3, 4});
  EXPECT_NEAR(found[1], 3 / std::sqrt(2.0 * 38 / 3), 1e-12);  // of 1, 3, 2 and 2, 5, 0
  EXPECT_EQ(found[1], found[4]);
  for (const std::size_t cell : {0U, 2U, 3U, 6U, 7U, 11U, 14U}) EXPECT_TRUE(std::isnan(found[cell])) << cell;
}

TEST(Composite, ByHand) {
  // Off the diagonal 1, 2, 3, each twice: mean 2, standard deviation sqrt(2/3).
  const double far = std::sqrt(1.5);
  const Similarity one{"one", {9, 1, 2, 1, 9, 3, 2, 3, 9}};
  EXPECT_NEAR(composite(std::vector{one}, 3)[1], -far, 1e-12);
  EXPECT_NEAR(composite(std::vector{one}, 3)[2], 0, 1e-12);
  // Another in another unit and the other way round takes it all back.
  const Similarity other{"other", {0, 300, 200, 300, 0, 100, 200, 100, 0}};
  for (const std::size_t cell : {1U, 2U, 3U, 5U})
    EXPECT_NEAR(composite(std::vector{one, other}, 3)[cell], 0, 1e-12);
  EXPECT_TRUE(std::isnan(composite(std::vector{one}, 3)[4]));
}

TEST(Composite, APairIsTheMeanOfThoseThatKnowIt) {
  const Similarity one{"one", {0, 1, 2, 1, 0, 3, 2, 3, 0}};
  const Similarity partly{"partly", {0, kUnknown, 5, kUnknown, 0, 7, 5, 7, 0}};
  const auto found = composite(std::vector{one, partly}, 3);
  EXPECT_NEAR(found[1], -std::sqrt(1.5), 1e-12);
  EXPECT_NEAR(found[5], (std::sqrt(1.5) + 1) / 2, 1e-12);
  const Similarity flat{"flat", std::vector<double>(9, 4)};
  EXPECT_EQ(composite(std::vector{flat}, 3)[1], 0);
}

TEST(Composite, SaysWhichSimilarityIsNone) {
  const auto refuses = [](const Similarity& similarity, const std::string& where) {
    try {
      static_cast<void>(composite(std::vector{similarity}, 2));
      ADD_FAILURE() << where;
    } catch (const InvalidInput& problem) {
      EXPECT_EQ(problem.where(), where);
    }
  };
  refuses({"short", {1, 2}}, "short");
  refuses({"lopsided", {0, 1, 2, 0}}, "lopsided, row 2, column 1");
  refuses({"endless", {0, INFINITY, INFINITY, 0}}, "endless, row 2, column 1");
  refuses({"silent", {0, kUnknown, kUnknown, 0}}, "silent");
  EXPECT_THROW(static_cast<void>(composite({}, 2)), InvalidInput);
}

}  // namespace
}  // namespace grono::mapping
