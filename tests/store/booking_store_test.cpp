#include "store/booking_store.hpp"

#include <atomic>
#include <random>
#include <thread>

#include <nlohmann/json.hpp>

#include "store/cluster_of_three.hpp"
#include "store/resource_store.hpp"

namespace grono::store {
namespace {

using cluster::Booking;
using cluster::BookingId;
using cluster::BookingState;
using cluster::Resource;
using cluster::ResourceId;

class BookingStoreTest : public ClusterOfThree {
 protected:
  void SetUp() override {
    ClusterOfThree::SetUp();
    if (!database_) return;
    write([&](Transaction& transaction) {
      for (std::uint64_t i = 1; i <= 2; ++i) {
        Resource resource;
        resource.id = id<ResourceId>(i);
        resource.cluster = id<cluster::ClusterId>(1);
        resource.title = {{"pl", "Pracownia"}};
        resource.terms.prices = {{cluster::UserKind::member, cluster::PriceUnit::hour, Money{12'345}}};
        ResourceStore(transaction).insert(resource, " pracownia ");
      }
    });
  }

  static Booking sample_booking(std::uint64_t number, int from_quarter, int quarters,
                                std::uint64_t resource = 1) {
    Booking made;
    made.id = id<BookingId>(number);
    made.resource = id<ResourceId>(resource);
    made.organisation = id<cluster::OrganisationId>(1);
    made.from = moment() + std::chrono::minutes(15 * from_quarter);
    made.to = made.from + std::chrono::minutes(15 * quarters);
    made.purpose = "Próba 'a'; DROP TABLE booking; --";
    made.price = Money{12'345'678'901};
    made.currency = "PLN";
    return made;
  }

  bool hold(Booking booking) {
    bool is_held = false;
    write([&](Transaction& transaction) { is_held = BookingStore(transaction).hold(booking, {}); });
    return is_held;
  }
  std::vector<Booking> held() {
    std::vector<Booking> made;
    BookingFilter filter;
    filter.resources = {id<ResourceId>(1)};
    filter.only_held = true;
    database_->read([&](Transaction& transaction) { made = BookingStore(transaction).list(filter, 1'000); });
    return made;
  }
};
GRONO_ON_EACH_BACKEND(BookingStoreTest);

TEST_P(BookingStoreTest, GivesBackWhatItTook) {
  Booking one = sample_booking(1, 0, 4);
  write([&](Transaction& transaction) { ASSERT_TRUE(BookingStore(transaction).hold(one, {})); });
  database_->read([&](Transaction& transaction) {
    EXPECT_EQ(BookingStore(transaction).find(one.id), one);
    EXPECT_EQ(BookingStore(transaction).find(id<BookingId>(2)), std::nullopt);
    EXPECT_EQ(ResourceStore(transaction).find(one.resource)->terms.prices.front().amount, Money{12'345});
  });
  one.state = BookingState::refused;
  one.reason = "Awaria";
  write([&](Transaction& transaction) { BookingStore(transaction).update(one); });
  EXPECT_EQ(one.version, 2);
  EXPECT_TRUE(held().empty());
  one.version = 1;
  EXPECT_THROW(write([&](Transaction& transaction) { BookingStore(transaction).update(one); }),
               VersionConflict);
  // What was refused holds its time no more.
  EXPECT_TRUE(hold(sample_booking(2, 0, 4)));
}

TEST_P(BookingStoreTest, HoldsATimeWhereABruteForceFindsItFree) {
  std::mt19937 random(5);
  std::vector<std::pair<int, int>> taken;
  for (std::uint64_t i = 1; i <= 120; ++i) {
    const int from = std::uniform_int_distribution(0, 95)(random),
              quarters = std::uniform_int_distribution(1, 12)(random);
    bool is_free = true;
    for (const auto& [begin, end] : taken) is_free = is_free && (from + quarters <= begin || end <= from);
    EXPECT_EQ(hold(sample_booking(i, from, quarters)), is_free);
    if (is_free) taken.emplace_back(from, from + quarters);
  }
  EXPECT_EQ(held().size(), taken.size());
  // Another resource knows nothing of it.
  EXPECT_TRUE(hold(sample_booking(1'000, taken.front().first, 1, 2)));
}

TEST_P(BookingStoreTest, ConcurrentBookersOfOneHourGetOneBooking) {
  std::atomic<int> successes = 0;
  {
    std::vector<std::jthread> threads;
    for (std::uint64_t t = 0; t < 8; ++t)
      threads.emplace_back([&, t] {
        for (std::uint64_t i = 0; i < 6; ++i)
          successes += hold(sample_booking(1 + t * 10 + i, static_cast<int>(i % 3), 4));
      });
  }
  EXPECT_EQ(successes, 1);
  EXPECT_EQ(held().size(), 1U);
}

}  // namespace
}  // namespace grono::store
