#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "app/caller.hpp"
#include "app/installation.hpp"
#include "cluster/commerce/deal.hpp"
#include "cluster/commerce/stage_times.hpp"
#include "store/page.hpp"

/// Deals from first contact to contract, or lost with the reason. What the caller may not see does not exist for them.
namespace grono::app {

/// A deal as the caller sees it.
struct DealView {
  cluster::Deal deal;
  std::string organisation_name, counterpart_organisation_name;  ///< empty: there is none
  std::vector<std::string> step_names;                           ///< who took each step; empty: nobody said
  std::vector<std::string_view> may;                             ///< "edit", "delete"
};

struct DealList {
  store::Page<DealView> page;
  std::int64_t total = 0;  ///< of all pages, of what the caller sees
};

/// What is asked of a list. Leave out what does not narrow.
struct DealQuestion {
  std::vector<cluster::DealKind> kinds = {};
  std::vector<cluster::DealStage> stages = {};
  std::string text = {};
};

/// The newest first. @throws NotFound  no such cluster
[[nodiscard]] DealList list_deals(store::Transaction& transaction, const Installation& installation,
                                  const Caller& caller, std::string_view cluster, const DealQuestion& question,
                                  const store::PageRequest& page);
/// Where things get stuck, of the deals that the caller sees: of others nothing shows in any figure.
/// @throws NotFound  no such cluster; Refused  the caller is nobody's
struct DealTimesView {
  cluster::DealTimes times;
  std::vector<std::string> waiting_titles;  ///< as `times.waiting`
};
[[nodiscard]] DealTimesView times_of_deals(store::Transaction& transaction, const Caller& caller,
                                           std::string_view cluster);
/// @throws NotFound  also where the caller may not see it
[[nodiscard]] DealView read_deal(store::Transaction& transaction, const Caller& caller, cluster::DealId id);

/// From schema DealDraft. @throws Refused, NotFound, InvalidInput
DealView begin_deal(store::Transaction& transaction, const Installation& installation, const Caller& caller,
                    std::string_view cluster, const nlohmann::json& draft);
/// @throws Refused, NotFound, InvalidInput, VersionConflict
DealView edit_deal(store::Transaction& transaction, const Installation& installation, const Caller& caller,
                   cluster::DealId id, std::int64_t version, const nlohmann::json& draft);
/// To another stage, from schema DealStepDraft. @throws Refused, NotFound, InvalidInput, VersionConflict
DealView move_deal(store::Transaction& transaction, const Installation& installation, const Caller& caller,
                   cluster::DealId id, std::int64_t version, const nlohmann::json& draft);
/// Takes the last step back. @throws Refused, NotFound, InvalidInput, VersionConflict
DealView take_back_step(store::Transaction& transaction, const Installation& installation, const Caller& caller,
                        cluster::DealId id, std::int64_t version);
/// @throws Refused, NotFound, VersionConflict
void delete_deal(store::Transaction& transaction, const Caller& caller, cluster::DealId id, std::int64_t version);
/// Undoes that. @throws Refused, NotFound
DealView restore_deal(store::Transaction& transaction, const Caller& caller, cluster::DealId id);

/// Schemas Deal, DealTimes.
[[nodiscard]] nlohmann::json to_json(const DealView& view);
[[nodiscard]] nlohmann::json to_json(const DealTimesView& view);

}  // namespace grono::app
