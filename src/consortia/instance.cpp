#include "consortia/instance.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <string_view>
#include <unordered_map>

namespace grono::consortia {
namespace {

// As in partner search: 50 km halve the nearness.
constexpr double kHalvingDistance_m = 50'000;

std::optional<double> quality_for(const CompetenceRequirement& wanted, const Candidate& candidate) {
  std::optional<double> best;
  for (const Competence& one : candidate.competences) {
    const auto& held = one.certificates;
    const bool meets =
        one.name == wanted.competence && (!wanted.min_trl || (one.trl && *one.trl >= *wanted.min_trl)) &&
        (!wanted.certificate || std::find(held.begin(), held.end(), *wanted.certificate) != held.end());
    if (meets) best = std::max(best.value_or(0), one.quality);
  }
  return best;
}

void find_holders(Instance& it) {
  const auto& wanted = it.opportunity.competences;
  it.holders.assign(wanted.size(), {});
  it.covers.assign(it.size(), {});
  std::unordered_map<std::string_view, std::vector<Number>> by_name;
  for (Number r = 0; r < wanted.size(); ++r) by_name[wanted[r].competence].push_back(r);
  for (Number c = 0; c < it.size(); ++c) {
    std::vector<Number> asked;
    for (const Competence& one : it.candidates[c].competences)
      if (const auto found = by_name.find(one.name); found != by_name.end())
        asked.insert(asked.end(), found->second.begin(), found->second.end());
    std::sort(asked.begin(), asked.end());
    asked.erase(std::unique(asked.begin(), asked.end()), asked.end());
    for (const Number r : asked)
      if (const auto quality = quality_for(wanted[r], it.candidates[c])) {
        it.covers[c].push_back({r, *quality});
        it.holders[r].push_back({c, *quality});
      }
  }
  for (auto& list : it.holders)
    std::stable_sort(list.begin(), list.end(),
                     [](const Holder& a, const Holder& b) { return a.quality > b.quality; });
}

std::unordered_map<std::string_view, Number> numbers_of(const Instance& it) {
  std::unordered_map<std::string_view, Number> numbers;
  for (Number c = 0; c < it.size(); ++c) numbers.emplace(it.candidates[c].id, c);
  return numbers;
}

// What follows from the candidates alone.
void number_candidates(Instance& it, const std::vector<Cooperation>& cooperations) {
  const auto numbers = numbers_of(it);
  it.ties.assign(it.size(), {});
  for (const Cooperation& one : cooperations) {
    if (one.strength == 0) continue;
    const Number a = numbers.at(one.one), b = numbers.at(one.other);
    it.ties[a].push_back({b, one.strength});
    it.ties[b].push_back({a, one.strength});
  }
  for (auto& list : it.ties)
    std::sort(list.begin(), list.end(), [](const Tie& a, const Tie& b) { return a.other < b.other; });
  std::unordered_map<std::string_view, Number> groups, countries;
  for (Number c = 0; c < it.size(); ++c) {
    const Candidate& one = it.candidates[c];
    it.group.push_back(one.group.empty() ? c : groups.emplace(one.group, c).first->second);
    it.country.push_back(
        one.country.empty()
            ? 0
            : countries.emplace(one.country, static_cast<Number>(countries.size() + 1)).first->second);
  }
  it.countries = static_cast<Number>(countries.size() + 1);
}

void measure_farness(Instance& it) {
  const Opportunity& o = it.opportunity;
  const auto centre = o.near ? o.near : o.within ? std::optional(o.within->centre) : std::nullopt;
  it.farness.clear();
  if (!centre) return;
  for (const Candidate& one : it.candidates)
    it.farness.push_back(
        one.position ? 1 - std::exp2(-geo::distance_m(*centre, *one.position) / kHalvingDistance_m) : 1);
}

// What follows from the requirements.
void apply_opportunity(Instance& it) {
  const Opportunity& o = it.opportunity;
  it.requirements = requirements_of(o);
  find_holders(it);
  measure_farness(it);
  it.cost_ceiling.reset();
  if (o.total_budget.most) {
    it.cost_ceiling = static_cast<double>(o.total_budget.most->hundredths);
  } else if (o.partner_budget.most) {
    it.cost_ceiling = static_cast<double>(o.partner_budget.most->hundredths) * o.max_partners;
  }
  if (it.cost_ceiling == 0) it.cost_ceiling.reset();
  const auto numbers = numbers_of(it);
  it.fixed.clear();
  it.excluded.clear();
  it.apart.clear();
  for (const std::string& id : o.fixed) it.fixed.push_back(numbers.at(id));
  for (const std::string& id : o.excluded) it.excluded.push_back(numbers.at(id));
  for (const auto& [one, other] : o.apart) it.apart.emplace_back(numbers.at(one), numbers.at(other));
}

}  // namespace

std::vector<Requirement> requirements_of(const Opportunity& o) {
  std::vector<Requirement> all;
  const std::string root = "/opportunity/";
  const auto add = [&](Rule rule, const std::string& where, std::size_t i = 0) {
    all.push_back({rule, i, root + where});
  };
  const auto add_each = [&](Rule rule, const std::string& list, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) add(rule, list + "/" + std::to_string(i), i);
  };
  add(Rule::min_partners, "partners/min");
  add(Rule::max_partners, "partners/max");
  add_each(Rule::competence, "competences", o.competences.size());
  if (o.partner_budget.least) add(Rule::partner_least, "budget/partner/min");
  if (o.partner_budget.most) add(Rule::partner_most, "budget/partner/max");
  if (o.total_budget.least) add(Rule::total_least, "budget/total/min");
  if (o.total_budget.most) add(Rule::total_most, "budget/total/max");
  for (std::size_t i = 0; i < o.kinds.size(); ++i) {
    const std::string where = "kinds/" + std::to_string(i);
    if (o.kinds[i].at_least) add(Rule::kind_at_least, where + "/at_least", i);
    if (o.kinds[i].at_most) add(Rule::kind_at_most, where + "/at_most", i);
  }
  if (o.sme_share) add(Rule::sme_share, "sme_share");
  if (o.countries) add(Rule::countries, "countries");
  if (o.within) add(Rule::within, "within");
  if (o.within_each_other_m) add(Rule::within_each_other, "within_each_other_km");
  add_each(Rule::fixed, "fixed", o.fixed.size());
  add_each(Rule::excluded, "excluded", o.excluded.size());
  add_each(Rule::apart, "apart", o.apart.size());
  return all;
}

Instance make_instance(Opportunity opportunity, std::vector<Candidate> candidates,
                       std::vector<Cooperation> cooperations) {
  require_valid(opportunity, candidates, cooperations);
  Instance made;
  made.opportunity = std::move(opportunity);
  made.candidates = std::move(candidates);
  number_candidates(made, cooperations);
  apply_opportunity(made);
  return made;
}

Instance with_opportunity(Instance instance, Opportunity opportunity) {
  require_valid(opportunity, instance.candidates, {});
  instance.opportunity = std::move(opportunity);
  apply_opportunity(instance);
  return instance;
}

bool counts_for(const KindRule& rule, const Candidate& candidate) {
  const auto& [kinds, sizes, least, most] = rule;
  return (kinds.empty() || std::find(kinds.begin(), kinds.end(), candidate.kind) != kinds.end()) &&
         (sizes.empty() ||
          (candidate.size && std::find(sizes.begin(), sizes.end(), *candidate.size) != sizes.end()));
}

bool are_within(const Candidate& one, const Candidate& other, double distance_m) {
  return one.position && other.position && geo::distance_m(*one.position, *other.position) <= distance_m;
}

}  // namespace grono::consortia
