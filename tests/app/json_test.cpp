#include "app/json.hpp"

#include <gmock/gmock.h>

#include "app/installation_fixture.hpp"
#include "app/map.hpp"

namespace grono::app {
namespace {

using matching::Reason;
using nlohmann::json;

class AnswerJson : public test::InstallationTest {
 protected:
  [[nodiscard]] const cluster::Classifications& classifications() const {
    return installation().classifications();
  }
};

TEST_F(AnswerJson, MarksAreCountedInUtf16) {
  Reason reason{};
  reason.kind = Reason::Kind::words;
  reason.share = 0.5;
  reason.field = "description";
  reason.text = {"pl", "🦴 żółte implanty"};
  const std::size_t from = reason.text.text.find("implanty");
  reason.marks = {{from, from + 8}};
  const json made = to_json(reason, classifications());
  EXPECT_EQ(made["marks"], (json{{{"from", 9}, {"to", 17}}}))
      << "the bone is two units, ż and ó and ł are one each";
  EXPECT_EQ(made["language"], "pl");
  EXPECT_EQ(made["kind"], "words");
}

TEST_F(AnswerJson, ANameHasNoLanguage) {
  Reason reason{};
  reason.kind = Reason::Kind::words;
  reason.text = {"", "Źródło"};
  EXPECT_FALSE(to_json(reason, classifications()).contains("language"));
}

TEST_F(AnswerJson, CodesOfReasonsHaveTitles) {
  Reason reason{};
  reason.kind = Reason::Kind::activity;
  reason.codes = {"pkd_2025:32.5", "pkd_2099:1"};
  const json made = to_json(reason, classifications());
  EXPECT_EQ(made["codes"][0]["title"]["pl"], "Produkcja instrumentów i wyrobów medycznych");
  EXPECT_EQ(made["codes"][1]["code"], "1");
}

TEST_F(AnswerJson, SharesAndScoresStayWithinOne) {
  matching::Hit hit;
  hit.score = 1.0000001;
  const json made = to_json(hit, Card{}, classifications());
  EXPECT_EQ(made["score"], 1.0);
  EXPECT_FALSE(made.contains("distance_m"));
}

TEST_F(AnswerJson, ASummaryShowsTheSeatAndTheLeadingCode) {
  const auto made =
      create(draft("A", {{"employees", 3},
                         {"places", {{{"locality", "Zabrze"}}, {{"locality", "Gliwice"}, {"is_seat", true}}}},
                         {"activities",
                          {{{"scheme", "pkd_2007"}, {"code", "32.50.Z"}, {"is_main", true}},
                           {{"scheme", "pkd_2025"}, {"code", "26.60.Z"}, {"is_main", true}},
                           {{"scheme", "pkd_2025"}, {"code", "32.50.Z"}}}}}));
  const json seen = summary(made.organisation, classifications());
  EXPECT_EQ(seen["locality"], "Gliwice");
  EXPECT_EQ(seen["main_activity"]["code"], "26.60.Z");
  EXPECT_EQ(seen["size"], "micro");
  EXPECT_FALSE(seen.contains("short_name"));
}

TEST_F(AnswerJson, TheMapHasAPointForEachPlace) {
  const auto id =
      add(draft("Cu\"dzysłów",
                {{"places", {{{"locality", "Gliwice"}}, {{"locality", "Zabrze"}}, {{"locality", "Nigdzie"}}}},
                 {"activities", {{{"scheme", "pkd_2025"}, {"code", "32.50.Z"}}}}}));
  add(draft("Bez miejsca"));
  const json map = json::parse(map_geojson(installation(), guest(), {}));
  EXPECT_EQ(map["type"], "FeatureCollection");
  ASSERT_EQ(map["features"].size(), 2U);
  EXPECT_EQ(map["features"][0]["geometry"]["coordinates"], (json{18.6766, 50.2945}));
  EXPECT_EQ(map["features"][1]["properties"],
            (json{{"id", id.str()}, {"name", "Cu\"dzysłów"}, {"kind", "enterprise"}, {"activity", "C"}}));
}

TEST_F(AnswerJson, AnEmptyMapIsStillAMap) {
  EXPECT_EQ(json::parse(map_geojson(installation(), guest(), {}))["features"], json::array());
}

}  // namespace
}  // namespace grono::app
