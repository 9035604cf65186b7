#include "geo/boundaries.hpp"

#include <gtest/gtest.h>

#include "geo/antimeridian.hpp"

namespace grono::geo {
namespace {

std::vector<LonLat> box(double west, double south, double east, double north) {
  return {{west, south}, {east, south}, {east, north}, {west, north}};
}

TEST(Boundaries, TellsWhereAPlaceLies) {
  const Boundaries areas(
      {{"Śląsk", "PL", {box(18, 49, 20, 51)}}, {"Małopolska", "PL", {box(20, 49, 22, 51)}}});
  EXPECT_EQ(areas.area(areas.holding({19, 50})).name, "Śląsk");
  EXPECT_EQ(areas.area(areas.holding({21, 50})).name, "Małopolska");
  EXPECT_EQ(areas.holding({19, 52}), Boundaries::kNowhere);
}

TEST(Boundaries, AHoleIsOutside) {
  const Boundaries areas({{"Włochy", "IT", {box(10, 40, 16, 46), box(12, 43, 13, 44)}},
                          {"San Marino", "SM", {box(12, 43, 13, 44)}}});
  EXPECT_EQ(areas.area(areas.holding({12.5, 43.5})).name, "San Marino");
  EXPECT_EQ(areas.area(areas.holding({11, 43.5})).name, "Włochy");
}

TEST(Boundaries, GoOnBeyondTheAntimeridian) {
  const Boundaries areas({{"Czukotka", "RU", {box(170, 60, 190, 70)}}});
  EXPECT_EQ(areas.holding({-175, 65}), 0U);
  EXPECT_EQ(areas.holding({175, 65}), 0U);
  EXPECT_EQ(areas.holding({-165, 65}), Boundaries::kNowhere);
}

TEST(Antimeridian, SplitsARingThatCrossesIt) {
  const auto parts = split_at_antimeridian(box(179, -18, 182, -16));
  ASSERT_EQ(parts.size(), 2U);
  const auto width = [](const std::vector<LonLat>& ring) {
    const auto [west, east] = std::minmax_element(ring.begin(), ring.end());
    return std::pair(west->lon, east->lon);
  };
  EXPECT_EQ(width(parts[0]), std::pair(179.0, 180.0));
  EXPECT_EQ(width(parts[1]), std::pair(-180.0, -178.0));
}

TEST(Antimeridian, LeavesOtherRingsAlone) {
  EXPECT_EQ(split_at_antimeridian(box(-180, 0, 180, 5)), std::vector(1, box(-180, 0, 180, 5)));
}

}  // namespace
}  // namespace grono::geo
