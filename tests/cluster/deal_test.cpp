#include "cluster/commerce/deal.hpp"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "cluster/commerce/stage_times.hpp"
#include "cluster/names.hpp"

namespace grono::cluster {
namespace {

using nlohmann::json;
using ::testing::ElementsAre;

constexpr Date kDealToday = std::chrono::year{2026} / 11 / 26;

Date day_before(int days) { return Date{std::chrono::sys_days(kDealToday) - std::chrono::days(days)}; }

template <class Work>
std::string deal_broken_at(const Work& work) {
  try {
    work();
  } catch (const InvalidInput& problem) {
    return problem.where();
  }
  return "";
}

Deal sample_deal(std::vector<DealStep> steps = {{DealStage::first_contact, day_before(10), "", {}, {}}}) {
  Deal made;
  made.organisation = OrganisationId{Uuid{1, 2}};
  made.title = "Sprzedaż żaluzji";
  made.currency = "PLN";
  made.steps = std::move(steps);
  return made;
}

TEST(Deal, GoesThroughItsStages) {
  Deal deal = sample_deal();
  advance(deal, {DealStage::negotiation, day_before(4), "Zażądali próby", {}, {}}, kDealToday);
  EXPECT_EQ(stage_of(deal), DealStage::negotiation);
  advance(deal, {DealStage::lost, day_before(1), "", LostReason::price, {}}, kDealToday);
  advance(deal, {DealStage::interest, kDealToday, "Wrócili", {}, {}}, kDealToday);
  take_back(deal);
  EXPECT_EQ(stage_of(deal), DealStage::lost);
}

TEST(Deal, RefusesStepsThatCannotBe) {
  const auto refused = [](DealStep step) {
    return deal_broken_at([&] {
      Deal deal = sample_deal();
      advance(deal, std::move(step), kDealToday);
    });
  };
  EXPECT_EQ(refused({DealStage::first_contact, kDealToday, "", {}, {}}), "/stage");
  EXPECT_EQ(refused({DealStage::interest, day_before(11), "", {}, {}}), "/on");
  EXPECT_EQ(refused({DealStage::interest, day_before(-1), "", {}, {}}), "/on");
  EXPECT_EQ(refused({DealStage::lost, kDealToday, "", {}, {}}), "/reason");
  EXPECT_EQ(refused({DealStage::lost, kDealToday, "", LostReason::other, {}}), "/note");
  EXPECT_EQ(refused({DealStage::interest, kDealToday, "", LostReason::price, {}}), "/reason");
  EXPECT_EQ(refused({DealStage::signed_contract, kDealToday, "", {}, {}}), "/counterpart");
  Deal one = sample_deal();
  EXPECT_EQ(deal_broken_at([&] { take_back(one); }), "/steps");
}

TEST(Deal, EndsWithItsContract) {
  Deal deal = sample_deal();
  deal.counterpart = "Szpital";
  deal.value = Money{0};
  advance(deal, {DealStage::signed_contract, kDealToday, "", {}, {}}, kDealToday);
  EXPECT_EQ(deal_broken_at([&] { advance(deal, {DealStage::lost, kDealToday, "", LostReason::price, {}}, kDealToday); }), "/stage");
}

TEST(Deal, KeepsWhatNobodyMaySetAgain) {
  Deal stored = sample_deal();
  stored.version = 3;
  const json edited = {{"kind", "licence"}, {"title", "Inaczej"}, {"organisation", OrganisationId{Uuid{9, 9}}.str()}, {"steps", json::array()}};
  const Deal made = deal_from_json(edited, kDealToday, stored);
  EXPECT_EQ(made.organisation, stored.organisation);
  EXPECT_EQ(made.steps, stored.steps);
  EXPECT_EQ(made.title, "Inaczej");
}

TEST(Deal, ComesBackFromItsJson) {
  Deal deal = sample_deal();
  deal.kind = DealKind::licence;
  deal.licence = LicenceTerms{true, {"DE", "PL"}, "ortopedia", day_before(5), day_before(-500), 350};
  deal.value = Money{12'345'678'901};
  deal.chance = 60;
  deal.next_step = "Wysłać ofertę";
  deal.next_on = day_before(-7);
  normalise(deal, kDealToday);
  json sent = to_json(deal);
  Deal read = deal_from_json(sent, kDealToday);
  read.cluster = deal.cluster;
  EXPECT_EQ(read, deal);
  EXPECT_EQ(steps_from_stored(steps_json(deal.steps)), deal.steps);
}

TEST(Deal, OfTheOwnerAloneIsManagedByTheOwnerAlone) {
  Deal deal = sample_deal();
  deal.cluster = ClusterId{Uuid{5, 5}};
  Actor manager;
  manager.grants = {{Role::manager, deal.cluster, std::nullopt}};
  deal.visibility = Visibility::owner;
  EXPECT_FALSE(may(manager, Permission::manage_deal, managed(deal)));
  deal.visibility = Visibility::coordinator;
  EXPECT_TRUE(may(manager, Permission::manage_deal, managed(deal)));
}

TEST(DealTimes, CountEveryStayOnce) {
  std::vector<Deal> deals;
  // Two that came back to negotiating, one of them by way of a loss.
  deals.push_back(sample_deal({{DealStage::first_contact, day_before(100), "", {}, {}},
                               {DealStage::negotiation, day_before(90), "", {}, {}},
                               {DealStage::lost, day_before(80), "", LostReason::timing, {}},
                               {DealStage::negotiation, day_before(20), "", {}, {}}}));
  deals.push_back(sample_deal({{DealStage::negotiation, day_before(50), "", {}, {}}, {DealStage::terms_agreed, day_before(45), "", {}, {}}}));
  deals[0].value = Money{100'00};
  deals[0].chance = 25;
  deals[1].value = Money{7'00};
  const DealTimes made = deal_times(deals, kDealToday);
  const StageTimes& negotiation = made.stages[2];
  EXPECT_EQ(negotiation.stage, DealStage::negotiation);
  EXPECT_EQ(negotiation.came, 3);
  EXPECT_EQ(negotiation.lost, 1);
  EXPECT_EQ(negotiation.moved_on, 1);
  EXPECT_EQ(negotiation.open, 1);
  EXPECT_EQ(negotiation.median, 10.0);
  ASSERT_EQ(made.waiting.size(), 2u);
  EXPECT_EQ(made.waiting[0].days, 45);
  EXPECT_FALSE(made.waiting[0].is_stuck) << "nobody ever left that stage";
  EXPECT_EQ(made.counts.at(DealStage::negotiation), 1);
  ASSERT_EQ(made.values.size(), 2u);
  EXPECT_EQ(made.values[0].expected, Money{25'00});
  EXPECT_EQ(made.values[1].expected, Money{0});
  EXPECT_EQ(made.median_to_contract, std::nullopt);
}

TEST(DealTimes, WhatIsSignedCountsInFullAndWhatIsLostNotAtAll) {
  std::vector<Deal> deals;
  deals.push_back(sample_deal({{DealStage::signed_contract, day_before(20), "", {}, {}}}));
  deals.push_back(sample_deal({{DealStage::lost, day_before(10), "", LostReason::price, {}}}));
  for (Deal& each : deals) {
    each.value = Money{80'00};
    each.chance = 10;
  }
  const DealTimes made = deal_times(deals, kDealToday);
  ASSERT_EQ(made.values.size(), 2u);
  for (const StageValue& each : made.values)
    EXPECT_EQ(each.expected, each.stage == DealStage::signed_contract ? Money{80'00} : Money{0});
}

TEST(DealTimes, TellLastYearFromBefore) {
  std::vector<Deal> deals;
  for (int i = 0; i < 20; ++i) {
    deals.push_back(sample_deal({{DealStage::interest, day_before(800 + i), "", {}, {}}, {DealStage::negotiation, day_before(795 + i - i % 5), "", {}, {}}}));
    deals.push_back(sample_deal({{DealStage::interest, day_before(100 + i), "", {}, {}}, {DealStage::negotiation, day_before(20 + i % 5), "", {}, {}}}));
  }
  const StageTimes interest = deal_times(deals, kDealToday).stages[1];
  EXPECT_EQ(interest.came, 40);
  EXPECT_LT(interest.median_before.value(), 11);
  EXPECT_GT(interest.median_recent.value(), 75);
  EXPECT_LT(interest.p.value(), 1e-6);
}

TEST(DealTimes, OfNothingAreNothing) {
  const DealTimes made = deal_times({}, kDealToday);
  EXPECT_EQ(made.stages.size(), 4u);
  EXPECT_TRUE(made.waiting.empty());
  EXPECT_EQ(made.stages[0].median, std::nullopt);
}

}  // namespace
}  // namespace grono::cluster
