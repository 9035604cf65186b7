#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <vector>

#include "cluster/cluster.hpp"
#include "cluster/organisation.hpp"
#include "geo/gazetteer.hpp"

/// A cluster to look around in: invented organisations at real places, in the field of medical devices.
namespace grono::app {

class Installation;

/// What the demonstration is made of. Everything bears `is_invented`.
struct Demonstration {
  cluster::Cluster cluster;
  std::vector<cluster::Organisation> organisations;
  std::vector<cluster::Membership> memberships;  ///< with their years: some have left, some have applied
};

/// The same for the same seed, but for the ids, which sort by their making. Register numbers have right check digits.
/// @param count  from 10; 110 are a cluster, 100,000 a load for measuring
/// @param today  the last day of its history
/// @throws InvalidInput  a word list of `folder` (data/demonstration) can't be read
[[nodiscard]] Demonstration demonstration(const std::filesystem::path& folder, const geo::Gazetteer& gazetteer,
                                          std::uint64_t seed, std::size_t count, Date today);

/// Writes the demonstration cluster in one transaction.
/// @param with_work  also ideas and a joint project of its members
cluster::ClusterId found_demonstration(const Installation& installation, bool with_work = true);

}  // namespace grono::app
