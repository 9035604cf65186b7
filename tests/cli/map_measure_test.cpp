#include <filesystem>
#include <random>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "cli/folder.hpp"

namespace grono::cli {
namespace {

using testing::Folder;

// Silesia and Lesser Poland: every field everywhere, makers of medical devices in Gliwice.
std::string two_regions() {
  std::mt19937 random(3);
  std::string table = "lon,lat,pkd,employees\n";
  const auto share = [&] { return static_cast<double>(random()) / 4294967296.0; };
  for (int i = 0; i < 400; ++i)
    table += fmt::format("{:.5f},{:.5f},{},{}\n", 18.6 + 1.6 * share(), 49.9 + 0.4 * share(),
                         i % 15 == 0  ? "32.50.Z"
                         : i % 2 == 0 ? "10.71.Z"
                                      : "62.01.Z",
                         1 + i % 30);
  for (int i = 0; i < 40; ++i)
    table +=
        fmt::format("{:.5f},{:.5f},32.50.Z,{}\n", 18.66 + 0.03 * share(), 50.28 + 0.03 * share(), 1 + i % 30);
  return table;
}

std::vector<std::string> measure(const Folder& folder, std::vector<std::string> more = {}) {
  std::vector<std::string> words = {"map", "measure", folder.file("firmy.csv"), "--field", "32.50", "--draws",
                                    "99",  "-o",      folder.file("miary")};
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

TEST(MapMeasure, SaysOfEachMeasureWhatItFound) {
  const Folder folder;
  folder.write("firmy.csv", two_regions());
  ::testing::internal::CaptureStdout();
  ASSERT_EQ(Folder::run(measure(folder, {"--language", "pl"})), 0);
  const std::string said = ::testing::internal::GetCapturedStdout();
  for (const char* sentence :
       {"Duranton–Overman): branża skupia się bardziej", "Marcon–Puech): branża skupia się bardziej",
        "K i L Ripleya): branża skupia się bardziej", "Getis–Ord Gi*): ", "branża jest silnie skupiona",
        "Współskupienie", "Theil", "Krugman, 0–2"})
    EXPECT_NE(said.find(sentence), std::string::npos) << sentence << "\n" << said;
  for (const char* name : {"kd", "m", "ripley", "gi", "concentration", "coagglomeration", "theil", "krugman"})
    EXPECT_TRUE(std::filesystem::exists(folder.file(std::string("miary/") + name + ".csv"))) << name;
  const auto record = nlohmann::json::parse(folder.read("miary/record.json"));
  EXPECT_EQ(record["measures"].size(), 8U);
  EXPECT_EQ(record["field"]["establishments"], 67);
  // Both regions are told, and the gathered field lies in Poland alone.
  EXPECT_NE(folder.read("miary/krugman.csv").find("\n"), std::string::npos);
  EXPECT_NE(folder.read("miary/theil.csv").find(",0,"), std::string::npos);
  const std::string first = folder.read("miary/kd.csv");
  ::testing::internal::CaptureStdout();
  ASSERT_EQ(Folder::run(measure(folder, {"--threads", "1"})), 0);
  EXPECT_NE(::testing::internal::GetCapturedStdout().find("the field gathers more than chance"),
            std::string::npos);
  EXPECT_EQ(folder.read("miary/kd.csv"), first);
}

TEST(MapMeasure, WhatCanNotBeMeasuredIsSaid) {
  const Folder folder;
  folder.write("firmy.csv", "x,y,code\n0,0,32.50\n10,0,32.50\n500,800,10.71\n900,100,10.71\n");
  ::testing::internal::CaptureStdout();
  ASSERT_EQ(Folder::run(measure(folder, {"--projected", "--measures", "theil,ripley"})), 0);
  const std::string said = ::testing::internal::GetCapturedStdout();
  EXPECT_NE(said.find("There are no regions"), std::string::npos) << said;
  EXPECT_TRUE(std::filesystem::exists(folder.file("miary/ripley.csv")));
  EXPECT_FALSE(std::filesystem::exists(folder.file("miary/theil.csv")));
  EXPECT_FALSE(std::filesystem::exists(folder.file("miary/kd.csv")));
}

TEST(MapMeasure, SaysWhatIsWrong) {
  const Folder folder;
  folder.write("firmy.csv", two_regions());
  const auto refuses = [&](const std::vector<std::string>& more, int code) {
    ::testing::internal::CaptureStderr();
    EXPECT_EQ(Folder::run(measure(folder, more)), code);
    EXPECT_FALSE(::testing::internal::GetCapturedStderr().empty());
  };
  refuses({"--measures", "joy"}, 2);
  refuses({"--radii", "500,100"}, 1);
  refuses({"--regions", "/nie/ma"}, 1);
}

}  // namespace
}  // namespace grono::cli
