#include <cstdio>
#include <filesystem>
#include <map>
#include <random>
#include <sstream>

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
    for (const char* file :
         {"clusters.geojson", "clusters.csv", "groups.csv", "activities.csv", "members.csv", "record.json"})
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

// The cluster's area by the numbers of members.csv, of the field: row of the table to cluster.
std::map<int, int> members_of_field(const Folder& folder) {
  std::map<int, int> made;
  std::istringstream lines(folder.read("znalezione/members.csv"));
  std::string line;
  std::getline(lines, line);
  int row = 0, cluster = 0, of_field = 0;
  while (std::getline(lines, line))
    if (std::sscanf(line.c_str(), "%d,%d,%d", &row, &cluster, &of_field) == 3 && of_field == 1)
      made[row] = cluster;
  return made;
}

TEST(MapFind, GroupsOfAFixedRadiusAreThoseOfDensityOverTheField) {
  const Folder folder;
  const std::string table = silesia();
  folder.write("firmy.csv", table);
  ASSERT_EQ(
      run(find(folder, "32.50,26.60",
               {"--method", "dbscan", "--radius", "1500", "--min-points", "4", "--min-cluster-size", "2"}))
          .code,
      0);
  // The field alone, with the row each came from.
  std::istringstream lines(table);
  std::string line, field = "lon,lat\n";
  std::getline(lines, line);
  std::vector<int> rows;
  for (int row = 1; std::getline(lines, line); ++row) {
    if (line.find(",62.01.Z,") != std::string::npos) continue;
    rows.push_back(row);
    std::vector<std::string> cells;
    std::istringstream rest(
        line.substr(line.find(line.front() == '"' ? "\"," : ",") + (line.front() == '"' ? 2 : 1)));
    for (std::string cell; std::getline(rest, cell, ',');) cells.push_back(cell);
    field += cells[0] + "," + cells[1] + "\n";
  }
  folder.write("branza.csv", field);
  ASSERT_EQ(Folder::run({"map", "density", folder.file("branza.csv"), "--method", "dbscan", "--radius",
                         "1500", "--min-points", "4", "-o", folder.file("labels.csv")}),
            0);
  std::istringstream labels(folder.read("labels.csv"));
  std::getline(labels, line);
  const auto found = members_of_field(folder);
  std::map<int, int> label_of_cluster;
  for (const int row : rows) {
    ASSERT_TRUE(std::getline(labels, line));
    const auto member = found.find(row);
    if (member == found.end()) continue;
    EXPECT_EQ(label_of_cluster.try_emplace(member->second, std::stoi(line)).first->second, std::stoi(line));
  }
  ASSERT_EQ(label_of_cluster.size(), 1U);  // Zabrze; chance makes no other as strong
  EXPECT_GE(found.size(), 40U);
  const json hierarchy = json::parse(folder.read("znalezione/record.json"))["hierarchy"];
  EXPECT_EQ(hierarchy["method"], "DBSCAN");
  EXPECT_EQ(hierarchy["radii_m"], json({1500.0}));
}

TEST(MapFind, SeveralRadiiAreOneHierarchy) {
  const Folder folder;
  folder.write("firmy.csv", silesia());
  ASSERT_EQ(run(find(folder, "32.50,26.60", {"--method", "dbscan", "--radius", "9000,1000,3000,1000"})).code,
            0);
  const json record = json::parse(folder.read("znalezione/record.json"));
  EXPECT_EQ(record["hierarchy"]["radii_m"], json({1000.0, 3000.0, 9000.0}));
  EXPECT_EQ(record["clusters"], 1);
  EXPECT_NE(folder.read("znalezione/clusters.csv").find("\n1,Zabrze,city,0.01,"), std::string::npos);
}

TEST(MapFind, ARadiusGoesWithDbscanOnly) {
  const Folder folder;
  folder.write("firmy.csv", silesia());
  EXPECT_NE(run(find(folder, "32.5", {"--radius", "500"})).error.find("hdbscan takes every density"),
            std::string::npos);
  EXPECT_NE(run(find(folder, "32.5", {"--method", "dbscan"})).error.find("--radius"), std::string::npos);
  EXPECT_NE(run(find(folder, "32.5", {"--method", "dbscan", "--radius", "-5"})).error.find("above 0"),
            std::string::npos);
}

