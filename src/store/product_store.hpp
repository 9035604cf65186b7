#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "cluster/commerce/product.hpp"
#include "store/database.hpp"
#include "store/page.hpp"

namespace grono::store {

/// Which products of a cluster, and who asks. Leave out what does not narrow.
struct ProductFilter {
  cluster::ClusterId cluster;
  std::vector<cluster::Audience> audiences;  ///< only what is for one of these
  std::vector<cluster::ProductKind> kinds = {};
  std::optional<cluster::ProjectId> project = {};  ///< that came from it
  /// Of each word sought its base forms: a product has one of every word's.
  std::vector<std::vector<std::string>> words = {};
};

/// Products and results. What is listed and counted is always filtered by the groups of viewers that the
/// caller belongs to.
class ProductStore {
 public:
  explicit ProductStore(Transaction& transaction) : transaction_(transaction) {}

  /// Not a deleted one.
  [[nodiscard]] std::optional<cluster::Product> find(cluster::ProductId id);
  [[nodiscard]] std::optional<cluster::Product> find_deleted(cluster::ProductId id);
  /// Those of the ids that are there and for one of the groups, in the order of their ids.
  [[nodiscard]] std::vector<cluster::Product> find(std::span<const cluster::ProductId> ids,
                                                   std::span<const cluster::Audience> audiences);
  /// The newest first.
  [[nodiscard]] Page<cluster::Product> list(const ProductFilter& filter, const PageRequest& page);
  [[nodiscard]] std::int64_t count(const ProductFilter& filter);
  /// Of the filter the newest, with the base forms of what is written in them.
  [[nodiscard]] std::vector<std::pair<cluster::Product, std::string>> with_words(const ProductFilter& filter,
                                                                                 int most);
  /// Those of an organisation, whoever sees them.
  [[nodiscard]] std::vector<cluster::Product> of_organisation(cluster::OrganisationId organisation);
  /// All that have a device with certificates, whoever sees them.
  [[nodiscard]] std::vector<cluster::Product> devices();

  /// Sets version 1 and the times. @param words  base forms of what is written in it, for the search
  void insert(cluster::Product& product, const std::string& words);
  /// @param words  none: as they were. @throws VersionConflict
  void update(cluster::Product& product, const std::optional<std::string>& words);
  /// @throws NotFound, VersionConflict
  void remove(cluster::ProductId id, std::int64_t version);
  void restore(cluster::ProductId id);

 private:
  Transaction& transaction_;
};

}  // namespace grono::store
