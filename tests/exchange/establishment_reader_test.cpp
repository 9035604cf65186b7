#include "exchange/establishment_reader.hpp"

#include <cmath>
#include <functional>
#include <mutex>
#include <random>
#include <string>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <tbb/global_control.h>

#include "base/error.hpp"
#include "exchange/column_table.hpp"
#include "exchange/mapped_file.hpp"
#include "mapping/thread_ranks.hpp"
#include "support/temporary_folder.hpp"

namespace grono::exchange {
namespace {

using Need = EstablishmentColumn::Need;

EstablishmentColumns everything() {
  EstablishmentColumns made;
  made.activity.need = made.employees.need = made.kind.need = made.name.need = made.classification.need =
      Need::if_there;
  return made;
}

EstablishmentFile read(const std::string& text, const EstablishmentColumns& columns = everything(),
                       const std::string& file = "plants.csv") {
  const grono::test::TemporaryFolder folder;
  folder.write(file, text);
  return read_establishments((folder.path() / file).string(), columns);
}

std::string refusal(const std::string& text, const EstablishmentColumns& columns = everything()) {
  try {
    static_cast<void>(read(text, columns));
  } catch (const InvalidInput& error) {
    return error.what();
  }
  return "nothing";
}

std::vector<std::string> texts(const mapping::Dictionary& dictionary) {
  std::vector<std::string> made;
  for (const std::uint32_t number : dictionary.column) made.push_back(dictionary.texts[number]);
  return made;
}

using Texts = std::vector<std::string>;
using Numbers = std::vector<double>;
using Rows = std::vector<std::uint64_t>;

TEST(EstablishmentReader, ReadsCsvGeoJsonAndLinesOfGeoJsonAlike) {
  const auto csv = read(
      "name;Longitude;Latitude;PKD;Employees;kind\n\"Łódzkie \"\"Wyroby\"\"\";19,45;51,77;32.50.Z;12;firm\n"
      "Szpital; 18.67 ;50.29;86.10.Z;1.5e3;hospital\n");
  const auto collection = read(
      "{\"type\":\"FeatureCollection\",\"name\":\"a\\\"features\\\":[{\",\"bbox\":[1,2],\"features\":[\n"
      "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[19.45,51.77,200]},"
      "\"properties\":"
      "{\"name\":\"Łódzkie "
      "\\\"Wyroby\\\"\",\"pkd\":\"32.50.Z\",\"employees\":12,\"kind\":\"firm\",\"x\":[{}]}} ,\n"
      "{\"properties\":{\"kind\":\"hospital\",\"employees\":\"1500\",\"PKD\":\"86.10.Z\",\"name\":"
      "\"Szpital\"},"
      "\"geometry\":{\"coordinates\":[18.67,50.29],\"type\":\"Point\"}}],\"more\":[1]}\n");
  const auto lines = read(
      "\x1E{\"geometry\":{\"type\":\"Point\",\"coordinates\":[19.45,51.77]},\"properties\":{\"name\":"
      "\"Łódzkie "
      "\\\"Wyroby\\\"\",\"pkd\":\"32.50.Z\",\"employees\":12,\"kind\":\"firm\"}}\n\n"
      "\x1E{\"geometry\":{\"type\":\"Point\",\"coordinates\":[18.67,50.29]},\"properties\":{\"name\":"
      "\"Szpital\",\"pkd\":"
      "\"86.10.Z\",\"employees\":1500,\"kind\":\"hospital\"}}");
  for (const auto* file : {&csv, &collection, &lines}) {
    const mapping::Establishments& all = file->establishments;
    EXPECT_EQ(all.x, (Numbers{19.45, 18.67}));
    EXPECT_EQ(all.y, (Numbers{51.77, 50.29}));
    EXPECT_EQ(all.weight, (Numbers{12, 1500}));
    EXPECT_EQ(texts(all.activity), (Texts{"32.50.Z", "86.10.Z"}));
    EXPECT_EQ(texts(all.kind), (Texts{"firm", "hospital"}));
    EXPECT_EQ(texts(file->name), (Texts{"Łódzkie \"Wyroby\"", "Szpital"}));
    EXPECT_TRUE(file->classification.column.empty());
    EXPECT_TRUE(all.row.empty());
    EXPECT_TRUE(file->report.messages().empty());
  }
}

TEST(EstablishmentReader, WhatCanNotBeUsedIsCountedByReasonWithItsRows) {
  const auto file = read(
      "lon,lat,employees,activity\n1,1,5,a\n,1,5,b\nnan,1,5,c\n1,inf,5,d\n2,91,5,e\n2,2,-1,f\n2,2,,g\n2,2,"
      "none,h\n"
      "361,1,1,i\n3,3,0,j\n4,4\n");
  const ReadingReport& report = file.report;
  EXPECT_EQ(file.establishments.x, (Numbers{1, 3}));
  EXPECT_EQ(file.establishments.row, (Rows{1, 10}));
  EXPECT_EQ(texts(file.establishments.activity), (Texts{"a", "j"}));
  EXPECT_EQ(report.rows, 11U);
  EXPECT_EQ(report.unusable_rows(), 9U);
  EXPECT_EQ(report.unusable[0].rows, (Rows{2, 3}));
  EXPECT_EQ(report.unusable[1].rows, (Rows{4, 5, 9}));
  EXPECT_EQ(report.unusable[2].rows, (Rows{6, 7, 8, 11}));
  ASSERT_EQ(report.messages().size(), 3U);
  EXPECT_EQ(report.messages()[2],
            "4 of 11 rows have employees or a weight that is no number or below 0 and are left out: rows 6, "
            "7, 8, 11");
  const auto many = read("lon,lat\n0,0\n,\n,\n,\n,\n,\n,\n,\n");
  EXPECT_EQ(many.report.messages().front(),
            "7 of 8 rows have no coordinates that are numbers and are left out: rows 2, 3, 4, 5, 6, …");
}

TEST(EstablishmentReader, OfSeveralYearsOneIsTaken) {
  EstablishmentColumns columns = everything();
  columns.year = 2024;
  const auto file = read("lon,lat,year\n1,1,2023\n2,2,2024\n3,,2023\n4,4,2024\n", columns);
  EXPECT_EQ(file.establishments.x, (Numbers{2, 4}));
  EXPECT_EQ(file.report.other_years, 2U);
  EXPECT_EQ(file.report.unusable_rows(), 0U);
}

TEST(EstablishmentReader, TellsOfADefaultPlace) {
  std::string text = "lon,lat\n";
  for (int i = 0; i < 1000; ++i) text += i % 5 == 0 ? fmt::format("{},50\n", 14 + i * 0.01) : "19,52\n";
  const auto file = read(text);
  EXPECT_EQ(file.establishments.size(), 1000U);
  ASSERT_EQ(file.report.messages().size(), 1U);
  EXPECT_NE(file.report.messages()[0].find("about 80 %"), std::string::npos) << file.report.messages()[0];
}

TEST(EstablishmentReader, SaysWhatIsWrongAndWhere) {
  const auto says = [](const std::string& text, const std::string& expected) {
    EXPECT_NE(refusal(text).find(expected), std::string::npos) << refusal(text);
  };
  says("lon,lat\n50.2,119\n50.3,118.9\n1,2\n",
       "2 of 3 rows are on the Earth only with longitude and latitude swapped");
  says("lon,lat\n,\n,\n", "none of its 2 rows can be used: 2 of 2 rows have no coordinates");
  says("", "no first line");
  says("name,lat\nx,1\n", "no column lon or longitude or lng or long or x; it has name, lat");
  says("lon,lat,name\n1,2,\"never closed\n3,4,b\n", "ends within a cell in quotes");
  const std::string feature = R"({"geometry":{"type":"Point","coordinates":[1,2]},"properties":{}})";
  says(R"({"features":[)" + feature + "," + feature.substr(0, 40), "ends within its list of features");
  says(R"({"features":[)" + feature + ",", "ends within its list of features");
  says(R"({"type":"FeatureCollection")", "ends within its first object");
  says(R"({"features":[)" + feature + R"(,{"geometry":tru}]})", "feature 2: it is no JSON");
  says(R"({"features":[)" + feature + R"(,17,)" + feature + "]}", "feature 2: it is no JSON");
  says(feature + "\n" + feature.substr(0, 50), "feature 2: it is no JSON");
  says(R"({"features":[{"geometry":{"type":"Polygon","coordinates":[[[1,2]]]}}]})", "no feature has a point");
  EstablishmentColumns columns = everything();
  columns.activity = {Need::required, "branch"};
  EXPECT_NE(
      refusal(
          R"({"features":[{"geometry":{"type":"Point","coordinates":[1,2]},"properties":{"pkd":1,"b":2}}]})",
          columns)
          .find("no feature has a property branch; they have pkd, b"),
      std::string::npos);
  columns.coordinates = "a,b,c";
  EXPECT_NE(refusal("a,b\n", columns).find("--columns"), std::string::npos);
}

TEST(EstablishmentReader, FeaturesWithoutAPointAreLeftOut) {
  const auto file = read(
      R"({"features":[{"geometry":null,"properties":{"pkd":"1"}},{"geometry":{"type":"Point","coordinates":[1,2]}},)"
      R"({"geometry":{"type":"Point","coordinates":["a",2]},"properties":null},{"properties":{}}]})");
  EXPECT_EQ(file.establishments.row, (Rows{2}));
  EXPECT_EQ(file.report.unusable[0].rows, (Rows{1, 3, 4}));
  EXPECT_EQ(texts(file.establishments.activity), (Texts{""}));
}

TEST(EstablishmentReader, AnEmptyListHasNobody) {
  EXPECT_EQ(read("lon,lat\n").establishments.size(), 0U);
  EXPECT_EQ(read(R"({"type":"FeatureCollection","features":[]})").establishments.size(), 0U);
}

// Names with everything that could mislead a scanner, in parts that begin anywhere and on any number of
// threads.
TEST(EstablishmentReader, PartsAndThreadsChangeNothing) {
  std::mt19937_64 random(3);
  const std::vector<std::string> pieces = {"a", "Ł", "\\\"", "\\\\",     "{",   "}",       "[",
                                           "]", ",", ":",    "features", "\\n", "\\u0142", " "};
  Texts names;
  std::string list = "{\"features\" : [", lines;
  for (int i = 0; i < 300; ++i) {
    std::string name;
    for (std::size_t n = random() % 9; n > 0; --n) name += pieces[random() % pieces.size()];
    names.push_back(name);
    const std::string feature = fmt::format(
        R"({{"type":"Feature","properties":{{"name":"{}","tags":["{}",{{"a":[]}}]}},"geometry":{{"type":"Point","coordinates":[{},{}]}}}})",
        name, name, i, i % 90);
    list += (i > 0 ? "," : "") + feature + (i % 7 == 0 ? "\n" : "");
    lines += feature + "\n";
  }
  list += "]}";
  const std::vector<ColumnWish> wishes = {{ColumnWish::Holds::numbers, {"lon"}, true, std::uint8_t{0}},
                                          {ColumnWish::Holds::texts, {"name"}}};
  const auto whole = read_columns(std::string_view(list), "t", wishes);
  ASSERT_EQ(whole.rows, 300U);
  for (std::size_t row = 0; row < 300; ++row)
    EXPECT_EQ(whole.columns[0].numbers[row], static_cast<double>(row));
  for (const std::string* text : {&list, &lines})
    for (const std::size_t part : {1U, 7U, 64U, 1000U})
      for (const std::size_t threads : {1U, 4U}) {
        const tbb::global_control control(tbb::global_control::max_allowed_parallelism, threads);
        const auto table = read_columns(std::string_view(*text), "t", wishes, part);
        EXPECT_EQ(table.columns[0].numbers, whole.columns[0].numbers);
        EXPECT_EQ(texts(table.columns[1].texts), texts(whole.columns[1].texts));
      }
}

// Columns that only some features have, so that a process may not meet them at all.
TEST(EstablishmentReader, ProcessesReadGeoJsonAsOneDoes) {
  std::string list = "{\"features\":[";
  for (int i = 0; i < 200; ++i)
    list += fmt::format(
        R"({}{{"type":"Feature","properties":{{"activity":"{}"{}}},"geometry":{{"type":"Point","coordinates":[{},{}]}}}})",
        i > 0 ? "," : "", i % 3,
        i < 20    ? R"(,"employees":4)"
        : i > 190 ? R"(,"kind":"firm")"
                  : "",
        14 + i % 9, 50 + i % 4);
  list += "]}";
  const grono::test::TemporaryFolder folder;
  folder.write("plants.geojson", list);
  const auto path = (folder.path() / "plants.geojson").string();
  const auto whole = read_establishments(path, everything());
  EXPECT_EQ(whole.establishments.size(), 20U);  // the others have no number of employees
  for (const std::uint32_t size : {2U, 5U}) {
    std::vector<Numbers> x(size), weight(size);
    std::vector<Texts> kind(size);
    std::vector<std::uint64_t> rows(size);
    mapping::testing::on_ranks(size, [&](mapping::Ranks& ranks) {
      const auto part = read_establishments(path, everything(), ranks);
      x[ranks.rank()] = part.establishments.x;
      weight[ranks.rank()] = part.establishments.weight;
      kind[ranks.rank()] = texts(part.establishments.kind);
      rows[ranks.rank()] = part.report.rows;
    });
    const auto together = [](const auto& parts) {
      auto made = parts.front();
      for (std::size_t i = 1; i < parts.size(); ++i)
        made.insert(made.end(), parts[i].begin(), parts[i].end());
      return made;
    };
    EXPECT_EQ(together(x), whole.establishments.x);
    EXPECT_EQ(together(weight), whole.establishments.weight);
    EXPECT_EQ(together(kind), texts(whole.establishments.kind));
    EXPECT_EQ(rows, std::vector(size, whole.report.rows));
  }
}

TEST(EstablishmentReader, ProcessesMissAPropertyTogether) {
  const grono::test::TemporaryFolder folder;
  folder.write(
      "plants.geojson",
      R"({"features":[{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[1,2]}}]})");
  const auto path = (folder.path() / "plants.geojson").string();
  EstablishmentColumns columns;
  columns.activity.need = Need::required;
  std::vector<std::string> said(3);
  mapping::testing::on_ranks(3, [&](mapping::Ranks& ranks) {
    try {
      static_cast<void>(read_establishments(path, columns, ranks));
    } catch (const InvalidInput& error) {
      said[ranks.rank()] = error.what();
    }
  });
  for (const std::string& each : said) EXPECT_NE(each.find("no feature has a property activity"), each.npos);
}

// Every byte of the rows is told of once, in whichever share it is.
TEST(EstablishmentReader, PartsAreToldOfOnceTheyAreRead) {
  std::string text = "lon,lat\n";
  for (int i = 0; i < 500; ++i) text += fmt::format("{},{}\n", i % 180, i % 90);
  const std::vector<ColumnWish> wishes = {{ColumnWish::Holds::numbers, {"lon"}}};
  for (const RowShare share : {RowShare{0, 1}, RowShare{1, 3}}) {
    std::mutex one_by_one;
    std::size_t bytes = 0;
    static_cast<void>(
        read_columns(std::string_view(text), "t", wishes, 100, share, [&](std::string_view part) {
          const std::lock_guard lock(one_by_one);
          bytes += part.size();
        }));
    EXPECT_EQ(bytes, text.size() - std::string_view("lon,lat\n").size());
  }
}

TEST(MappedFile, PartsThatWereLetGoCanBeReadAgain) {
  const std::string text(100'000, 'x');
  const grono::test::TemporaryFolder folder;
  folder.write("x.csv", text);
  const MappedFile file((folder.path() / "x.csv").string());
  file.let_go(file.text().substr(1, 50'000));
  file.let_go(file.text().substr(60'000));
  file.let_go({file.text().data(), 0});
  EXPECT_EQ(file.text(), text);
}

}  // namespace
}  // namespace grono::exchange