// Four kinds of towns, 20 km apart, 12 of each: A with B and C, D alone, everywhere some of E. One town of A
// and B has no C, and of A so much that it is a cluster of it.
std::string towns() {
  std::mt19937 random(11);
  std::string table = "x,y,code,kind\n";
  for (unsigned town = 0; town < 48; ++town) {
    const auto add = [&](const char* code, int count) {
      for (int i = 0; i < count; ++i)
        table +=
            fmt::format("{},{},{},{}\n", town % 8 * 20'000 + 8'000 + random() % 4'000,
                        town / 8 * 20'000 + 8'000 + random() % 4'000, code, i % 4 == 0 ? "hospital" : "firm");
    };
    const bool is_first = town == 9;
    if (town % 2 == 1) {
      add("10.1", is_first ? 40 : 8);
      add("20.2", 8);
      if (!is_first) add("30.3", 8);
    } else {
      add("40.4", 24);
    }
    add("50.5", 12);
  }
  return table;
}

TEST(MapFind, TellsWhatIsMissing) {
  const Folder folder;
  folder.write("firmy.csv", towns());
  ASSERT_EQ(run(find(folder, "10.1", {"--projected"})).code, 0);
  const json record = json::parse(folder.read("znalezione/record.json"))["relatedness"];
  EXPECT_EQ(record["areas"], 48);
  EXPECT_EQ(record["area_side_m"], 20'000);
  EXPECT_EQ(record["activities"], 5);
  const json cluster = json::parse(folder.read("znalezione/clusters.geojson"))["features"][0]["properties"];
  EXPECT_NEAR(cluster["centre"][0].get<double>(), 30'000, 1'000);
  const json& missing = cluster["missing_activities"];
  ASSERT_GE(missing.size(), 1U);
  EXPECT_EQ(missing[0]["name"], "30.3");
  EXPECT_EQ(missing[0]["count"], 0);
  EXPECT_GT(missing[0]["density"], 0.5);
  EXPECT_EQ(missing[0]["goes_with"][0]["name"], "10.1");
  EXPECT_GT(cluster["relatedness"], cluster["relatedness_everywhere"]);
  EXPECT_GT(cluster["area_kinds"][1]["count"], cluster["kinds"][1]["count"]);
  EXPECT_NEAR(cluster["kind_simpson"].get<double>(), 2 * 0.25 * 0.75, 0.05);
  EXPECT_NE(folder.read("znalezione/activities.csv").find("\n1,30.3,0,0,"), std::string::npos);
  EXPECT_NE(folder.read("znalezione/report.html").find("What is missing here"), std::string::npos);
}

TEST(MapFind, TakesRelatednessFromATable) {
  const Folder folder;
  folder.write("firmy.csv", towns());
  // Coarser codes than the establishments', and the opposite of where they stand.
  folder.write("related.csv", "industry,10,20,40\n10,0,0.1,0.8\n20,0.1,0,0\n40,0.8,0,0\n");
  ASSERT_EQ(run(find(folder, "10.1", {"--projected", "--relatedness", folder.file("related.csv")})).code, 0);
  const json cluster = json::parse(folder.read("znalezione/clusters.geojson"))["features"][0]["properties"];
  ASSERT_EQ(cluster["missing_activities"].size(), 1U);
  EXPECT_EQ(cluster["missing_activities"][0]["name"], "40");
  EXPECT_EQ(cluster["missing_activities"][0]["density"], 1);
  EXPECT_EQ(cluster["relatedness"], 0.1);
  EXPECT_EQ(json::parse(folder.read("znalezione/record.json"))["relatedness"]["from"], "table");
}

TEST(MapFind, ATableOfRelatednessMustFit) {
  const Folder folder;
  folder.write("firmy.csv", towns());
  const auto error = [&](const std::string& table) {
    folder.write("related.csv", table);
    return run(find(folder, "10.1", {"--projected", "--relatedness", folder.file("related.csv")})).error;
  };
  EXPECT_NE(error("industry,10,20\n10,0,1\n30,1,0\n").find("not the same industries"), std::string::npos);
  EXPECT_NE(error("industry,99,98\n99,0,1\n98,1,0\n").find("none of its industries"), std::string::npos);
  EXPECT_NE(error("industry,10,1.0\n10,0,1\n1.0,1,0\n").find("named twice"), std::string::npos);
}

TEST(MapFind, SaysWhenTheDataAreTooFewToTellWhatGoesTogether) {
  const Folder folder;
  folder.write("firmy.csv", silesia());
  const Told told = run(find(folder, "32.50,26.60"));
  EXPECT_NE(told.out.find("can't be told from this table"), std::string::npos);
  const json cluster = json::parse(folder.read("znalezione/clusters.geojson"))["features"][0]["properties"];
  EXPECT_TRUE(cluster["missing_activities"].is_null());
  EXPECT_TRUE(cluster["relatedness"].is_null());
  EXPECT_TRUE(json::parse(folder.read("znalezione/record.json"))["relatedness"]["from"].is_null());
  EXPECT_NE(folder.read("znalezione/report.html").find("it takes 30"), std::string::npos);
}

TEST(MapFind, NamesWhatIsMissingAsTheClassificationDoes) {
  const Folder folder;
  std::string table = towns();
  for (const auto& [from, to] : {std::pair{"10.1,", "32.50.Z,"},
                                 {"20.2,", "26.60.Z,"},
                                 {"30.3,", "72.11.Z,"},
                                 {"40.4,", "62.01.Z,"},
                                 {"50.5,", "86.10.Z,"}})
    for (std::size_t at = 0; (at = table.find(from, at)) != std::string::npos; at += 8)
      table.replace(at, 5, to);
  folder.write("firmy.csv", table);
  ASSERT_EQ(
      run(find(folder, "32.50", {"--projected", "--classification", "pkd_2007", "--language", "pl"})).code,
      0);
  const json cluster = json::parse(folder.read("znalezione/clusters.geojson"))["features"][0]["properties"];
  EXPECT_EQ(cluster["missing_activities"][0]["name"], "72.11.Z");
  EXPECT_NE(cluster["missing_activities"][0]["title"]["pl"].get<std::string>().find("biotechnologii"),
            std::string::npos);
  const std::string page = folder.read("znalezione/report.html");
  EXPECT_NE(page.find("Czego tu brakuje"), std::string::npos);
  EXPECT_NE(page.find("biotechnologii"), std::string::npos);
}

}  // namespace
}  // namespace grono::cli
