#include "store/moved_things.hpp"

#include <gmock/gmock.h>

#include "store/aid_store.hpp"
#include "store/booking_store.hpp"
#include "store/cluster_of_three.hpp"
#include "store/consortium_store.hpp"
#include "store/merge_store.hpp"
#include "store/resource_store.hpp"
#include "store/viewers.hpp"

namespace grono::store {
namespace {

using cluster::Audience;
using cluster::Consortium;
using cluster::ConsortiumId;
using cluster::Organisation;
using cluster::OrganisationId;
using cluster::Resource;
using cluster::ResourceId;
using cluster::Seat;
using cluster::SeatState;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Not;

/// Organisation 1 carries on, 2 is merged into it, 3 looks on.
class MovedThingsTest : public ClusterOfThree {
 protected:
  void SetUp() override {
    ClusterOfThree::SetUp();
    if (!database_) return;
    write([&](Transaction& transaction) {
      opportunity_.id = id<cluster::OpportunityId>(1);
      opportunity_.cluster = id<cluster::ClusterId>(1);
      opportunity_.title = {{"pl", "Nabór"}};
      OpportunityStore(transaction).insert(opportunity_);
    });
  }

  static OrganisationId firm(std::uint64_t number) { return id<OrganisationId>(number); }
  static Audience people_of(std::uint64_t number) { return {Audience::Kind::people_of, firm(number).uuid}; }
  static Seat seat(std::uint64_t number, SeatState state, int share) {
    Seat made;
    made.organisation = firm(number);
    made.state = state;
    made.share = share;
    made.budget = Money{share};
    made.task = "Część " + std::to_string(number);
    if (state == SeatState::refused) made.reason = "Brak ludzi";
    return made;
  }
  Consortium consortium(std::uint64_t number, std::vector<Seat> seats) {
    Consortium made;
    made.id = id<ConsortiumId>(number);
    made.opportunity = opportunity_.id;
    made.cluster = opportunity_.cluster;
    made.seats = std::move(seats);
    write([&](Transaction& transaction) { ConsortiumStore(transaction).insert(made); });
    return made;
  }
  Resource resource(std::uint64_t number, std::optional<OrganisationId> owner, std::vector<OrganisationId> named) {
    Resource made;
    made.id = id<ResourceId>(number);
    made.cluster = opportunity_.cluster;
    made.organisation = owner;
    made.title = {{"pl", "Pracownia"}};
    made.visibility = named.empty() ? cluster::Visibility::owner : cluster::Visibility::named;
    made.named = std::move(named);
    write([&](Transaction& transaction) { ResourceStore(transaction).insert(made, " pracownia "); });
    return made;
  }
  void merge() {
    write([&](Transaction& transaction) {
      Organisation keep = *OrganisationStore(transaction).find(firm(1));
      MergeStore(transaction).merge(kMerge, keep, *OrganisationStore(transaction).find(firm(2)));
    });
  }
  void undo() {
    write([&](Transaction& transaction) { MergeStore(transaction).undo(kMerge); });
  }
  std::vector<Seat> seats_of(std::uint64_t number) {
    std::vector<Seat> made;
    database_->read([&](Transaction& transaction) {
      made = ConsortiumStore(transaction).find(id<ConsortiumId>(number))->seats;
    });
    return made;
  }
  std::vector<Audience> viewers(const std::string& thing) {
    std::vector<Audience> made;
    database_->read([&](Transaction& transaction) { made = viewers_of(transaction, thing); });
    return made;
  }

