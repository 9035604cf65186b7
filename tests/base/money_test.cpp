#include "base/money.hpp"

#include <gtest/gtest.h>

namespace grono {
namespace {

TEST(Money, IsWrittenWithTwoDecimals) {
  EXPECT_EQ(to_string(Money{0}), "0.00");
  EXPECT_EQ(to_string(Money{5}), "0.05");
  EXPECT_EQ(to_string(Money{123'450}), "1234.50");
  EXPECT_EQ(to_string(Money{-5}), "-0.05");
  EXPECT_EQ(to_string(Money{-123'456}), "-1234.56");
}

TEST(Money, ReadsWhatItWritesAndShorterForms) {
  for (const std::int64_t hundredths : {0LL, 1LL, 99LL, 100LL, 123'456'789LL, -7LL, 999'999'999'999'999LL})
    EXPECT_EQ(parse_money(to_string(Money{hundredths})), Money{hundredths});
  EXPECT_EQ(parse_money("12"), Money{1'200});
  EXPECT_EQ(parse_money("12.5"), Money{1'250});
}

TEST(Money, ReadsNothingElse) {
  for (const char* text : {"", "-", ".5", "1.", "1.234", "1,50", "1 000", "1e3", "+1", "1.2.3", "zł", "12345678901234", "--1", "0x1"})
    EXPECT_EQ(parse_money(text), std::nullopt) << text;
}

TEST(Money, AShareIsRoundedHalfAwayFromZero) {
  EXPECT_EQ(share_of(Money{100}, 8'500), Money{85});
  EXPECT_EQ(share_of(Money{1}, 5'000), Money{1});
  EXPECT_EQ(share_of(Money{1}, 4'999), Money{0});
  EXPECT_EQ(share_of(Money{-1}, 5'000), Money{-1});
  EXPECT_EQ(share_of(Money{33'333}, 10'000), Money{33'333});
  EXPECT_EQ(share_of(Money{999'999'999'999'999}, 3'333), Money{333'300'000'000'000}) << "does not leave 64 bits";
}

}  // namespace
}  // namespace grono
