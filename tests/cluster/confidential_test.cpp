#include "cluster/confidential.hpp"

#include <gtest/gtest.h>

#include "cluster/names.hpp"
#include "cluster/sample.hpp"

namespace grono::cluster {
namespace {

using std::chrono::days;
using test::numbered;

const Timestamp kFound = *parse_timestamp("2026-11-02T03:00:00Z");

ConfidentialMatch hidden() {
  ConfidentialMatch made;
  made.id = numbered<MatchId>(1);
  made.found_at = kFound;
  made.need.organisation = numbered<OrganisationId>(1);
  made.need.item = numbered<CapabilityId>(11);
  made.offer.organisation = numbered<OrganisationId>(2);
  made.offer.item = numbered<CapabilityId>(22);
  made.offer.side = ItemSide::offer;
  return made;
}

TEST(ConfidentialMatch, BeforeTheExchangeASideSeesNothingButItsOwnAnswerAndTheTime) {
  for (const auto& [own_name, own] : named_values<MatchAnswer>())
    for (const Timestamp now : {kFound, kFound + days(29), kFound + days(30), kFound + days(400)}) {
      std::optional<KnownMatch> first;
      for (const auto& [other_name, other] : named_values<MatchAnswer>())
        for (const bool was_said_at : {false, true}) {
          if (own == MatchAnswer::agreed && other == MatchAnswer::agreed) continue;
          ConfidentialMatch match = hidden();
          match.need.answer = own;
          match.offer.answer = other;
          if (was_said_at) match.offer.answered_at = now;
          const KnownMatch known = known_to(ItemSide::need, match, now);
          if (!first) first = known;
          EXPECT_EQ(known.state, first->state) << own_name << " against " << other_name;
          EXPECT_FALSE(known.is_other_known);
          EXPECT_EQ(is_occupied_by(ItemSide::need, match, now),
                    known.state == MatchState::asked || known.state == MatchState::waiting);
        }
    }
}

TEST(ConfidentialMatch, NamesAreExchangedWhenBothAgreeAndNotBefore) {
  ConfidentialMatch match = hidden();
  const UserId who = numbered<UserId>(5);
  answer(match, ItemSide::offer, MatchAnswer::agreed, true, who, kFound + days(1));
  EXPECT_EQ(known_to(ItemSide::need, match, kFound + days(1)).state, MatchState::asked);
  EXPECT_EQ(known_to(ItemSide::offer, match, kFound + days(1)).state, MatchState::waiting);
  answer(match, ItemSide::need, MatchAnswer::agreed, true, who, kFound + days(2));
  for (const ItemSide side : {ItemSide::need, ItemSide::offer}) {
    const KnownMatch known = known_to(side, match, kFound + days(90));
    EXPECT_EQ(known.state, MatchState::exchanged);
    EXPECT_TRUE(known.is_other_known);
  }
  answer(match, ItemSide::need, MatchAnswer::withdrawn, true, who, kFound + days(3));
  EXPECT_EQ(known_to(ItemSide::offer, match, kFound + days(3)).state, MatchState::ended);
}

TEST(ConfidentialMatch, WithdrawingBeforeTheOtherAgreesIsAsIfOneHadDeclined) {
  ConfidentialMatch match = hidden();
  const UserId who = numbered<UserId>(5);
  answer(match, ItemSide::need, MatchAnswer::agreed, true, who, kFound);
  answer(match, ItemSide::need, MatchAnswer::withdrawn, true, who, kFound);
  EXPECT_EQ(match.need.answer, MatchAnswer::withdrawn);
  answer(match, ItemSide::offer, MatchAnswer::agreed, true, who, kFound);
  EXPECT_FALSE(match.exchanged_at);
  EXPECT_EQ(known_to(ItemSide::need, match, kFound).state, MatchState::declined);
  EXPECT_EQ(known_to(ItemSide::offer, match, kFound).state, MatchState::waiting);
  EXPECT_THROW(answer(match, ItemSide::need, MatchAnswer::agreed, true, who, kFound), InvalidInput);
}

TEST(ConfidentialMatch, NothingIsExchangedWhereAConsentNoLongerHoldsAndNobodyIsToldWhy) {
  ConfidentialMatch match = hidden();
  const UserId who = numbered<UserId>(5);
  answer(match, ItemSide::need, MatchAnswer::agreed, true, who, kFound);
  answer(match, ItemSide::offer, MatchAnswer::agreed, false, who, kFound);
  EXPECT_EQ(known_to(ItemSide::offer, match, kFound).state, MatchState::waiting);
  EXPECT_EQ(known_to(ItemSide::offer, match, kFound + kMatchWaits).state, MatchState::lapsed);
}

TEST(ConfidentialMatch, OfAnApproachBothKnowTheOtherAndTheAnswer) {
  ConfidentialMatch match = hidden();
  match.origin = MatchOrigin::approach;
  match.need.is_asking = true;
  match.need.answer = MatchAnswer::agreed;
  EXPECT_EQ(known_to(ItemSide::need, match, kFound).state, MatchState::waiting);
  EXPECT_EQ(known_to(ItemSide::offer, match, kFound).state, MatchState::asked);
  EXPECT_TRUE(known_to(ItemSide::offer, match, kFound).is_other_known);
  answer(match, ItemSide::offer, MatchAnswer::declined, true, numbered<UserId>(5), kFound);
  EXPECT_EQ(known_to(ItemSide::need, match, kFound).state, MatchState::declined);
}

class MayBeMatched : public ::testing::Test {
 protected:
  Capability need_, offer_;
  Ties need_ties_{{numbered<ClusterId>(1)}, {}}, offer_ties_{{numbered<ClusterId>(1)}, {}};
  std::size_t members_ = kSmallestCrowd;

