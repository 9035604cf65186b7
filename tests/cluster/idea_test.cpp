#include "cluster/idea.hpp"

#include <gtest/gtest.h>

#include "base/invalid_fields.hpp"
#include "cluster/json.hpp"
#include "cluster/names.hpp"
#include "cluster/sample.hpp"

namespace grono::cluster {
namespace {

using test::numbered;

Idea full_idea() {
  Idea made;
  made.id = numbered<IdeaId>(1);
  made.cluster = numbered<ClusterId>(1);
  made.kind = IdeaKind::public_goods;
  made.title = {{"pl", "Wspólna łąka testowa"}, {"en", "A common test field"}};
  made.description = {{"pl", "Każdy może\nprzyjść."}};
  made.tags = {"badania", "implanty"};
  made.organisation = numbered<OrganisationId>(1);
  made.visibility = Visibility::named;
  made.named = {numbered<OrganisationId>(2)};
  made.links = {{numbered<OrganisationId>(3), numbered<CapabilityId>(4)}};
  made.version = 3;
  return made;
}

TEST(Idea, TheRegisterHasTheTenKindsOfEnright) {
  std::vector<std::string> names;
  for (const auto& [name, kind] : named_values<IdeaKind>()) names.emplace_back(name);
  EXPECT_EQ(names, (std::vector<std::string>{"technology", "market_or_product", "business_model",
                                             "tools_and_techniques", "development_path",
                                             "organisational_form", "cooperation_form", "public_goods",
                                             "communication", "inter_cluster_link"}));
}

TEST(Idea, ItsJsonReadsBackAsItWas) {
  const Idea idea = full_idea();
  EXPECT_EQ(idea_from_json(to_json(idea), idea), idea);
  Idea fresh = idea_from_json(to_json(idea));
  EXPECT_EQ(fresh.version, 0) << "a client sets no version";
  EXPECT_EQ(fresh.organisation, idea.organisation);
}

TEST(Idea, WhoseItIsStaysOnceItIsStored) {
  Idea stored = full_idea();
  nlohmann::json sent = to_json(stored);
  sent["organisation"] = numbered<OrganisationId>(9).str();
  EXPECT_EQ(idea_from_json(sent, stored).organisation, stored.organisation);
}

TEST(Idea, NormalisingSortsAndDropsWhoeverIsNamedForNothing) {
  const Classifications none;
  Idea idea = full_idea();
  idea.tags = {"z", " a ", "z"};
  idea.named = {numbered<OrganisationId>(5), numbered<OrganisationId>(2), numbered<OrganisationId>(5)};
  normalise(idea, none);
  EXPECT_EQ(idea.tags, (std::vector<std::string>{"a", "z"}));
  EXPECT_EQ(idea.named, (std::vector{numbered<OrganisationId>(2), numbered<OrganisationId>(5)}));
  idea.visibility = Visibility::members;
  normalise(idea, none);
  EXPECT_TRUE(idea.named.empty());
}

TEST(Idea, EveryFieldThatCantBeReadIsTold) {
  const nlohmann::json sent = {{"title", 7}, {"visibility", "nobody"}, {"tags", {"a"}}, {"color", "red"}};
  BrokenRules broken;
  const Idea read = idea_from_json(sent, {}, broken);
  EXPECT_EQ(read.tags, std::vector<std::string>{"a"}) << "what can be read is";
  std::vector<std::string> where;
  try {
    broken.refuse();
  } catch (const InvalidFields& all) {
    for (const InvalidInput& each : all.all()) where.push_back(each.where());
  }
  EXPECT_EQ(where, (std::vector<std::string>{"/kind", "/title", "/visibility", "/color"}));
  EXPECT_THROW(idea_from_json({{"organisation", "x"}}, {}, broken), InvalidInput) << "who it is for decides what may be done";
}

TEST(Idea, EveryBrokenRuleIsTold) {
  Idea idea = full_idea();
  idea.title.clear();
  idea.named.clear();
  idea.tags = {std::string(101, 'a')};
  std::vector<std::string> where;
  try {
    normalise(idea, Classifications{});
  } catch (const InvalidFields& broken) {
    for (const InvalidInput& each : broken.all()) where.push_back(each.where());
  }
  EXPECT_EQ(where, (std::vector<std::string>{"/title", "/tags/0", "/named"}));
}

TEST(Idea, BrokenRulesNameTheField) {
  const Classifications none;
  const auto where = [&](auto change) -> std::string {
    Idea idea = full_idea();
    change(idea);
    try {
      normalise(idea, none);
    } catch (const InvalidInput& error) {
      return error.where();
    }
    return "";
  };
  EXPECT_EQ(where([](Idea&) {}), "");
  EXPECT_EQ(where([](Idea& idea) { idea.title.clear(); }), "/title");
  EXPECT_EQ(where([](Idea& idea) { idea.title["pl"] = std::string("a\0b", 3); }), "/title/pl");
  EXPECT_EQ(where([](Idea& idea) { idea.named.clear(); }), "/named");
  EXPECT_EQ(where([](Idea& idea) { idea.visibility = Visibility::owner, idea.organisation.reset(); }),
            "/visibility");
}

TEST(Idea, MovesBetweenStagesAndIsShelvedWithAReason) {
  Idea idea = full_idea();
  move(idea, IdeaStage::chosen, "");
  EXPECT_EQ(idea.stage, IdeaStage::chosen);
  EXPECT_THROW(move(idea, IdeaStage::shelved, ""), InvalidInput);
  move(idea, IdeaStage::shelved, "brak finansowania");
  EXPECT_EQ(idea.shelved_reason, "brak finansowania");
  move(idea, IdeaStage::discussed, "");
  EXPECT_EQ(idea.shelved_reason, "");
  EXPECT_THROW(move(idea, IdeaStage::project, ""), InvalidInput) << "only a project makes it one";
  idea.stage = IdeaStage::project;
  EXPECT_THROW(move(idea, IdeaStage::spark, ""), InvalidInput) << "a project carries on for it";
}

}  // namespace
}  // namespace grono::cluster
