#pragma once

#include <filesystem>
#include <string>

#include "app/caller.hpp"
#include "app/catalogue.hpp"
#include "app/installation.hpp"
#include "exchange/organisation_writers.hpp"

namespace grono::app {

/// Writes what the catalogue shows under the filter into a file, each organisation as the caller sees it. Who
/// runs commands on the machine itself gets everything. Leaves one audit entry with filter and count.
/// @returns  how many organisations it holds
/// @throws Refused, InvalidInput (a filter), StoreUnavailable (the file or the entry can't be written)
std::size_t export_organisations(const Installation& installation, const Caller& caller, const Filter& filter,
                                 exchange::ExportFormat format, const std::filesystem::path& file);

}  // namespace grono::app
