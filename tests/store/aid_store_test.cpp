#include "store/aid_store.hpp"

#include <atomic>
#include <set>
#include <thread>

#include "cluster/aid/room.hpp"
#include "store/cluster_of_three.hpp"

namespace grono::store {
namespace {

using cluster::Aid;
using cluster::AidEventKind;
using cluster::AidId;
using cluster::AidState;
using cluster::OrganisationId;

class AidStoreTest : public ClusterOfThree {
 protected:
  static Aid sample_aid(std::uint64_t number, std::uint64_t organisation = 1) {
    Aid made;
    made.id = id<AidId>(number);
    made.cluster = id<cluster::ClusterId>(1);
    made.organisation = id<OrganisationId>(organisation);
    made.title = "Doradztwo 'x'; DROP TABLE aid; --";
    made.grantor = "Koordynator";
    made.program = "Umowa";
    made.nominal = made.gross = Money{10'000'000};
    made.currency = "EUR";
    made.day = *parse_date("2026-11-01");
    cluster::normalise(made);
    return made;
  }
};
GRONO_ON_EACH_BACKEND(AidStoreTest);

TEST_P(AidStoreTest, GivesBackWhatItTookWithItsHistory) {
  Aid one = sample_aid(1);
  one.currency = "PLN";
  one.rate = *cluster::parse_rate("4.2567");
  one.rate_day = one.day;
  one.rate_source = "NBP";
  cluster::normalise(one);
  write([&](Transaction& transaction) { AidStore(transaction).insert(one, AidEventKind::proposed, " doradztwo "); });
  database_->read([&](Transaction& transaction) { EXPECT_EQ(AidStore(transaction).find(one.id), one); });
  cluster::grant(one, one.day, one.day);
  write([&](Transaction& transaction) { AidStore(transaction).update(one, AidEventKind::granted, "", " doradztwo "); }, 1);
  database_->read([&](Transaction& transaction) {
    EXPECT_EQ(AidStore(transaction).find(one.id), one);
    const auto history = AidStore(transaction).history(one.id);
    ASSERT_EQ(history.size(), 2U);
    EXPECT_EQ(history[1].kind, AidEventKind::granted);
    EXPECT_EQ(history[1].eur, one.eur);
  });
  Aid stale = one;
  stale.version = 1;
  EXPECT_THROW(write([&](Transaction& transaction) { AidStore(transaction).update(stale, AidEventKind::changed, "", ""); }), VersionConflict);
}

TEST_P(AidStoreTest, HistoryAndCertificatesAreAppendOnly) {
  Aid one = sample_aid(1);
  write([&](Transaction& transaction) {
    AidStore store(transaction);
    store.lock();
    store.insert(one, AidEventKind::proposed, "");
    cluster::AidCertificate certificate;
    certificate.aid = one.id;
    certificate.issued_on = one.day;
    certificate.content = {{"title", one.title}};
    store.issue(one.cluster, certificate);
  });
  for (const char* statement : {"DELETE FROM aid_event", "UPDATE aid_certificate SET content = ''", "DELETE FROM aid_certificate"})
    EXPECT_ANY_THROW(write([&](Transaction& transaction) { transaction.sql() << std::string(statement); })) << statement;
  database_->read([&](Transaction& transaction) { EXPECT_EQ(AidStore(transaction).certificates(one.id).size(), 1U); });
}

// Many coordinators at once: each looks what is left, and grants where it fits.
TEST_P(AidStoreTest, ConcurrentGrantsNeverPassTheCeilingAndNumberWithoutGaps) {
  const std::vector<cluster::AidCeiling> ceilings = {{cluster::AidScope::general, "2023/2831", "", Money{30'000'000}, cluster::AidPeriod::rolling,
                                                      *parse_date("2024-01-01"), std::nullopt, {cluster::AidScope::general}, "", ""}};
  constexpr std::uint64_t kThreads = 8, kEach = 5;
  std::atomic<int> granted = 0;
  std::vector<std::thread> threads;
  for (std::uint64_t t = 0; t < kThreads; ++t)
    threads.emplace_back([&, t] {
      for (std::uint64_t i = 0; i < kEach; ++i)
        database_->write({}, moment(), [&](Transaction& transaction) {
          AidStore store(transaction);
          store.lock();
          Aid one = sample_aid(100 + t * kEach + i, 1 + (t + i) % 2);
          const std::vector<OrganisationId> both = {id<OrganisationId>(1), id<OrganisationId>(2)};
          std::vector<cluster::CountedAid> counted;
          for (const Aid& each : store.of_organisations(both)) counted.push_back({each.day, each.eur, each.scope, false});
          if (!cluster::room_on(ceilings, counted, one.scope, one.day, one.eur).fits) return;
          one.state = AidState::granted;
          store.insert(one, AidEventKind::granted, "");
          cluster::AidCertificate certificate;
          certificate.aid = one.id;
          certificate.issued_on = one.day;
          certificate.content = {{"title", one.title}};
          store.issue(one.cluster, certificate);
          ++granted;
        });
    });
  for (std::thread& each : threads) each.join();
  EXPECT_EQ(granted, 3) << "of 100,000 EUR each under 300,000 EUR";
  database_->read([&](Transaction& transaction) {
    std::set<int> numbers;
    for (const auto& each : AidStore(transaction).certificates(id<cluster::ClusterId>(1), *parse_date("2026-01-01"), *parse_date("2026-12-31")))
      numbers.insert(each.number);
    EXPECT_EQ(numbers, (std::set<int>{1, 2, 3}));
  });
}

TEST_P(AidStoreTest, AnUndertakingIsFoundOverStatementsOfEitherSide) {
  const auto state = [&](std::uint64_t organisation, std::vector<cluster::LinkedEnterprise> links) {
    write([&](Transaction& transaction) {
      auto statement = AidStore(transaction).links(id<OrganisationId>(organisation));
      statement.links = std::move(links);
      cluster::normalise(statement);
      AidStore(transaction).state(statement);
    });
  };
  const auto found = [&](std::uint64_t organisation, bool only_confirmed) {
    std::set<OrganisationId> made;
    database_->read([&](Transaction& transaction) {
      const auto all = undertaking_of(transaction, id<OrganisationId>(organisation), only_confirmed).organisations;
      made = {all.begin(), all.end()};
    });
    return made;
  };
  const auto one = id<OrganisationId>(1), two = id<OrganisationId>(2), three = id<OrganisationId>(3);
  state(1, {{two, "", ""}});
  state(3, {{std::nullopt, "Druga", "525-22-48-481"}});
  EXPECT_EQ(found(1, false), (std::set{one, two, three})) << "the third names the second by its tax number";
  EXPECT_EQ(found(2, false), (std::set{one, two, three}));
  EXPECT_EQ(found(1, true), (std::set{one})) << "the second says nothing of it";
  state(2, {{one, "", ""}});
  EXPECT_EQ(found(1, true), (std::set{one, two}));
  EXPECT_EQ(found(3, true), (std::set{three}));
}

}  // namespace
}  // namespace grono::store
