#include "text/plural.hpp"

#include <gtest/gtest.h>

namespace grono::text {
namespace {

TEST(Plural, HasTheFormThatGoesWithTheNumber) {
  for (const auto& [number, form] : std::vector<std::pair<int, std::string>>{
           {1, "one"}, {2, "few"}, {4, "few"}, {5, "many"}, {12, "many"}, {14, "many"}, {21, "many"}, {22, "few"}, {112, "many"}})
    EXPECT_EQ(plural_form("pl", number), form) << number;
  EXPECT_EQ(plural_form("en", 2), "other");
}

}  // namespace
}  // namespace grono::text
