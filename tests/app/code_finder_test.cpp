#include "app/code_finder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/small_share.hpp"

namespace grono::app {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class CodeFinderTest : public ::testing::Test {
 protected:
  static std::vector<std::string> find(std::string_view text,
                                       std::optional<std::string_view> scheme = "pkd_2025",
                                       std::size_t limit = 100) {
    static const grono::test::SmallShare share;
    static const auto classifications = cluster::Classifications::load(share.path() / "classifications");
    static const CodeFinder finder(classifications, text::Lemmatiser::load("/usr/share/hunspell"));
    std::vector<std::string> made;
    for (const FoundCode& found : finder.find(text, scheme, limit))
      made.push_back((scheme ? "" : found.scheme + ":") + found.entry->code);
    return made;
  }
};

TEST_F(CodeFinderTest, FindsByTheStartOfTheCodeHoweverItIsWritten) {
  const auto all = ElementsAre("32.5", "32.50", "32.50.Z");
  EXPECT_THAT(find("32.5"), all);
  EXPECT_THAT(find("325"), all);
  EXPECT_THAT(find("32.50 z"), ElementsAre("32.50.Z"));
}

TEST_F(CodeFinderTest, FindsByWordsInAnyInflection) {
  EXPECT_THAT(find("wyrób medyczny"), ElementsAre("32.5", "32.50", "32.50.Z"));
  EXPECT_THAT(find("wyrobow medycznych"), ElementsAre("32.5", "32.50", "32.50.Z"));
  EXPECT_THAT(find("medical instrument"), ElementsAre("32.5", "32.50"));
}

TEST_F(CodeFinderTest, TheLastWordMayBeUnfinished) {
  EXPECT_THAT(find("badania przyrod"), ElementsAre("72.1", "72.10", "72.10.Z"));
  EXPECT_THAT(find("przyrod badania"), IsEmpty()) << "only the last";
}

TEST_F(CodeFinderTest, WiderCodesAndNewerListsComeFirst) {
  EXPECT_THAT(find("przetwórstwo", std::nullopt), ElementsAre("pkd_2025:C", "pkd_2007:C"));
  EXPECT_EQ(find("produkcja").front(), "26");
}

TEST_F(CodeFinderTest, GivesNoMoreThanAskedFor) {
  EXPECT_THAT(find("32.5", "pkd_2025", 2), ElementsAre("32.5", "32.50"));
  EXPECT_THAT(find("", "pkd_2025"), IsEmpty());
  EXPECT_THAT(find("?!", "pkd_2025"), IsEmpty());
}

}  // namespace
}  // namespace grono::app
