#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "app/caller.hpp"
#include "cluster/project/plan.hpp"
#include "store/database.hpp"

/// What a joint project is made of: partners, work packages, tasks, budget, costs, risks, decisions, periods, reports,
/// requests for changes, results. All for those inside the project; in a running one partners and budget change by
/// requests alone.
namespace grono::app {

struct PartView {
  cluster::Part part;
  std::vector<std::string_view> may;  ///< "edit", "delete", "answer" (as the partner itself), "decide" (as who runs it)
};

/// A place in a project: one of its kinds of parts.
struct PartsOf {
  cluster::ProjectId project;
  cluster::PartKind kind;
};

/// In the order of their making. @throws NotFound, Refused
[[nodiscard]] std::vector<PartView> list_parts(store::Transaction& transaction, const Caller& caller, PartsOf where);
/// @throws NotFound, Refused
[[nodiscard]] PartView read_part(store::Transaction& transaction, const Caller& caller, PartsOf where,
                                 cluster::PartId id);

/// @throws Refused, NotFound, InvalidInput, Conflict (the project is over; it runs and partners or budget are touched)
PartView add_part(store::Transaction& transaction, const Caller& caller, PartsOf where, const nlohmann::json& draft);
/// Many of all kinds at once, by who manages the project: a plan that was made elsewhere. All of them or none.
/// @param plan  {"parts": [{"part": kind, "id"?, ...}]}; an id that the list gives itself is what others refer to
/// @returns     how many
/// @throws Refused, NotFound, InvalidInput (where = "/parts/12/title"), Conflict
std::size_t add_plan(store::Transaction& transaction, const Caller& caller, cluster::ProjectId project,
                     const nlohmann::json& plan);
/// @throws Refused, NotFound, InvalidInput, VersionConflict, Conflict
PartView edit_part(store::Transaction& transaction, const Caller& caller, PartsOf where, cluster::PartId id,
                   std::int64_t version, const nlohmann::json& draft);
/// Fields of many tasks, or of many work packages, at once: a whole column moved, a plan shifted. All of them or none.
/// @param changes  {"changes": [{"id", "version", "set": {field: its new value, or null}}]}
/// @returns        them as they are then, in that order
/// @throws Refused, NotFound, InvalidInput (where = "/changes/12/set/title"), VersionConflict, Conflict
std::vector<PartView> change_parts(store::Transaction& transaction, const Caller& caller, PartsOf where,
                                   const nlohmann::json& changes);
/// @throws Refused, NotFound, VersionConflict, Conflict (others refer to it)
void delete_part(store::Transaction& transaction, const Caller& caller, PartsOf where, cluster::PartId id,
                 std::int64_t version);
/// Undoes that. @throws Refused, NotFound, Conflict
PartView restore_part(store::Transaction& transaction, const Caller& caller, PartsOf where, cluster::PartId id);

/// A partner answers or leaves, a report is handed in, accepted or returned, a period closed, a request withdrawn: to
/// `state` by its name, with a word about it.
/// @throws Refused, NotFound, InvalidInput, VersionConflict, Conflict
PartView move_part(store::Transaction& transaction, const Caller& caller, PartsOf where, cluster::PartId id,
                   std::int64_t version, const std::string& state, std::string note);

/// Schema of the kind: Partner, Task, ...
[[nodiscard]] nlohmann::json to_json(const PartView& view);

}  // namespace grono::app
