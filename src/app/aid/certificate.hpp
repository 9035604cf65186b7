#pragma once

#include <optional>

#include <nlohmann/json.hpp>

#include "app/installation.hpp"
#include "cluster/aid/aid.hpp"
#include "store/database.hpp"

namespace grono::app {

/// What a certificate says: schema CertificateContent. It is kept as it was, so names and addresses are those
/// of the day.
/// @param before  what it corrects
[[nodiscard]] nlohmann::json certificate_content(store::Transaction& transaction,
                                                 const Installation& installation, const cluster::Aid& aid,
                                                 const std::optional<cluster::Aid>& before);

/// Name, tax number and seat as they stand in a certificate or a report.
[[nodiscard]] nlohmann::json party_of_certificate(const cluster::Organisation& organisation);

}  // namespace grono::app
