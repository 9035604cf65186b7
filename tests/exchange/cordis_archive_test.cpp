#include "exchange/cordis_archive.hpp"

#include <gmock/gmock.h>

#include "read_all.hpp"
#include "zipped.hpp"

namespace grono::exchange::test {
namespace {

using ::testing::HasSubstr;

const Parts kPublished = {{"project.csv", "id;title;startDate\n1;Żywe implanty;2019-01-01\n"},
                          {"organization.csv", "projectID;name\n1;Żółw\n"},
                          {"topics.csv", "projectID;topic\n"}};

TEST(CordisArchive, HoldsTheTablesAsPublished) {
  const std::string bytes = zipped(kPublished);
  const CordisArchive archive(bytes);
  const CordisTables tables = read_cordis(archive.files());
  EXPECT_EQ(tables.projects.at(0).title, "Żywe implanty");
  EXPECT_EQ(tables.organisations.at(0).name, "Żółw");
  EXPECT_EQ(tables.report.files.at(1).name, "organization.csv");
}

TEST(CordisArchive, SaysWhichTableItLacks) {
  Parts parts = kPublished;
  parts.erase("organization.csv");
  const std::string bytes = zipped(parts);
  EXPECT_THAT(error_of([&] { const CordisArchive archive(bytes); }), HasSubstr("holds no organization.csv"));
}

TEST(CordisArchive, RefusesWhatIsNoArchiveOrBroken) {
  EXPECT_THROW(CordisArchive("id;title\n"), InvalidInput);
  const std::string whole = zipped(kPublished);
  for (const std::size_t size : {std::size_t{0}, std::size_t{4}, whole.size() / 2, whole.size() - 1})
    EXPECT_THROW(CordisArchive(std::string_view(whole).substr(0, size)), InvalidInput) << size;
}

}  // namespace
}  // namespace grono::exchange::test
