#include "base/id.hpp"

#include <gtest/gtest.h>

namespace grono {
namespace {

TEST(Uuid, CarriesVersionAndVariantOfRfc9562) {
  const Uuid uuid = uuid_v7(0x0192f3c17b0e, {0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff});
  EXPECT_EQ(to_string(uuid), "0192f3c1-7b0e-7fff-bfff-ffffffffffff");
}

TEST(Uuid, SortsByTime) {
  EXPECT_LT(uuid_v7(1000, {0xff}), uuid_v7(1001, {}));
}

TEST(Uuid, ReadsWhatItWrites) {
  const Uuid uuid = uuid_v7(1'700'000'000'000, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10});
  EXPECT_EQ(parse_uuid(to_string(uuid)), uuid);
  EXPECT_EQ(parse_uuid("0192F3C1-7B0E-7FFF-BFFF-FFFFFFFFFFFF"), parse_uuid("0192f3c1-7b0e-7fff-bfff-ffffffffffff"));
}

TEST(Uuid, RefusesOtherForms) {
  EXPECT_FALSE(parse_uuid(""));
  EXPECT_FALSE(parse_uuid("0192f3c17b0e7fffbfffffffffffffff"));
  EXPECT_FALSE(parse_uuid("0192f3c1-7b0e-7fff-bfff-fffffffffffg"));
  EXPECT_FALSE(parse_uuid("0192f3c1-7b0e-7fff-bfff-ffffffffffff "));
}

}  // namespace
}  // namespace grono
