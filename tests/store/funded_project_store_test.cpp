#include "store/funded_project_store.hpp"

#include <algorithm>

#include <gmock/gmock.h>

#include "base/error.hpp"
#include "store/cluster_of_three.hpp"
#include "store/merge_store.hpp"
#include "store/moved_things.hpp"

namespace grono::store {
namespace {

using cluster::FundedParticipation;
using cluster::FundedParticipationId;
using cluster::FundedProject;
using cluster::FundedProjectId;
using cluster::OrganisationId;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;
using ::testing::UnorderedElementsAre;

class FundedProjectStoreTest : public ClusterOfThree {
 protected:
  static OrganisationId firm(std::uint64_t number) { return id<OrganisationId>(number); }

  FundedParticipation took_part(const std::string& number, std::optional<OrganisationId> organisation) {
    FundedParticipation made;
    made.id = id<FundedParticipationId>(1'000 + next_++);
    made.number = number;
    made.organisation = organisation;
    made.name = "ŻÓŁW 'Z'; DROP TABLE organisation; -- \t\\N";
    made.country = "PL";
    return made;
  }

  FundedProject funded(const std::string& number, const char* begins,
                       std::vector<FundedParticipation> participations) {
    FundedProject made;
    made.id = id<FundedProjectId>(100 + next_++);
    made.source = "cordis";
    made.number = number;
    made.title = "Wstawka \"tytanowa\"\nna miarę";
    made.objective = "Po co: " + number;
    made.begins_on = *parse_date(begins);
    made.participations = std::move(participations);
    return made;
  }

  void put(std::vector<FundedProject> projects) {
    write([&](Transaction& transaction) { FundedProjectStore(transaction).put(projects); });
  }
  std::vector<std::string> numbers(std::vector<OrganisationId> of, const std::string& cursor = "",
                                   int limit = 50) {
    std::vector<std::string> made;
    database_->read([&](Transaction& transaction) {
      const auto page = FundedProjectStore(transaction).list(of, {cursor, limit});
      for (const FundedProject& each : page.items) made.push_back(each.number);
      if (page.next) made.push_back("...");
    });
    return made;
  }

  std::uint64_t next_ = 0;
};

TEST_P(FundedProjectStoreTest, KeepsEverything) {
  FundedProject whole = funded("101", "2019-01-31", {took_part("900", firm(1)), took_part("901", {})});
  whole.programme = "H2020";
  whole.scheme = "RIA";
  whole.acronym = "ŻYWIEC";
  whole.ends_on = parse_date("2022-02-28");
  whole.total_cost = Money{123'456'789'01};
  whole.contribution = Money{0};
  whole.participations[0].role = "coordinator";
  whole.participations[0].contribution = Money{100'50};
  whole.participations[1].left_on = parse_date("2020-02-29");
  put({whole, funded("102", "2018-01-01", {})});
  database_->read([&](Transaction& transaction) {
    FundedProjectStore store(transaction);
    EXPECT_EQ(store.find(whole.id), whole);
    EXPECT_FALSE(store.find(id<FundedProjectId>(7)));
    EXPECT_THAT(store.linked("cordis"), UnorderedElementsAre(Pair("900", firm(1))));
    EXPECT_THAT(store.linked("elsewhere"), IsEmpty());
    const auto all = store.all(std::vector{firm(1)});
    ASSERT_EQ(all.size(), 1U);
    EXPECT_EQ(all[0].participations, whole.participations);
    EXPECT_EQ(all[0].objective, "");
  });
}

TEST_P(FundedProjectStoreTest, WhatIsBroughtAgainTakesThePlaceOfWhatWas) {
  const FundedProject before =
      funded("101", "2019-01-31", {took_part("900", firm(1)), took_part("901", firm(2))});
  put({before, funded("102", "2018-01-01", {took_part("900", firm(1))})});
  FundedProject now = funded("101", "2019-03-01", {took_part("900", firm(3))});
  now.id = before.id;
  put({now});
  database_->read(
      [&](Transaction& transaction) { EXPECT_EQ(FundedProjectStore(transaction).find(before.id), now); });
  EXPECT_THAT(numbers({firm(1)}), ElementsAre("102"));
  EXPECT_THAT(numbers({firm(2)}), IsEmpty());
}

TEST_P(FundedProjectStoreTest, ListsTheLatestFirstPageByPage) {
  put({funded("1", "2018-01-01", {took_part("900", firm(1)), took_part("901", firm(2))}),
       funded("2", "2019-01-01", {took_part("901", firm(2))}),
       funded("3", "2019-01-01", {took_part("901", firm(2))}),
       funded("4", "2020-01-01", {took_part("", {})})});
  EXPECT_THAT(numbers({firm(1), firm(2)}), ElementsAre("3", "2", "1"));
  EXPECT_THAT(numbers({firm(2)}, "", 2), ElementsAre("3", "2", "..."));
  database_->read([&](Transaction& transaction) {
    FundedProjectStore store(transaction);
    const std::vector of{firm(2)};
    const auto first = store.list(of, {"", 1});
    const auto second = store.list(of, {first.next.value(), 1});
    const auto third = store.list(of, {second.next.value(), 1});
    EXPECT_EQ(second.items.at(0).number + third.items.at(0).number, "21");
    EXPECT_FALSE(third.next);
    EXPECT_EQ(store.count(of), 3);
    EXPECT_EQ(store.count({}), 0);
    EXPECT_THROW((void)store.list(of, {"2019-01-01", 1}), InvalidInput);
  });
}

TEST_P(FundedProjectStoreTest, GoesOverToTheOneThatCarriesOnAndBack) {
  put({funded("1", "2018-01-01", {took_part("900", firm(1)), took_part("901", firm(2))})});
  nlohmann::json moved;
  write([&](Transaction& transaction) { moved = move_things(transaction, firm(2), firm(3)); });
  EXPECT_THAT(numbers({firm(3)}), ElementsAre("1"));
  EXPECT_THAT(numbers({firm(2)}), IsEmpty());
  write([&](Transaction& transaction) { move_things_back(transaction, moved, firm(2), firm(3)); });
  EXPECT_THAT(numbers({firm(3)}), IsEmpty());
  EXPECT_THAT(numbers({firm(2)}), ElementsAre("1"));
}

TEST_P(FundedProjectStoreTest, EveryProjectComesOnceWithAllOfIt) {
  constexpr std::size_t kMoreThanABatch = 501;
  std::vector<FundedProject> projects;
  for (std::size_t i = 0; i < kMoreThanABatch; ++i)
    projects.push_back(
        funded(std::to_string(i), "2019-01-01", {took_part("900", firm(1)), took_part("901", {})}));
  put(projects);
  std::vector<FundedProject> found;
  database_->read([&](Transaction& transaction) {
    FundedProjectStore(transaction).for_each([&](FundedProject&& each) { found.push_back(std::move(each)); });
  });
  std::sort(projects.begin(), projects.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
  EXPECT_EQ(found, projects);
}

TEST_P(FundedProjectStoreTest, AFingerprintChangesWithWhoTookPartAndWithNothingElse) {
  const auto fingerprint = [&] {
    FundedFingerprint made;
    database_->read([&](Transaction& transaction) { made = FundedProjectStore(transaction).fingerprint(); });
    return made;
  };
  EXPECT_EQ(fingerprint(), FundedFingerprint{});
  const auto before = funded("1", "2018-01-01",
                             {took_part("900", firm(1)), took_part("901", firm(2)), took_part("902", {})});
  put({before});
  const auto first = fingerprint();
  EXPECT_EQ(first.projects, 1);
  EXPECT_EQ(first.participations, 3);
  EXPECT_EQ(first.linked, 2);
  EXPECT_EQ(fingerprint(), first);
  write([&](Transaction& transaction) {
    auto other = *OrganisationStore(transaction).find(firm(3));
    other.legal_name = "Żółw, który zmienił nazwę";
    OrganisationStore(transaction).update(other);
  });
  EXPECT_EQ(fingerprint(), first);

  // The same number of everything, and somebody else in it.
  auto after = funded("1", "2018-01-01",
                      {took_part("900", firm(1)), took_part("903", firm(3)), took_part("902", {})});
  EXPECT_THROW(put({after}), AlreadyExists) << "one number of a register is one project";
  after.id = before.id;
  put({after});
  const auto second = fingerprint();
  EXPECT_NE(second, first);
  const auto merge = id<cluster::MergeId>(50);
  write([&](Transaction& transaction) {
    OrganisationStore organisations(transaction);
    auto keep = *organisations.find(firm(2));
    MergeStore(transaction).merge(merge, keep, *organisations.find(firm(3)));
  });
  const auto merged = fingerprint();
  EXPECT_NE(merged, second);
  write([&](Transaction& transaction) { MergeStore(transaction).undo(merge); });
  EXPECT_NE(fingerprint(), merged);
}

GRONO_ON_EACH_BACKEND(FundedProjectStoreTest);

}  // namespace
}  // namespace grono::store
