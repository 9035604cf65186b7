#include "cluster/registers.hpp"

#include <array>

#include <gtest/gtest.h>

#include "base/error.hpp"

namespace grono::cluster {
namespace {

using Normalise = std::string (*)(std::string_view);

// What is wrong with the number, or nothing where it passes.
std::string problem(Normalise normalise, std::string_view text) {
  try {
    (void)normalise(text);
    return {};
  } catch (const InvalidInput& error) {
    return error.problem();
  }
}

// 526-10-40-828 is the Central Statistical Office's own.
TEST(Nip, AcceptsAPublishedNumberInEverySpelling) {
  EXPECT_EQ(normalise_nip("5261040828"), "5261040828");
  EXPECT_EQ(normalise_nip(" 526-10-40-828 "), "5261040828");
  EXPECT_EQ(normalise_nip("PL 526 104 08 28"), "5261040828");
  EXPECT_EQ(normalise_nip("pl5261040828"), "5261040828");
  EXPECT_EQ(normalise_nip("526\u00a0104\u00a008\u00a028"), "5261040828");
}

TEST(Nip, FindsAMistypedDigit) {
  EXPECT_NE(problem(normalise_nip, "5261040827"), "");
  EXPECT_NE(problem(normalise_nip, "5261040288"), "");
}

TEST(Nip, RefusesEveryNumberWhoseRemainderIsTen) {
  int never_issued = 0;
  for (int i = 0; i < 1000; ++i) {
    const std::string nine = "526000" + std::string(3 - std::to_string(i).size(), '0') + std::to_string(i);
    if (nip_check_digit(nine)) continue;
    ++never_issued;
    for (char last = '0'; last <= '9'; ++last)
      EXPECT_NE(problem(normalise_nip, nine + last), "") << nine << last;
  }
  EXPECT_NEAR(never_issued, 1000 / 11, 5);
}

TEST(Nip, SaysWhatIsWrong) {
  EXPECT_EQ(problem(normalise_nip, "526104082"), "a NIP has 10 digits, here are 9");
  EXPECT_EQ(problem(normalise_nip, "526104O828"), "there is a sign that is no digit");
  EXPECT_NE(problem(normalise_nip, ""), "");
  EXPECT_NE(problem(normalise_nip, "0000000000"), "");
  try {
    (void)normalise_nip("1");
    FAIL();
  } catch (const InvalidInput& error) {
    EXPECT_EQ(error.where(), "/registers/nip");
  }
}

TEST(Nip, EveryChangeOfOneDigitIsFound) {
  const std::string good = "5261040828";
  for (std::size_t i = 0; i < good.size(); ++i)
    for (char other = '0'; other <= '9'; ++other) {
      std::string changed = good;
      changed[i] = other;
      EXPECT_EQ(problem(normalise_nip, changed).empty(), changed == good) << changed;
    }
}

// Published examples: 123456785 and 12345678512347.
TEST(Regon, AcceptsPublishedNumbers) {
  EXPECT_EQ(normalise_regon("123456785"), "123456785");
  EXPECT_EQ(normalise_regon("123 456 785"), "123456785");
  EXPECT_EQ(normalise_regon("12345678512347"), "12345678512347");
  EXPECT_EQ(normalise_regon("000331501"), "000331501");  // the Central Statistical Office
}

// An example that goes round on the web and fails the check: 205 mod 11 = 7, not 4.
TEST(Regon, RefusesAPublishedNumberThatFails) {
  EXPECT_NE(problem(normalise_regon, "732065834"), "");
}

TEST(Regon, ChecksTheFirstNineOfFourteenFirst) {
  // The whole would pass its own sum, but its first nine digits are no REGON.
  const std::string first_thirteen = "1234567861234";
  int passing = 0;
  for (char last = '0'; last <= '9'; ++last)
    passing += problem(normalise_regon, first_thirteen + last).empty();
  EXPECT_EQ(passing, 0);
  EXPECT_NE(problem(normalise_regon, "12345678512348"), "");
}

TEST(Regon, TakesRemainderTenAsZero) {
  bool seen = false;
  for (int i = 10000000; i < 10000100 && !seen; ++i) {
    const std::string eight = std::to_string(i);
    int sum = 0;
    for (std::size_t k = 0; k < 8; ++k) sum += (eight[k] - '0') * (std::array{8, 9, 2, 3, 4, 5, 6, 7}[k]);
    if (sum % 11 != 10) continue;
    EXPECT_EQ(normalise_regon(eight + "0"), eight + "0");
    seen = true;
  }
  EXPECT_TRUE(seen);
}

TEST(Regon, SaysWhatIsWrong) {
  EXPECT_EQ(problem(normalise_regon, "1234567850"), "a REGON has 9 or 14 digits, here are 10");
  EXPECT_EQ(problem(normalise_regon, "12345678X"), "there is a sign that is no digit");
  EXPECT_NE(problem(normalise_regon, "000000000"), "");
}

TEST(Krs, PadsWithZeros) {
  EXPECT_EQ(normalise_krs("28860"), "0000028860");
  EXPECT_EQ(normalise_krs("0000028860"), "0000028860");
}

TEST(Krs, RefusesWhatCannotBeOne) {
  EXPECT_NE(problem(normalise_krs, ""), "");
  EXPECT_NE(problem(normalise_krs, "0"), "");
  EXPECT_NE(problem(normalise_krs, "12345678901"), "");
  EXPECT_NE(problem(normalise_krs, "KRS 28860"), "");
}

TEST(EuVat, KeepsCountryAndNumber) {
  EXPECT_EQ(normalise_eu_vat("de 123 456 789"), "DE123456789");
  EXPECT_EQ(normalise_eu_vat("ATU12345678"), "ATU12345678");
  EXPECT_EQ(normalise_eu_vat("GR123456789"), "EL123456789");
}

TEST(EuVat, ChecksPolishOnesAsNip) {
  EXPECT_EQ(normalise_eu_vat("PL 526-10-40-828"), "PL5261040828");
  EXPECT_NE(problem(normalise_eu_vat, "PL5261040827"), "");
  EXPECT_NE(problem(normalise_eu_vat, "PL526104082"), "");
}

TEST(EuVat, RefusesWhatCannotBeOne) {
  EXPECT_NE(problem(normalise_eu_vat, "5261040828"), "");
  EXPECT_NE(problem(normalise_eu_vat, "US123456789"), "");
  EXPECT_NE(problem(normalise_eu_vat, "DE1"), "");
  EXPECT_NE(problem(normalise_eu_vat, "DE1234567890123"), "");
  EXPECT_NE(problem(normalise_eu_vat, "DE12345678ż"), "");
  EXPECT_NE(problem(normalise_eu_vat, ""), "");
}

}  // namespace
}  // namespace grono::cluster