  inline static const cluster::MergeId kMerge = id<cluster::MergeId>(9);
  cluster::Opportunity opportunity_;
};
GRONO_ON_EACH_BACKEND(MovedThingsTest);

TEST_P(MovedThingsTest, ResourcesAndBookingsGoOverAndComeBack) {
  const Resource lent = resource(1, firm(2), {}), kept = resource(2, firm(1), {});
  cluster::Booking booking;
  booking.id = id<cluster::BookingId>(77);  // no other thing has this id
  booking.resource = kept.id;
  booking.organisation = firm(2);
  booking.from = moment();
  booking.to = moment(3'600);
  booking.currency = "PLN";
  const std::vector sides = {people_of(1), people_of(2)};
  write([&](Transaction& transaction) { ASSERT_TRUE(BookingStore(transaction).hold(booking, sides)); });
  const auto owner_now = [&](ResourceId of) {
    std::optional<OrganisationId> made;
    database_->read([&](Transaction& transaction) { made = ResourceStore(transaction).find(of)->organisation; });
    return made;
  };
  const auto booked_by = [&] {
    OrganisationId made;
    database_->read([&](Transaction& transaction) { made = BookingStore(transaction).find(booking.id)->organisation; });
    return made;
  };
  merge();
  EXPECT_EQ(owner_now(lent.id), firm(1));
  EXPECT_EQ(booked_by(), firm(1));
  EXPECT_THAT(viewers(lent.id.str()), ElementsAre(people_of(1)));
  EXPECT_THAT(viewers(booking.id.str()), ElementsAre(people_of(1)));
  undo();
  EXPECT_EQ(owner_now(lent.id), firm(2));
  EXPECT_EQ(owner_now(kept.id), firm(1));
  EXPECT_EQ(booked_by(), firm(2));
  EXPECT_THAT(viewers(lent.id.str()), ElementsAre(people_of(2)));
  EXPECT_THAT(viewers(booking.id.str()), ElementsAre(people_of(1), people_of(2)));
}

TEST_P(MovedThingsTest, NamedViewersAreTheOneThatCarriesOn) {
  const Resource one = resource(1, firm(3), {firm(2)}), both = resource(2, firm(3), {firm(1), firm(2)});
  const auto offer_named = [&] {
    std::vector<OrganisationId> made;
    database_->read([&](Transaction& transaction) { made = OrganisationStore(transaction).find(firm(3))->offers[0].named; });
    return made;
  };
  const auto named = [&](ResourceId of) {
    std::vector<OrganisationId> made;
    database_->read([&](Transaction& transaction) { made = ResourceStore(transaction).find(of)->named; });
    return made;
  };
  std::int64_t seq = 0;
  write([&](Transaction& transaction) {
    Organisation onlooker = *OrganisationStore(transaction).find(firm(3));
    cluster::Capability offer;
    offer.id = id<cluster::CapabilityId>(1);
    offer.title = {{"pl", "Frezowanie"}};
    offer.visibility = cluster::Visibility::named;
    offer.named = {firm(2)};
    onlooker.offers = {offer};
    OrganisationStore(transaction).update(onlooker);
    long long head = 0;
    transaction.sql() << "SELECT max(seq) FROM audit_entry", soci::into(head);
    seq = head;
  });
  merge();
  EXPECT_THAT(named(one.id), ElementsAre(firm(1)));
  EXPECT_THAT(named(both.id), ElementsAre(firm(1)));
  EXPECT_THAT(offer_named(), ElementsAre(firm(1)));
  EXPECT_THAT(viewers(one.id.str()), ElementsAre(people_of(1), people_of(3)));
  database_->read([&](Transaction& transaction) {
    EXPECT_THAT(OrganisationStore(transaction).changed_since(seq), Contains(firm(3)))
        << "the search index has to take up whom the offer is for now";
  });
  undo();
  EXPECT_THAT(named(one.id), ElementsAre(firm(2)));
  EXPECT_THAT(named(both.id), ElementsAre(firm(1), firm(2)));
  EXPECT_THAT(offer_named(), ElementsAre(firm(2)));
  EXPECT_THAT(viewers(both.id.str()), ElementsAre(people_of(1), people_of(2), people_of(3)));
}

TEST_P(MovedThingsTest, ASeatGoesOverAndComesBack) {
  const Consortium before = consortium(1, {seat(2, SeatState::accepted, 6'000), seat(3, SeatState::accepted, 4'000)});
  merge();
  auto now = seats_of(1);
  EXPECT_EQ(now[0].organisation, firm(1));
  EXPECT_EQ(now[0].share, 6'000);
  EXPECT_THAT(viewers(before.id.str()), Contains(people_of(1)));
  EXPECT_THAT(viewers(before.id.str()), Not(Contains(people_of(2))));
  undo();
  EXPECT_EQ(seats_of(1), before.seats);
  EXPECT_THAT(viewers(before.id.str()), Contains(people_of(2)));
}

TEST_P(MovedThingsTest, TwoSeatsBecomeOneWithBothSharesAndTwoAgain) {
  Seat leading = seat(2, SeatState::accepted, 3'000);
  leading.role = cluster::SeatRole::lead;
  const Consortium before =
      consortium(1, {seat(1, SeatState::invited, 2'000), leading, seat(3, SeatState::accepted, 5'000)});
  merge();
  auto now = seats_of(1);
  EXPECT_EQ(now[0].share, 5'000);
  EXPECT_EQ(now[0].budget, Money{5'000});
  EXPECT_EQ(now[0].task, "Część 1, Część 2");
  EXPECT_EQ(now[0].role, cluster::SeatRole::lead);
  EXPECT_EQ(now[0].state, SeatState::accepted);
  EXPECT_EQ(now[1].state, SeatState::replaced);
  undo();
  EXPECT_EQ(seats_of(1), before.seats);
}

TEST_P(MovedThingsTest, WhatWasChangedInTheJoinedSeatStaysAfterTheUndo) {
  consortium(1, {seat(1, SeatState::accepted, 2'000), seat(2, SeatState::accepted, 3'000)});
  merge();
  write([&](Transaction& transaction) {
    ConsortiumStore consortia(transaction);
    Consortium it = *consortia.find(id<ConsortiumId>(1));
    it.seats[0].task = "Razem";
    it.seats[0].share = 7'000;
    consortia.update(it);
  });
  undo();
  const auto now = seats_of(1);
  EXPECT_EQ(now[0].task, "Razem");
  EXPECT_EQ(now[0].share, 4'000);
  EXPECT_EQ(now[1].share, 3'000);
  EXPECT_EQ(now[1].state, SeatState::accepted);
}

TEST_P(MovedThingsTest, WhoRefusedMakesRoomForWhoIsIn) {
  const Consortium took = consortium(1, {seat(1, SeatState::refused, 2'000), seat(2, SeatState::accepted, 3'000)});
  const Consortium stays = consortium(2, {seat(1, SeatState::accepted, 2'000), seat(2, SeatState::refused, 3'000)});
  merge();
  auto now = seats_of(1);
  EXPECT_EQ(now[0].state, SeatState::replaced);
  EXPECT_EQ(now[1].organisation, firm(1));
  EXPECT_EQ(now[1].state, SeatState::accepted);
  EXPECT_EQ(seats_of(2), stays.seats) << "a refusal of the other is history";
  undo();
  EXPECT_EQ(seats_of(1), took.seats);
  EXPECT_EQ(seats_of(2), stays.seats);
}

TEST_P(MovedThingsTest, LinkedEnterprisesAreTheOneThatCarriesOnAndComeBack) {
  const cluster::LinkedEnterprise one{firm(1), "", ""}, other{firm(2), "", ""}, onlooker{firm(3), "", ""},
      outside{std::nullopt, "Spółka obca", "1132191233"}, by_number{std::nullopt, "", "5252248481"};
  const auto state = [&](std::uint64_t number, std::vector<cluster::LinkedEnterprise> links) {
    write([&](Transaction& transaction) {
      auto statement = AidStore(transaction).links(firm(number));
      statement.links = std::move(links);
      AidStore(transaction).state(statement);
    });
  };
  const auto stated = [&](std::uint64_t number) {
    std::vector<cluster::LinkedEnterprise> made;
    database_->read([&](Transaction& transaction) { made = AidStore(transaction).links(firm(number)).links; });
    return made;
  };
  const auto undertaking = [&](std::uint64_t number) {
    std::vector<OrganisationId> made;
    database_->read([&](Transaction& transaction) { made = undertaking_of(transaction, firm(number), true).organisations; });
    return made;
  };
  state(1, {other});
  state(2, {one, onlooker, outside});
  state(3, {by_number});
  EXPECT_THAT(undertaking(3), ElementsAre(firm(3), firm(2), firm(1)));
  merge();
  EXPECT_THAT(stated(1), ElementsAre(onlooker, outside)) << "the two are no link any more";
  EXPECT_THAT(stated(2), ElementsAre());
  EXPECT_THAT(stated(3), ElementsAre(cluster::LinkedEnterprise{firm(1), "Żółw 1", ""})) << "it was meant by its tax number";
  EXPECT_THAT(undertaking(3), ElementsAre(firm(3), firm(1)));
  state(1, {onlooker});
  undo();
  EXPECT_THAT(stated(1), ElementsAre(onlooker)) << "stated anew since";
  EXPECT_THAT(stated(2), ElementsAre(one, onlooker, outside));
  EXPECT_THAT(stated(3), ElementsAre(by_number));
}

TEST_P(MovedThingsTest, WhatWasDeletedMeanwhileDoesNotStandInTheWay) {
  Resource lent = resource(1, firm(2), {});
  merge();
  write([&](Transaction& transaction) {
    const auto now = *ResourceStore(transaction).find(lent.id);
    ResourceStore(transaction).remove(now.id, now.version);
  });
  undo();
  EXPECT_THAT(viewers(lent.id.str()), ElementsAre());
  write([&](Transaction& transaction) {
    ResourceStore(transaction).restore(lent.id);
    EXPECT_EQ(ResourceStore(transaction).find(lent.id)->organisation, firm(2));
  });
  EXPECT_THAT(viewers(lent.id.str()), ElementsAre(people_of(2)));
}

}  // namespace
}  // namespace grono::store
