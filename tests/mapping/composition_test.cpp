#include "mapping/composition.hpp"

#include <cmath>

#include <gtest/gtest.h>

namespace grono::mapping {
namespace {

const Dictionary kKinds{{"szpital", "firma", "", "uczelnia"}, {0, 1, 1, 2, 3, 1, 0}};

TEST(Composition, CountsTheLargestFirst) {
  const auto found =
      composition(kKinds, std::vector<std::uint32_t>{0, 1, 2, 3, 4, 6}, std::vector<double>(7, 2));
  ASSERT_EQ(found.parts.size(), 3U);
  EXPECT_EQ(kKinds.texts[found.parts[0].text], "firma");
  EXPECT_EQ(kKinds.texts[found.parts[1].text], "szpital");
  EXPECT_DOUBLE_EQ(found.parts[0].share, 0.4);
  EXPECT_DOUBLE_EQ(found.parts[0].weight, 4);
  EXPECT_NEAR(found.diversity, std::exp(-2 * 0.4 * std::log(0.4) - 0.2 * std::log(0.2)), 1e-12);
}

TEST(Composition, EqualPartsAreAsDiverseAsTheyAreMany) {
  EXPECT_NEAR(composition(kKinds, std::vector<std::uint32_t>{0, 1, 4}, {}).diversity, 3, 1e-12);
  EXPECT_DOUBLE_EQ(composition(kKinds, std::vector<std::uint32_t>{1, 2}, {}).diversity, 1);
  EXPECT_DOUBLE_EQ(composition(kKinds, std::vector<std::uint32_t>{3}, {}).diversity, 0);
  EXPECT_DOUBLE_EQ(composition({}, std::vector<std::uint32_t>{3}, {}).diversity, 0);
}

}  // namespace
}  // namespace grono::mapping
