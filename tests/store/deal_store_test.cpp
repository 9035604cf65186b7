#include "store/deal_store.hpp"

#include <nlohmann/json.hpp>

#include "store/cluster_of_three.hpp"
#include "store/inquiry_store.hpp"

namespace grono::store {
namespace {

using cluster::Deal;
using cluster::DealId;
using cluster::DealStage;
using cluster::Inquiry;
using cluster::InquiryId;

class DealStoreTest : public ClusterOfThree {
 protected:
  static Deal stored_deal(std::uint64_t number, cluster::Visibility visibility = cluster::Visibility::owner) {
    Deal made;
    made.id = id<DealId>(number);
    made.cluster = id<cluster::ClusterId>(1);
    made.organisation = id<cluster::OrganisationId>(1);
    made.title = "Sprzedaż 'a'; DROP TABLE deal; --";
    made.currency = "EUR";
    made.steps = {{DealStage::first_contact, std::chrono::year{2026} / 1 / 31, "Żądanie", {}, {}},
                  {DealStage::lost, std::chrono::year{2026} / 2 / 28, "", cluster::LostReason::rights, {}}};
    made.visibility = visibility;
    return made;
  }

  static Inquiry stored_inquiry(std::uint64_t number) {
    Inquiry made;
    made.id = id<InquiryId>(number);
    made.cluster = id<cluster::ClusterId>(1);
    made.name = "Żaneta Zmyślona";
    made.email = "zaneta@example.com";
    made.subject = "Implanty";
    made.message = "Ile?";
    return made;
  }

  static std::vector<cluster::Audience> owner() {
    return {{cluster::Audience::Kind::people_of, id<cluster::OrganisationId>(1).uuid}};
  }
  static std::vector<cluster::Audience> runners() {
    return {{cluster::Audience::Kind::runners_of, id<cluster::ClusterId>(1).uuid}};
  }
};

TEST_P(DealStoreTest, KeepsEverythingOfADeal) {
  Deal whole = stored_deal(7);
  whole.kind = cluster::DealKind::licence;
  whole.licence = cluster::LicenceTerms{true, {"DE", "PL"}, "ortopedia", std::chrono::year{2026} / 3 / 1, {}, 350};
  whole.value = Money{12'345'678'901};
  whole.chance = 40;
  whole.next_step = "Wysłać";
  whole.next_on = std::chrono::year{2026} / 4 / 1;
  whole.inquiry = id<InquiryId>(3);
  write([&](Transaction& transaction) { DealStore(transaction).insert(whole, " sprzedaz "); });
  // A second one must not inherit what the first has and it lacks.
  Deal bare = stored_deal(8);
  write([&](Transaction& transaction) { DealStore(transaction).insert(bare, " sprzedaz "); });
  database_->read([&](Transaction& transaction) {
    DealStore deals(transaction);
    EXPECT_EQ(deals.find(whole.id), whole);
    const auto page = deals.list({id<cluster::ClusterId>(1), owner(), {}, {}, {}}, {});
    ASSERT_EQ(page.items.size(), 2u);
    EXPECT_EQ(page.items[0], bare);
    EXPECT_EQ(page.items[1], whole);
    const std::vector<InquiryId> asked = {id<InquiryId>(3), id<InquiryId>(4)};
    ASSERT_EQ(deals.from_inquiries(asked).size(), 1u);
    EXPECT_EQ(deals.from_inquiries(asked)[0].id, whole.id);
    EXPECT_TRUE(deals.from_inquiries({}).empty());
  });
}

TEST_P(DealStoreTest, ListsHoldOnlyWhatTheAskerSees) {
  write([&](Transaction& transaction) {
    DealStore deals(transaction);
    for (std::uint64_t i = 1; i <= 5; ++i) {
      Deal made = stored_deal(i, i % 2 == 0 ? cluster::Visibility::coordinator : cluster::Visibility::owner);
      deals.insert(made, " implant ");
    }
  });
  database_->read([&](Transaction& transaction) {
    DealStore deals(transaction);
    const DealFilter for_runners{id<cluster::ClusterId>(1), runners(), {}, {}, {}};
    EXPECT_EQ(deals.count(for_runners), 2);
    EXPECT_EQ(deals.count({id<cluster::ClusterId>(1), owner(), {}, {}, {}}), 5);
    const auto first = deals.list(for_runners, {"", 1});
    ASSERT_TRUE(first.next);
    const auto second = deals.list(for_runners, {*first.next, 1});
    EXPECT_EQ(second.items.size(), 1u);
    EXPECT_FALSE(second.next);
    DealFilter narrowed = for_runners;
    narrowed.stages = {DealStage::interest};
    EXPECT_EQ(deals.count(narrowed), 0);
    narrowed.stages = {DealStage::lost, DealStage::interest};
    narrowed.words = {{"implant"}};
    EXPECT_EQ(deals.count(narrowed), 2);
  });
}

TEST_P(DealStoreTest, KnowsWhoComesSecond) {
  Deal deal = stored_deal(1);
  write([&](Transaction& transaction) { DealStore(transaction).insert(deal, " "); });
  Deal mine = deal, theirs = deal;
  mine.title = "Moja";
  theirs.title = "Ich";
  write([&](Transaction& transaction) { DealStore(transaction).update(mine, " "); });
  EXPECT_THROW(write([&](Transaction& transaction) { DealStore(transaction).update(theirs, " "); }), VersionConflict);
  EXPECT_THROW(write([&](Transaction& transaction) { DealStore(transaction).remove(deal.id, 1); }), VersionConflict);
  write([&](Transaction& transaction) { DealStore(transaction).remove(deal.id, 2); });
  database_->read([&](Transaction& transaction) { EXPECT_FALSE(DealStore(transaction).find(deal.id)); });
  write([&](Transaction& transaction) { DealStore(transaction).restore(deal.id); });
  database_->read([&](Transaction& transaction) { EXPECT_EQ(DealStore(transaction).find(deal.id)->title, "Moja"); });
}

TEST_P(DealStoreTest, KeepsInquiriesUntilTheyAreDeleted) {
  Inquiry inquiry = stored_inquiry(1);
  write([&](Transaction& transaction) { InquiryStore(transaction).insert(inquiry); });
  cluster::apply(inquiry, {cluster::InquiryEntryKind::forwarded, moment(), "Proszę", {}, id<cluster::OrganisationId>(1)});
  write([&](Transaction& transaction) { InquiryStore(transaction).update(inquiry); });
  database_->read([&](Transaction& transaction) {
    InquiryStore inquiries(transaction);
    EXPECT_EQ(inquiries.find(inquiry.id), inquiry);
    EXPECT_EQ(inquiries.count({id<cluster::ClusterId>(1), owner(), {}, {}}), 1);
    EXPECT_EQ(inquiries.count({id<cluster::ClusterId>(1), owner(), {}, {cluster::InquiryState::open}}), 0);
    const auto sent = inquiries.sent_since(inquiry.cluster, inquiry.email, moment() - std::chrono::hours(1));
    EXPECT_EQ(sent.to_cluster, 1);
    EXPECT_EQ(sent.by_email, 1);
  });
  EXPECT_THROW(write([&](Transaction& transaction) { InquiryStore(transaction).remove(inquiry, 1); }), VersionConflict);
  write([&](Transaction& transaction) { InquiryStore(transaction).remove(inquiry, inquiry.version); });
  database_->read([&](Transaction& transaction) { EXPECT_FALSE(InquiryStore(transaction).find(inquiry.id)); });
}

GRONO_ON_EACH_BACKEND(DealStoreTest);

}  // namespace
}  // namespace grono::store
