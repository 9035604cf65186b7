#pragma once

#include <array>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "app/caller.hpp"
#include "app/resources/resources.hpp"
#include "store/database.hpp"

/// How much shared resources are used.
namespace grono::app {

/// Of a resource in some time; confirmed bookings alone.
struct ResourceUse {
  ResourceView view;
  std::int64_t open_minutes = 0;    ///< in which it could be used
  std::int64_t booked_minutes = 0;  ///< of these
  std::int64_t bookings = 0;
  std::int64_t organisations = 0;  ///< different ones, the owner's own not among them
  /// Minutes by who used it, in the order of `UserKind`.
  std::array<std::int64_t, 4> minutes_by_user{};
  Money income;  ///< of bookings with a price, in the currency of the terms
};

/// Of the resources of a cluster that the caller lends or manages, by their title in the caller's language.
/// Those who run the cluster see sums and never who booked.
/// @param from, to  at most 1,100 days
/// @throws NotFound  no such cluster; InvalidInput  where = "query/to"
[[nodiscard]] std::vector<ResourceUse> use_of_resources(store::Transaction& transaction,
                                                        const Installation& installation,
                                                        const Caller& caller, std::string_view cluster,
                                                        Timestamp from, Timestamp to);

/// Schema ResourceUse.
[[nodiscard]] nlohmann::json to_json(const ResourceUse& use);

}  // namespace grono::app
