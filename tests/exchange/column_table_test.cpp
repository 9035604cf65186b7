#include "exchange/column_table.hpp"

#include <cmath>
#include <random>

#include <gtest/gtest.h>
#include <tbb/global_control.h>

#include "base/error.hpp"

namespace grono::exchange {
namespace {

using Holds = ColumnWish::Holds;
const std::vector<ColumnWish> kWishes = {
    {Holds::numbers, {"x", "lon"}}, {Holds::texts, {"rodzaj", "type"}}, {Holds::numbers, {"weight"}, false}};

TEST(ColumnTable, ReadsColumnsByAnyOfTheirNames) {
  const auto table = read_columns("\xEF\xBB\xBFType;LON;uwagi\r\nszpital;1.5;\"a;b\"\r\nfirma;-2e3;\r\n\r\nszpital;+7;x", "t", kWishes);
  ASSERT_EQ(table.rows, 3U);
  EXPECT_EQ(table.columns[0].numbers, (std::vector<double>{1.5, -2000, 7}));
  EXPECT_EQ(table.columns[1].texts.texts, (std::vector<std::string>{"szpital", "firma"}));
  EXPECT_EQ(table.columns[1].texts.column, (std::vector<std::uint32_t>{0, 1, 0}));
  EXPECT_TRUE(table.columns[2].numbers.empty());
}

TEST(ColumnTable, ACellWithoutANumberIsNoNumber) {
  const auto table = read_columns("x,type,weight\n1,a,\n,b,12abc\nbrak,c,5\n4\n", "t", kWishes);
  ASSERT_EQ(table.rows, 4U);
  EXPECT_EQ(table.columns[0].numbers[0], 1);
  EXPECT_TRUE(std::isnan(table.columns[0].numbers[1]));
  EXPECT_TRUE(std::isnan(table.columns[0].numbers[2]));
  EXPECT_TRUE(std::isnan(table.columns[2].numbers[0]));
  EXPECT_TRUE(std::isnan(table.columns[2].numbers[1]));
  EXPECT_EQ(table.columns[2].numbers[2], 5);
  EXPECT_EQ(table.columns[1].texts.texts[table.columns[1].texts.column[3]], "");
}

TEST(ColumnTable, SaysWhatIsWrongWithTheFile) {
  const auto problem = [](std::string_view text) {
    try {
      static_cast<void>(read_columns(text, "plik.csv", kWishes));
    } catch (const InvalidInput& wrong) {
      return std::string(wrong.what());
    }
    return std::string();
  };
  EXPECT_NE(problem("").find("plik.csv"), std::string::npos);
  EXPECT_NE(problem("a,b\n1,2\n").find("no column x or lon; it has a, b"), std::string::npos);
  EXPECT_NE(problem("x,type\n1,\"otwarty\n2,b\n").find("within a cell in quotes"), std::string::npos);
  EXPECT_THROW(static_cast<void>(read_columns(std::string("/nie/ma"), kWishes)), InvalidInput);
}

// Any cut into parts, and any number of threads, gives the same: cells hold quotes, delimiters and line ends.
// An inch mark is a letter; only at the beginning of a cell is a quote a quote.
TEST(ColumnTable, QuotesWithinACellAreLetters) {
  const std::string text = "x;type\n1;rura 5\" cal\n2;\"a;\nb\"\"c\"\n3;\"d\" e\"\n4;f\n";
  for (const std::size_t part : {1U, 2U, 3U, 5U, 9U, 1000U}) {
    const auto table = read_columns(text, "t", kWishes, part);
    EXPECT_EQ(table.columns[0].numbers, (std::vector<double>{1, 2, 3, 4})) << part;
    EXPECT_EQ(table.columns[1].texts.texts[0], "rura 5\" cal");
    EXPECT_EQ(table.columns[1].texts.texts[1], "a;\nb\"c");
    EXPECT_EQ(table.columns[1].texts.texts[3], "f");
  }
}

TEST(ColumnTable, PartsAndThreadsChangeNothing) {
  std::mt19937 random(11);
  const std::vector<std::string> texts = {"łódź", "a\nb", "say \"x\"", "p,q", "", "\"\"", "zwykły"};
  std::string file = "type,note,x\n";
  std::vector<std::string> types;
  std::vector<double> numbers;
  const auto quoted = [](const std::string& text) {
    std::string made = "\"";
    for (const char c : text) made += c == '"' ? std::string("\"\"") : std::string(1, c);
    return made + "\"";
  };
  for (int row = 0; row < 500; ++row) {
    types.push_back(texts[random() % texts.size()]);
    numbers.push_back(static_cast<double>(random() % 10'000) / 8);
    file += quoted(types.back()) + "," + quoted(texts[random() % texts.size()]) + "," + std::to_string(numbers.back()) + "\n";
  }
  for (const std::size_t part : {1U, 7U, 64U, 1000U, 1U << 20}) {
    const tbb::global_control threads(tbb::global_control::max_allowed_parallelism, part % 4 + 1);
    const auto table = read_columns(file, "t", kWishes, part);
    ASSERT_EQ(table.rows, types.size()) << part;
    EXPECT_EQ(table.columns[0].numbers, numbers);
    for (std::size_t row = 0; row < types.size(); ++row)
      ASSERT_EQ(table.columns[1].texts.texts[table.columns[1].texts.column[row]], types[row]) << part << " " << row;
  }
}

}  // namespace
}  // namespace grono::exchange
