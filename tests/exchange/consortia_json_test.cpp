#include "exchange/consortia_json.hpp"

#include <gtest/gtest.h>

#include "base/error.hpp"
#include "consortia/cbc/cbc_solver.hpp"

namespace grono::exchange {
namespace {

constexpr const char* kFile = R"({
  "opportunity": {
    "partners": {"min": 2, "max": 3},
    "competences": [{"competence": "spawanie", "min_trl": 5}, {"competence": "żywice", "certificate": "ISO 13485"}],
    "budget": {"partner": {"min": 1000}, "total": {"max": "100000.00"}},
    "kinds": [{"kinds": ["university"], "at_least": 1}],
    "sme_share": "1/3",
    "near": {"lon": 18.67, "lat": 50.29},
    "apart": [["a", "b"]]
  },
  "candidates": [
    {"id": "a", "name": "Żabka Łódź", "kind": "enterprise", "size": "small", "country": "PL", "lon": 19.4, "lat": 51.7,
     "competences": [{"competence": "spawanie", "trl": 6, "quality": 0.9}], "budget": {"min": 20000.5, "max": 50000}},
    {"id": "b", "kind": "university", "competences": [{"competence": "spawanie", "trl": 9}], "budget": {"max": 1000}},
    {"id": "c", "kind": "university", "competences": [{"competence": "żywice", "certificates": ["ISO 13485"]}],
     "budget": {"min": "10.01", "max": 50000}}
  ],
  "cooperations": [{"one": "a", "other": "c", "strength": 0.5}]
})";

std::string refused(const std::string& text) {
  try {
    static_cast<void>(consortia_from_text(text));
    return "";
  } catch (const InvalidInput& error) {
    return error.where();
  }
}

std::string changed(const std::string& from, const std::string& to) {
  std::string text = kFile;
  text.replace(text.find(from), from.size(), to);
  return text;
}

TEST(ConsortiaJson, IsReadExactly) {
  const ConsortiaFile file = consortia_from_text(kFile);
  EXPECT_EQ(file.candidates[0].least, Money{2'000'050});
  EXPECT_EQ(file.candidates[0].name, "Żabka Łódź");
  EXPECT_EQ(file.candidates[2].least, Money{1'001});
  EXPECT_EQ(file.opportunity.total_budget.most, Money{10'000'000});
  EXPECT_EQ(file.opportunity.sme_share->parts, 1);
  EXPECT_EQ(file.opportunity.sme_share->whole, 3);
  EXPECT_EQ(file.candidates[0].size, consortia::Size::small);
}

TEST(ConsortiaJson, WrongFieldsAreNamedByTheirPlace) {
  EXPECT_EQ(refused(kFile), "");
  EXPECT_EQ(refused(changed("\"max\": 3", "\"max\": 3.5")), "/opportunity/partners/max");
  EXPECT_EQ(refused(changed("\"1/3\"", "0.3333333")), "/opportunity/sme_share");
  EXPECT_EQ(refused(changed("\"1/3\"", "\"1/0\"")), "/opportunity/sme_share");
  EXPECT_EQ(refused(changed("20000.5", "20000.505")), "/candidates/0/budget/min");
  EXPECT_EQ(refused(changed("\"size\": \"small\"", "\"size\": \"tiny\"")), "/candidates/0/size");
  EXPECT_EQ(refused(changed("\"quality\"", "\"qualty\"")), "/candidates/0/competences/0/qualty");
  EXPECT_EQ(refused(changed(", \"lat\": 51.7", "")), "/candidates/0");
  EXPECT_EQ(refused(changed("[\"a\", \"b\"]", "[\"a\"]")), "/opportunity/apart/0");
  EXPECT_EQ(refused(changed("{\"max\": 1000}", "{}")), "/candidates/1/budget/max");
  EXPECT_EQ(refused(changed("0.9", "NaN")).substr(0, 4), "byte");
  EXPECT_EQ(refused("{}"), "/opportunity");
  EXPECT_THROW(static_cast<void>(consortia_from_text("[]")), InvalidInput);
}

TEST(ConsortiaJson, TheAnswerSaysWhoCoversWhat) {
  ConsortiaFile file = consortia_from_text(kFile);
  consortia::Study study(file.opportunity, file.candidates, file.cooperations);
  const auto answer = to_json(study.instance(), study.solve(consortia::cbc::CbcSolver(), {}));
  ASSERT_EQ(answer["consortia"].size(), 1U);
  const auto& best = answer["consortia"][0];
  EXPECT_EQ(best["partners"][0]["name"], "Żabka Łódź");
  EXPECT_EQ(best["partners"][0]["budget"], "20000.50");
  EXPECT_EQ(best["total_budget"], "21000.50");
  EXPECT_EQ(best["coverage"][1]["holders"][0]["id"], "c");
  EXPECT_EQ(best["cooperations"][0]["strength"], 0.5);
  EXPECT_TRUE(answer["is_proven"]);
  EXPECT_TRUE(answer["conflict"].is_null());
}

TEST(ConsortiaJson, TheAnswerSaysWhyThereIsNone) {
  ConsortiaFile file = consortia_from_text(changed("\"ISO 13485\"}", "\"ISO 9001\"}"));
  consortia::Study study(file.opportunity, file.candidates, file.cooperations);
  const auto answer = to_json(study.instance(), study.solve(consortia::cbc::CbcSolver(), {}));
  EXPECT_TRUE(answer["consortia"].empty());
  EXPECT_EQ(answer["conflict"]["requirements"][0], "/opportunity/competences/1");
  EXPECT_EQ(answer["conflict"]["newcomers"][0]["competences"][0]["certificate"], "ISO 9001");
}

}  // namespace
}  // namespace grono::exchange
