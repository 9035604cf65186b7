#pragma once

#include <map>
#include <optional>
#include <span>
#include <vector>

#include "cluster/commerce/deal.hpp"

/// Where deals get stuck: how long they stay in each stage, against their own history.
namespace grono::cluster {

/// What became of deals in a stage that they leave again.
struct StageTimes {
  DealStage stage = DealStage::first_contact;
  int came = 0;     ///< stays in it, ended or not
  int moved_on = 0;  ///< that led to another stage than `lost`
  int lost = 0;
  int open = 0;      ///< that go on
  std::optional<double> median, upper_quartile;  ///< days, with those that go on counted as at least that long
  std::optional<double> median_recent, median_before;  ///< of stays begun within the last year, and before it
  std::optional<double> p;  ///< that so much difference between the two is chance (log-rank)
  bool operator==(const StageTimes&) const = default;
};

/// A deal that waits.
struct WaitingDeal {
  DealId deal;
  DealStage stage = DealStage::first_contact;
  int days = 0;
  bool is_stuck = false;  ///< longer in its stage than three quarters of all that ever were in it, of which five have left it
  bool operator==(const WaitingDeal&) const = default;
};

/// What deals in one stage are worth together, in one currency.
struct StageValue {
  DealStage stage = DealStage::first_contact;
  std::string currency;
  int deals = 0;
  Money value, expected;  ///< `expected`: each weighted with its chance, where that is told; signed ones in full, lost ones not at all
  bool operator==(const StageValue&) const = default;
};

struct DealTimes {
  std::vector<StageTimes> stages;    ///< the four that are not the end, in their order
  std::vector<WaitingDeal> waiting;  ///< that are not at their end; who waits longest first
  std::map<DealStage, int> counts;   ///< how many deals are in each stage, ends among them; none: not in it
  std::vector<StageValue> values;    ///< by stage and currency; of deals whose value is told
  std::optional<double> median_to_contract;  ///< days from the first step to the contract; lost ones count as unfinished
  bool operator==(const DealTimes&) const = default;
};

/// @param today  what goes on has lasted until then. O(steps log steps)
[[nodiscard]] DealTimes deal_times(std::span<const Deal> deals, Date today);

}  // namespace grono::cluster
