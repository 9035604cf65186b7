#include "app/partners.hpp"

#include <gmock/gmock.h>

#include "app/installation_fixture.hpp"
#include "app/neighbours.hpp"
#include "app/suggestions.hpp"

namespace grono::app {
namespace {

using cluster::OrganisationId;
using matching::Reason;
using nlohmann::json;
using test::error_of;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

std::vector<std::string> names(const Found& found) {
  std::vector<std::string> made;
  for (const auto& [hit, card] : found.hits) made.push_back(card.name);
  return made;
}

bool has_reason(const matching::Hit& hit, Reason::Kind kind) {
  return std::any_of(hit.reasons.begin(), hit.reasons.end(),
                     [&](const Reason& each) { return each.kind == kind; });
}

/// A maker of implants in Gliwice who needs sterilisation; a steriliser in Zabrze; another maker in Łódź.
class Partners : public test::InstallationTest {
 protected:
  Partners() {
    maker_ =
        add_member(draft("Implanty Gliwice", {{"places", {{{"locality", "Gliwice"}}}},
                                              {"activities", {{{"scheme", "pkd_2025"}, {"code", "32.50.Z"}}}},
                                              {"tags", {"tytan"}},
                                              {"offers", {capability("Druk 3D implantów tytanowych")}},
                                              {"needs", {capability("Sterylizacja plazmowa wyrobów")}}}));
    json sterilisation = capability("Usługi sterylizacji plazmowej");
    sterilisation["trl_from"] = 8;
    steriliser_ = add_member(
        draft("Sterylizatornia Zabrze",
              {{"employees", 20}, {"places", {{{"locality", "Zabrze"}}}}, {"offers", {sterilisation}}}));
    twin_ = add(draft("Protezy Łódź", {{"places", {{{"locality", "Łódź"}}}},
                                       {"activities", {{{"scheme", "pkd_2025"}, {"code", "32.50.Z"}}}},
                                       {"tags", {"tytan"}}}));
  }
  [[nodiscard]] Found search(const json& body, const Caller& caller = guest()) const {
    return find_partners(installation(), caller, partner_query_from(body, installation()));
  }
  [[nodiscard]] std::string where_it_fails(const json& body) const {
    return error_of([&] { (void)partner_query_from(body, installation()); });
  }
  OrganisationId maker_, steriliser_, twin_;
};

TEST_F(Partners, AreFoundByWordsWithTheReason) {
  const Found found = search({{"text", "kto sterylizuje plazmowo? sterylizacją plazmową"}});
  ASSERT_THAT(names(found), Contains("Sterylizatornia Zabrze"));
  EXPECT_TRUE(has_reason(found.hits.front().first, Reason::Kind::words));
}

TEST_F(Partners, WordsMayHaveToStandInOffersOrInNeeds) {
  EXPECT_THAT(names(search({{"text", "sterylizacja"}, {"seek", "offers"}})),
              ElementsAre("Sterylizatornia Zabrze"));
  EXPECT_THAT(names(search({{"text", "sterylizacja"}, {"seek", "needs"}})), ElementsAre("Implanty Gliwice"));
}

TEST_F(Partners, OnSomeonesBehalfCompleteTheirNeeds) {
  const Found found = search({{"on_behalf_of", maker_.str()}});
  ASSERT_FALSE(found.hits.empty());
  EXPECT_EQ(found.hits.front().second.name, "Sterylizatornia Zabrze");
  EXPECT_TRUE(has_reason(found.hits.front().first, Reason::Kind::offer_meets_need));
  EXPECT_THAT(names(found), Not(Contains("Implanty Gliwice")));
}

TEST_F(Partners, FiltersNarrow) {
  const json words = {{"text", "sterylizacja implant proteza"}};
  const auto with = [&](const std::string& field, json value) {
    json body = words;
    body[field] = std::move(value);
    return names(search(body));
  };
  EXPECT_EQ(search(words).total, 3U);
  EXPECT_THAT(with("sizes", {"small"}), ElementsAre("Sterylizatornia Zabrze"));
  EXPECT_THAT(with("kinds", {"university"}), IsEmpty());
  EXPECT_THAT(with("places", {"Łódź"}), ElementsAre("Protezy Łódź"));
  EXPECT_THAT(with("cluster", "aero"), IsEmpty());
  EXPECT_THAT(with("cluster", "med"), Not(Contains("Protezy Łódź")));
  EXPECT_THAT(with("trl_min", 7), ElementsAre("Sterylizatornia Zabrze"));
  EXPECT_THAT(with("capability_kinds", {"laboratory"}), Not(Contains("Protezy Łódź")));
  EXPECT_THAT(with("limit", 1).size(), 1U);
}

TEST_F(Partners, NearnessNarrowsAndIsTold) {
  const Found found = search({{"near", {{"lon", 18.6766}, {"lat", 50.2945}}}, {"within_m", 20'000}});
  EXPECT_THAT(names(found), ElementsAre("Implanty Gliwice", "Sterylizatornia Zabrze"));
  EXPECT_NEAR(found.hits[1].first.distance_m.value(), 8'500, 300);
}

TEST_F(Partners, CodesRankByHowNearTheyAre) {
  const Found found = search({{"activities", {{{"scheme", "pkd_2025"}, {"code", "3250z"}}}}});
  EXPECT_THAT(names(found), ElementsAre("Implanty Gliwice", "Protezy Łódź"));
}

TEST_F(Partners, SayWhatIsWrongWithTheQuery) {
  EXPECT_EQ(where_it_fails(json::array()), "");
  EXPECT_EQ(where_it_fails({{"seek", "wszystko"}}), "/seek");
  EXPECT_EQ(where_it_fails({{"kinds", {"firma"}}}), "/kinds/0");
  EXPECT_EQ(where_it_fails({{"activities", {{{"scheme", "pkd_2025"}, {"code", "99"}}}}}),
            "/activities/0/code");
  EXPECT_EQ(where_it_fails({{"trl_min", 10}}), "/trl_min");
  EXPECT_EQ(where_it_fails({{"near", {{"lon", 50.3}, {"lat", 118.7}}}}), "/near");
  EXPECT_EQ(where_it_fails({{"within_m", 100}}), "/near");
  EXPECT_EQ(where_it_fails({{"near", {{"lon", 18}, {"lat", 50}}}, {"within_m", 0}}), "/within_m");
  EXPECT_EQ(where_it_fails({{"limit", 201}}), "/limit");
  EXPECT_EQ(where_it_fails({{"cluster", "nie-ma"}}), "/cluster");
  EXPECT_EQ(where_it_fails({{"on_behalf_of", new_id<OrganisationId>().str()}}), "/on_behalf_of");
  EXPECT_EQ(where_it_fails({{"text", std::string(5'001, 'x')}}), "/text");
  EXPECT_EQ(where_it_fails({{"texts", "x"}}), "/texts");
}

class Neighbours : public Partners {
 protected:
  [[nodiscard]] Found around(OrganisationId id, Neighbourhood by, const Caller& caller = guest()) const {
    return find_neighbours(installation(), caller, id, by, std::nullopt, 10);
  }
};

TEST_F(Neighbours, SimilarOnesShareCodesAndTags) {
  const Found found = around(maker_, Neighbourhood::similar);
  ASSERT_FALSE(found.hits.empty());
  EXPECT_EQ(found.hits.front().second.name, "Protezy Łódź");
  EXPECT_TRUE(has_reason(found.hits.front().first, Reason::Kind::activity));
  EXPECT_THAT(names(found), Not(Contains("Implanty Gliwice")));
}

TEST_F(Neighbours, ComplementaryOnesMeetBothWays) {
  EXPECT_THAT(names(around(maker_, Neighbourhood::complementary)), ElementsAre("Sterylizatornia Zabrze"));
  const Found back = around(steriliser_, Neighbourhood::complementary);
  ASSERT_THAT(names(back), ElementsAre("Implanty Gliwice"));
  EXPECT_TRUE(has_reason(back.hits.front().first, Reason::Kind::need_meets_offer));
}

TEST_F(Neighbours, NearOnesGoByDistanceWithoutItself) {
  EXPECT_THAT(names(around(maker_, Neighbourhood::near)),
              ElementsAre("Sterylizatornia Zabrze", "Protezy Łódź"));
  EXPECT_THAT(names(around(add(draft("Nigdzie")), Neighbourhood::near)), IsEmpty());
}

TEST_F(Neighbours, WhatIsHiddenCompletesNobody) {
  const auto secret =
      add_member(draft("Skryta", {{"offers", {capability("Sterylizacja plazmowa wyrobów", "members")}}}));
  EXPECT_THAT(names(around(maker_, Neighbourhood::complementary)), Not(Contains("Skryta")));
  EXPECT_THAT(names(around(maker_, Neighbourhood::complementary, manager())), Contains("Skryta"));
  EXPECT_THAT(names(around(secret, Neighbourhood::complementary)), Not(Contains("Implanty Gliwice")));
}

TEST_F(Neighbours, OfOneThatIsNotThereAreNotFound) {
  EXPECT_EQ(error_of([&] { (void)around(new_id<OrganisationId>(), Neighbourhood::near); }), "NotFound");
}

class Suggestions : public Partners {
 protected:
  [[nodiscard]] std::vector<std::string> labels_of(const std::string& text, Suggestion::Kind kind) const {
    std::vector<std::string> made;
    for (const Suggestion& each : suggest(installation(), guest(), text, std::nullopt, 30))
      if (each.kind == kind) made.push_back(each.label);
    return made;
  }
};

TEST_F(Suggestions, AreOfEveryKind) {
  EXPECT_THAT(labels_of("glIw", Suggestion::Kind::place), ElementsAre("Gliwice"));
  EXPECT_THAT(labels_of("lod", Suggestion::Kind::place), ElementsAre("Łódź"));
  EXPECT_THAT(labels_of("implanty gl", Suggestion::Kind::organisation), Contains("Implanty Gliwice"));
  EXPECT_THAT(labels_of("32.50.", Suggestion::Kind::activity),
              Contains("32.50.Z Produkcja instrumentów i wyrobów medycznych"));
  EXPECT_THAT(suggest(installation(), guest(), "  ", std::nullopt, 10), IsEmpty());
}

TEST_F(Suggestions, AreNoMoreThanAskedFor) {
  for (std::size_t limit : {1U, 2U, 3U, 7U})
    EXPECT_LE(suggest(installation(), guest(), "p", std::nullopt, limit).size(), limit) << limit;
}

}  // namespace
}  // namespace grono::app
