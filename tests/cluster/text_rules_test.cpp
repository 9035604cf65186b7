#include "cluster/text_rules.hpp"

#include <gmock/gmock.h>

namespace grono::cluster {
namespace {

using ::testing::ElementsAre;

TEST(TextRules, TagsAreTrimmedSortedAndThereOnce) {
  std::vector<std::string> tags = {" b ", "a", "b", "", "  "};
  normalise_tags("/tags", tags, 5);
  EXPECT_THAT(tags, ElementsAre("a", "b"));
}

TEST(TextRules, EachBrokenTagIsReportedOrTheFirstThrown) {
  std::vector<std::string> tags = {std::string(101, 'x'), "a\n", "b"};
  std::vector<std::string> places;
  normalise_tags("/tags", tags, 2, [&](const InvalidInput& problem) { places.push_back(problem.where()); });
  EXPECT_THAT(places, ElementsAre("/tags", "/tags/0"));
  try {
    std::vector<std::string> wrong = {"a", std::string("b\0c", 3)};
    normalise_tags("/tags", wrong, 2);
    FAIL() << "a control character was let pass";
  } catch (const InvalidInput& problem) {
    EXPECT_EQ(problem.where(), "/tags/1");
  }
}

}  // namespace
}  // namespace grono::cluster
