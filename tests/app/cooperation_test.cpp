#include "app/cooperation.hpp"

#include <gmock/gmock.h>

#include "app/installation_fixture.hpp"
#include "cluster/project/parts.hpp"
#include "store/deal_store.hpp"
#include "store/part_store.hpp"
#include "store/project_store.hpp"

namespace grono::app {
namespace {

using cluster::OrganisationId;
using ::testing::DoubleEq;
using ::testing::ElementsAre;

Date on_day(const char* text) {
  return parse_date(text).value();
}

class CooperationTest : public test::InstallationTest {
 protected:
  OrganisationId member(const std::string& name) {
    return write([&](store::Transaction& transaction) {
      cluster::Organisation made;
      made.id = new_id<OrganisationId>();
      made.legal_name = name;
      store::OrganisationStore(transaction).insert(made);
      cluster::Membership membership;
      membership.id = new_id<cluster::MembershipId>();
      membership.cluster = med_;
      membership.organisation = made.id;
      cluster::record(membership, {cluster::MembershipEventKind::joined,
                                   on_day("2020-01-01"),
                                   cluster::MembershipRole::member,
                                   "",
                                   {},
                                   {}});
      store::MembershipStore(transaction).insert(membership);
      return made.id;
    });
  }

  struct Joined {
    OrganisationId organisation;
    cluster::PartnerState state = cluster::PartnerState::active;
    std::optional<Date> since = {}, until = {};
  };
  void project(const std::string& title, const char* from, const char* to,
               const std::vector<Joined>& partners,
               cluster::Visibility visibility = cluster::Visibility::members,
               cluster::ProjectStage stage = cluster::ProjectStage::running) {
    write([&](store::Transaction& transaction) {
      cluster::Project made;
      made.id = new_id<cluster::ProjectId>();
      made.cluster = med_;
      made.title = {{"pl", title}};
      made.stage = stage;
      made.begins_on = on_day(from);
      made.ends_on = on_day(to);
      made.visibility = visibility;
      store::ProjectStore(transaction).insert(made, "");
      for (const Joined& each : partners) {
        cluster::Partner partner;
        partner.organisation = each.organisation;
        partner.state = each.state;
        partner.since = each.since;
        partner.until = each.until;
        cluster::Part part;
        part.id = new_id<cluster::PartId>();
        part.project = made.id;
        part.value = partner;
        store::PartStore(transaction).insert(made, part);
      }
      store::ProjectStore(transaction).refresh_viewers(made);
      return true;
    });
  }
  Cooperation seen_by(const Caller& caller, std::optional<int> year = {},
                      std::vector<JointWorkKind> kinds = {}) {
    return read([&](store::Transaction& transaction) {
      return cooperation_in(transaction, installation(), caller, "med", {year, kinds}, on_day("2026-11-26"));
    });
  }
  static const CooperationNode& named(const Cooperation& found, const std::string& name) {
    return *std::find_if(found.nodes.begin(), found.nodes.end(),
                         [&](const CooperationNode& each) { return each.name == name; });
  }
};

TEST_F(CooperationTest, TiesAreByTheTimeThatBothAreInAProjectAndSumToOne) {
  const auto alfa = member("Alfa"), beta = member("Beta"), gamma = member("Gamma");
  member("Żółw");
  project("Implant", "2024-01-01", "2026-12-31",
          {{alfa}, {beta}, {gamma, cluster::PartnerState::left, {}, on_day("2024-06-30")}});
  const Cooperation all = seen_by(manager());
  ASSERT_EQ(all.edges.size(), 3U);
  for (const CooperationEdge& edge : all.edges) {
    EXPECT_THAT(edge.weight, DoubleEq(0.5));
    EXPECT_EQ(edge.since, 2024);
    EXPECT_THAT(edge.works, ElementsAre(0U));
  }
  EXPECT_EQ(named(all, "Alfa").partners, 2U);
  EXPECT_EQ(named(all, "Żółw").partners, 0U);
  EXPECT_EQ(seen_by(manager(), 2025).edges.size(), 1U);
  EXPECT_TRUE(seen_by(manager(), 2023).edges.empty());
  ASSERT_EQ(all.years.size(), 3U);
  EXPECT_EQ(all.years[0].edges, 3U);
  EXPECT_EQ(all.years[1].ended, 2U);
}

TEST_F(CooperationTest, WhoWasOnlyAskedAndWhatNeverRanTieNobody) {
  const auto alfa = member("Alfa"), beta = member("Beta");
  project("Zaproszenie", "2024-01-01", "2026-12-31", {{alfa}, {beta, cluster::PartnerState::invited}});
  project("Szkic", "2024-01-01", "2026-12-31", {{alfa}, {beta}}, cluster::Visibility::members,
          cluster::ProjectStage::draft);
  project("Porzucony", "2024-01-01", "2026-12-31", {{alfa}, {beta}}, cluster::Visibility::members,
          cluster::ProjectStage::abandoned);
  EXPECT_TRUE(seen_by(manager()).edges.empty());
  project("Zamknięty", "2021-01-01", "2022-12-31", {{alfa}, {beta}}, cluster::Visibility::members,
          cluster::ProjectStage::closed);
  EXPECT_EQ(seen_by(manager()).edges.size(), 1U);
  EXPECT_TRUE(seen_by(manager()).years.back().edges == 0U);
}

TEST_F(CooperationTest, NobodySeesTiesOfAProjectThatIsNotShownToThem) {
  const auto alfa = member("Alfa"), beta = member("Beta"), gamma = member("Gamma");
  project("Tajny", "2024-01-01", "2026-12-31", {{alfa}, {beta}}, cluster::Visibility::partners);
  project("Jawny", "2024-01-01", "2026-12-31", {{beta}, {gamma}}, cluster::Visibility::everyone);
  const auto pairs = [&](const Caller& caller) { return seen_by(caller).edges.size(); };
  EXPECT_EQ(pairs(manager()), 2U);
  EXPECT_EQ(pairs(guest()), 1U);
  EXPECT_EQ(pairs(administrator()), 1U);
  EXPECT_EQ(pairs(representative(gamma, {med_})), 1U);
  // Nor does the place, the group or the count of others tell of it.
  const Cooperation without = seen_by(guest());
  EXPECT_EQ(named(without, "Alfa").partners, 0U);
  EXPECT_EQ(without.works.size(), 1U);
  EXPECT_EQ(without.years.back().edges, 1U);
}

TEST_F(CooperationTest, SignedDealsTieForAYearOrAsLongAsTheLicence) {
  const auto alfa = member("Alfa"), beta = member("Beta"), gamma = member("Gamma");
  const auto deal = [&](OrganisationId with, cluster::DealStage stage, std::optional<Date> until) {
    write([&](store::Transaction& transaction) {
      cluster::Deal made;
      made.id = new_id<cluster::DealId>();
      made.cluster = med_;
      made.organisation = alfa;
      made.counterpart_organisation = with;
      made.kind = until ? cluster::DealKind::licence : cluster::DealKind::sale;
      if (until) made.licence = cluster::LicenceTerms{false, {}, "", {}, until, {}};
      made.title = "Umowa";
      made.currency = "PLN";
      made.steps = {{stage, on_day("2020-03-01"), "", {}, {}}};
      made.visibility = cluster::Visibility::members;
      store::DealStore(transaction).insert(made, "");
      return true;
    });
  };
  deal(beta, cluster::DealStage::signed_contract, {});
  deal(gamma, cluster::DealStage::signed_contract, on_day("2024-12-31"));
  deal(gamma, cluster::DealStage::negotiation, {});
  const Cooperation all = seen_by(manager());
  ASSERT_EQ(all.edges.size(), 2U);
  EXPECT_EQ(all.works.size(), 2U);
  EXPECT_EQ(all.works[0].kind, JointWorkKind::deal);
  EXPECT_EQ(seen_by(manager(), 2022).edges.size(), 1U) << "the sale is over, the licence goes on";
  EXPECT_TRUE(seen_by(manager(), 2025).edges.empty());
  EXPECT_TRUE(seen_by(manager(), {}, {JointWorkKind::project}).edges.empty());
  EXPECT_TRUE(seen_by(guest()).edges.empty()) << "deals for members";
}

TEST_F(CooperationTest, AClusterOfNobodyIsAnEmptyNetwork) {
  const Cooperation found = seen_by(guest());
  EXPECT_TRUE(found.edges.empty());
  EXPECT_TRUE(found.years.empty());
  EXPECT_EQ(found.communities, 0U);
}

}  // namespace
}  // namespace grono::app
