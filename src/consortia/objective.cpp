#include "consortia/objective.hpp"

#include <algorithm>

namespace grono::consortia {
namespace {

double pairs_of_largest(const Instance& it) {
  const double most = it.opportunity.max_partners;
  return most * (most - 1) / 2;
}

double weight_of_competences(const Instance& it) {
  double sum = 0;
  for (const auto& one : it.opportunity.competences) sum += one.weight;
  return sum;
}

// Best quality of each group of holders among the partners, best first.
std::vector<double> qualities(const Instance& it, std::span<const Number> partners, Number requirement) {
  std::vector<std::pair<Number, double>> held;
  for (const Number c : partners) {
    const auto& all = it.covers[c];
    const auto found = std::lower_bound(all.begin(), all.end(), requirement,
                                        [](const Covering& one, Number r) { return one.requirement < r; });
    if (found == all.end() || found->requirement != requirement) continue;
    const auto same =
        std::find_if(held.begin(), held.end(), [&](const auto& h) { return h.first == it.group[c]; });
    if (same == held.end()) {
      held.emplace_back(it.group[c], found->quality);
    } else {
      same->second = std::max(same->second, found->quality);
    }
  }
  std::vector<double> best;
  for (const auto& [group, quality] : held) best.push_back(quality);
  std::sort(best.begin(), best.end(), std::greater<>());
  return best;
}

double coverage(const Instance& it, std::span<const Number> partners) {
  double sum = 0;
  for (Number r = 0; r < it.opportunity.competences.size(); ++r) {
    const auto& wanted = it.opportunity.competences[r];
    const auto best = qualities(it, partners, r);
    const auto counted = std::min(best.size(), static_cast<std::size_t>(wanted.holders));
    double quality = 0;
    for (std::size_t i = 0; i < counted; ++i) quality += best[i];
    sum += wanted.weight * quality / wanted.holders;
  }
  return sum / weight_of_competences(it);
}

double cooperation(const Instance& it, std::span<const Number> partners) {
  double sum = 0;
  for (const Number c : partners)
    for (const Tie& tie : it.ties[c])
      if (tie.other > c && std::find(partners.begin(), partners.end(), tie.other) != partners.end())
        sum += tie.strength;
  return sum / pairs_of_largest(it);
}

// What one more holder than asked for takes from complementarity, by requirement.
std::vector<double> surplus_losses(const Instance& it) {
  std::vector<double> losses;
  const auto count = static_cast<double>(it.opportunity.competences.size());
  for (const auto& wanted : it.opportunity.competences) {
    const int room = it.opportunity.max_partners - wanted.holders;
    losses.push_back(room > 0 ? 1 / (count * room) : 0);
  }
  return losses;
}

double complementarity(const Instance& it, std::span<const Number> partners) {
  const auto losses = surplus_losses(it);
  double value = 1;
  for (std::size_t r = 0; r < losses.size(); ++r) value += losses[r] * it.opportunity.competences[r].holders;
  for (const Number c : partners)
    for (const Covering& one : it.covers[c]) value -= losses[one.requirement];
  return value;
}

double closeness(const Instance& it, std::span<const Number> partners) {
  double farness = 0;
  for (const Number c : partners) farness += it.farness[c];
  return 1 - farness / it.opportunity.max_partners;
}

}  // namespace

Weights effective_weights(const Instance& it) {
  Weights w = it.opportunity.weights;
  if (it.opportunity.competences.empty()) w.coverage = w.complementarity = 0;
  if (it.opportunity.max_partners < 2) w.cooperation = 0;
  if (it.farness.empty()) w.closeness = 0;
  if (!it.cost_ceiling) w.cost = 0;
  const double sum = w.coverage + w.cooperation + w.complementarity + w.closeness + w.cost;
  if (sum == 0) return {0, 0, 0, 0, 0};
  return {w.coverage / sum, w.cooperation / sum, w.complementarity / sum, w.closeness / sum, w.cost / sum};
}

Terms terms_of(const Instance& it, std::span<const Number> partners, std::int64_t total_budget) {
  Terms terms;
  if (!it.opportunity.competences.empty()) {
    terms.coverage = coverage(it, partners);
    terms.complementarity = complementarity(it, partners);
  }
  if (it.opportunity.max_partners > 1) terms.cooperation = cooperation(it, partners);
  if (!it.farness.empty()) terms.closeness = closeness(it, partners);
  if (it.cost_ceiling) terms.cost = 1 - static_cast<double>(total_budget) / *it.cost_ceiling;
  const Weights w = effective_weights(it);
  terms.total = w.coverage * terms.coverage.value_or(0) + w.cooperation * terms.cooperation.value_or(0) +
                w.complementarity * terms.complementarity.value_or(0) +
                w.closeness * terms.closeness.value_or(0) + w.cost * terms.cost.value_or(0);
  return terms;
}

std::vector<double> single_gains(const Instance& it) {
  const Weights w = effective_weights(it);
  const auto losses = surplus_losses(it);
  std::vector<double> gains(it.size(), 0);
  for (Number c = 0; c < it.size(); ++c) {
    for (const Covering& one : it.covers[c]) gains[c] -= w.complementarity * losses[one.requirement];
    if (!it.farness.empty()) gains[c] -= w.closeness * it.farness[c] / it.opportunity.max_partners;
  }
  return gains;
}

double constant_gain(const Instance& it) {
  const Weights w = effective_weights(it);
  const auto losses = surplus_losses(it);
  double value = w.complementarity + w.closeness + w.cost;
  for (std::size_t r = 0; r < losses.size(); ++r)
    value += w.complementarity * losses[r] * it.opportunity.competences[r].holders;
  return value;
}

double tie_gain(const Instance& it) {
  return it.opportunity.max_partners > 1 ? effective_weights(it).cooperation / pairs_of_largest(it) : 0;
}

std::vector<double> quality_gains(const Instance& it) {
  const double whole = effective_weights(it).coverage / std::max(weight_of_competences(it), 1e-300);
  std::vector<double> gains;
  for (const auto& one : it.opportunity.competences) gains.push_back(whole * one.weight / one.holders);
  return gains;
}

double budget_loss(const Instance& it) {
  return it.cost_ceiling ? effective_weights(it).cost / *it.cost_ceiling : 0;
}

}  // namespace grono::consortia
