#include <filesystem>
#include <random>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "cli/folder.hpp"

namespace grono::cli {
namespace {

using nlohmann::json;
using testing::Folder;

// Firms all over the voivodeship of Silesia; makers of medical devices stand close together in Zabrze, one in
// ten everywhere else.
std::string silesia(int seed = 1) {
  std::mt19937 random(static_cast<unsigned>(seed));
  std::string table = "nazwa,lon,lat,pkd,employees,kind\n";
  const auto share = [&] { return static_cast<double>(random()) / 4294967296.0; };
  for (int i = 0; i < 600; ++i)
    table += fmt::format("\"Zakład {}, Śląsk\",{:.5f},{:.5f},{},{},{}\n", i, 18.6 + 0.8 * share(),
                         50.1 + 0.4 * share(), i % 10 == 0 ? "32.50.Z" : "62.01.Z", 5 + i % 40, "firma");
  for (int i = 0; i < 40; ++i)
    table += fmt::format("Wyroby medyczne {},{:.5f},{:.5f},{},{},{}\n", i, 18.78 + 0.01 * share(),
                         50.3 + 0.01 * share(), i % 4 == 0 ? "26.60.Z" : "3250Z", 20,
                         i % 5 == 0 ? "uczelnia" : "firma");
  return table;
}

std::vector<std::string> find(const Folder& folder, const std::string& field,
                              std::vector<std::string> more = {}, const std::string& replications = "99") {
  std::vector<std::string> words = {"map",        "find", folder.file("firmy.csv"),
                                    "--field",    field,  "--replications",
                                    replications, "-o",   folder.file("znalezione")};
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

struct Told {
  int code;
  std::string out, error;
};
Told run(const std::vector<std::string>& words) {
  ::testing::internal::CaptureStdout();
  ::testing::internal::CaptureStderr();
  const int code = Folder::run(words);
  Told told{code, ::testing::internal::GetCapturedStdout(), ::testing::internal::GetCapturedStderr()};
  return told;
}

TEST(MapFind, FindsWhatStandsTogetherAndTellsWhere) {
  const Folder folder;
  folder.write("firmy.csv", silesia());
  const Told told = run(find(folder, "32.50,26.60"));
  ASSERT_EQ(told.code, 0) << told.error;
  const json found = json::parse(folder.read("znalezione/clusters.geojson"));
  ASSERT_EQ(found["features"].size(), 1U) << told.out;
  const json& cluster = found["features"][0]["properties"];
  EXPECT_EQ(cluster["name"], "Zabrze");
  EXPECT_EQ(cluster["scope"], "city");
  EXPECT_EQ(cluster["regions"][0]["name"], "śląskie");
  EXPECT_EQ(cluster["countries"][0]["name"], "Poland");
  EXPECT_EQ(cluster["p"], 0.01);
  EXPECT_GT(cluster["location_quotient_low"], 3);
  EXPECT_EQ(cluster["activities"][0]["name"], "3250Z");
  EXPECT_EQ(cluster["kinds"][1]["name"], "uczelnia");
  const json& outline = found["features"][0]["geometry"];
  EXPECT_EQ(outline["type"], "Polygon");
  EXPECT_EQ(outline["coordinates"][0].front(), outline["coordinates"][0].back());
  EXPECT_NE(folder.read("znalezione/members.csv").find("\n601,1,1\n"), std::string::npos);
  EXPECT_NE(folder.read("znalezione/clusters.csv").find("\n1,Zabrze,city,0.01,"), std::string::npos);
  EXPECT_NE(folder.read("znalezione/groups.csv").find("group,parent,scope"), std::string::npos);
  EXPECT_EQ(json::parse(folder.read("znalezione/record.json"))["field"]["establishments"], 100);
}

TEST(MapFind, TheSameQuestionGivesTheSameBytesOnAnyNumberOfThreads) {
  const Folder folder;
  folder.write("firmy.csv", silesia());
  std::vector<std::string> first;
  for (const char* threads : {"1", "4"}) {
    ASSERT_EQ(run(find(folder, "325,266", {"--threads", threads})).code, 0);
    std::vector<std::string> files;
    for (const char* file : {"clusters.geojson", "clusters.csv", "groups.csv", "members.csv", "record.json"})
      files.push_back(folder.read(std::string("znalezione/") + file));
    if (first.empty()) first = files;
    EXPECT_EQ(first, files);
  }
}

TEST(MapFind, AFieldMayBeATitleOrASection) {
  const Folder folder;
  folder.write("firmy.csv", silesia());
  const auto establishments = [&](const std::string& field) {
    const Told told = run(find(folder, field, {"--classification", "pkd_2007"}, "0"));
    EXPECT_EQ(told.code, 0) << told.error;
    return json::parse(folder.read("znalezione/record.json"))["field"]["establishments"].get<int>();
  };
  EXPECT_EQ(establishments("32.5"), 90);
  EXPECT_EQ(establishments("C"), 100);
  EXPECT_EQ(establishments("urządzeń napromieniowujących"), 10);
}

TEST(MapFind, NeverMixesClassifications) {
  const Folder folder;
  folder.write("firmy.csv", "lon,lat,code,scheme\n19,50,32.50.Z,pkd_2007\n19,50,32.50.Z,pkd_2025\n");
  EXPECT_NE(run(find(folder, "32.50")).error.find("the codes are of several: pkd_2007, pkd_2025"),
            std::string::npos);
  folder.write("firmy.csv", "lon,lat,code,scheme\n19,50,32.50.Z,pkd_2007\n");
  EXPECT_NE(
      run(find(folder, "32.50", {"--classification", "pkd_2025"})).error.find("the codes are of pkd_2007"),
      std::string::npos);
}

TEST(MapFind, SaysWhatIsWrong) {
  const Folder folder;
  folder.write("firmy.csv", "lon,lat,code\n19,50,32.50.Z\n19.1,50,62.01.Z\n,50,1\n");
  const auto error = [&](const std::string& field, std::vector<std::string> more = {}) {
    const Told told = run(find(folder, field, std::move(more)));
    EXPECT_EQ(told.code, 1);
    EXPECT_FALSE(std::filesystem::exists(folder.file("znalezione")));
    return told.error;
  };
  EXPECT_NE(error("99").find("no establishment has a code of 99"), std::string::npos);
  EXPECT_NE(error("wyroby medyczne").find("--classification"), std::string::npos);
  EXPECT_NE(error("C").find("depends on the classification"), std::string::npos);
  EXPECT_NE(error("32.5", {"--classification", "isic"}).find("pkd_2025"), std::string::npos);
  EXPECT_NE(error("99.99", {"--classification", "pkd_2025"}).find("is not in pkd_2025"), std::string::npos);
  EXPECT_NE(error("produkcja", {"--classification", "pkd_2025"}).find("give codes: "), std::string::npos);
}

TEST(MapFind, AcrossTheAntimeridian) {
  const Folder folder;
  std::mt19937 random(3);
  std::string table = "lon,lat,code\n";
  for (int i = 0; i < 400; ++i) {
    const double spread = i < 40 ? 0.1 : 2.0;
    const auto draw = [&] { return spread * (static_cast<double>(random()) / 4294967296.0 - 0.5); };
    table += fmt::format("{:.5f},{:.5f},{}\n", std::remainder(180 + draw(), 360), -17 + draw(),
                         i < 60 ? "A1" : "B2");
  }
  folder.write("firmy.csv", table);
  ASSERT_EQ(run(find(folder, "A1")).code, 0);
  const json found = json::parse(folder.read("znalezione/clusters.geojson"));
  ASSERT_EQ(found["features"].size(), 1U);
  EXPECT_EQ(found["features"][0]["geometry"]["type"], "MultiPolygon");
  for (const json& polygon : found["features"][0]["geometry"]["coordinates"])
    for (const json& corner : polygon[0]) EXPECT_GT(std::abs(corner[0].get<double>()), 179.9);
}

TEST(MapFind, TheReportNeedsNothingElseAndEscapesWhatItWasGiven) {
  const Folder folder;
  std::string table = silesia();
  for (std::size_t at = 0; (at = table.find(",uczelnia", at)) != std::string::npos; at += 5)
    table.replace(at, 9, ",<img src=x onerror=alert(1)>&\"");
  folder.write("firmy.csv", table + "Bez miejsca,,,62.01.Z,1,firma\n");
  ASSERT_EQ(Folder::run(find(folder, "32.50,26.60", {"--language", "pl"})), 0);
  const std::string page = folder.read("znalezione/report.html");
  for (const char* expected :
       {"<html lang=\"pl\">", "<polygon class=\"hull\"", "Zabrze", "razy więcej niż wszędzie", "Pominięto 1",
        "&lt;img src=x onerror=alert(1)&gt;&amp;&quot;", "<circle class=\"real\"", "&quot;seed&quot;: 1"})
    EXPECT_NE(page.find(expected), std::string::npos) << expected;
  for (const char* forbidden : {"<script", "<img", "http:", "https:", "@import", "url("})
    EXPECT_EQ(page.find(forbidden), std::string::npos) << forbidden;
  const std::string first = page;
  ASSERT_EQ(Folder::run(find(folder, "32.50,26.60", {"--language", "pl", "--threads", "1"})), 0);
  EXPECT_EQ(folder.read("znalezione/report.html"), first);
  ASSERT_EQ(Folder::run(find(folder, "62.01", {"--language", "en", "--significance", "0.001"})), 0);
  EXPECT_NE(folder.read("znalezione/report.html").find("No group is more than chance"), std::string::npos);
}

}  // namespace
}  // namespace grono::cli
