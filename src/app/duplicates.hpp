#pragma once

#include <vector>

#include "app/caller.hpp"
#include "app/identity.hpp"
#include "app/installation.hpp"

namespace grono::app {

struct Duplicate {
  cluster::Organisation organisation;
  SameAs same;
};

/// Other organisations that may be this one, most certain first.
/// @throws Refused, NotFound, Gone, MovedTo
[[nodiscard]] std::vector<Duplicate> find_duplicates(const Installation& installation, const Caller& caller,
                                                     cluster::OrganisationId id);

/// The same for one that is not stored yet, or not as it is; without the permission to merge, since what is
/// found is public.
[[nodiscard]] std::vector<Duplicate> find_duplicates_of(const Installation& installation,
                                                        const Caller& caller,
                                                        const cluster::Organisation& sought);

}  // namespace grono::app
