#include "cli/folder.hpp"

#include <gtest/gtest.h>

namespace grono::cli {
namespace {

using testing::Folder;

// Two groups of four in Łódź and Gdańsk, and a firm alone; names hold commas and line ends.
constexpr const char* kFirms =
    "nazwa,lat,lon\n"
    "\"Wyroby, implanty\",51.7700,19.4500\n"
    "Łódzkie Narzędzia,51.7705,19.4500\n"
    "\"Śruby\ni nakrętki\",51.7700,19.4508\n"
    "Odlewnia,51.7705,19.4508\n"
    "Stocznia,54.3600,18.6500\n"
    "Żuraw,54.3605,18.6500\n"
    "\"Bursztyn \"\"Bałtyk\"\"\",54.3600,18.6508\n"
    "Port,54.3605,18.6508\n"
    "Leśniczówka,53.0000,22.0000\n";

TEST(MapDensity, LabelsEveryRowInItsOrder) {
  const Folder folder;
  folder.write("firmy.csv", kFirms);
  ASSERT_EQ(Folder::run({"map", "density", folder.file("firmy.csv"), "--method", "dbscan", "--radius", "100",
                         "--min-points", "3", "-o", folder.file("labels.csv")}),
            0);
  EXPECT_EQ(folder.read("labels.csv"), "label\n0\n0\n0\n0\n1\n1\n1\n1\n-1\n");
}

TEST(MapDensity, TellsProbabilityAndCoreDistanceAndTheTree) {
  const Folder folder;
  folder.write("plants.csv", "x;y\r\n0;0\r\n1;0\r\n2;0\r\n102;0\r\n104;0\r\n106;0\r\n");
  ASSERT_EQ(Folder::run({"map", "density", folder.file("plants.csv"), "--projected", "--method", "hdbscan",
                         "--min-points", "2", "--min-cluster-size", "3", "-o", folder.file("labels.csv"),
                         "--tree", folder.file("tree.csv")}),
            0);
  EXPECT_EQ(folder.read("labels.csv"),
            "label,probability,core_distance\n0,1,1\n0,1,1\n0,1,1\n1,1,2\n1,1,2\n1,1,2\n");
  EXPECT_EQ(folder.read("tree.csv"), "a,b,distance\n0,1,1\n1,2,1\n3,4,2\n4,5,2\n2,3,100\n");
}

TEST(MapDensity, RowsThatCanNotBeUsedKeepTheirLineAndAreToldOf) {
  const Folder folder;
  folder.write("plants.csv", "id,x,y\na,0,0\nb,,5\nc,1,0\nd,nan,0\ne,1e300,0\nf,2,0\ng,2\n");
  ::testing::internal::CaptureStderr();
  ASSERT_EQ(Folder::run({"map", "density", folder.file("plants.csv"), "--projected", "--method", "dbscan",
                         "--radius", "1", "--min-points", "2", "-o", folder.file("labels.csv")}),
            0);
  EXPECT_EQ(folder.read("labels.csv"), "label\n0\n\n0\n\n\n0\n\n");
  EXPECT_EQ(::testing::internal::GetCapturedStderr(),
            "grono: 4 of 7 rows have no coordinates that are numbers and are left out: rows 2, 4, 5, 7\n");
}

TEST(MapDensity, ColumnsHaveAnyNameAndPlace) {
  const Folder folder;
  folder.write("plants.csv", "\xEF\xBB\xBFnorth\tname\tEast\n0\ta\t0\n0\tb\t1\n");
  ASSERT_EQ(Folder::run({"map", "density", folder.file("plants.csv"), "--projected", "--columns",
                         "east,north", "--method", "dbscan", "--radius", "1", "--min-points", "2", "-o",
                         folder.file("labels.csv")}),
            0);
  EXPECT_EQ(folder.read("labels.csv"), "label\n0\n0\n");
}

TEST(MapDensity, SaysWhatIsWrongAndWritesNothing) {
  const Folder folder;
  folder.write("plants.csv", "x,y\n0,0\n1,0\n");
  folder.write("swapped.csv", "lon,lat\n50,150\n51,160\n");
  folder.write("empty.csv", "");
  folder.write("names.csv", "a,b\n1,2\n");
  const auto run = [&](const std::string& file, std::vector<std::string> more) {
    std::vector<std::string> words{"map",      "density", folder.file(file), "-o", folder.file("labels.csv"),
                                   "--method", "dbscan"};
    words.insert(words.end(), more.begin(), more.end());
    ::testing::internal::CaptureStderr();
    const int code = Folder::run(words);
    EXPECT_FALSE(std::filesystem::exists(folder.file("labels.csv")));
    return std::pair(code, ::testing::internal::GetCapturedStderr());
  };
  EXPECT_EQ(run("plants.csv", {"--projected"}).first, 1);  // no radius
  EXPECT_EQ(run("plants.csv", {"--projected", "--radius", "-5"}).first, 1);
  EXPECT_EQ(run("plants.csv", {"--projected", "--radius", "5", "--columns", "x"}).first, 1);
  EXPECT_EQ(run("plants.csv", {"--projected", "--radius", "many"}).first, 2);
  EXPECT_EQ(run("nowhere.csv", {"--radius", "5"}).first, 1);
  EXPECT_EQ(run("empty.csv", {"--radius", "5"}).first, 1);
  const auto [code, text] = run("swapped.csv", {"--radius", "5"});
  EXPECT_EQ(code, 1);
  EXPECT_NE(text.find("only with longitude and latitude swapped"), std::string::npos) << text;
  EXPECT_NE(run("names.csv", {"--radius", "5"}).second.find("no column lon"), std::string::npos);
}

TEST(MapDensity, ATableWithoutRowsHasNoLabels) {
  const Folder folder;
  folder.write("plants.csv", "x,y\n");
  for (const std::string method : {"dbscan", "hdbscan"}) {
    ASSERT_EQ(Folder::run({"map", "density", folder.file("plants.csv"), "--projected", "--method", method,
                           "--radius", "5", "-o", folder.file("labels.csv")}),
              0);
    EXPECT_EQ(folder.read("labels.csv"),
              method == "dbscan" ? "label\n" : "label,probability,core_distance\n");
  }
}

TEST(MapDensity, AnyNumberOfThreadsWritesTheSameBytes) {
  const Folder folder;
  std::string plants = "x,y\n";
  for (unsigned i = 0, draw = 1; i < 150'000; ++i, draw = draw * 1'664'525 + 1'013'904'223)
    plants += std::to_string(draw % 9973 + (i % 7) * 3000) + "," + std::to_string(draw / 9973 % 9967) + "\n";
  folder.write("plants.csv", plants);
  for (const std::string method : {"dbscan", "hdbscan"}) {
    for (const std::string threads : {"1", "4"})
      ASSERT_EQ(Folder::run({"map", "density", folder.file("plants.csv"), "--projected", "--method", method,
                             "--radius", "40", "--threads", threads, "-o", folder.file(threads + ".csv")}),
                0);
    EXPECT_EQ(folder.read("1.csv"), folder.read("4.csv"));
  }
}

}  // namespace
}  // namespace grono::cli
