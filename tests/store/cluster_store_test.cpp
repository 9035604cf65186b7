#include "store/cluster_store.hpp"

#include "base/error.hpp"
#include "store/backends.hpp"
#include "store/membership_store.hpp"
#include "store/merge_store.hpp"
#include "store/organisation_store.hpp"

namespace grono::store {
namespace {

using cluster::Cluster;
using cluster::Membership;
using cluster::MembershipEventKind;
using cluster::MembershipStatus;
using cluster::Organisation;

class ClusterStoreTest : public OnEachBackend {
 protected:
  Cluster cluster(std::uint64_t number) {
    Cluster made;
    made.id = id<cluster::ClusterId>(number);
    made.slug = "klaster-" + std::to_string(number);
    made.name = {{"pl", "Klaster Łąkowy"}};
    made.field = {{"pkd_2025", "32.50.B", true}};
    made.scope = {cluster::ScopeLevel::cross_border, {"PL22", "CZ08"}};
    write([&](Transaction& transaction) { ClusterStore(transaction).insert(made); });
    return made;
  }
  Organisation organisation(std::uint64_t number) {
    Organisation made;
    made.id = id<cluster::OrganisationId>(number);
    made.legal_name = "Organizacja " + std::to_string(number);
    write([&](Transaction& transaction) { OrganisationStore(transaction).insert(made); });
    return made;
  }
  Membership applied(std::uint64_t number, const Cluster& to, const Organisation& organisation) {
    Membership made{id<cluster::MembershipId>(number), to.id, organisation.id, {}};
    cluster::record(made, {MembershipEventKind::applied, *parse_date("2026-01-10"), {}, "prosimy", {}, {}});
    write([&](Transaction& transaction) { MembershipStore(transaction).insert(made); });
    return made;
  }
  static cluster::MembershipEvent event(MembershipEventKind kind, const char* day) {
    return {kind, *parse_date(day), {}, "", {}, {}};
  }
};
GRONO_ON_EACH_BACKEND(ClusterStoreTest);

TEST_P(ClusterStoreTest, GivesBackWhatItTookAndPages) {
  const Cluster one = cluster(1), two = cluster(2);
  database_->read([&](Transaction& transaction) {
    ClusterStore store(transaction);
    EXPECT_EQ(store.find(one.id), one);
    EXPECT_EQ(store.find_by_slug("klaster-2"), two);
    const auto first = store.list({"", 1});
    ASSERT_TRUE(first.next);
    EXPECT_EQ(store.list({*first.next, 1}).items, std::vector{two});
    EXPECT_THROW(static_cast<void>(store.list({"bzdura", 1})), InvalidInput);
  });
}

TEST_P(ClusterStoreTest, MembershipsGoTheirWayAndHistoryStays) {
  const Cluster to = cluster(1);
  const Organisation one = organisation(2);
  const Membership begun = applied(3, to, one);
  EXPECT_THROW(applied(4, to, one), AlreadyExists);
  write([&](Transaction& transaction) {
    MembershipStore store(transaction);
    EXPECT_TRUE(store.clusters_of(one.id).empty());
    store.record(begun.id, event(MembershipEventKind::joined, "2026-02-01"));
    EXPECT_EQ(store.clusters_of(one.id), std::vector{to.id});
    EXPECT_EQ(store.active_members(to.id), std::vector{one.id});
    EXPECT_THROW(store.record(begun.id, event(MembershipEventKind::joined, "2026-02-02")), InvalidInput);
    store.record(begun.id, event(MembershipEventKind::left, "2026-03-01"));
  });
  applied(5, to, one);  // who has left may come back
  database_->read([&](Transaction& transaction) {
    const auto all = MembershipStore(transaction).list_of_organisation(one.id);
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[0].events.size(), 3U);
    EXPECT_EQ(all[0].events[0].note, "prosimy");
    EXPECT_EQ(cluster::status(all[0]), MembershipStatus::ended);
    const MembershipStatus wanted[] = {MembershipStatus::applied};
    EXPECT_EQ(MembershipStore(transaction).list_of_cluster(to.id, wanted, {"", 10}).items.size(), 1U);
  });
  EXPECT_ANY_THROW(write([&](Transaction& transaction) { transaction.sql() << "UPDATE membership_event SET note = ''"; }));
}

TEST_P(ClusterStoreTest, AMergeCarriesMembershipsOverAndCanBeUndone) {
  const Cluster to = cluster(1);
  Organisation keep = organisation(2);
  const Organisation merged = organisation(3);
  const Membership membership = applied(4, to, merged);
  const auto merge_id = id<cluster::MergeId>(9);
  const Organisation keep_before = keep;
  write([&](Transaction& transaction) {
    MembershipStore(transaction).record(membership.id, event(MembershipEventKind::joined, "2026-02-01"));
  });
  keep.short_name = "Razem";
  write([&](Transaction& transaction) {
    MergeStore(transaction).merge(merge_id, keep, merged);
    EXPECT_EQ(MembershipStore(transaction).active_members(to.id), std::vector{keep.id});
    EXPECT_EQ(OrganisationStore(transaction).find(merged.id)->merged_into, keep.id);
    EXPECT_EQ(OrganisationStore(transaction).count(), 1);
  });
  write([&](Transaction& transaction) {
    MergeStore merges(transaction);
    EXPECT_TRUE(merges.find(merge_id)->can_undo);
    EXPECT_EQ(merges.list({"", 5}).items.size(), 1U);
    merges.undo(merge_id);
    EXPECT_FALSE(merges.find(merge_id)->can_undo);
    EXPECT_EQ(MembershipStore(transaction).active_members(to.id), std::vector{merged.id});
    const auto back = OrganisationStore(transaction).find(keep.id);
    EXPECT_EQ(back->short_name, keep_before.short_name);
    EXPECT_EQ(OrganisationStore(transaction).find(merged.id)->merged_into, std::nullopt);
    EXPECT_THROW(merges.undo(merge_id), VersionConflict);
  });
}

TEST_P(ClusterStoreTest, AMergeAfterWhichSomethingWasWrittenStays) {
  Organisation keep = organisation(2);
  const Organisation merged = organisation(3);
  const auto merge_id = id<cluster::MergeId>(9);
  write([&](Transaction& transaction) { MergeStore(transaction).merge(merge_id, keep, merged); });
  keep.short_name = "później";
  write([&](Transaction& transaction) { OrganisationStore(transaction).update(keep); });
  EXPECT_THROW(write([&](Transaction& transaction) { MergeStore(transaction).undo(merge_id); }), VersionConflict);
}

}  // namespace
}  // namespace grono::store