  MayBeMatched() { need_.visibility = offer_.visibility = Visibility::owner; }
  [[nodiscard]] bool holds() const {
    return may_be_matched({numbered<OrganisationId>(1), &need_, &need_ties_},
                          {numbered<OrganisationId>(2), &offer_, &offer_ties_},
                          [this](ClusterId) { return members_; });
  }
};

TEST_F(MayBeMatched, WhatNeitherSeesOfTheOther) {
  EXPECT_TRUE(holds());
}
TEST_F(MayBeMatched, NotWhatOneOfThemSees) {
  offer_.visibility = Visibility::named;
  offer_.named = {numbered<OrganisationId>(1)};
  EXPECT_FALSE(holds());
  offer_.named = {numbered<OrganisationId>(3)};
  EXPECT_TRUE(holds());
}
TEST_F(MayBeMatched, NotWhatAllMembersSeeAnyway) {
  need_.visibility = Visibility::members;
  EXPECT_FALSE(holds());
}
TEST_F(MayBeMatched, NotAmongSoFewThatAMatchWouldTellWhoItIs) {
  members_ = kSmallestCrowd - 1;
  EXPECT_FALSE(holds());
}
TEST_F(MayBeMatched, NotWithoutAClusterInCommon) {
  offer_ties_.clusters = {numbered<ClusterId>(2)};
  EXPECT_FALSE(holds());
}

TEST(Disclosure, IsWhatOthersSeeOfWhatIsNotForEveryone) {
  const auto of = [](Role role, std::optional<OrganisationId> organisation) {
    Actor actor;
    actor.user = numbered<UserId>(1);
    actor.grants = {{role, std::nullopt, organisation}};
    return actor;
  };
  const Sharing members{Visibility::members, numbered<OrganisationId>(1)};
  EXPECT_FALSE(is_disclosure(of(Role::employee, numbered<OrganisationId>(1)), members));
  EXPECT_TRUE(is_disclosure(of(Role::employee, numbered<OrganisationId>(2)), members));
  EXPECT_TRUE(is_disclosure(of(Role::manager, std::nullopt), members));
  EXPECT_FALSE(is_disclosure(of(Role::manager, std::nullopt), {Visibility::everyone, numbered<OrganisationId>(1)}));
}

}  // namespace
}  // namespace grono::cluster
