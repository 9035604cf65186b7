#include "base/table_file.hpp"

#include <array>
#include <fstream>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.hpp"

namespace grono {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr std::array<std::string_view, 2> kColumns = {"code", "title"};

std::vector<std::vector<std::string>> rows_of(std::string_view text) {
  const auto file = std::filesystem::path(testing::TempDir()) / "table_file_test.csv";
  std::ofstream(file, std::ios::binary) << text;
  std::vector<std::vector<std::string>> rows;
  read_table(file, kColumns, [&](std::span<const std::string> fields, std::size_t) {
    rows.emplace_back(fields.begin(), fields.end());
  });
  return rows;
}

std::string where_it_fails(std::string_view text) {
  try {
    (void)rows_of(text);
  } catch (const InvalidInput& error) {
    return error.where();
  }
  return "nowhere";
}

TEST(TableFile, ReadsPlainAndQuotedFields) {
  EXPECT_THAT(rows_of("code,title\n32.50,\"Wyroby, \"\"medyczne\"\"\"\n,\n"),
              ElementsAre(ElementsAre("32.50", "Wyroby, \"medyczne\""), ElementsAre("", "")));
}

TEST(TableFile, ReadsWindowsLineEndsAndALastLineWithoutEnd) {
  EXPECT_THAT(rows_of("code,title\r\n1,a\r\n2,b"), ElementsAre(ElementsAre("1", "a"), ElementsAre("2", "b")));
}

TEST(TableFile, ReadsLineEndsInQuotes) {
  EXPECT_THAT(rows_of("code,title\n1,\"a\nb\"\n"), ElementsAre(ElementsAre("1", "a\nb")));
}

TEST(TableFile, NamesTheLineOfABadRow) {
  EXPECT_EQ(where_it_fails("code,title\n1,\"a\nb\"\n2\n"), "table_file_test.csv, line 4");
  EXPECT_EQ(where_it_fails("code,title\n1,\"a\n"), "table_file_test.csv, line 3");
  EXPECT_EQ(where_it_fails("code,title\n1,\"a\"b\n"), "table_file_test.csv, line 2");
}

TEST(TableFile, RefusesOtherColumns) {
  EXPECT_EQ(where_it_fails("code,name\n"), "table_file_test.csv, line 1");
  EXPECT_EQ(where_it_fails(""), "table_file_test.csv, line 1");
}

TEST(TableFile, NamesAFileThatIsNotThere) {
  try {
    read_table("/no/such/table.csv", kColumns, [](auto, auto) {});
    FAIL() << "read a file that is not there";
  } catch (const InvalidInput& error) {
    EXPECT_THAT(error.where(), HasSubstr("/no/such/table.csv"));
  }
}

}  // namespace
}  // namespace grono
