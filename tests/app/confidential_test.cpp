#include "app/confidential/matching.hpp"

#include <gmock/gmock.h>

#include "app/confidential/round.hpp"
#include "app/disclosures.hpp"
#include "app/installation_fixture.hpp"
#include "cluster/names.hpp"
#include "store/audit_log.hpp"
#include "store/confidential_store.hpp"

namespace grono::app {
namespace {

using cluster::CapabilityId;
using cluster::ItemSide;
using cluster::MatchState;
using cluster::OrganisationId;
using nlohmann::json;
using std::chrono::days;
using test::error_of;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr const char* kNeed = "Szukamy powłoki antybakteryjnej na implanty tytanowe z jonami srebra";
constexpr const char* kOffer = "Nakładamy powłoki antybakteryjne z jonami srebra na implanty tytanowe";

class Confidential : public test::InstallationTest {
 protected:
  Confidential() {
    own_ = add_member(draft("Alfa", {{"needs", {capability(kNeed, "owner", "know_how")}}}));
    rival_ = add_member(draft("Beta", {{"offers", {capability(kOffer, "owner", "know_how")}}}));
    for (const char* name : {"Gamma", "Delta", "Epsilon"}) crowd_.push_back(add_member(draft(name)));
    add_account();
  }

  [[nodiscard]] Caller owner() const { return representative(own_, {med_}); }
  [[nodiscard]] Caller rival() const { return representative(rival_, {med_}); }
  [[nodiscard]] CapabilityId need() const { return seen_by(owner(), own_).organisation.needs.at(0).id; }
  [[nodiscard]] CapabilityId offer() const { return seen_by(rival(), rival_).organisation.offers.at(0).id; }

  void agree(const Caller& caller, OrganisationId organisation, CapabilityId item) const {
    write(
        [&](store::Transaction& transaction) {
          consent(transaction, installation(), caller, organisation, item);
          return true;
        },
        caller);
  }
  void round(days later) const {
    run_matching_round(installation(), now() + later, [] { return true; }, true);
  }
  [[nodiscard]] MatchingOverview overview(const Caller& caller, OrganisationId organisation) const {
    return matching_overview(installation(), caller, organisation);
  }
  void say(const Caller& caller, OrganisationId organisation, const char* what) const {
    const auto id = overview(caller, organisation).matches.at(0).id;
    write(
        [&](store::Transaction& transaction) {
          answer_match(transaction, caller, organisation, id, {{"answer", what}});
          return true;
        },
        caller);
  }
  /// Everything an organisation is told, as it is sent.
  [[nodiscard]] std::string told(const Caller& caller, OrganisationId organisation) const {
    return to_json(overview(caller, organisation)).dump();
  }

