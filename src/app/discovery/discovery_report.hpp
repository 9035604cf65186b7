#pragma once

#include <string>

#include "app/discovery/discovery.hpp"

namespace grono::app {

/// What was found as one HTML page that needs nothing else: map, clusters with a sentence of how sure each
/// is, charts, the rows that were left out, all parameters. It asks nothing of any host, runs no script and
/// prints well; the same discovery gives the same bytes.
/// @param language  "pl" or "en"
[[nodiscard]] std::string discovery_report(const DiscoveryQuestion& question, const Discovery& found,
                                           const std::string& language);

}  // namespace grono::app
