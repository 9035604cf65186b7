#include <atomic>
#include <thread>

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "store/cluster_of_three.hpp"
#include "store/deadline_store.hpp"
#include "store/ip_asset_store.hpp"
#include "store/moved_things.hpp"
#include "store/offer_store.hpp"
#include "store/product_store.hpp"
#include "store/viewers.hpp"

namespace grono::store {
namespace {

using cluster::Audience;
using cluster::IpAsset;
using cluster::IpAssetId;
using cluster::MarketOffer;
using cluster::OfferId;
using cluster::OrganisationId;
using cluster::Product;
using cluster::ProductId;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

Date date_of(const char* text) {
  return parse_date(text).value();
}

class CommerceStoreTest : public ClusterOfThree {
 protected:
  static Product sample_product(std::uint64_t number, std::uint64_t owner = 1) {
    Product made;
    made.id = id<ProductId>(number);
    made.cluster = id<cluster::ClusterId>(1);
    made.organisation = id<OrganisationId>(owner);
    made.title = {{"pl", "Płytka 'a'; DROP TABLE product; --"}};
    made.tags = {"tytan"};
    made.trl = {{date_of("2026-01-01"), 4, "raport"}, {date_of("2026-05-01"), 3, ""}};
    made.device = cluster::DevicePath{};
    made.device->certificates = {
        {cluster::CertificateKind::iso_13485, "Q", "Jednostka", "", {}, date_of("2027-01-01")}};
    return made;
  }
  static IpAsset sample_asset(std::uint64_t number) {
    IpAsset made;
    made.id = id<IpAssetId>(number);
    made.cluster = id<cluster::ClusterId>(1);
    made.organisation = id<OrganisationId>(1);
    made.title = {{"pl", "Powłoka"}};
    made.owners = {{id<OrganisationId>(1), "", {1, 2}},
                   {id<OrganisationId>(2), "", {1, 3}},
                   {std::nullopt, "Jan \"Zmyślony\"", {1, 6}}};
    made.products = {id<ProductId>(1)};
    made.filed_on = date_of("2020-01-01");
    made.expires_on = date_of("2040-01-01");
    return made;
  }
  static MarketOffer sample_offer(std::uint64_t number) {
    MarketOffer made;
    made.id = id<OfferId>(number);
    made.cluster = id<cluster::ClusterId>(1);
    made.organisation = id<OrganisationId>(1);
    made.title = {{"pl", "Licencja"}};
    made.seeks_kinds = {cluster::OrganisationKind::clinical_user};
    made.amount = Money{123'456'789'012};
    made.countries = {"DE", "PL"};
    return made;
  }
  static std::vector<Audience> people_of(std::uint64_t organisation) {
    return {Audience{}, {Audience::Kind::people_of, id<OrganisationId>(organisation).uuid}};
  }
};
GRONO_ON_EACH_BACKEND(CommerceStoreTest);

TEST_P(CommerceStoreTest, GivesBackWhatItTook) {
  Product product = sample_product(1);
  IpAsset asset = sample_asset(1);
  MarketOffer offer = sample_offer(1);
  offer.product = product.id;
  offer.ip_assets = {asset.id};
  write([&](Transaction& transaction) {
    ProductStore(transaction).insert(product, " plytka ");
    IpAssetStore(transaction).insert(asset, " powloka ");
    OfferStore(transaction).insert(offer, " licencja ");
  });
  database_->read([&](Transaction& transaction) {
    EXPECT_EQ(ProductStore(transaction).find(product.id), product);
    EXPECT_EQ(IpAssetStore(transaction).find(asset.id), asset);
    EXPECT_EQ(OfferStore(transaction).find(offer.id), offer);
    EXPECT_EQ(ProductStore(transaction).devices().size(), 1U);
    EXPECT_EQ(IpAssetStore(transaction).due_from(date_of("2026-01-01")).size(), 1U);
    EXPECT_THAT(IpAssetStore(transaction).due_from(date_of("2041-01-01")), IsEmpty());
  });
  product.device.reset();
  offer.amount.reset();
  write([&](Transaction& transaction) {
    ProductStore(transaction).update(product, std::nullopt);
    OfferStore(transaction).update(offer, " inne ");
  });
  EXPECT_EQ(product.version, 2);
  product.version = 1;
  EXPECT_THROW(
      write([&](Transaction& transaction) { ProductStore(transaction).update(product, std::nullopt); }),
      VersionConflict);
  database_->read([&](Transaction& transaction) {
    EXPECT_EQ(ProductStore(transaction).find(product.id)->device, std::nullopt);
    ProductFilter words{id<cluster::ClusterId>(1), people_of(1)};
    words.words = {{"plytka"}};
    EXPECT_EQ(ProductStore(transaction).count(words), 1) << "what is not written anew stays";
  });
}

TEST_P(CommerceStoreTest, ListsOnlyWhatIsForTheAsker) {
  write([&](Transaction& transaction) {
    Product everybody = sample_product(1), mine = sample_product(2);
    everybody.visibility = cluster::Visibility::everyone;
    mine.visibility = cluster::Visibility::owner;
    ProductStore(transaction).insert(everybody, "");
    ProductStore(transaction).insert(mine, "");
    IpAsset shared = sample_asset(41);  // no product has this id
    IpAssetStore(transaction).insert(shared, "");
  });
  database_->read([&](Transaction& transaction) {
    const auto cluster = id<cluster::ClusterId>(1);
    EXPECT_EQ(ProductStore(transaction).count({cluster, {Audience{}}}), 1);
    std::vector<Audience> own = people_of(1);
    own.insert(own.begin(), Audience{});
    EXPECT_EQ(ProductStore(transaction).count({cluster, own}), 2);
    std::vector<Audience> others = people_of(2);
    others.insert(others.begin(), Audience{});
    EXPECT_EQ(ProductStore(transaction).list({cluster, others}, {}).items.size(), 1U);
    const std::vector<ProductId> both = {id<ProductId>(1), id<ProductId>(2)};
    EXPECT_EQ(ProductStore(transaction).find(both, others).size(), 1U);
    EXPECT_EQ(IpAssetStore(transaction).count({cluster, people_of(2)}), 1) << "it owns a share";
    EXPECT_EQ(IpAssetStore(transaction).count({cluster, people_of(3)}), 0);
  });
}

TEST_P(CommerceStoreTest, OffersLeaveTheListByDateAndState) {
  write([&](Transaction& transaction) {
    for (std::uint64_t i = 1; i <= 5; ++i) {
      MarketOffer offer = sample_offer(i);
      if (i == 2) offer.valid_until = date_of("2026-11-26");
      if (i == 3) offer.valid_until = date_of("2026-11-25");
      if (i == 4) offer.state = cluster::MarketOfferState::paused;
      OfferStore(transaction).insert(offer, "");
      if (i != 5) continue;
      cluster::take_down(offer, "Wprowadza w błąd", moment());
      OfferStore(transaction).update(offer, std::nullopt);
      EXPECT_EQ(OfferStore(transaction).find(offer.id), offer);
    }
  });
  database_->read([&](Transaction& transaction) {
    OfferFilter open{id<cluster::ClusterId>(1), {Audience{}}};
    open.open_on = date_of("2026-11-26");
    EXPECT_EQ(OfferStore(transaction).count(open), 2);
    open.audiences = people_of(1);
    EXPECT_EQ(OfferStore(transaction).count(open), 2) << "nobody finds one that was taken down among those that stand";
    OfferFilter own{id<cluster::ClusterId>(1), people_of(1)};
    own.organisations = {id<OrganisationId>(1)};
    EXPECT_EQ(OfferStore(transaction).count(own), 5);
  });
}

TEST_P(CommerceStoreTest, WhatIsDeletedComesBack) {
  IpAsset asset = sample_asset(1);
  write([&](Transaction& transaction) { IpAssetStore(transaction).insert(asset, ""); });
  EXPECT_THROW(write([&](Transaction& transaction) { IpAssetStore(transaction).remove(asset.id, 7); }),
               VersionConflict);
  write([&](Transaction& transaction) { IpAssetStore(transaction).remove(asset.id, 1); });
  database_->read([&](Transaction& transaction) {
    EXPECT_EQ(IpAssetStore(transaction).find(asset.id), std::nullopt);
    EXPECT_EQ(IpAssetStore(transaction).count({asset.cluster, people_of(1)}), 0);
  });
  write([&](Transaction& transaction) { IpAssetStore(transaction).restore(asset.id); });
  database_->read(
      [&](Transaction& transaction) { EXPECT_EQ(IpAssetStore(transaction).find(asset.id), asset); });
}

TEST_P(CommerceStoreTest, AReminderIsTakenOnce) {
  const cluster::Deadline deadline{cluster::DeadlineKind::ip_fee, "", date_of("2027-01-01")};
  std::atomic<int> taken = 0;
  std::vector<std::jthread> servers;
  for (int i = 0; i < 8; ++i)
    servers.emplace_back([&] {
      for (int attempt = 0; attempt < 20; ++attempt) try {
          bool is_new = false;
          write(
              [&](Transaction& transaction) { is_new = DeadlineStore(transaction).take("x", deadline, 60); });
          taken += is_new ? 1 : 0;
          return;
        } catch (const grono::StoreUnavailable&) {
          // busy: the server looks again a little later
        }
    });
  servers.clear();
  EXPECT_EQ(taken, 1);
  write([&](Transaction& transaction) {
    EXPECT_TRUE(DeadlineStore(transaction).take("x", deadline, 14));
    EXPECT_TRUE(DeadlineStore(transaction).take("y", deadline, 60));
    cluster::Deadline next = deadline;
    next.due_on = date_of("2028-01-01");
    EXPECT_TRUE(DeadlineStore(transaction).take("x", next, 60));
    EXPECT_FALSE(DeadlineStore(transaction).take("x", deadline, 60));
  });
}

TEST_P(CommerceStoreTest, WhatAMergedOrganisationHadGoesOverAndComesBack) {
  const auto kept = id<OrganisationId>(1), gone = id<OrganisationId>(2);
  Product owned = sample_product(1, 2), named = sample_product(2, 3);
  named.visibility = cluster::Visibility::named;
  named.named = {gone};
  IpAsset asset = sample_asset(11);  // no other thing has its id: viewers are kept by it
  MarketOffer offer = sample_offer(21);
  offer.organisation = gone;
  nlohmann::json moved;
  std::vector<Audience> owners_before;
  write([&](Transaction& transaction) {
    ProductStore(transaction).insert(owned, "");
    ProductStore(transaction).insert(named, "");
    IpAssetStore(transaction).insert(asset, "");
    OfferStore(transaction).insert(offer, "");
    ProductStore(transaction).remove(owned.id, 1);
    owners_before = viewers_of(transaction, asset.id.str());
  });
  write([&](Transaction& transaction) { moved = move_things(transaction, gone, kept); });
  database_->read([&](Transaction& transaction) {
    EXPECT_EQ(ProductStore(transaction).find_deleted(owned.id)->organisation, kept) << "it could be restored";
    EXPECT_THAT(ProductStore(transaction).find(named.id)->named, ElementsAre(kept));
    const auto owners = IpAssetStore(transaction).find(asset.id)->owners;
    ASSERT_EQ(owners.size(), 2U) << "two shares became one";
    EXPECT_EQ(owners.front().share, (Share{5, 6}));
    EXPECT_EQ(OfferStore(transaction).find(offer.id)->organisation, kept);
    EXPECT_EQ(ProductStore(transaction).count({owned.cluster, people_of(1)}), 1)
        << "the named one; the deleted is hidden";
  });
  write([&](Transaction& transaction) {
    MarketOffer changed = *OfferStore(transaction).find(offer.id);
    changed.seeks = {{"pl", "Nabywcę"}};
    OfferStore(transaction).update(changed, std::nullopt);
    move_things_back(transaction, moved, gone, kept);
  });
  database_->read([&](Transaction& transaction) {
    EXPECT_EQ(ProductStore(transaction).find_deleted(owned.id)->organisation, gone);
    EXPECT_THAT(ProductStore(transaction).find(named.id)->named, ElementsAre(gone));
    EXPECT_EQ(IpAssetStore(transaction).find(asset.id)->owners, asset.owners);
    EXPECT_EQ(viewers_of(transaction, asset.id.str()), owners_before);
    EXPECT_EQ(OfferStore(transaction).find(offer.id)->organisation, gone)
        << "though it was changed meanwhile";
  });
}

}  // namespace
}  // namespace grono::store
