#include "consortia/region.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "consortia/sample.hpp"

namespace grono::consortia {
namespace {

using namespace testing;

bool holds(const Region& region, const Partners& set) {
  return std::includes(region.candidates.begin(), region.candidates.end(), set.begin(), set.end()) &&
         std::all_of(region.anchors.begin(), region.anchors.end(), [&](const auto& anchors) {
           return std::any_of(set.begin(), set.end(), [&](Number c) {
             return std::find(anchors.begin(), anchors.end(), c) != anchors.end();
           });
         });
}

std::vector<Region> all_parts(const Instance& it, const Appraisal& appraisal, const Region& region, int depth) {
  auto parts = depth == 0 ? std::vector<Region>() : split(it, appraisal, region);
  if (parts.empty()) return {region};
  std::vector<Region> made;
  for (const Region& part : parts)
    for (Region& each : all_parts(it, appraisal, part, depth - 1)) made.push_back(std::move(each));
  return made;
}

Case near_case(std::uint64_t seed) {
  Case it = random_case(seed, 12);
  it.opportunity.within_each_other_m = 60'000 + static_cast<double>(seed % 4) * 20'000;
  return it;
}

TEST(Region, EverySetThatMeetsEverythingIsInExactlyOnePart) {
  std::size_t sets = 0;
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    const Instance it = near_case(seed).instance();
    const Appraisal appraisal(it);
    const auto all = all_that_meet(it);
    sets += all.size();
    for (const int depth : {1, 3, 20}) {
      const auto parts = all_parts(it, appraisal, whole_region(appraisal.eligible()), depth);
      for (const Found& one : all)
        EXPECT_EQ(std::count_if(parts.begin(), parts.end(), [&](const Region& part) { return holds(part, one.partners); }), 1)
            << seed << " " << depth;
    }
  }
  EXPECT_GT(sets, 100U);
}

TEST(Region, WhoIsNearNobodyOfTheAnchorsIsLeftOut) {
  Case it;
  for (int i = 0; i < 4; ++i) {
    it.candidates.push_back(candidate("c" + std::to_string(i), {"spawanie"}));
    it.candidates.back().position = geo::LonLat{18.0 + i, 50};
  }
  it.opportunity.within_each_other_m = 80'000;
  const Instance instance = it.instance();
  const Appraisal appraisal(instance);
  const auto parts = split(instance, appraisal, whole_region(appraisal.eligible()));
  ASSERT_EQ(parts.size(), 2U);
  EXPECT_THAT(parts[0].candidates, ::testing::ElementsAre(0, 1, 2));
  EXPECT_THAT(parts[1].candidates, ::testing::ElementsAre(2, 3));
  EXPECT_THAT(parts[1].anchors[0], ::testing::ElementsAre(2, 3));
}

TEST(Region, WithoutAFixedPartnerItHoldsNoSet) {
  Case it;
  for (int i = 0; i < 4; ++i) {
    it.candidates.push_back(candidate("c" + std::to_string(i), {"spawanie"}));
    it.candidates.back().position = geo::LonLat{18 + i * 0.1, 50};
  }
  it.opportunity.within_each_other_m = 80'000;
  it.opportunity.fixed = {"c0"};
  const Instance instance = it.instance();
  const Appraisal appraisal(instance);
  const auto parts = split(instance, appraisal, whole_region(appraisal.eligible()));
  ASSERT_EQ(parts.size(), 2U);
  EXPECT_FALSE(parts[0].candidates.empty());
  EXPECT_TRUE(parts[1].candidates.empty()) << "the westernmost is fixed, and lies in the other";
}

TEST(Region, WhereAllAreAtOnePlaceItIsNotSplit) {
  Case it;
  it.candidates = {candidate("a", {"spawanie"}), candidate("b", {"spawanie"})};
  it.opportunity.within_each_other_m = 1'000;
  const Instance instance = it.instance();
  const Appraisal appraisal(instance);
  EXPECT_TRUE(split(instance, appraisal, whole_region(appraisal.eligible())).empty());
  EXPECT_TRUE(split(instance, appraisal, whole_region({})).empty());
}

}  // namespace
}  // namespace grono::consortia
