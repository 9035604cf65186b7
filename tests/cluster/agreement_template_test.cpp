#include "cluster/consortium/agreement_template.hpp"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "base/error.hpp"

namespace grono::cluster {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;

AgreementTemplate of(std::string text) {
  AgreementTemplate made;
  made.text = {{"pl", std::move(text)}};
  return made;
}

InvalidInput refusal_of(AgreementTemplate agreement) {
  try {
    normalise(agreement);
  } catch (const InvalidInput& problem) {
    return problem;
  }
  return {"", "it was let pass", ""};
}

TEST(AgreementTemplate, AnUnknownPlaceholderIsRefusedWithItsPlace) {
  const auto problem = refusal_of(of("# Umowa\n\nżółw {partners} i {partnerzy}"));
  EXPECT_EQ(problem.where(), "/text/pl");
  EXPECT_EQ(problem.problem(), "\"partnerzy\" in line 3, character 19 is no placeholder");
  EXPECT_THAT(problem.mend(), HasSubstr("{signatures}"));
  EXPECT_THAT(refusal_of(of("{ partners }")).problem(), HasSubstr("is no placeholder"));
  EXPECT_THAT(refusal_of(of("{}")).problem(), HasSubstr("is no placeholder"));
}

TEST(AgreementTemplate, ABraceThatIsNotClosedIsRefusedWithItsPlace) {
  EXPECT_EQ(refusal_of(of("a\nb {lead\n}")).problem(), "the brace in line 2, character 3 is not closed");
  EXPECT_EQ(refusal_of(of("{le{ad}")).problem(), "the brace in line 1, character 1 is not closed");
  EXPECT_EQ(refusal_of(of("   ")).where(), "/text");
}

TEST(AgreementTemplate, EveryPlaceholderAndDoubledBracesAreLetPass) {
  std::string all = "{{zbiór}} } ";
  for (const auto name : agreement_placeholders()) all += "{" + std::string(name) + "}";
  AgreementTemplate agreement = of(all + "\n");
  EXPECT_NO_THROW(normalise(agreement));
  EXPECT_EQ(agreement.text.at("pl"), all);
  EXPECT_THAT(agreement_placeholders(), Contains("partners"));
}

TEST(AgreementTemplate, ValuesTakeThePlaceOfPlaceholdersAndAreNotReadAgain) {
  EXPECT_EQ(filled("a {lead} b {{lead}} } {title}{lead}", {{"lead", "{title} & <b>"}, {"title", "ż"}}),
            "a {title} & <b> b {lead} } ż{title} & <b>");
  EXPECT_EQ(filled("", {}), "");
  EXPECT_EQ(filled("{{", {}), "{");
}

TEST(AgreementTemplate, ReadsTheTextAlone) {
  EXPECT_EQ(agreement_text_from_json({{"text", {{"pl", "A"}}}}), (LocalisedText{{"pl", "A"}}));
  EXPECT_THROW(static_cast<void>(agreement_text_from_json({{"text", {{"pl", "A"}}}, {"version", 3}})), InvalidInput);
}

}  // namespace
}  // namespace grono::cluster
