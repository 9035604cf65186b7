#pragma once

#include <optional>

#include "app/search.hpp"

namespace grono::app {

enum class Neighbourhood { similar, complementary, near };

/// Who is similar to an organisation, completes it or is near it; best first, never itself. Not from within a
/// transaction.
/// @throws NotFound
[[nodiscard]] Found find_neighbours(const Installation& installation, const Caller& caller,
                                    cluster::OrganisationId organisation, Neighbourhood by,
                                    std::optional<cluster::ClusterId> cluster, std::size_t limit);

}  // namespace grono::app
