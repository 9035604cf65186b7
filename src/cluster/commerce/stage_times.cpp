#include "cluster/commerce/stage_times.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "cluster/commerce/waiting_times.hpp"

namespace grono::cluster {
namespace {

using std::chrono::sys_days;

constexpr std::array kOpenStages = {DealStage::first_contact, DealStage::interest, DealStage::negotiation,
                                    DealStage::terms_agreed};
constexpr int kRecentDays = 365;
// Fewer that have left a stage tell nothing of what is usual in it.
constexpr int kFewest = 5;

int days_between(Date from, Date to) { return static_cast<int>((sys_days(to) - sys_days(from)).count()); }

struct StageStay {
  Date began;
  int days = 0;
  std::optional<DealStage> next;  ///< none: it goes on
  DealId deal;
};

std::vector<StageStay> stays_in(std::span<const Deal> deals, DealStage stage, Date today) {
  std::vector<StageStay> made;
  for (const Deal& deal : deals)
    for (std::size_t i = 0; i < deal.steps.size(); ++i) {
      if (deal.steps[i].stage != stage) continue;
      const bool is_last = i + 1 == deal.steps.size();
      const Date end = is_last ? today : deal.steps[i + 1].on;
      made.push_back({deal.steps[i].on, days_between(deal.steps[i].on, end),
                      is_last ? std::nullopt : std::optional(deal.steps[i + 1].stage), deal.id});
    }
  return made;
}

std::vector<WaitingTime> times_of(const std::vector<StageStay>& stays) {
  std::vector<WaitingTime> made;
  for (const StageStay& each : stays) made.push_back({static_cast<double>(each.days), each.next.has_value()});
  return made;
}

StageTimes times_in(DealStage stage, const std::vector<StageStay>& stays, Date today) {
  StageTimes made{stage, static_cast<int>(stays.size()), 0, 0, 0, {}, {}, {}, {}, {}};
  std::vector<StageStay> recent, before;
  for (const StageStay& each : stays) {
    ++(!each.next ? made.open : *each.next == DealStage::lost ? made.lost : made.moved_on);
    (days_between(each.began, today) <= kRecentDays ? recent : before).push_back(each);
  }
  const auto all = times_of(stays), now = times_of(recent), then = times_of(before);
  made.median = waiting_quantile(all, 0.5);
  made.upper_quartile = waiting_quantile(all, 0.75);
  made.median_recent = waiting_quantile(now, 0.5);
  made.median_before = waiting_quantile(then, 0.5);
  made.p = log_rank_p(now, then);
  return made;
}

std::optional<double> median_to_contract(std::span<const Deal> deals, Date today) {
  std::vector<WaitingTime> times;
  for (const Deal& deal : deals) {
    const bool is_over = is_end(stage_of(deal));
    times.push_back({static_cast<double>(days_between(deal.steps.front().on, is_over ? deal.steps.back().on : today)),
                     stage_of(deal) == DealStage::signed_contract});
  }
  return waiting_quantile(times, 0.5);
}

std::vector<StageValue> values_of(std::span<const Deal> deals) {
  std::map<std::pair<DealStage, std::string>, StageValue> sums;
  for (const Deal& deal : deals) {
    if (!deal.value) continue;
    StageValue& sum = sums[{stage_of(deal), deal.currency}];
    sum.stage = stage_of(deal);
    sum.currency = deal.currency;
    ++sum.deals;
    sum.value += *deal.value;
    // What is signed comes in full, and what is lost not at all.
    if (stage_of(deal) == DealStage::signed_contract)
      sum.expected += *deal.value;
    else if (deal.chance && stage_of(deal) != DealStage::lost)
      sum.expected += share_of(*deal.value, *deal.chance * 100);
  }
  std::vector<StageValue> made;
  for (auto& [key, sum] : sums) made.push_back(std::move(sum));
  return made;
}

}  // namespace

DealTimes deal_times(std::span<const Deal> deals, Date today) {
  DealTimes made;
  for (const DealStage stage : kOpenStages) {
    const auto stays = stays_in(deals, stage, today);
    const StageTimes& times = made.stages.emplace_back(times_in(stage, stays, today));
    const bool is_told = times.upper_quartile && times.moved_on + times.lost >= kFewest;
    for (const StageStay& each : stays)
      if (!each.next) made.waiting.push_back({each.deal, stage, each.days, is_told && each.days > *times.upper_quartile});
  }
  std::stable_sort(made.waiting.begin(), made.waiting.end(),
                   [](const WaitingDeal& a, const WaitingDeal& b) { return a.days > b.days; });
  for (const Deal& deal : deals) ++made.counts[stage_of(deal)];
  made.values = values_of(deals);
  made.median_to_contract = median_to_contract(deals, today);
  return made;
}

}  // namespace grono::cluster
