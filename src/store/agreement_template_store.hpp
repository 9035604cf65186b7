#pragma once

#include <vector>

#include "cluster/consortium/agreement_template.hpp"
#include "store/database.hpp"

namespace grono::store {

/// Templates of consortium agreements: of each cluster every version that was ever written, none is changed.
class AgreementTemplateStore {
 public:
  explicit AgreementTemplateStore(Transaction& transaction) : transaction_(transaction) {}

  /// The newest; version 0 and without a text where none was written.
  [[nodiscard]] cluster::AgreementTemplate current(cluster::ClusterId cluster);
  /// The newest first. @param most  how many
  [[nodiscard]] std::vector<cluster::AgreementTemplate> versions(cluster::ClusterId cluster, int most);
  /// The next version, by the author of the transaction; an empty text is the standard one. Two who write at
  /// once wait for one another.
  /// @param agreement  with the version last read; gets the new one
  /// @throws VersionConflict
  void write(cluster::AgreementTemplate& agreement);

 private:
  Transaction& transaction_;
};

}  // namespace grono::store
