#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "cluster/funded/funded_project.hpp"
#include "store/database.hpp"
#include "store/page.hpp"

namespace grono::store {

/// The same as long as who took part in what is the same: what comes in brings new participations, and a
/// merge, or its undoing, is counted.
struct FundedFingerprint {
  std::int64_t projects = 0, participations = 0, linked = 0;
  std::string last_participation;  ///< the greatest id
  std::int64_t merges = 0, undone_merges = 0;
  bool operator==(const FundedFingerprint&) const = default;
};

/// Projects of funding programmes with everybody who took part in them.
class FundedProjectStore {
 public:
  explicit FundedProjectStore(Transaction& transaction) : transaction_(transaction) {}

  /// Ids of all that are there, by their number in the register.
  [[nodiscard]] std::unordered_map<std::string, cluster::FundedProjectId> ids(std::string_view source);
  /// Writes them; one whose id is there takes the place of what was.
  /// @pre   every project and participation has an id, none of another that has its source and number
  /// @note  bulk: some thousands at a time show progress
  void put(std::span<const cluster::FundedProject> projects);

  /// Which organisation stands for a participant of the register: by its number there.
  [[nodiscard]] std::unordered_map<std::string, cluster::OrganisationId> linked(std::string_view source);

  [[nodiscard]] std::optional<cluster::FundedProject> find(cluster::FundedProjectId id);
  /// In which at least one of the organisations took part, the latest begun first.
  [[nodiscard]] Page<cluster::FundedProject> list(std::span<const cluster::OrganisationId> organisations,
                                                  const PageRequest& page);
  [[nodiscard]] std::int64_t count(std::span<const cluster::OrganisationId> organisations);
  /// All of these without their objectives, by id.
  [[nodiscard]] std::vector<cluster::FundedProject> all(
      std::span<const cluster::OrganisationId> organisations);

  /// Every project, whoever took part, in the order of ids; streamed in batches.
  void for_each(const std::function<void(cluster::FundedProject&&)>& take);
  [[nodiscard]] FundedFingerprint fingerprint();

 private:
  Transaction& transaction_;
};

}  // namespace grono::store
