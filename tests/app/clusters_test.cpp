#include "app/clusters.hpp"

#include <random>

#include <gmock/gmock.h>

#include "app/installation_fixture.hpp"

namespace grono::app {
namespace {

using cluster::MembershipEventKind;
using nlohmann::json;
using test::error_of;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class Clusters : public test::InstallationTest {
 protected:
  cluster::Cluster edit_by(const Caller& caller, std::int64_t version, const json& written) const {
    return write([&](store::Transaction& transaction) {
      return edit_cluster(transaction, installation(), caller, "med", version, written);
    });
  }
  static json cluster_draft(const std::string& slug) {
    return {{"slug", slug}, {"name", {{"pl", "Klaster"}}}};
  }
};

TEST_F(Clusters, AreFoundByIdAndBySlug) {
  EXPECT_EQ(find_cluster(installation(), "med")->id, med_);
  EXPECT_EQ(find_cluster(installation(), med_.str())->slug, "med");
  EXPECT_EQ(find_cluster(installation(), "nie-ma"), std::nullopt);
  EXPECT_EQ(error_of([&] { (void)read_cluster(installation(), ""); }), "NotFound");
}

TEST_F(Clusters, AreEditedByTheirManagers) {
  for (const Caller& caller : {animator(), manager_elsewhere()})
    EXPECT_EQ(error_of([&] { edit_by(caller, 1, cluster_draft("med")); }), "Refused");
  EXPECT_EQ(error_of([&] { edit_by(guest(), 1, cluster_draft("med")); }), "Refused: not logged in");
  const auto edited =
      edit_by(manager(), 1, {{"slug", "med-silesia"}, {"name", {{"pl", " Sieć "}}}, {"tags", {"b", "a"}}});
  EXPECT_EQ(edited.name.at("pl"), "Sieć");
  EXPECT_EQ(edited.version, 2);
  EXPECT_EQ(find_cluster(installation(), "med"), std::nullopt);
  EXPECT_EQ(find_cluster(installation(), "med-silesia")->tags, (std::vector<std::string>{"a", "b"}));
}

TEST_F(Clusters, SayWhatIsWrong) {
  EXPECT_EQ(error_of([&] { edit_by(manager(), 7, cluster_draft("med")); }), "VersionConflict");
  EXPECT_EQ(error_of([&] { edit_by(manager(), 1, cluster_draft("Med!")); }), "/slug");
  EXPECT_EQ(error_of([&] { edit_by(manager(), 1, cluster_draft("aero")); }), "AlreadyExists /slug");
  json written = cluster_draft("med");
  written["coordinator"] = new_id<cluster::OrganisationId>().str();
  EXPECT_EQ(error_of([&] { edit_by(manager(), 1, written); }), "/coordinator");
}

TEST_F(Clusters, AreMadeByTheAdministrator) {
  const auto make = [&](const Caller& caller) {
    return error_of([&] {
      write([&](store::Transaction& transaction) {
        return create_cluster(transaction, installation(), caller, cluster_draft("nowy"));
      });
    });
  };
  EXPECT_EQ(make(manager()), "Refused");
  EXPECT_EQ(make(administrator()), "nothing");
}

TEST_F(Clusters, NumbersAreThoseOfTheActiveMembers) {
  add_member(draft("A", {{"employees", 40},
                         {"places", {{{"locality", "Gliwice"}}}},
                         {"activities", {{{"scheme", "pkd_2025"}, {"code", "32.50.Z"}}}},
                         {"offers", {capability("jawna"), capability("tajna", "members")}}}));
  add_member(draft("B", {{"kind", "university"}, {"needs", {capability("jawna")}}}));
  add(draft("Spoza", {{"employees", 1000}}));
  const ClusterNumbers numbers = cluster_numbers(installation(), "med");
  EXPECT_EQ(numbers.members, 2U);
  EXPECT_EQ(numbers.employees, 40);
  EXPECT_EQ(numbers.employees_known, 1U);
  EXPECT_EQ(numbers.offers, 1) << "only what is public is counted";
  EXPECT_EQ(numbers.needs, 1);
  EXPECT_THAT(numbers.by.size, ElementsAre(FacetValue{"small", 1}));
  EXPECT_THAT(numbers.by.place, ElementsAre(FacetValue{"Gliwice", 1}));
  const int year = static_cast<int>(today().year());
  EXPECT_THAT(numbers.years, ElementsAre(MembershipYear{year, 2, 0, 2}));
  const json answer = to_json(numbers, installation().classifications());
  EXPECT_EQ(answer["by_activity"][0]["value"], "pkd_2025:32");
  EXPECT_EQ(answer["by_activity"][0]["label"]["pl"], "Pozostała produkcja wyrobów");
  EXPECT_EQ(answer["by_kind"][0].contains("label"), false);
}

TEST_F(Clusters, NumbersOfAClusterWithoutMembersAreZero) {
  const ClusterNumbers numbers = cluster_numbers(installation(), "aero");
  EXPECT_EQ(numbers.members, 0U);
  EXPECT_THAT(numbers.years, IsEmpty());
}

cluster::Membership lasting(int from, std::optional<int> to) {
  const auto on = [](int year) {
    return Date{std::chrono::year{year}, std::chrono::June, std::chrono::day{1}};
  };
  cluster::Membership made;
  record(made, {MembershipEventKind::joined, on(from), {}, "", {}, {}});
  if (to) record(made, {MembershipEventKind::left, on(*to), {}, "", {}, {}});
  return made;
}

TEST(MembershipYears, CountEachYearOnce) {
  const std::vector<cluster::Membership> memberships = {lasting(2020, std::nullopt), lasting(2020, 2022),
                                                        lasting(2022, 2022)};
  EXPECT_THAT(membership_years(memberships, 2023),
              ElementsAre(MembershipYear{2020, 2, 0, 2}, MembershipYear{2021, 0, 0, 2},
                          MembershipYear{2022, 1, 2, 1}, MembershipYear{2023, 0, 0, 1}));
}

TEST(MembershipYears, AnApplicationIsNoMembership) {
  cluster::Membership applied;
  record(applied, {MembershipEventKind::applied, today(), {}, "", {}, {}});
  EXPECT_THAT(membership_years(std::span(&applied, 1), 2026), IsEmpty());
}

TEST(MembershipYears, AddUp) {
  std::mt19937 random(5);
  std::vector<cluster::Membership> memberships;
  int staying = 0;
  for (int i = 0; i < 200; ++i) {
    const int from = 2000 + static_cast<int>(random() % 20);
    const bool leaves = random() % 2 != 0;
    staying += leaves ? 0 : 1;
    memberships.push_back(
        lasting(from, leaves ? std::optional(from + static_cast<int>(random() % 6)) : std::nullopt));
  }
  const auto years = membership_years(memberships, 2026);
  for (std::size_t i = 1; i < years.size(); ++i) {
    EXPECT_EQ(years[i].year, years[i - 1].year + 1);
    EXPECT_EQ(years[i].members, years[i - 1].members + years[i].joined - years[i].left);
  }
  EXPECT_EQ(years.back().members, staying);
  EXPECT_EQ(years.back().year, 2026);
}

}  // namespace
}  // namespace grono::app
