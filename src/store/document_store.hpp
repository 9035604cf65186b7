#pragma once

#include <optional>
#include <vector>

#include "cluster/document.hpp"
#include "store/database.hpp"

namespace grono::store {

/// What is known of documents; the files themselves are kept apart, by their content. Who may see which is decided by
/// who asks for them.
class DocumentStore {
 public:
  explicit DocumentStore(Transaction& transaction) : transaction_(transaction) {}

  /// Deleted ones are not found.
  [[nodiscard]] std::optional<cluster::Document> find(cluster::DocumentId id);
  [[nodiscard]] std::optional<cluster::Document> find_deleted(cluster::DocumentId id);
  /// In the order of their making.
  [[nodiscard]] std::vector<cluster::Document> list(const Uuid& subject);

  /// Sets version 1 and the times.
  void insert(cluster::Document& document);
  /// What is said about it, and versions that were added. @throws VersionConflict
  void update(cluster::Document& document);
  /// @throws VersionConflict
  void remove(const cluster::Document& document, std::int64_t version);
  void restore(const cluster::Document& document);

 private:
  Transaction& transaction_;
};

}  // namespace grono::store
