#include "consortia/appraisal.hpp"

#include <algorithm>
#include <array>

namespace grono::consortia {
namespace {

int missing(int has, std::optional<int> least, std::optional<int> most) {
  return std::max(0, least.value_or(0) - has) + (most ? std::max(0, has - *most) : 0);
}

std::pair<Number, Number> ordered(Number a, Number b) {
  return a < b ? std::pair(a, b) : std::pair(b, a);
}

}  // namespace

Appraisal::Appraisal(const Instance& instance)
    : it_(instance),
      single_(single_gains(instance)),
      quality_(quality_gains(instance)),
      constant_(constant_gain(instance)),
      tie_(tie_gain(instance)),
      loss_(budget_loss(instance)),
      fixed_(instance.fixed) {
  for (const Candidate& one : it_.candidates)
    spans_.push_back(budget_span(one, it_.opportunity.partner_budget));
  for (const KindRule& rule : it_.opportunity.kinds) {
    auto& counted = counts_.emplace_back();
    for (const Candidate& one : it_.candidates) counted.push_back(counts_for(rule, one) ? 1 : 0);
  }
  for (const auto& [one, other] : it_.apart) apart_.push_back(ordered(one, other));
  std::sort(apart_.begin(), apart_.end());
  measure_distances();
  find_eligible();
}

// On the sphere where that decides, on the ellipsoid where it is close.
void Appraisal::measure_distances() {
  const auto& within = it_.opportunity.within_each_other_m;
  if (!within) return;
  constexpr double kSphereIsOff = 0.01;
  const std::size_t n = it_.size();
  std::vector<geo::UnitVector> places(n);
  for (Number c = 0; c < n; ++c)
    if (const auto& place = it_.candidates[c].position) places[c] = geo::unit_vector(*place);
  far_.assign(n * n, false);
  for (Number a = 0; a < n; ++a)
    for (Number b = 0; b < a; ++b) {
      bool is_far = !it_.candidates[a].position || !it_.candidates[b].position;
      if (!is_far) {
        const double distance = geo::quick_distance_m(places[a], places[b]);
        const bool is_close_call =
            distance > *within * (1 - kSphereIsOff) && distance < *within * (1 + kSphereIsOff);
        is_far =
            is_close_call ? !are_within(it_.candidates[a], it_.candidates[b], *within) : distance > *within;
      }
      far_[a * n + b] = far_[b * n + a] = is_far;
    }
}

void Appraisal::find_eligible() {
  const Opportunity& o = it_.opportunity;
  is_eligible_.assign(it_.size(), true);
  for (const Number c : it_.excluded) is_eligible_[c] = false;
  for (Number c = 0; c < it_.size(); ++c) {
    const Candidate& one = it_.candidates[c];
    bool can = spans_[c].has_value();
    if (can && o.total_budget.most) can = spans_[c]->least <= o.total_budget.most->hundredths;
    if (o.within)
      can = can && one.position && geo::distance_m(o.within->centre, *one.position) <= o.within->radius_m;
    if (o.within_each_other_m) can = can && one.position;
    for (std::size_t k = 0; k < o.kinds.size(); ++k)
      can = can && !(o.kinds[k].at_most == 0 && counts_[k][c] != 0);
    for (const Number f : it_.fixed) can = can && (f == c || !are_apart(f, c));
    if (!can) is_eligible_[c] = false;
  }
  for (Number c = 0; c < it_.size(); ++c)
    if (is_eligible_[c]) eligible_.push_back(c);
}

bool Appraisal::are_apart(Number one, Number other) const {
  return are_distant(one, other) || std::binary_search(apart_.begin(), apart_.end(), ordered(one, other));
}

bool Appraisal::are_distant(Number one, Number other) const {
  return !far_.empty() && far_[one * it_.size() + other];
}

double Appraisal::lack_of_holders(std::span<const Number> partners, double& coverage) const {
  const auto& wanted = it_.opportunity.competences;
  struct Held {
    Number group;
    double quality;
  };
  thread_local std::vector<std::vector<Held>> held;
  held.resize(std::max(held.size(), wanted.size()));
  for (std::size_t r = 0; r < wanted.size(); ++r) held[r].clear();
  for (const Number c : partners)
    for (const Covering& one : it_.covers[c]) {
      auto& list = held[one.requirement];
      const auto same =
          std::find_if(list.begin(), list.end(), [&](const Held& h) { return h.group == it_.group[c]; });
      if (same == list.end()) {
        list.push_back({it_.group[c], one.quality});
      } else {
        same->quality = std::max(same->quality, one.quality);
      }
    }
  double lack = 0;
  coverage = 0;
  for (std::size_t r = 0; r < wanted.size(); ++r) {
    auto& list = held[r];
    const auto holders = static_cast<std::size_t>(wanted[r].holders);
    if (list.size() > holders) {
      std::partial_sort(list.begin(), list.begin() + wanted[r].holders, list.end(),
                        [](const Held& a, const Held& b) { return a.quality > b.quality; });
      list.resize(holders);
    }
    lack += static_cast<double>(holders - list.size());
    for (const Held& one : list) coverage += quality_[r] * one.quality;
  }
  return lack;
}

double Appraisal::lack_of_kinds(std::span<const Number> partners) const {
  const Opportunity& o = it_.opportunity;
  int lack = missing(static_cast<int>(partners.size()), o.min_partners, o.max_partners);
  for (std::size_t k = 0; k < o.kinds.size(); ++k) {
    int has = 0;
    for (const Number c : partners) has += counts_[k][c];
    lack += missing(has, o.kinds[k].at_least, o.kinds[k].at_most);
  }
  if (o.countries) {
    std::array<Number, 128> seen{};
    int countries = 0;
    for (const Number c : partners) {
      const Number country = it_.country[c];
      const auto end = seen.begin() + countries;
      if (country == 0 || countries == static_cast<int>(seen.size()) ||
          std::find(seen.begin(), end, country) != end)
        continue;
      seen[static_cast<std::size_t>(countries++)] = country;
    }
    lack += missing(countries, o.countries, {});
  }
  for (const Number f : fixed_)
    lack += std::find(partners.begin(), partners.end(), f) == partners.end() ? 2 : 0;
  return lack;
}

double Appraisal::conflicts(std::span<const Number> partners) const {
  double count = 0;
  for (const Number c : partners) count += is_eligible_[c] ? 0 : 1;
  if (apart_.empty() && !it_.opportunity.within_each_other_m) return count;
  for (std::size_t i = 0; i < partners.size(); ++i)
    for (std::size_t j = 0; j < i; ++j) count += are_apart(partners[i], partners[j]) ? 1 : 0;
  return count;
}

double Appraisal::ties_among(std::span<const Number> partners) const {
  if (tie_ == 0) return 0;
  double sum = 0;
  for (const Number c : partners)
    for (const Tie& tie : it_.ties[c])
      if (tie.other > c && std::find(partners.begin(), partners.end(), tie.other) != partners.end())
        sum += tie.strength;
  return sum;
}

Worth Appraisal::of(std::span<const Number> partners) const {
  Worth worth;
  double coverage = 0;
  worth.lack = lack_of_holders(partners, coverage) + lack_of_kinds(partners) + conflicts(partners);
  SpanSums sums;
  worth.total = constant_ + coverage + tie_ * ties_among(partners);
  for (const Number c : partners) {
    worth.total += single_[c];
    if (!spans_[c]) continue;
    Span& part = it_.is_sme(c) ? sums.smes : sums.others;
    part.least += spans_[c]->least;
    part.most += spans_[c]->most;
  }
  const auto total = least_total(it_.opportunity, sums);
  const std::int64_t spent = total.value_or(sums.smes.least + sums.others.least);
  if (!total) {
    // A part of one: too dear by a little is better than by much.
    const auto& most = it_.opportunity.total_budget.most;
    const double over =
        most ? static_cast<double>(spent - most->hundredths) / static_cast<double>(most->hundredths + 1) : 0;
    worth.lack += 1 + std::max(0.0, over);
  }
  worth.total -= loss_ * static_cast<double>(spent);
  return worth;
}

}  // namespace grono::consortia