  OrganisationId own_, rival_;
  std::vector<OrganisationId> crowd_;
};

TEST_F(Confidential, TwoHiddenItemsMeetAndNamesComeWhenBothAgree) {
  agree(owner(), own_, need());
  agree(rival(), rival_, offer());
  round(days(6));
  EXPECT_THAT(overview(owner(), own_).matches, IsEmpty()) << "a consent settles first";
  round(days(8));
  ASSERT_THAT(overview(owner(), own_).matches, SizeIs(1));
  for (const auto& [caller, organisation, other] :
       {std::tuple(owner(), own_, "Beta"), std::tuple(rival(), rival_, "Alfa")}) {
    EXPECT_EQ(overview(caller, organisation).matches.at(0).known.state, MatchState::asked);
    EXPECT_EQ(told(caller, organisation).find(other), std::string::npos);
  }
  say(owner(), own_, "agreed");
  EXPECT_EQ(overview(rival(), rival_).matches.at(0).known.state, MatchState::asked);
  say(rival(), rival_, "agreed");
  const auto seen = overview(owner(), own_).matches.at(0);
  EXPECT_EQ(seen.known.state, MatchState::exchanged);
  EXPECT_EQ(seen.other_name, "Beta");
  ASSERT_TRUE(seen.other);
  EXPECT_EQ(seen.other->title.at("pl"), kOffer);
  EXPECT_EQ(overview(rival(), rival_).matches.at(0).other->title.at("pl"), kNeed);
}

TEST_F(Confidential, WhatTheOtherSideDoesCanNotBeToldFromSilence) {
  agree(owner(), own_, need());
  agree(rival(), rival_, offer());
  round(days(8));
  say(owner(), own_, "agreed");
  const std::string before = told(owner(), own_);
  say(rival(), rival_, "declined");
  EXPECT_EQ(told(owner(), own_), before);
  edit(rival(), rival_, draft("Beta"));  // takes the offer away
  EXPECT_EQ(told(owner(), own_), before);
  round(days(15));
  EXPECT_EQ(told(owner(), own_), told(owner(), own_));
  EXPECT_THAT(overview(owner(), own_).matches, SizeIs(1)) << "the item is not free before the time is over";
}

TEST_F(Confidential, WithoutBothConsentsNothingIsMatched) {
  agree(owner(), own_, need());
  round(days(8));
  EXPECT_THAT(overview(owner(), own_).matches, IsEmpty());
}

TEST_F(Confidential, AChangeOfTheItemEndsTheConsent) {
  agree(owner(), own_, need());
  agree(rival(), rival_, offer());
  auto changed = capability(std::string(kNeed) + " oraz miedzi", "owner", "know_how");
  changed["id"] = need().str();
  edit(owner(), own_, draft("Alfa", {{"needs", {changed}}}));
  EXPECT_TRUE(overview(owner(), own_).items.at(0).has_changed);
  round(days(8));
  EXPECT_THAT(overview(rival(), rival_).matches, IsEmpty());
  agree(owner(), own_, need());
  EXPECT_FALSE(overview(owner(), own_).items.at(0).has_changed);
  EXPECT_EQ(overview(owner(), own_).consents_left, cluster::kMostConsents - 2) << "each wording counts";
}

TEST_F(Confidential, WhoTriesOutWordsSoonMayNotTryMore) {
  for (int i = 0; i < cluster::kMostConsents; ++i) {
    agree(owner(), own_, need());
    auto next = capability(std::string(kNeed) + " wersja " + std::to_string(i), "owner", "know_how");
    next["id"] = need().str();
    edit(owner(), own_, draft("Alfa", {{"needs", {next}}}));
  }
  EXPECT_EQ(overview(owner(), own_).consents_left, 0);
  EXPECT_THROW(agree(owner(), own_, need()), TooManyAttempts);
}

TEST_F(Confidential, TooLittleTooMuchOrWhatAllSeeIsNotTaken) {
  const auto refused = [&](const json& item) {
    edit(owner(), own_, draft("Alfa", {{"needs", {item}}}));
    return error_of([&] { agree(owner(), own_, need()); });
  };
  EXPECT_EQ(refused(capability("Tytan", "owner")), "/item");
  std::string net;
  for (char a = 'a'; a <= 'z'; ++a)
    for (char b = 'a'; b < 'i'; ++b) net += std::string("qx") + a + b + a + b + " ";
  json broad = capability("Wszystko", "owner");
  broad["description"] = {{"pl", net}};
  EXPECT_EQ(refused(broad), "/item");
  EXPECT_EQ(refused(capability(kNeed, "members")), "/item");
  EXPECT_EQ(refused(capability(kNeed, "owner")), "nothing");
}

TEST_F(Confidential, IsForTheRepresentativesAlone) {
  Caller employee = owner();
  employee.actor.grants[0].role = cluster::Role::employee;
  for (const Caller& caller : {manager(), animator(), administrator(), rival(), employee})
    EXPECT_EQ(error_of([&] { static_cast<void>(overview(caller, own_)); }), "Refused");
  EXPECT_EQ(error_of([&] { static_cast<void>(overview(guest(), own_)); }), "Refused: not logged in");
}

TEST_F(Confidential, TheOwnerIsToldOfCandidatesAndTheyLearnOfItWhenShown) {
  auto seen = capability(kOffer, "members", "know_how");
  seen["id"] = offer().str();
  edit(rival(), rival_, draft("Beta", {{"offers", {seen}}}));
  EXPECT_EQ(overview(owner(), own_).items.at(0).candidates, 1U);
  const auto candidates = matching_candidates(installation(), owner(), own_, need());
  ASSERT_THAT(candidates, SizeIs(1));
  EXPECT_EQ(candidates[0].card.name, "Beta");
  EXPECT_EQ(overview(rival(), rival_).items.at(0).candidates, 0U) << "the need is hidden from them";
  EXPECT_THAT(overview(rival(), rival_).matches, IsEmpty());
  const json asked = {{"item", need().str()}, {"organisation", rival_.str()}, {"counterpart", offer().str()}};
  approach(installation(), owner(), own_, asked);
  const auto told = overview(rival(), rival_).matches.at(0);
  EXPECT_EQ(told.known.state, MatchState::asked);
  EXPECT_EQ(told.other_name, "Alfa");
  EXPECT_EQ(told.other->title.at("pl"), kNeed);
  EXPECT_EQ(error_of([&] { approach(installation(), owner(), own_, asked); }), "Conflict");
  say(rival(), rival_, "agreed");
  EXPECT_EQ(overview(owner(), own_).matches.at(0).known.state, MatchState::exchanged);
}

TEST_F(Confidential, WhatOneDoesNotSeeCanNotBeApproached) {
  const auto error = [&](const json& counterpart) {
    return error_of([&] {
      approach(installation(), owner(), own_,
               {{"item", need().str()}, {"organisation", rival_.str()}, {"counterpart", counterpart}});
    });
  };
  EXPECT_EQ(error(offer().str()), "NotFound");
  EXPECT_EQ(error("01900000-0000-7000-8000-000000000000"), "NotFound");
}

TEST_F(Confidential, ARoundIsRunOnceAWeekByOneServer) {
  const auto run = [&](days later) {
    return run_matching_round(installation(), now() + later, [] { return true; }).has_value();
  };
  EXPECT_TRUE(run(days(0)));
  EXPECT_FALSE(run(days(6)));
  EXPECT_TRUE(run(days(7)));
}

TEST_F(Confidential, TheAuditLogNamesNeitherSide) {
  agree(owner(), own_, need());
  agree(rival(), rival_, offer());
  round(days(8));
  say(owner(), own_, "agreed");
  say(rival(), rival_, "agreed");
  read([&](store::Transaction& transaction) {
    std::map<std::string, int> subjects;
    for (const auto& entry : store::AuditLog(transaction).list({}, {{}, 100}).items)
      if (entry.subject_kind == "matching_consent") {
        EXPECT_FALSE(entry.organisation || entry.cluster);
        EXPECT_EQ(entry.changes, "{}");
        ++subjects[entry.subject_id];
      }
    EXPECT_EQ(subjects.size(), 2U) << "each side's own consent, and no match that both would name";
    return true;
  });
}

}  // namespace
}  // namespace grono::app
