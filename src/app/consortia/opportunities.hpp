#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "app/caller.hpp"
#include "app/consortia/candidates.hpp"
#include "cluster/consortium/opportunity.hpp"
#include "consortia/study.hpp"
#include "store/database.hpp"
#include "store/page.hpp"

/// Calls, joint purchases and investments, and who could answer them together.
namespace grono::app {

struct OpportunityView {
  cluster::Opportunity opportunity;
  bool is_over = false;
  std::vector<std::string_view> may;  ///< "manage"
};

struct OpportunityList {
  store::Page<OpportunityView> page;
  std::int64_t total = 0;
};

/// The newest first. @throws NotFound  no such cluster
[[nodiscard]] OpportunityList list_opportunities(store::Transaction& transaction, const Caller& caller,
                                                 std::string_view cluster, const store::PageRequest& page);
/// @throws NotFound  also where the caller may not see it
[[nodiscard]] OpportunityView read_opportunity(store::Transaction& transaction, const Caller& caller,
                                               cluster::OpportunityId id);
/// From schema OpportunityDraft. @throws Refused, NotFound, InvalidInput
OpportunityView announce_opportunity(store::Transaction& transaction, const Caller& caller,
                                     std::string_view cluster, const nlohmann::json& draft);
/// @throws Refused, NotFound, InvalidInput, VersionConflict
OpportunityView edit_opportunity(store::Transaction& transaction, const Caller& caller,
                                 cluster::OpportunityId id, std::int64_t version,
                                 const nlohmann::json& draft);
/// @throws Refused, NotFound, VersionConflict, Conflict  a consortium forms for it
void delete_opportunity(store::Transaction& transaction, const Caller& caller, cluster::OpportunityId id,
                        std::int64_t version);
/// Undoes that. @throws Refused, NotFound
OpportunityView restore_opportunity(store::Transaction& transaction, const Caller& caller,
                                    cluster::OpportunityId id);

/// What the solver works on; made within a transaction, so that it can work without one.
struct SolvingQuestion {
  consortia::Opportunity requirements;
  CandidateField field;
  std::vector<std::string> written;  ///< the competences as they were asked for
  std::size_t best = 10;
};
/// @param changes  {"requirements": ..., "best": 10}, each where it is asked otherwise: what if
/// @throws Refused, NotFound, InvalidInput
[[nodiscard]] SolvingQuestion solving_question(store::Transaction& transaction, const Caller& caller,
                                               cluster::OpportunityId id, const nlohmann::json& changes);
/// The best consortia with their reasons, or why there is none; as `grono consortia` answers. Takes up to 20
/// s: not from within a transaction. Notes what of members it shows.
/// @throws InvalidInput  the requirements contradict one another; SolverUnavailable
[[nodiscard]] nlohmann::json solve(const Caller& caller, SolvingQuestion question);

/// Reads requirements as docs/consortia.md describes them. @throws InvalidInput  where = "/requirements" and
/// below
[[nodiscard]] consortia::Opportunity requirements_from(const nlohmann::json& json);

/// Schema Opportunity.
[[nodiscard]] nlohmann::json to_json(const OpportunityView& view);

}  // namespace grono::app
