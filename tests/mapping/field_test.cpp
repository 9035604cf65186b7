#include "mapping/field.hpp"

#include <gtest/gtest.h>

namespace grono::mapping {
namespace {

TEST(Field, CodesAreComparedWithoutDots) {
  EXPECT_EQ(compact_code(" 32.50.z"), "3250Z");
  const std::vector<std::string> fields = {"325", "266"};
  for (const char* code : {"32.50.Z", "3250Z", "32.5", "26.60", "32.5-0"})
    EXPECT_TRUE(is_of_field(code, fields)) << code;
  for (const char* code : {"32", "32.40.Z", "3.2", "", "Źródło"})
    EXPECT_FALSE(is_of_field(code, fields)) << code;
}

TEST(Field, AnEmptyPrefixHoldsNothing) {
  EXPECT_FALSE(is_of_field("32.50.Z", std::vector<std::string>{""}));
}

TEST(Field, EstablishmentsInTheirOrder) {
  const Dictionary activity{{"62.01", "32.50.Z", "3250", ""}, {1, 0, 3, 2, 1}};
  EXPECT_EQ(establishments_of_field(activity, std::vector<std::string>{"3250"}),
            (std::vector<std::uint32_t>{0, 3, 4}));
}

}  // namespace
}  // namespace grono::mapping
