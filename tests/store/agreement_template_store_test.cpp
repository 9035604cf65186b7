#include "store/agreement_template_store.hpp"

#include <atomic>
#include <thread>

#include "store/backends.hpp"
#include "store/cluster_store.hpp"

namespace grono::store {
namespace {

using cluster::AgreementTemplate;
using cluster::ClusterId;

class AgreementTemplateStoreTest : public OnEachBackend {
 protected:
  void SetUp() override {
    OnEachBackend::SetUp();
    if (!database_) return;
    write([&](Transaction& transaction) {
      for (std::uint64_t i = 1; i <= 2; ++i) {
        cluster::Cluster cluster;
        cluster.id = id<ClusterId>(i);
        cluster.slug = "klaster-" + std::to_string(i);
        cluster.name = {{"pl", "Klaster"}};
        ClusterStore(transaction).insert(cluster);
      }
    });
  }
  static AgreementTemplate agreement(const char* text, std::int64_t version) {
    AgreementTemplate made;
    made.cluster = id<ClusterId>(1);
    made.text = {{"pl", text}};
    made.version = version;
    return made;
  }
};
GRONO_ON_EACH_BACKEND(AgreementTemplateStoreTest);

TEST_P(AgreementTemplateStoreTest, KeepsEveryVersionOfEachCluster) {
  database_->read([&](Transaction& transaction) {
    const auto none = AgreementTemplateStore(transaction).current(id<ClusterId>(1));
    EXPECT_EQ(none.version, 0);
    EXPECT_TRUE(none.text.empty());
  });
  AgreementTemplate first = agreement("Pierwsza 'a'; DROP TABLE cluster; --", 0), second = agreement("Druga", 1);
  AgreementTemplate standard = agreement("", 2);
  standard.text.clear();
  for (AgreementTemplate* each : {&first, &second, &standard})
    write([&](Transaction& transaction) { AgreementTemplateStore(transaction).write(*each); },
          static_cast<int>(each->version));
  database_->read([&](Transaction& transaction) {
    AgreementTemplateStore templates(transaction);
    EXPECT_EQ(templates.versions(id<ClusterId>(1), 10), (std::vector{standard, second, first}));
    EXPECT_EQ(templates.versions(id<ClusterId>(1), 1), std::vector{standard});
    EXPECT_EQ(templates.current(id<ClusterId>(1)).written_at, moment(2));
    EXPECT_EQ(templates.current(id<ClusterId>(2)).version, 0) << "another cluster has its own";
  });
}

TEST_P(AgreementTemplateStoreTest, WhoReadAnEarlierVersionIsTold) {
  AgreementTemplate first = agreement("Pierwsza", 0);
  write([&](Transaction& transaction) { AgreementTemplateStore(transaction).write(first); });
  for (const std::int64_t version : {0, 2}) {
    AgreementTemplate late = agreement("Spóźniona", version);
    EXPECT_THROW(write([&](Transaction& transaction) { AgreementTemplateStore(transaction).write(late); }),
                 VersionConflict);
  }
}

TEST_P(AgreementTemplateStoreTest, ConcurrentWritersOfOneVersionGetItOnce) {
  std::atomic<int> written = 0;
  {
    std::vector<std::jthread> threads;
    for (int t = 0; t < 6; ++t)
      threads.emplace_back([&] {
        AgreementTemplate mine = agreement("Moja", 0);
        try {
          write([&](Transaction& transaction) { AgreementTemplateStore(transaction).write(mine); });
          ++written;
        } catch (const VersionConflict&) {
        }
      });
  }
  EXPECT_EQ(written, 1);
}

}  // namespace
}  // namespace grono::store
