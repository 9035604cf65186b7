#include <algorithm>

#include <gtest/gtest.h>

#include "cli/folder.hpp"

namespace grono::cli {
namespace {

using testing::Folder;

// Workshops in one street of a country in which others stand everywhere, in metres.
std::string sites() {
  std::string text = "x,y,type,pracownicy\n";
  for (int i = 0; i < 20; ++i)
    text +=
        std::to_string(10 * i) + ",0," + (i < 15 ? "narzędzia" : "inne") + "," + std::to_string(1 + i) + "\n";
  for (int i = 0; i < 80; ++i)
    text += std::to_string(3000 + 700 * (i % 9)) + "," + std::to_string(600 * (i / 9)) + "," +
            (i % 40 == 0 ? "narzędzia" : "inne") + ",5\n";
  return text;
}

std::size_t lines_of_scan(const std::string& text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

TEST(MapScan, WritesTheDiscsWhereTheIndustryGathers) {
  const Folder folder;
  folder.write("sites.csv", sites());
  ASSERT_EQ(Folder::run({"map", "scan", folder.file("sites.csv"), "--projected", "--type", "narzędzia",
                         "--weight-column", "pracownicy", "--radii", "100,300,1000", "-o",
                         folder.file("discs.csv")}),
            0);
  const std::string discs = folder.read("discs.csv");
  EXPECT_EQ(
      discs.substr(0, discs.find('\n')),
      "x,y,radius,establishments,of_all,location_quotient,low,high,employees,of_all_employees,employment_"
      "location_quotient,log_likelihood_ratio,p");
  ASSERT_EQ(lines_of_scan(discs), 2U);
  // In the street with its first workshops only, not one of the others.
  EXPECT_NE(discs.find(",0,100,13,13,"), std::string::npos) << discs;
  EXPECT_TRUE(discs.ends_with(",0.001\n")) << discs;
}

TEST(MapScan, TheSameSeedGivesTheSameBytesOnAnyNumberOfThreads) {
  const Folder folder;
  folder.write("sites.csv", sites());
  const auto discs = [&](const std::string& threads, const std::string& measure) {
    EXPECT_EQ(Folder::run({"map", "scan", folder.file("sites.csv"), "--projected", "--type", "narzędzia",
                           "--weight-column", "pracownicy", "--measure", measure, "--radii", "100,1000",
                           "--threads", threads, "-o", folder.file("discs.csv")}),
              0);
    return folder.read("discs.csv");
  };
  EXPECT_EQ(discs("1", "employment"), discs("3", "employment"));
  EXPECT_NE(discs("1", "employment"), discs("1", "establishments"));
}

TEST(MapScan, WhatCantBeAskedIsRefused) {
  const Folder folder;
  folder.write("sites.csv", sites());
  const auto run = [&](std::vector<std::string> more) {
    std::vector<std::string> words = {"map", "scan", folder.file("sites.csv"), "--projected"};
    words.insert(words.end(), more.begin(), more.end());
    return Folder::run(words);
  };
  EXPECT_NE(run({"--type", "huta"}), 0);
  EXPECT_NE(run({"--type", "narzędzia", "--radii", "500,100"}), 0);
  EXPECT_NE(run({"--type", "narzędzia", "--measure", "employment"}), 0);
  EXPECT_NE(run({"--type", "narzędzia", "--max-share", "0"}), 0);
}

}  // namespace
}  // namespace grono::cli
