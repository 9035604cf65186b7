#include "store/organisation_store.hpp"

#include <thread>

#include <nlohmann/json.hpp>

#include "store/audit_log.hpp"
#include "store/backends.hpp"

namespace grono::store {
namespace {

using cluster::Organisation;
using cluster::OrganisationId;

Organisation sample(std::uint64_t number) {
  Organisation made;
  made.id = id<OrganisationId>(number);
  made.legal_name = "Łódzkie Zakłady „Żółw” nr " + std::to_string(number) + " 'a'; DROP TABLE organisation; --";
  made.short_name = "ŁZŻ";
  made.kind = cluster::OrganisationKind::research_institute;
  made.registers.krs = "000" + std::to_string(1'000'000 + number);
  made.website = "https://przyklad.invalid";
  made.founded = 1999;
  made.employees = 12;
  made.turnover = cluster::TurnoverClass::up_to_10m;
  made.description = {{"pl", "Opis\tz tabulatorem,\nnową linią i \\ ukośnikiem"}, {"en", "Text 🚑"}};
  made.tags = {"druk 3d", "tytan"};
  made.places = {{id<cluster::PlaceId>(number * 10), true, "ul. Długa 1", "44-100", "Gliwice", "PL", "246601", "PL22",
                  geo::LonLat{18.67, 50.29}, cluster::CoordinateSource::given},
                 {id<cluster::PlaceId>(number * 10 + 1), false, "", "", "Zabrze", "PL", "", "", std::nullopt, std::nullopt}};
  made.activities = {{"pkd_2025", "32.50.B", true}, {"pkd_2007", "32.50.Z", true}};
  cluster::Capability offer;
  offer.id = id<cluster::CapabilityId>(number * 10);
  offer.kind = cluster::CapabilityKind::laboratory;
  offer.title = {{"pl", "Badania"}};
  offer.trl_from = 3;
  offer.tags = {"iso 10993"};
  offer.visibility = cluster::Visibility::coordinator;
  made.offers = {offer};
  offer.id = id<cluster::CapabilityId>(number * 10 + 1);
  made.needs = {offer, offer};
  made.needs[1].id = id<cluster::CapabilityId>(number * 10 + 2);
  return made;
}

class OrganisationStoreTest : public OnEachBackend {};
GRONO_ON_EACH_BACKEND(OrganisationStoreTest);

TEST_P(OrganisationStoreTest, GivesBackWhatItTook) {
  Organisation stored = sample(1);
  write([&](Transaction& transaction) { OrganisationStore(transaction).insert(stored); });
  EXPECT_EQ(stored.version, 1);
  database_->read([&](Transaction& transaction) {
    EXPECT_EQ(OrganisationStore(transaction).find(stored.id), stored);
    EXPECT_EQ(OrganisationStore(transaction).find(id<OrganisationId>(99)), std::nullopt);
  });
}

TEST_P(OrganisationStoreTest, StreamsManyInIdOrderAndFindsThemInTheOrderAsked) {
  std::vector<Organisation> many;
  for (std::uint64_t i = 1; i <= 4'500; ++i) many.push_back(sample(i));
  write([&](Transaction& transaction) { OrganisationStore(transaction).insert(many); });
  std::vector<Organisation> read;
  database_->read([&](Transaction& transaction) {
    OrganisationStore store(transaction);
    store.for_each([&](Organisation&& each) { read.push_back(std::move(each)); });
    EXPECT_EQ(store.count(), 4'500);
    const std::vector<OrganisationId> wanted = {many[7].id, many[3].id, id<OrganisationId>(9'999)};
    const auto found = store.find(wanted);
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].id, many[7].id);
    EXPECT_EQ(found[1].id, many[3].id);
  });
  EXPECT_EQ(read, many);
}

TEST_P(OrganisationStoreTest, TheSecondOfTwoEditorsIsTold) {
  Organisation first = sample(1);
  write([&](Transaction& transaction) { OrganisationStore(transaction).insert(first); });
  Organisation second = first;
  first.legal_name = "Pierwsza";
  second.legal_name = "Druga";
  write([&](Transaction& transaction) { OrganisationStore(transaction).update(first); }, 5);
  EXPECT_EQ(first.version, 2);
  EXPECT_THROW(write([&](Transaction& transaction) { OrganisationStore(transaction).update(second); }), VersionConflict);
  database_->read([&](Transaction& transaction) {
    EXPECT_EQ(OrganisationStore(transaction).find(first.id), first);
  });
}

TEST_P(OrganisationStoreTest, ARegisterNumberBelongsToOneLivingOrganisation) {
  Organisation one = sample(1), other = sample(2);
  other.registers = one.registers;
  write([&](Transaction& transaction) { OrganisationStore(transaction).insert(one); });
  try {
    write([&](Transaction& transaction) { OrganisationStore(transaction).insert(other); });
    FAIL() << "the number was taken twice";
  } catch (const AlreadyExists& taken) {
    EXPECT_EQ(taken.where(), "/registers/krs");
  }
  write([&](Transaction& transaction) { OrganisationStore(transaction).remove(one.id, 1); });
  write([&](Transaction& transaction) { OrganisationStore(transaction).insert(other); });
  EXPECT_THROW(write([&](Transaction& transaction) { OrganisationStore(transaction).restore(one.id); }), AlreadyExists);
}

TEST_P(OrganisationStoreTest, WhatIsRemovedComesBackByRestoring) {
  Organisation one = sample(1);
  write([&](Transaction& transaction) { OrganisationStore(transaction).insert(one); });
  write([&](Transaction& transaction) { OrganisationStore(transaction).remove(one.id, 1); });
  database_->read([&](Transaction& transaction) {
    OrganisationStore store(transaction);
    EXPECT_EQ(store.find(one.id), std::nullopt);
    EXPECT_TRUE(store.is_deleted(one.id));
    EXPECT_EQ(store.count(), 0);
  });
  write([&](Transaction& transaction) {
    const Organisation back = OrganisationStore(transaction).restore(one.id);
    EXPECT_EQ(back.offers, one.offers);
    EXPECT_THROW(OrganisationStore(transaction).restore(one.id), NotFound);
  });
}

TEST_P(OrganisationStoreTest, AFailedTransactionLeavesNothing) {
  EXPECT_THROW(write([&](Transaction& transaction) {
                 Organisation one = sample(1);
                 OrganisationStore(transaction).insert(one);
                 throw std::runtime_error("on purpose");
               }),
               std::runtime_error);
  database_->read([&](Transaction& transaction) {
    EXPECT_EQ(OrganisationStore(transaction).count(), 0);
    EXPECT_EQ(AuditLog(transaction).head(), 0);
  });
  // The connection goes on.
  Organisation two = sample(2);
  write([&](Transaction& transaction) { OrganisationStore(transaction).insert(two); });
}

TEST_P(OrganisationStoreTest, EveryWriteLeavesAnEntryWithBeforeAndAfter) {
  Organisation one = sample(1);
  write([&](Transaction& transaction) { OrganisationStore(transaction).insert(one); });
  one.short_name = "Nowa";
  write([&](Transaction& transaction) { OrganisationStore(transaction).update(one); });
  database_->read([&](Transaction& transaction) {
    const auto page = AuditLog(transaction).list({std::nullopt, one.id}, {"", 10});
    ASSERT_EQ(page.items.size(), 2U);
    EXPECT_EQ(page.items[0].action, "organisation.updated");
    EXPECT_EQ(nlohmann::json::parse(page.items[0].changes),
              (nlohmann::json{{"short_name", {{"before", "ŁZŻ"}, {"after", "Nowa"}}}}));
    EXPECT_EQ(page.items[1].seq, 1);
    EXPECT_EQ(OrganisationStore(transaction).changed_since(1), std::vector{one.id});
    EXPECT_TRUE(OrganisationStore(transaction).changed_since(2).empty());
  });
}

TEST_P(OrganisationStoreTest, TheDatabaseItselfRefusesToChangeTheAuditLog) {
  Organisation one = sample(1);
  write([&](Transaction& transaction) { OrganisationStore(transaction).insert(one); });
  for (const char* statement : {"DELETE FROM audit_entry", "UPDATE audit_entry SET action = 'x'"})
    EXPECT_ANY_THROW(write([&](Transaction& transaction) { transaction.sql() << statement; })) << statement;
  database_->read([&](Transaction& transaction) { EXPECT_EQ(AuditLog(transaction).head(), 1); });
}

TEST_P(OrganisationStoreTest, ConcurrentWritersGetNumbersWithoutGaps) {
  constexpr int kThreads = 6, kEach = 15;
  std::vector<std::jthread> threads;
  for (int t = 0; t < kThreads; ++t)
    threads.emplace_back([&, t] {
      for (int i = 0; i < kEach; ++i) {
        Organisation one = sample(static_cast<std::uint64_t>(1 + t * kEach + i));
        write([&](Transaction& transaction) { OrganisationStore(transaction).insert(one); });
      }
    });
  threads.clear();
  database_->read([&](Transaction& transaction) {
    EXPECT_EQ(AuditLog(transaction).head(), kThreads * kEach);
    EXPECT_EQ(OrganisationStore(transaction).count(), kThreads * kEach);
    const auto page = AuditLog(transaction).list({}, {"", 200});
    ASSERT_EQ(page.items.size(), static_cast<std::size_t>(kThreads * kEach));
    for (std::size_t i = 0; i < page.items.size(); ++i)
      EXPECT_EQ(page.items[i].seq, kThreads * kEach - static_cast<int>(i));
  });
}

}  // namespace
}  // namespace grono::store
