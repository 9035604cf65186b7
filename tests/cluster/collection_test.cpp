#include "cluster/market/collection.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "cluster/sample.hpp"

namespace grono::cluster {
namespace {

using nlohmann::json;
using test::numbered;

Collection open_one() {
  Collection made;
  made.id = numbered<CollectionId>(1);
  made.cluster = numbered<ClusterId>(1);
  made.title = "Sprzedaż 2025";
  made.indicator = "sprzedaż";
  made.unit = "tys. PLN";
  made.first_day = *parse_date("2025-01-01");
  made.last_day = *parse_date("2025-12-31");
  made.closes_on = *parse_date("2026-12-31");
  made.rows = {"Wielkość", {"mała", "średnia"}};
  made.columns = Dimension{"Podregion", {"gliwicki", "katowicki"}};
  for (std::uint32_t i = 9; i >= 1; --i) made.asked.push_back(numbered<OrganisationId>(i));
  normalise(made);
  return made;
}

template <class Work>
std::string refused_for(const Work& work) {
  try {
    work();
  } catch (const InvalidInput& problem) {
    return problem.where();
  }
  return "";
}

TEST(Collection, SaysWhatIsWrong) {
  const auto refused = [](const auto& change) {
    Collection one = open_one();
    change(one);
    return refused_for([&] { normalise(one); });
  };
  EXPECT_EQ(refused([](Collection& each) { each.indicator = " "; }), "/indicator");
  EXPECT_EQ(refused([](Collection& each) { each.last_day = *parse_date("2024-12-31"); }), "/last_day");
  EXPECT_EQ(refused([](Collection& each) { each.rows.categories.clear(); }), "/rows/categories");
  EXPECT_EQ(refused([](Collection& each) { each.rows.categories[1] = " mała "; }), "/rows/categories/1");
  EXPECT_EQ(refused([](Collection& each) { each.asked.resize(4); }), "/asked");
  EXPECT_EQ(refused([](Collection& each) { each.rules.min_contributors = 2; }), "/rules/min_contributors");
  EXPECT_EQ(refused([](Collection& each) { each.rules.max_share_percent = 101; }), "/rules/max_share_percent");
}

TEST(Collection, FiguresAreOfItsCategoriesEachOnce) {
  const Collection one = open_one();
  const auto refused = [&](const json& figures) { return refused_for([&] { static_cast<void>(figures_from_json(one, {{"figures", figures}})); }); };
  const json good = {{"row", "mała"}, {"column", "gliwicki"}, {"value", "12.50"}};
  EXPECT_EQ(figures_from_json(one, {{"figures", {good}}}), (std::vector<MarketFigure>{{0, 0, Money{1'250}}}));
  EXPECT_EQ(refused(json::array()), "/figures");
  EXPECT_EQ(refused({good, good}), "/figures/1");
  EXPECT_EQ(refused({{{"row", "duża"}, {"column", "gliwicki"}, {"value", "1"}}}), "/figures/0/row");
  EXPECT_EQ(refused({{{"row", "mała"}, {"value", "1"}}}), "/figures/0/column");
  EXPECT_EQ(refused({{{"row", "mała"}, {"column", "gliwicki"}, {"value", "-1"}}}), "/figures/0/value");
  EXPECT_EQ(refused({{{"row", "mała"}, {"column", "gliwicki"}, {"value", "1,5"}}}), "/figures/0/value");
}

TEST(Collection, OldFiguresNeedThreeContributorsAlone) {
  const Collection one = open_one();
  EXPECT_FALSE(is_historical(one, *parse_date("2026-12-31")));
  EXPECT_TRUE(is_historical(one, *parse_date("2027-01-01")));
  EXPECT_EQ(suppression_rules(one, *parse_date("2026-12-31")).min_contributors, 5U);
  EXPECT_EQ(suppression_rules(one, *parse_date("2027-01-01")).min_contributors, 3U);
  EXPECT_EQ(suppression_rules(one, *parse_date("2027-01-01")).max_share_percent, 100);
}

TEST(Collection, WhatIsPublishedHoldsNothingThatIsHidden) {
  const Collection one = open_one();
  std::vector<ContributedFigures> given;
  for (std::uint32_t i = 1; i <= 9; ++i) {
    ContributedFigures each{numbered<OrganisationId>(i), {{1, 1, Money{7'777'700}}}};
    if (i <= 2) each.figures.push_back({0, 0, Money{1'234'500}});
    given.push_back(each);
  }
  const auto table = suppress(contributed_table(one, given, one.asked), suppression_rules(one, *parse_date("2026-06-01")));
  const json made = published_table(one, table);
  EXPECT_EQ(made["cells"].size(), 3U);
  EXPECT_EQ(made["cells"][0].size(), 3U);
  EXPECT_EQ(made["cells"][0][0], (json{{"fate", "too_few"}}));
  EXPECT_EQ(made["cells"][1][1]["value"], "699993.00");
  const std::string text = made.dump();
  for (const std::string& secret : {std::string("24690.00"), std::string("12345.00"), std::string("77777.00"), numbered<OrganisationId>(1).str()}) EXPECT_EQ(text.find(secret), text.npos) << secret;
}

TEST(Collection, IsForThoseWhoAreAskedAndThoseWhoRunTheCluster) {
  const Collection one = open_one();
  Actor asked, stranger, administrator;
  asked.grants = {{Role::employee, std::nullopt, numbered<OrganisationId>(3)}};
  stranger.grants = {{Role::representative, std::nullopt, numbered<OrganisationId>(30)}};
  administrator.grants = {{Role::administrator, std::nullopt, std::nullopt}};
  EXPECT_TRUE(sees_collection(asked, one));
  EXPECT_FALSE(sees_collection(stranger, one));
  EXPECT_FALSE(sees_collection(administrator, one));
}

}  // namespace
}  // namespace grono::cluster
