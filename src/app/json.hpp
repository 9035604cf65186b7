#pragma once

#include <span>

#include <nlohmann/json.hpp>

#include "app/card.hpp"
#include "cluster/classification.hpp"
#include "matching/index.hpp"

/// The JSON of answers that hold more than the model's own: schemas of the API document. Shared by the routes
/// and by the command line's --json.
namespace grono::app {

/// Schema OrganisationSummary.
[[nodiscard]] nlohmann::json to_json(const Card& card, const cluster::Classifications& classifications);
[[nodiscard]] nlohmann::json summary(const cluster::Organisation& organisation,
                                     const cluster::Classifications& classifications);

/// Schema ActivityCode, with its title and the day until which its list is valid.
[[nodiscard]] nlohmann::json titled(const cluster::ActivityCode& code,
                                    const cluster::Classifications& classifications);

/// Schema Hit. Marks are counted in UTF-16 code units; a long text is cut to the part around its marks.
[[nodiscard]] nlohmann::json to_json(const matching::Hit& hit, const Card& card,
                                     const cluster::Classifications& classifications);
/// Schema Reason.
[[nodiscard]] nlohmann::json to_json(const matching::Reason& reason,
                                     const cluster::Classifications& classifications);

}  // namespace grono::app
