#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "cluster/organisation.hpp"
#include "store/database.hpp"

/// Organisations as rows of their four tables.
namespace grono::store {

/// Those that fulfil `condition` (SQL over `organisation`, with the parameters `from` and `ids` where it names them), in
/// id order, with everything that belongs to them.
struct OrganisationQuery {
  std::string condition;
  std::string from;              ///< ids above this one; part of every query
  std::string ids;               ///< for `in_ids`
  std::int64_t limit = 1 << 30;
};
[[nodiscard]] std::vector<cluster::Organisation> read_organisations(Transaction& transaction,
                                                                    const OrganisationQuery& query);

/// New rows, in bulk.
void write_organisations(Transaction& transaction, std::span<const cluster::Organisation> organisations);
/// Overwrites the row and its parts where the stored version is `expected_version`. @returns  whether it was
[[nodiscard]] bool overwrite_organisation(Transaction& transaction, const cluster::Organisation& organisation,
                                          std::int64_t expected_version);

}  // namespace grono::store
