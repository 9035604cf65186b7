#pragma once

#include <filesystem>

#include "app/caller.hpp"
#include "cluster/ids.hpp"
#include "store/database.hpp"

/// A joint project as files for other programs, in the language of who asks.
namespace grono::app {

/// A workbook: tasks as planned and as computed, work packages, the load of each partner by month.
/// @throws NotFound, Refused, StoreUnavailable (the file can't be written)
void write_plan_workbook(store::Transaction& transaction, const Caller& caller, cluster::ProjectId project,
                         const std::filesystem::path& path);

/// A workbook: budget lines, sums by partner, year and kind of cost, and the expenses that the caller sees.
/// @throws NotFound, Refused, StoreUnavailable (the file can't be written)
void write_budget_workbook(store::Transaction& transaction, const Caller& caller, cluster::ProjectId project,
                           const std::filesystem::path& path);

}  // namespace grono::app
