#include "exchange/cordis_reader.hpp"

#include <filesystem>
#include <random>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "read_all.hpp"
#include "support/cordis_tables.hpp"
#include "support/temporary_folder.hpp"

namespace grono::exchange::test {
namespace {

using grono::test::TemporaryFolder;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
namespace published = grono::test::published;

CordisTables read(const TemporaryFolder& folder) {
  return read_cordis(cordis_files(folder.path()));
}

/// Tables of a few columns, as those of other collectors are.
struct Small : TemporaryFolder {
  Small(std::string_view projects, std::string_view participants) {
    write("small_projects.csv", projects);
    write("small_participants.csv", participants);
  }
};

constexpr std::string_view kTwoProjects =
    "project_id,title,start,end\n1,Woda pitna,2012-01-01,2014-12-31\n2,Ścieki,2013-05-01,\n";

TEST(CordisReader, ReadsTheTablesAsPublished) {
  const TemporaryFolder folder;
  folder.write(
      "project.csv",
      "\xEF\xBB\xBF" + published::kProjectHeader +
          R"("101";"WODA";"SIGNED";"Czysta woda; dla ""Łodzi""";"2023-01-01";"2026-12-31";"1234567,89";"1000000";)"
          R"("HORIZON.2.6";"HORIZON-CL6-2022-ZEROPOLLUTION-01-04";"2022-11-30";"HORIZON";"HORIZON-CL6-2022";)"
          R"("HORIZON-CL6-2022";"HORIZON-RIA";"";"Woda z rzek)"
          "\n"
          R"(i jezior.";"2023-02-02 10:11:12";"243211";"10.3030/101")"
          "\n");
  folder.write(
      "organization.csv",
      "\xEF\xBB\xBF" + published::kOrganisationHeader +
          R"~("101";"WODA";"999588015";"PL7250015501";"POLITECHNIKA ŁÓDZKA";"PŁ";"false";"HES";"Żeromskiego 116";)~"
          R"~("90 924";"Łódź";"PL";"PL711";"(51.7539,19.4517)";"http://www.p.lodz.pl";"https://x";)~"
          R"("2023-01-02 11:12:13";"1904751";"1";"coordinator";"250000,5";"250000,5";"300000";"false";"true")"
          "\n"
          R"("101";"WODA";"912345678";"";"Wodociągi sp. z o.o.";"";"true";"PRC";"";"";"Gdańsk";"PL";"PL633";"";)"
          R"("";"";"";"";"2";"participant";"100000.25";"";"";"2025-03-31";"false")"
          "\n");
  folder.write("euroSciVoc.csv", published::kSubjectHeader +
                                     R"("101";"/25/81";"/engineering/water treatment";"water treatment";"")"
                                     "\n");
  const auto made = read(folder);
  EXPECT_THAT(made.report.messages(), IsEmpty());
  ASSERT_EQ(made.projects.size(), 1U);
  const auto& project = made.projects[0];
  EXPECT_EQ(project.title, "Czysta woda; dla \"Łodzi\"");
  EXPECT_EQ(project.objective, "Woda z rzek\ni jezior.");
  EXPECT_EQ(to_string(project.begin), "2023-01-01");
  EXPECT_EQ(project.total_cost_eur, 1234567.89);
  EXPECT_EQ(project.programme, "HORIZON");
  EXPECT_THAT(project.subjects, ElementsAre("/engineering/water treatment"));
  ASSERT_EQ(made.organisations.size(), 2U);
  const auto& university = made.organisations[0];
  EXPECT_EQ(university.name, "POLITECHNIKA ŁÓDZKA");
  EXPECT_EQ(university.city, "Łódź");
  EXPECT_EQ(university.is_sme, false);
  EXPECT_EQ(university.place, std::pair(51.7539, 19.4517));
  EXPECT_EQ(made.organisations[1].is_sme, true);
  ASSERT_EQ(made.participations.size(), 2U);
  EXPECT_EQ(made.participations[0].role, "coordinator");
  EXPECT_EQ(made.participations[0].eu_contribution_eur, 250000.5);
  EXPECT_FALSE(made.participations[0].left);
  EXPECT_EQ(made.participations[1].eu_contribution_eur, 100000.25);
  ASSERT_TRUE(made.participations[1].left);
  EXPECT_EQ(to_string(*made.participations[1].left), "2025-03-31");
}

TEST(CordisReader, FindsColumnsByNameInAnyOrder) {
  const Small folder("START,Title,Project_ID\n31/05/2012,Woda,7\n",
                     "country,participant,project_id\nPoland,Żółw,7\n");
  const auto made = read(folder);
  ASSERT_EQ(made.projects.size(), 1U);
  EXPECT_EQ(to_string(made.projects[0].begin), "2012-05-31");
  EXPECT_EQ(made.organisations.at(0).name, "Żółw");
  EXPECT_EQ(made.organisations.at(0).country, "Poland");
}

TEST(CordisReader, NamesFoldWhereThereIsNoNumber) {
  const Small folder(
      kTwoProjects,
      "project_id,participant,country\n1,Politechnika Łódzka,Poland\n2,POLITECHNIKA  LODZKA,POLAND\n"
      "2,Politechnika Łódzka,Lodzia\n");
  const auto made = read(folder);
  ASSERT_EQ(made.organisations.size(), 2U) << "the same name in another country is another";
  EXPECT_EQ(made.organisations[0].name, "Politechnika Łódzka");
  EXPECT_EQ(made.participations.size(), 3U);
  EXPECT_EQ(made.participations[1].organisation, 0U);
}

TEST(CordisReader, ANumberTellsApartAndJoins) {
  const Small folder(
      kTwoProjects,
      "project_id,organisationID,name,country\n1,,Alfa,PL\n1,5,Alfa,PL\n2,5,Alfa Nowa,PL\n2,6,Alfa,PL\n");
  const auto made = read(folder);
  ASSERT_EQ(made.organisations.size(), 2U);
  EXPECT_EQ(made.organisations[0].id, "5") << "the row without a number was of the one that has it";
  EXPECT_EQ(made.organisations[1].id, "6") << "the same name with another number is another";
  EXPECT_EQ(made.participations.size(), 3U);
  EXPECT_THAT(made.report.messages(), ElementsAre(HasSubstr("the rows are joined (rows 3)")));
}

TEST(CordisReader, RowsOfOneInAProjectAreJoined) {
  const Small folder(
      kTwoProjects,
      "project_id,name,role,ecContribution\n1,Alfa,participant,10\n1,ALFA,coordinator,\"2,5\"\n");
  const auto made = read(folder);
  ASSERT_EQ(made.participations.size(), 1U);
  EXPECT_EQ(made.participations[0].role, "coordinator");
  EXPECT_EQ(made.participations[0].eu_contribution_eur, 12.5);
}

TEST(CordisReader, NothingIsLostSilently) {
  const Small folder(
      "project_id,title,start,end,totalCost\n1,A,2012-01-01,2011-01-01,dużo\n2,B,wiosną,,\n,C,2012-01-01,,\n"
      "1,D,2012-01-01,,\n",
      "project_id,participant,country\n1,Alfa,PL\n2,Beta,PL\n1,,PL\n9,Gama,PL\n");
  const auto made = read(folder);
  EXPECT_EQ(made.projects.size(), 1U);
  EXPECT_EQ(made.participations.size(), 1U);
  EXPECT_EQ(made.report.files.at(0).left_out, 3U);
  EXPECT_EQ(made.report.files.at(1).left_out, 3U);
  EXPECT_THAT(
      made.report.messages(),
      ElementsAre(HasSubstr("column totalCost: holds no amount"), HasSubstr("ends before it begins"),
                  HasSubstr("are left out: column startDate: holds no day; write it as 2026-05-31 (rows 3)"),
                  HasSubstr("column id: is empty"), HasSubstr("stands above already"),
                  HasSubstr("2 of 4 rows are left out: column projectID: no project"),
                  HasSubstr("column name: is empty")));
}

TEST(CordisReader, RefusesWithThePlaceAndTheMend) {
  const auto error = [](std::string_view projects, std::string_view participants) {
    const Small folder(projects, participants);
    return error_of([&] { (void)read(folder); });
  };
  constexpr std::string_view participants = "project_id,participant\n1,Alfa\n";
  EXPECT_EQ(error("project_id,start\n1,2012-01-01\n", participants),
            "small_projects.csv: lacks the column title");
  EXPECT_EQ(error(kTwoProjects, "project_id,country\n1,PL\n"),
            "small_participants.csv: lacks the column name");
  EXPECT_THAT(error("project_id,title,start\n1,A,2012-13-01\n", participants),
              HasSubstr("small_projects.csv, row 2: none of its 1 rows can be used: column startDate"));
  EXPECT_THAT(error(kTwoProjects, "project_id,participant\n1,\"Alfa\n"),
              HasSubstr("small_participants.csv, row 2: a quotation mark opens"));
  EXPECT_THAT(error("", participants), HasSubstr("the file is empty"));
}

TEST(CordisReader, SaysWhichFilesItWants) {
  const TemporaryFolder folder;
  EXPECT_THAT(error_of([&] { (void)cordis_files(folder.path() / "none"); }), HasSubstr("is no folder"));
  EXPECT_THAT(error_of([&] { (void)cordis_files(folder.path()); }), HasSubstr("holds no tables"));
  for (const char* name : {"a_projects.csv", "a_participants.csv", "b_projects.csv", "b_participants.csv"})
    folder.write(name, "x\n");
  EXPECT_THAT(error_of([&] { (void)cordis_files(folder.path()); }), HasSubstr("several pairs"));
  folder.write("project.csv", "x\n");
  folder.write("organization.csv", "x\n");
  EXPECT_EQ(cordis_files(folder.path()).projects.path.filename(), "project.csv")
      << "what CORDIS publishes goes first";
}

TEST(CordisReader, ReadsThousandsOfRowsOfTheFullFormat) {
  const TemporaryFolder folder;
  const published::Size size{.projects = 1'200, .organisations = 900};
  const auto written = published::write(folder.path(), size);
  const auto made = read(folder);
  EXPECT_THAT(made.report.messages(), IsEmpty());
  EXPECT_EQ(made.projects.size(), size.projects);
  EXPECT_EQ(made.participations.size(), written.participations);
  EXPECT_GT(written.participations, 4'000U);
  EXPECT_LE(made.organisations.size(), size.organisations);
  for (const auto& each : made.projects) ASSERT_FALSE(each.subjects.empty()) << each.id;
  // What a row says is what was meant by it.
  for (std::size_t i = 0; i < made.projects.size(); ++i) {
    ASSERT_EQ(made.projects[i].id, published::project_id(i));
    ASSERT_EQ(made.projects[i].title, published::title(i));
  }
}

TEST(CordisReader, ReadsTheWaterProjects) {
  const auto folder = std::filesystem::path(GRONO_SHARED_DATA) / "cordis";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << folder << " is not on this machine";
  const auto made = read_cordis(cordis_files(folder));
  EXPECT_EQ(made.projects.size(), 465U);
  EXPECT_EQ(made.report.files.at(1).rows, 1'315U);
  EXPECT_EQ(made.report.files.at(1).left_out, 0U);
  EXPECT_EQ(made.organisations.size(), 1'106U);
}

}  // namespace
}  // namespace grono::exchange::test
