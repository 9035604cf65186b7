#include <algorithm>

#include <gtest/gtest.h>

#include "cli/folder.hpp"

namespace grono::cli {
namespace {

using testing::Folder;

// Four workshops in one street and sites around them, in metres.
constexpr const char* kSites =
    "nazwa,x,y,type,w\n"
    "Żabia,0,0,narzędzia,5\n"
    "Łąkowa,100,0,narzędzia,7\n"
    "Ślusarska,0,100,narzędzia,0\n"
    "Źródlana,100,100,narzędzia,12\n"
    "Dom,9000,0,inne,1\n"
    "Młyn,0,9000,inne,1\n"
    "Bór,7000,5000,inne,1\n"
    "Staw,4000,8000,inne,1\n";

std::size_t lines_of_kd(const std::string& text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

TEST(MapKd, WritesACurveAndItsBands) {
  const Folder folder;
  folder.write("sites.csv", kSites);
  ASSERT_EQ(Folder::run({"map", "kd", folder.file("sites.csv"), "--projected", "--type", "narzędzia", "--to",
                         "10000", "--step", "500", "--bandwidth", "400", "--draws", "50", "-o",
                         folder.file("kd.csv")}),
            0);
  const std::string curve = folder.read("kd.csv");
  EXPECT_EQ(curve.substr(0, curve.find('\n')), "distance,value,local_low,local_high,global_low,global_high");
  EXPECT_EQ(lines_of_kd(curve), 22U);
  EXPECT_EQ(curve.find(",,"), std::string::npos);
}

TEST(MapKd, WithoutDrawsTheBandsAreEmptyAndWeightsCount) {
  const Folder folder;
  folder.write("sites.csv", kSites);
  const auto curve = [&](std::vector<std::string> more) {
    std::vector<std::string> words = {"map",
                                      "kd",
                                      folder.file("sites.csv"),
                                      "--projected",
                                      "--type",
                                      "narzędzia",
                                      "--to",
                                      "500",
                                      "--step",
                                      "100",
                                      "--bandwidth",
                                      "50",
                                      "--draws",
                                      "0",
                                      "-o",
                                      folder.file("kd.csv")};
    words.insert(words.end(), more.begin(), more.end());
    EXPECT_EQ(Folder::run(words), 0);
    return folder.read("kd.csv");
  };
  const std::string plain = curve({}), weighted = curve({"--weight-column", "w"});
  EXPECT_NE(plain.find(",,,,\n"), std::string::npos);
  EXPECT_NE(plain, weighted);
}

TEST(MapKd, TellsAnIndustryThatIsNotThere) {
  const Folder folder;
  folder.write("sites.csv", kSites);
  const std::vector<std::string> usual = {
      "map", "kd", folder.file("sites.csv"), "--projected", "--to", "500", "--step", "100"};
  const auto refused = [&](std::vector<std::string> more, const std::string& told) {
    std::vector<std::string> words = usual;
    words.insert(words.end(), more.begin(), more.end());
    ::testing::internal::CaptureStderr();
    EXPECT_NE(Folder::run(words), 0);
    EXPECT_NE(::testing::internal::GetCapturedStderr().find(told), std::string::npos) << told;
  };
  refused({"--type", "górnictwo"}, "narzędzia");  // names what there is
  refused({"--type", "inne", "--bandwidth", "szeroko"}, "szeroko");
  refused({"--type", "inne", "--type-column", "branża"}, "branża");
}

TEST(MapM, WritesALineForEveryRadius) {
  const Folder folder;
  folder.write("sites.csv", kSites);
  const std::vector<std::string> usual = {"map", "m", folder.file("sites.csv"), "--projected", "--radii", "50,200,20000",
                                          "-o", folder.file("m.csv")};
  const auto written = [&](std::vector<std::string> more) {
    more.insert(more.begin(), usual.begin(), usual.end());
    EXPECT_EQ(Folder::run(more), 0);
    return folder.read("m.csv");
  };
  // Nobody within 50 m; within 200 m only workshops, 3 of the other 7; within 20 km everybody.
  EXPECT_EQ(written({"--type", "narzędzia"}),
            "radius,m,references,local_low,local_high,global_low,global_high\n"
            "50,,0,,,,\n200,2.3333333333333335,4,,,,\n20000,1,4,,,,\n");
  EXPECT_EQ(written({"--type", "narzędzia", "--neighbour-type", "inne"}),
            "radius,m,references,local_low,local_high,global_low,global_high\n"
            "50,,0,,,,\n200,0,4,,,,\n20000,1,4,,,,\n");
}

}  // namespace
}  // namespace grono::cli
