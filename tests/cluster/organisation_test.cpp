#include "cluster/organisation.hpp"

#include <gtest/gtest.h>

#include "cluster/names.hpp"

namespace grono::cluster {
namespace {

std::optional<SizeClass> size_of(std::optional<int> employees, std::optional<TurnoverClass> turnover = {},
                                 OrganisationKind kind = OrganisationKind::enterprise) {
  Organisation organisation;
  organisation.kind = kind;
  organisation.employees = employees;
  organisation.turnover = turnover;
  return size_class(organisation);
}

// The bounds of 2003/361/EC, art. 2: fewer than 10, 50 and 250 persons; (EU) 2025/1099: fewer than 750.
TEST(SizeClass, FollowsTheHeadCountAtEachBound) {
  EXPECT_EQ(size_of(0), SizeClass::micro);
  EXPECT_EQ(size_of(9), SizeClass::micro);
  EXPECT_EQ(size_of(10), SizeClass::small);
  EXPECT_EQ(size_of(49), SizeClass::small);
  EXPECT_EQ(size_of(50), SizeClass::medium);
  EXPECT_EQ(size_of(249), SizeClass::medium);
  EXPECT_EQ(size_of(250), SizeClass::small_mid_cap);
  EXPECT_EQ(size_of(749), SizeClass::small_mid_cap);
  EXPECT_EQ(size_of(750), SizeClass::large);
}

TEST(SizeClass, TurnoverAboveTheBoundRaisesIt) {
  EXPECT_EQ(size_of(5, TurnoverClass::up_to_2m), SizeClass::micro);
  EXPECT_EQ(size_of(5, TurnoverClass::up_to_10m), SizeClass::small);
  EXPECT_EQ(size_of(5, TurnoverClass::up_to_50m), SizeClass::medium);
  EXPECT_EQ(size_of(5, TurnoverClass::up_to_150m), SizeClass::small_mid_cap);
  EXPECT_EQ(size_of(5, TurnoverClass::over_150m), SizeClass::large);
}

TEST(SizeClass, TurnoverBelowTheBoundDoesNotLowerIt) {
  EXPECT_EQ(size_of(300, TurnoverClass::up_to_2m), SizeClass::small_mid_cap);
}

TEST(SizeClass, IsForFirmsWhoseHeadCountIsKnown) {
  EXPECT_EQ(size_of(std::nullopt, TurnoverClass::up_to_2m), std::nullopt);
  for (const auto& [name, kind] : named_values<OrganisationKind>()) {
    const bool is_firm = kind == OrganisationKind::enterprise || kind == OrganisationKind::start_up;
    EXPECT_EQ(size_of(5, {}, kind).has_value(), is_firm) << name;
  }
}

TEST(SizeClass, NeverFallsWhenAFirmGrows) {
  for (const auto& [name, turnover] : named_values<TurnoverClass>()) {
    for (int employees = 1; employees < 1000; ++employees) {
      EXPECT_GE(size_of(employees, turnover), size_of(employees - 1, turnover)) << name << " " << employees;
      EXPECT_GE(size_of(employees, turnover), size_of(employees));
    }
  }
}

TEST(MainPlace, IsTheSeatElseTheFirst) {
  Organisation organisation;
  EXPECT_EQ(main_place(organisation), nullptr);
  organisation.places.resize(3);
  EXPECT_EQ(main_place(organisation), &organisation.places[0]);
  organisation.places[2].is_seat = true;
  EXPECT_EQ(main_place(organisation), &organisation.places[2]);
}

}  // namespace
}  // namespace grono::cluster
