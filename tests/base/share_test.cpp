#include "base/share.hpp"

#include <random>

#include <gtest/gtest.h>

namespace grono {
namespace {

TEST(Share, IsAFractionOrAPercentage) {
  EXPECT_EQ(parse_share("1/3"), (Share{1, 3}));
  EXPECT_EQ(parse_share(" 2 / 6 "), (Share{1, 3}));
  EXPECT_EQ(parse_share("33.33 %"), (Share{3'333, 10'000}));
  EXPECT_EQ(parse_share("12,5%"), (Share{1, 8}));
  EXPECT_EQ(parse_share("100%"), (Share{1, 1}));
  for (const char* wrong : {"", "%", "0%", "0/3", "4/3", "101%", "1/0", "-1/3", "33.333%", "0.5", "1/2/3",
                            "1/2000000", "1e1%", "99999999999/99999999999", "pół"})
    EXPECT_EQ(parse_share(wrong), std::nullopt) << wrong;
}

TEST(Share, IsWrittenShortestAndReadBack) {
  EXPECT_EQ(to_string(Share{1, 2}), "50%");
  EXPECT_EQ(to_string(Share{1, 8}), "12.5%");
  EXPECT_EQ(to_string(Share{1, 10'000}), "0.01%");
  EXPECT_EQ(to_string(Share{2, 3}), "2/3");
  EXPECT_EQ(to_string(Share{7, 6}), "7/6");
  std::mt19937 random(1);
  for (int i = 0; i < 1'000; ++i) {
    const int whole = std::uniform_int_distribution(1, 1'000'000)(random);
    const int parts = std::uniform_int_distribution(1, whole)(random);
    const auto read = parse_share(std::to_string(parts) + "/" + std::to_string(whole));
    ASSERT_TRUE(read);
    EXPECT_EQ(parse_share(to_string(*read)), read) << parts << "/" << whole;
  }
}

TEST(Share, SumsExactly) {
  const Share third{1, 3};
  EXPECT_EQ(sum(*sum(third, third), third), (Share{1, 1}));
  EXPECT_EQ(sum(Share{1, 2}, Share{2, 3}), (Share{7, 6}));
  EXPECT_EQ(difference(Share{1, 1}, Share{5, 6}), (Share{1, 6}));
  // Three times 33.33 % are not the whole.
  const Share percent = *parse_share("33.33%");
  EXPECT_EQ(sum(*sum(percent, percent), percent), (Share{9'999, 10'000}));
}

TEST(Share, WithoutACommonWholeThatFitsHasNoSum) {
  Share all{0, 1};
  bool is_refused = false;
  for (const int whole : {999'983, 999'979, 999'961, 999'959, 999'953}) {
    const auto more = sum(all, Share{1, whole});
    if (!more)
      is_refused = true;
    else
      all = *more;
  }
  EXPECT_TRUE(is_refused);
}

}  // namespace
}  // namespace grono
