#include "cluster/json.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.hpp"
#include "cluster/sample.hpp"

namespace grono::cluster {
namespace {

using nlohmann::json;
using test::full_organisation;

std::string where_it_fails(const json& written) {
  try {
    (void)organisation_from_json(written);
    return "nowhere";
  } catch (const InvalidInput& error) {
    return error.where();
  }
}

json draft() {
  return {{"legal_name", "Źródło"}, {"kind", "enterprise"}};
}

json draft_with(const std::string& field, json value) {
  json made = draft();
  made[field] = std::move(value);
  return made;
}

TEST(OrganisationJson, SnapshotsComeBackWhole) {
  EXPECT_EQ(organisation_from_snapshot(to_json(full_organisation())), full_organisation());
  for (std::uint32_t seed = 0; seed < 500; ++seed) {
    const Organisation organisation = test::random_organisation(seed);
    const json again = json::parse(to_json(organisation).dump());
    EXPECT_EQ(organisation_from_snapshot(again), organisation) << "seed " << seed;
  }
}

TEST(OrganisationJson, AClientSetsOnlyWhatIsAClients) {
  json written = to_json(full_organisation());
  written["id"] = test::numbered<OrganisationId>(77).str();
  written["version"] = 99;
  written["is_invented"] = true;
  written["merged_into"] = test::numbered<OrganisationId>(78).str();
  written["created_at"] = "2000-01-01T00:00:00Z";
  EXPECT_EQ(organisation_from_json(written, full_organisation()), full_organisation());
}

TEST(OrganisationJson, WhatIsAbsentIsEmpty) {
  const Organisation made = organisation_from_json(draft(), full_organisation());
  EXPECT_EQ(made.id, full_organisation().id);
  EXPECT_EQ(made.legal_name, "Źródło");
  EXPECT_EQ(made.registers, Registers{});
  EXPECT_TRUE(made.offers.empty());
  EXPECT_EQ(made.employees, std::nullopt);
}

TEST(OrganisationJson, NullIsAbsent) {
  EXPECT_EQ(organisation_from_json(draft_with("employees", nullptr)).employees, std::nullopt);
  EXPECT_EQ(where_it_fails(draft_with("legal_name", nullptr)), "/legal_name");
}

TEST(OrganisationJson, NamesThePlaceOfEveryMistake) {
  EXPECT_EQ(where_it_fails(json::array()), "");
  EXPECT_EQ(where_it_fails(json::object()), "/legal_name");
  EXPECT_EQ(where_it_fails(draft_with("kind", "firma")), "/kind");
  EXPECT_EQ(where_it_fails(draft_with("kind", 7)), "/kind");
  EXPECT_EQ(where_it_fails(draft_with("employees", "12")), "/employees");
  EXPECT_EQ(where_it_fails(draft_with("employees", 12.5)), "/employees");
  EXPECT_EQ(where_it_fails(draft_with("employees", 99'999'999'999)), "/employees");
  EXPECT_EQ(where_it_fails(draft_with("tags", json::array({"a", 1}))), "/tags/1");
  EXPECT_EQ(where_it_fails(draft_with("tags", "a")), "/tags");
  EXPECT_EQ(where_it_fails(draft_with("description", "tekst")), "/description");
  EXPECT_EQ(where_it_fails(draft_with("description", {{"polski", "x"}})), "/description/polski");
  EXPECT_EQ(where_it_fails(draft_with("registers", {{"pesel", "1"}})), "/registers/pesel");
  EXPECT_EQ(where_it_fails(draft_with("places", json::array({{{"lon", 18.7}}}))), "/places/0/lat");
  EXPECT_EQ(where_it_fails(draft_with("offers", json::array({json::object()}))), "/offers/0/kind");
  EXPECT_EQ(where_it_fails(draft_with("offers", json::array({{{"kind", "laboratory"}, {"id", "7"}}}))),
            "/offers/0/id");
}

TEST(OrganisationJson, UnknownFieldsAreErrors) {
  EXPECT_EQ(where_it_fails(draft_with("legalName", "x")), "/legalName");
  EXPECT_EQ(where_it_fails(draft_with("a/b~c", 1)), "/a~1b~0c");
}

TEST(OrganisationJson, IsVisibleToMembersWhereItDoesNotSay) {
  const auto made = organisation_from_json(
      draft_with("offers", json::array({{{"kind", "laboratory"}, {"title", {{"pl", "x"}}}}})));
  EXPECT_EQ(made.offers.at(0).visibility, Visibility::members);
}

TEST(ClusterJson, ComesBackWhole) {
  Cluster cluster;
  cluster.id = test::numbered<ClusterId>(1);
  cluster.slug = "med-silesia";
  cluster.name = {{"pl", "Śląska Sieć"}, {"en", "Silesian Network"}};
  cluster.field = {{"pkd_2025", "32.50.Z", true}};
  cluster.tags = {"wyroby medyczne"};
  cluster.scope = {ScopeLevel::cross_border, {"PL22", "CZ08"}};
  cluster.coordinator = test::numbered<OrganisationId>(5);
  Cluster identity;
  identity.id = cluster.id;
  EXPECT_EQ(cluster_from_json(json::parse(to_json(cluster).dump()), identity), cluster);
}

TEST(MembershipJson, SaysWhatFollowsFromTheEvents) {
  Membership membership;
  membership.id = test::numbered<MembershipId>(1);
  const auto on = [](unsigned day) {
    return Date{std::chrono::year{2026}, std::chrono::month{3}, std::chrono::day{day}};
  };
  record(membership,
         {MembershipEventKind::applied, on(1), MembershipRole::member, "prosimy", {}, std::nullopt});
  record(membership, {MembershipEventKind::joined, on(2), MembershipRole::supporting, "", {}, std::nullopt});
  const json made = to_json(membership);
  EXPECT_EQ(made["status"], "active");
  EXPECT_EQ(made["role"], "supporting");
  EXPECT_EQ(made["since"], "2026-03-02");
  EXPECT_FALSE(made.contains("until"));
  EXPECT_EQ(made["events"][0]["note"], "prosimy");
  EXPECT_FALSE(made["events"][1].contains("note"));
}

TEST(Differences, NameWhatIsNewGoneAndChanged) {
  const json before = {{"version", 1}, {"legal_name", "A"}, {"employees", 5}, {"tags", json::array()}};
  const json after = {
      {"version", 2}, {"legal_name", "B"}, {"website", "https://b.pl"}, {"tags", json::array()}};
  EXPECT_EQ(differences(before, after), (json{{"legal_name", {{"before", "A"}, {"after", "B"}}},
                                              {"employees", {{"before", 5}}},
                                              {"website", {{"after", "https://b.pl"}}}}));
  EXPECT_EQ(differences(before, before), json::object());
}

}  // namespace
}  // namespace grono::cluster
