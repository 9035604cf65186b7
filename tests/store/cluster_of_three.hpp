#pragma once

#include "cluster/cluster.hpp"
#include "store/backends.hpp"
#include "store/cluster_store.hpp"
#include "store/organisation_store.hpp"

namespace grono::store {

/// On each backend cluster 1 and the organisations 1 to 3, each with a tax number.
class ClusterOfThree : public OnEachBackend {
 protected:
  void SetUp() override {
    OnEachBackend::SetUp();
    if (!database_) return;
    write([&](Transaction& transaction) {
      cluster::Cluster cluster;
      cluster.id = id<cluster::ClusterId>(1);
      cluster.slug = "med";
      cluster.name = {{"pl", "Śląski"}};
      ClusterStore(transaction).insert(cluster);
      const char* const numbers[] = {"5260001246", "5252248481", "7740001454"};
      for (std::uint64_t i = 1; i <= 3; ++i) {
        cluster::Organisation organisation;
        organisation.id = id<cluster::OrganisationId>(i);
        organisation.legal_name = "Żółw " + std::to_string(i);
        organisation.registers.nip = numbers[i - 1];
        OrganisationStore(transaction).insert(organisation);
      }
    });
  }
};

}  // namespace grono::store
