#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "cluster/commerce/deal.hpp"
#include "store/database.hpp"
#include "store/page.hpp"

namespace grono::store {

/// Which deals. Leave out what does not narrow.
struct DealFilter {
  cluster::ClusterId cluster;
  std::vector<cluster::Audience> audiences;  ///< of who asks: nothing else is found
  std::vector<cluster::DealKind> kinds;
  std::vector<cluster::DealStage> stages;
  std::vector<std::vector<std::string>> words;  ///< of each word sought one of its base forms
};

/// Deals of clusters and their members.
class DealStore {
 public:
  explicit DealStore(Transaction& transaction) : transaction_(transaction) {}

  [[nodiscard]] std::optional<cluster::Deal> find(cluster::DealId id);
  [[nodiscard]] std::optional<cluster::Deal> find_deleted(cluster::DealId id);
  /// The newest first.
  [[nodiscard]] Page<cluster::Deal> list(const DealFilter& filter, const PageRequest& page);
  [[nodiscard]] std::int64_t count(const DealFilter& filter);
  /// That came from one of these inquiries and are not deleted; one query.
  [[nodiscard]] std::vector<cluster::Deal> from_inquiries(std::span<const cluster::InquiryId> inquiries);

  /// Sets version and times. @param words  base forms of its texts
  void insert(cluster::Deal& deal, const std::string& words);
  /// @throws VersionConflict
  void update(cluster::Deal& deal, const std::string& words);
  /// @throws VersionConflict, NotFound
  void remove(cluster::DealId id, std::int64_t version);
  /// @throws NotFound
  void restore(cluster::DealId id);

 private:
  Transaction& transaction_;
};

}  // namespace grono::store
