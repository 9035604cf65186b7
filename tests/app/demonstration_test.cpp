#include "app/demonstration.hpp"

#include <map>
#include <memory>
#include <set>
#include <tuple>

#include <gtest/gtest.h>

#include "app/aid/aid.hpp"
#include "app/aid/ledger.hpp"
#include "app/clock.hpp"
#include "app/commerce/deals.hpp"
#include "app/commerce/inquiries.hpp"
#include "app/commerce/market_offers.hpp"
#include "app/commerce/products.hpp"
#include "app/conduct/meeting_records.hpp"
#include "app/consortia/consortia.hpp"
#include "app/demonstration_work.hpp"
#include "app/installation.hpp"
#include "app/market/collections.hpp"
#include "app/matchmaking/agenda.hpp"
#include "app/matchmaking/matchmakings.hpp"
#include "app/matchmaking/schedules.hpp"
#include "cluster/rules.hpp"
#include "store/cluster_store.hpp"
#include "store/membership_store.hpp"
#include "store/organisation_store.hpp"
#include "support/temporary_folder.hpp"

namespace grono::app {
namespace {

const std::string kData = std::string(GRONO_SOURCE_DIR) + "/data";
constexpr Date kToday{std::chrono::year{2026}, std::chrono::November, std::chrono::day{23}};

const geo::Gazetteer& gazetteer() {
  static const auto loaded = geo::Gazetteer::load(kData + "/gazetteer.csv");
  return loaded;
}

Demonstration made(std::uint64_t seed, std::size_t count) {
  return demonstration(kData + "/demonstration", gazetteer(), seed, count, kToday);
}

TEST(Demonstration, KeepsEveryRuleWhateverTheSeed) {
  const auto classifications = cluster::Classifications::load(kData + "/classifications");
  for (std::uint64_t seed = 0; seed < 8; ++seed) {
    const Demonstration each = made(seed, 400);
    EXPECT_EQ(each.organisations.size(), 400U);
    EXPECT_TRUE(cluster::check(each.cluster, classifications).empty());
    for (const auto& organisation : each.organisations) {
      for (const auto& broken : cluster::check(organisation, classifications))
        ADD_FAILURE() << "seed " << seed << ", " << organisation.legal_name << ": " << broken.what();
      EXPECT_TRUE(organisation.is_invented);
    }
  }
}

TEST(Demonstration, ALargeLoadHasNoNameAndNoNumberTwice) {
  const Demonstration each = made(1, 20'000);
  std::set<std::string> names, numbers;
  for (const auto& organisation : each.organisations) {
    EXPECT_TRUE(names.insert(organisation.legal_name).second) << organisation.legal_name;
    for (const auto* number :
         {&organisation.registers.nip, &organisation.registers.regon, &organisation.registers.krs})
      if (*number) {
        EXPECT_TRUE(numbers.insert(**number).second) << **number;
      }
  }
}

TEST(Demonstration, IsTheSameForTheSameSeed) {
  const auto names = [](std::uint64_t seed) {
    std::vector<std::string> all;
    for (const auto& each : made(seed, 50).organisations) all.push_back(each.legal_name);
    return all;
  };
  EXPECT_EQ(names(1), names(1));
  EXPECT_NE(names(1), names(2));
}

/// An installation of its own, of what the program ships.
class FoundedInstallation {
 public:
  FoundedInstallation() {
    Settings settings;
    settings.data = data_.path();
    settings.share = kData;
    installation_ = std::make_unique<Installation>(std::move(settings));
  }

  /// As if it were founded on that day.
  void found_on(Date day) {
    Demonstration made = demonstration(kData + "/demonstration", installation_->gazetteer(), 2025, 110, day);
    for (auto& each : made.organisations) cluster::normalise(each, installation_->classifications());
    cluster::normalise(made.cluster, installation_->classifications());
    installation_->database().write({}, now(), [&](store::Transaction& transaction) {
      store::OrganisationStore(transaction).insert(made.organisations);
      store::ClusterStore(transaction).insert(made.cluster);
      store::MembershipStore(transaction).insert(made.memberships);
      found_demonstration_work(transaction, *installation_, made, day);
    });
    cluster_ = made.cluster.id;
  }
  void found(bool with_work) { cluster_ = found_demonstration(*installation_, with_work); }

  template <class Work>
  void read(const Work& work) const {
    installation_->database().read([&](store::Transaction& transaction) { work(transaction); });
  }
  [[nodiscard]] const Installation& installation() const { return *installation_; }
  [[nodiscard]] std::string cluster() const { return cluster_.str(); }
  [[nodiscard]] Caller manager() const {
    Caller made;
    made.actor.grants = {{cluster::Role::manager, cluster_, std::nullopt}};
    return made;
  }

 private:
  grono::test::TemporaryFolder data_;
  std::unique_ptr<Installation> installation_;
  cluster::ClusterId cluster_;
};

const FoundedInstallation& founded_today() {
  static const auto made = [] {
    auto founding = std::make_unique<FoundedInstallation>();
    founding->found(true);
    return founding;
  }();
  return *made;
}

const store::PageRequest kAll{"", 100};

std::map<std::string, std::int64_t> counts_of(const FoundedInstallation& founded) {
  std::map<std::string, std::int64_t> made;
  founded.read([&](store::Transaction& transaction) {
    const Caller who = founded.manager();
    const auto& in = founded.installation();
    const std::string of = founded.cluster();
    made["consortia"] = static_cast<std::int64_t>(list_consortia(transaction, who, of, std::nullopt).size());
    made["products"] = list_products(transaction, in, who, of, {}, kAll).total;
    made["offers"] = list_market_offers(transaction, in, who, of, {}, kAll).total;
    made["inquiries"] = list_inquiries(transaction, who, of, {}, kAll).total;
    made["deals"] = list_deals(transaction, in, who, of, {}, kAll).total;
    made["aid"] = list_aid(transaction, in, who, of, {}, kAll).total;
    made["meetings"] = list_meeting_records(transaction, in, who, of, {}, kAll).total;
    made["collections"] = list_collections(transaction, in, who, of, {}, kAll).total;
    made["events"] = list_matchmakings(transaction, in, who, of, {}, kAll).total;
  });
  return made;
}

TEST(FoundedDemonstration, HoldsTogetherOnAnyDay) {
  const std::map<std::string, std::int64_t> expected = {{"aid", 14},     {"collections", 2}, {"consortia", 2},
                                                        {"deals", 12},   {"events", 2},      {"inquiries", 8},
                                                        {"meetings", 3}, {"offers", 6},      {"products", 7}};
  // Days of the week are what it minds; much earlier ones are refused, for what is offered would be over.
  const std::chrono::sys_days now(today());
  const auto sunday = now - (std::chrono::weekday(now) - std::chrono::Sunday);
  for (const Date day : {Date(sunday - std::chrono::days(1)), Date(sunday), Date(now)}) {
    FoundedInstallation founded;
    ASSERT_NO_THROW(founded.found_on(day)) << to_string(day);
    EXPECT_EQ(counts_of(founded), expected) << to_string(day);
  }
}

TEST(FoundedDemonstration, OfMembersAloneHasNothingElse) {
  FoundedInstallation founded;
  founded.found(false);
  for (const auto& [what, count] : counts_of(founded)) EXPECT_EQ(count, 0) << what;
}

TEST(FoundedDemonstration, SharesOfAConsortiumAreTheWhole) {
  const FoundedInstallation& founded = founded_today();
  founded.read([&](store::Transaction& transaction) {
    for (const auto& each : list_consortia(transaction, founded.manager(), founded.cluster(), std::nullopt)) {
      int sum = 0;
      for (const auto& seat : each.consortium.seats) sum += seat.share;
      EXPECT_EQ(sum, 10'000) << each.consortium.name;
    }
  });
}

TEST(FoundedDemonstration, AidStaysUnderItsCeilingAndOneComesNear) {
  const FoundedInstallation& founded = founded_today();
  double least = 300'000;
  founded.read([&](store::Transaction& transaction) {
    std::set<cluster::OrganisationId> beneficiaries;
    for (const auto& each :
         list_aid(transaction, founded.installation(), founded.manager(), founded.cluster(), {}, kAll)
             .page.items)
      beneficiaries.insert(each.aid.organisation);
    for (const auto& each : beneficiaries)
      least = std::min(least, std::stod(aid_ledger(transaction, founded.installation(), founded.manager(),
                                                   each, cluster::AidScope::general)
                                            .at("room")
                                            .at("room")
                                            .get<std::string>()));
  });
  EXPECT_GT(least, 0);
  EXPECT_LT(least, 15'000);
}

/// Calls `take(state, name)` for every event, with who tells the name of a participant.
template <class Take>
void for_each_event(const FoundedInstallation& founded, const Take& take) {
  founded.read([&](store::Transaction& transaction) {
    const Caller who = founded.manager();
    for (const auto& event :
         list_matchmakings(transaction, founded.installation(), who, founded.cluster(), {}, kAll).page.items) {
      const auto state = read_schedule(transaction, who, event.event.id).state;
      take(state, [&](cluster::ParticipantId id) {
        return state.participants[state.number_of(id).value()].person_name;
      });
    }
  });
}

/// Of every event: who meets whom, when and at which table, by their names.
std::vector<std::tuple<std::string, std::string, Timestamp, int>> meetings_by_name(const FoundedInstallation& founded) {
  std::vector<std::tuple<std::string, std::string, Timestamp, int>> made;
  for_each_event(founded, [&](const auto& state, const auto& name) {
    for (const auto& each : state.planned()) made.emplace_back(name(each.a), name(each.b), each.from, each.table);
  });
  return made;
}

TEST(FoundedDemonstration, NobodyIsInTwoPlaces) {
  const FoundedInstallation& founded = founded_today();
  std::set<std::pair<Timestamp, std::string>> places;
  std::set<std::pair<Timestamp, int>> tables;
  const auto meetings = meetings_by_name(founded);
  EXPECT_GT(meetings.size(), 100U);
  for (const auto& [one, other, from, table] : meetings) {
    EXPECT_TRUE(places.emplace(from, one).second) << one;
    EXPECT_TRUE(places.emplace(from, other).second) << other;
    EXPECT_TRUE(tables.emplace(from, table).second) << table;
  }
}

/// Of every event: who wished to meet whom, by their names.
std::multiset<std::pair<std::string, std::string>> wishes_by_name(const FoundedInstallation& founded) {
  std::multiset<std::pair<std::string, std::string>> made;
  for_each_event(founded, [&](const auto& state, const auto& name) {
    for (const auto& each : state.wishes) made.emplace(name(each.from), name(each.to));
  });
  return made;
}

// The schedule itself weighs recommendations too, whose last digits are as the threads add them up.
TEST(FoundedDemonstration, AsksTheSamePeopleAtEachFounding) {
  FoundedInstallation again;
  again.found(true);
  EXPECT_GT(wishes_by_name(again).size(), 100U);
  EXPECT_EQ(wishes_by_name(founded_today()), wishes_by_name(again));
}

}  // namespace
}  // namespace grono::app
