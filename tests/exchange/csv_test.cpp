#include <sstream>

#include <gmock/gmock.h>

#include "exchange/csv_writer.hpp"
#include "exchange/formula_guard.hpp"
#include "read_all.hpp"

namespace grono::exchange::test {
namespace {

using ::testing::HasSubstr;

std::string utf_16(std::u16string_view text, bool is_little_endian, bool with_mark) {
  std::string bytes;
  const auto add = [&](char16_t unit) {
    const char low = static_cast<char>(unit & 0xFF), high = static_cast<char>(unit >> 8);
    bytes += is_little_endian ? low : high;
    bytes += is_little_endian ? high : low;
  };
  if (with_mark) add(0xFEFF);
  for (const auto unit : text) add(unit);
  return bytes;
}

const Cells kLodz = {{"Nazwa", "Miasto"}, {"Źródło 🦴", "Łódź"}};

TEST(Csv, ReadsEveryEncodingByItself) {
  EXPECT_EQ(read_all("Nazwa;Miasto\nŹródło 🦴;Łódź\n"), kLodz);
  EXPECT_EQ(read_all("\xEF\xBB\xBFNazwa;Miasto\r\nŹródło 🦴;Łódź"), kLodz);
  for (const bool is_little_endian : {true, false})
    for (const bool with_mark : {true, false})
      EXPECT_EQ(read_all(utf_16(u"Nazwa;Miasto\nŹródło 🦴;Łódź\n", is_little_endian, with_mark)),
                kLodz);
  EXPECT_EQ(read_all("Nazwa;Miasto\n\x8Fr\xF3"
                     "d\xB3o;\xA3\xF3"
                     "d\x9F\nwi\xEA\x9Cniowa;\xB9\n"),
            (Cells{{"Nazwa", "Miasto"}, {"Źródło", "Łódź"}, {"więśniowa", "ą"}}))
      << "windows-1250";
  EXPECT_EQ(read_all("Nazwa;Miasto\nwi\xEA\xB6niowa;\xB1\xBC\n"),
            (Cells{{"Nazwa", "Miasto"}, {"więśniowa", "ąź"}}))
      << "ISO-8859-2";
}

TEST(Csv, FewBrokenBytesDoNotTurnUtf8IntoSomethingElse) {
  const auto rows = read_all("a,b\nŁódź Łódź Łódź Łódź,\xFF\n");
  EXPECT_EQ(rows[1][0], "Łódź Łódź Łódź Łódź");
  EXPECT_EQ(rows[1][1], "\xEF\xBF\xBD");
}

TEST(Csv, FindsTheDelimiter) {
  const Cells rows = {{"a", "b"}, {"1,5", "x;y"}};
  EXPECT_EQ(read_all("a\tb\n1,5\tx;y\n"), rows);
  EXPECT_EQ(read_all("a;b\n1,5;\"x;y\"\n"), rows);
  EXPECT_EQ(read_all("a,b\n\"1,5\",x;y\n"), rows);
  EXPECT_EQ(read_all("sep=;\r\na;b\r\n1,5;\"x;y\"\r\n"), rows);
  EXPECT_EQ(read_all("jedna\nkolumna\n"), (Cells{{"jedna"}, {"kolumna"}}));
}

TEST(Csv, QuotesHoldLinesQuotesAndDelimiters) {
  EXPECT_EQ(read_all("a,b\n\"dwie\nlinie \"\"w\"\" cudzysłowie\",\"x,y\"\n"),
            (Cells{{"a", "b"}, {"dwie\nlinie \"w\" cudzysłowie", "x,y"}}));
  EXPECT_EQ(read_all("a,b\n5\" rura,x\n"), (Cells{{"a", "b"}, {"5\" rura", "x"}}));
  EXPECT_EQ(read_all("a,b\r1,2\r\r3,4"), (Cells{{"a", "b"}, {"1", "2"}, {"3", "4"}}));
}

TEST(Csv, SaysWhereItCannotGoOn) {
  EXPECT_THAT(error_of([] { (void)read_all("a,b\n\"nie zamknięte,2\n3,4\n"); }),
              HasSubstr("row 2: a quotation mark"));
  EXPECT_THAT(error_of([] { (void)read_all(""); }), HasSubstr("file: the file is empty"));
}

TEST(Csv, IsBounded) {
  std::string wide;
  for (int i = 0; i < 1'000'000; ++i) wide += "x,";
  EXPECT_EQ(error_of([&] { (void)read_all(wide); }), "row 1: it has more than 1000 columns");
  const std::string quoted = "a\n\"" + std::string(5 << 20, 'x');
  EXPECT_THAT(error_of([&] { (void)read_all(quoted); }), HasSubstr("row 2: a cell is longer than"));
  TableOptions few;
  few.limits.rows = 2;
  EXPECT_EQ(error_of([&] { (void)read_all("a\n1\n2\n", few); }), "row 3: the file has more than 2 rows");
}

TEST(Csv, ReadsPiecesThatEndAnywhere) {
  // Longer than any buffer of the reader, with characters of several bytes on every boundary.
  std::string text = "a,b\n";
  const std::string cell = "ąęź🦴";
  for (int i = 0; i < 40'000; ++i) text += cell + ",\"" + cell + "\"\n";
  const auto rows = read_all(text);
  ASSERT_EQ(rows.size(), 40'001U);
  for (std::size_t i = 1; i < rows.size(); ++i) ASSERT_EQ(rows[i], (std::vector{cell, cell})) << i;
}

TEST(FormulaGuard, TakesTheDangerAndGivesBackTheText) {
  for (const char* dangerous : {"=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "'=1", "''-x"}) {
    EXPECT_EQ(guarded(dangerous).front(), '\'') << dangerous;
    EXPECT_EQ(unguarded(guarded(dangerous)), dangerous);
  }
  for (const char* harmless : {"", "Łódź", "-71.5", "+2", "12", "'apostrof", "a=b"}) {
    EXPECT_EQ(guarded(harmless), harmless);
    EXPECT_EQ(unguarded(harmless), harmless);
  }
}

TEST(Csv, GivesBackWhatWasWritten) {
  const Cells rows = {
      {"a", "b;c", "d"}, {"", "\"", "=1+1"}, {" x ", "dwie\r\nlinie", "'=x"}, {"ą", "a,b", "\t"}};
  for (const char delimiter : {',', ';', '\t'}) {
    std::ostringstream out;
    CsvWriter writer(out, delimiter);
    for (const auto& row : rows) writer.write(row);
    TableOptions options;
    options.delimiter = delimiter;
    EXPECT_EQ(read_all(out.str(), options), rows) << "with " << delimiter;
  }
}

}  // namespace
}  // namespace grono::exchange::test
