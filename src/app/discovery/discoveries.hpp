#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "app/caller.hpp"
#include "app/discovery/discovery.hpp"
#include "app/installation.hpp"
#include "store/job_store.hpp"

/// Discoveries of the web UI: establishments that were sent, or the installation's own organisations.
namespace grono::app {

/// What is asked. @throws InvalidInput
[[nodiscard]] DiscoveryQuestion discovery_question_from(const nlohmann::json& json);

/// Says how far it is. @returns  whether to go on
using DiscoveryProgress = std::function<bool(store::JobStage stage, std::int64_t done, std::int64_t total)>;
/// Thrown out of a discovery whose progress callback says no.
struct DiscoveryCancelled {};

/// Searches for clusters: what was found at each one's own scope and level by level, the excess by scale, the
/// K-density of the field, the candidates of each cluster.
///
/// @param file  a table of establishments of all fields; without it the organisations of the catalogue, of
/// which
///              what is public is looked at
/// @return  schema DiscoveryResult
/// @throws Refused, InvalidInput, DiscoveryCancelled
[[nodiscard]] nlohmann::json run_discovery(const Installation& installation, const Caller& caller,
                                           const DiscoveryQuestion& question,
                                           std::optional<std::string_view> file,
                                           const DiscoveryProgress& progress);

/// A cluster begun from one that was found: made from the draft, with the found organisations invited.
struct BegunCluster {
  cluster::Cluster cluster;
  std::size_t invited = 0;
};
/// @param result  of the job
/// @param body    schema ClusterFromDiscovery
/// @throws Refused, NotFound (no such cluster in the result), InvalidInput, AlreadyExists (the slug)
[[nodiscard]] BegunCluster begin_cluster(store::Transaction& transaction, const Installation& installation,
                                         const Caller& caller, const nlohmann::json& result,
                                         const nlohmann::json& body);

}  // namespace grono::app
