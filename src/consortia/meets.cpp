#include <algorithm>
#include <set>

#include "consortia/instance.hpp"

namespace grono::consortia {
namespace {

__extension__ using Wide = __int128;  // products of two amounts

// Bounds of the budget that are in force.
struct BudgetRules {
  Bounds partner, total;
  std::optional<Share> sme_share;
};

BudgetRules budget_rules(const Opportunity& o) {
  return {o.partner_budget, o.total_budget, o.sme_share};
}

struct Part {
  std::int64_t least = 0, most = 0, wanted = 0;
};

// Gives `amount` to the partners of one part by the room each has; what rounding leaves goes to the first
// with room.
void hand_out(std::int64_t amount, const std::vector<Span>& spans, const std::vector<bool>& is_of_part,
              std::vector<std::int64_t>& budgets) {
  std::int64_t room = 0, left = amount;
  for (std::size_t i = 0; i < spans.size(); ++i)
    if (is_of_part[i]) room += spans[i].most - spans[i].least;
  if (room == 0) return;
  for (std::size_t i = 0; i < spans.size(); ++i) {
    if (!is_of_part[i]) continue;
    const auto share = static_cast<std::int64_t>(Wide{amount} * (spans[i].most - spans[i].least) / room);
    budgets[i] += share;
    left -= share;
  }
  for (std::size_t i = 0; i < spans.size() && left > 0; ++i) {
    if (!is_of_part[i]) continue;
    const std::int64_t more = std::min(left, spans[i].most - budgets[i]);
    budgets[i] += more;
    left -= more;
  }
}

// What SMEs and others have at the least total. Only the sums of the two matter: each partner can be anywhere
// in its span.
bool settle(const BudgetRules& rules, Part& smes, Part& others) {
  others.wanted = others.least;
  smes.wanted = smes.least;
  if (rules.sme_share) {
    const Wide share = rules.sme_share->parts, rest = rules.sme_share->whole - share;
    if (rest == 0) {
      if (others.least > 0) return false;
      others.most = 0;
    } else {
      // rest * smes >= share * others
      const Wide least = (share * others.wanted + rest - 1) / rest;
      if (least > smes.most) return false;
      smes.wanted = std::max(smes.wanted, static_cast<std::int64_t>(least));
    }
  }
  const std::int64_t least = rules.total.least ? rules.total.least->hundredths : 0;
  std::int64_t missing = std::max<std::int64_t>(0, least - smes.wanted - others.wanted);
  const std::int64_t more = std::min(missing, smes.most - smes.wanted);
  smes.wanted += more;
  missing -= more;
  if (missing > 0) {
    std::int64_t most = others.most;
    if (rules.sme_share && rules.sme_share->parts > 0) {
      const Wide share = rules.sme_share->parts, rest = rules.sme_share->whole - share;
      most = static_cast<std::int64_t>(std::min<Wide>(most, rest * smes.wanted / share));
    }
    if (others.wanted + missing > most) return false;
    others.wanted += missing;
  }
  return !rules.total.most || smes.wanted + others.wanted <= rules.total.most->hundredths;
}

std::optional<std::vector<std::int64_t>> split(const Instance& it, std::span<const Number> partners,
                                               const BudgetRules& rules) {
  std::vector<Span> spans;
  std::vector<bool> is_sme, is_other;
  Part smes, others;
  for (const Number c : partners) {
    const auto span = budget_span(it.candidates[c], rules.partner);
    if (!span) return std::nullopt;
    spans.push_back(*span);
    is_sme.push_back(it.is_sme(c));
    is_other.push_back(!it.is_sme(c));
    Part& part = it.is_sme(c) ? smes : others;
    part.least += span->least;
    part.most += span->most;
  }
  if (!settle(rules, smes, others)) return std::nullopt;
  std::vector<std::int64_t> budgets;
  for (const Span& span : spans) budgets.push_back(span.least);
  hand_out(smes.wanted - smes.least, spans, is_sme, budgets);
  hand_out(others.wanted - others.least, spans, is_other, budgets);
  return budgets;
}

// Independent holders among the partners.
int holders_among(const Instance& it, std::span<const Number> partners, std::size_t requirement) {
  std::set<Number> groups;
  for (const Number c : partners)
    for (const Covering& one : it.covers[c])
      if (one.requirement == requirement) groups.insert(it.group[c]);
  return static_cast<int>(groups.size());
}

int counted_for(const Instance& it, std::span<const Number> partners, const KindRule& rule) {
  return static_cast<int>(std::count_if(partners.begin(), partners.end(),
                                        [&](Number c) { return counts_for(rule, it.candidates[c]); }));
}

int countries_among(const Instance& it, std::span<const Number> partners) {
  std::set<Number> countries;
  for (const Number c : partners)
    if (it.country[c] != 0) countries.insert(it.country[c]);
  return static_cast<int>(countries.size());
}

bool all_within(const Instance& it, std::span<const Number> partners, const Circle& circle) {
  return std::all_of(partners.begin(), partners.end(), [&](Number c) {
    const auto& place = it.candidates[c].position;
    return place && geo::distance_m(circle.centre, *place) <= circle.radius_m;
  });
}

bool all_within_each_other(const Instance& it, std::span<const Number> partners, double distance_m) {
  for (std::size_t i = 0; i < partners.size(); ++i) {
    // One alone is near itself, but only where it is known where it is.
    if (!it.candidates[partners[i]].position) return false;
    for (std::size_t j = 0; j < i; ++j)
      if (!are_within(it.candidates[partners[i]], it.candidates[partners[j]], distance_m)) return false;
  }
  return true;
}

bool has(std::span<const Number> partners, Number c) {
  return std::find(partners.begin(), partners.end(), c) != partners.end();
}

// Whether a requirement is met that does not touch the budget; those that do count as met.
bool meets_one(const Instance& it, std::span<const Number> partners, const Requirement& one) {
  const Opportunity& o = it.opportunity;
  const auto count = static_cast<int>(partners.size());
  switch (one.rule) {
    case Rule::min_partners:
      return count >= o.min_partners;
    case Rule::max_partners:
      return count <= o.max_partners;
    case Rule::competence:
      return holders_among(it, partners, one.index) >= o.competences[one.index].holders;
    case Rule::kind_at_least:
      return counted_for(it, partners, o.kinds[one.index]) >= *o.kinds[one.index].at_least;
    case Rule::kind_at_most:
      return counted_for(it, partners, o.kinds[one.index]) <= *o.kinds[one.index].at_most;
    case Rule::countries:
      return countries_among(it, partners) >= *o.countries;
    case Rule::within:
      return all_within(it, partners, *o.within);
    case Rule::within_each_other:
      return all_within_each_other(it, partners, *o.within_each_other_m);
    case Rule::fixed:
      return has(partners, it.fixed[one.index]);
    case Rule::excluded:
      return !has(partners, it.excluded[one.index]);
    case Rule::apart:
      return !(has(partners, it.apart[one.index].first) && has(partners, it.apart[one.index].second));
    case Rule::partner_least:
    case Rule::partner_most:
    case Rule::total_least:
    case Rule::total_most:
    case Rule::sme_share:
      break;
  }
  return true;
}

}  // namespace

std::optional<Span> budget_span(const Candidate& candidate, const Bounds& bounds) {
  Span span{candidate.least.hundredths, candidate.most.hundredths};
  if (bounds.least) span.least = std::max(span.least, bounds.least->hundredths);
  if (bounds.most) span.most = std::min(span.most, bounds.most->hundredths);
  if (span.least > span.most) return std::nullopt;
  return span;
}

std::optional<std::vector<std::int64_t>> least_budgets(const Instance& instance,
                                                       std::span<const Number> partners) {
  return split(instance, partners, budget_rules(instance.opportunity));
}

std::optional<std::int64_t> least_total(const Opportunity& opportunity, const SpanSums& sums) {
  Part smes{sums.smes.least, sums.smes.most, 0}, others{sums.others.least, sums.others.most, 0};
  if (!settle(budget_rules(opportunity), smes, others)) return std::nullopt;
  return smes.wanted + others.wanted;
}

bool meets(const Instance& it, std::span<const Number> partners, const std::vector<bool>& active) {
  BudgetRules rules = budget_rules(it.opportunity);
  for (std::size_t i = 0; i < it.requirements.size(); ++i) {
    const Requirement& one = it.requirements[i];
    if (active[i]) {
      if (!meets_one(it, partners, one)) return false;
      continue;
    }
    if (one.rule == Rule::partner_least) rules.partner.least.reset();
    if (one.rule == Rule::partner_most) rules.partner.most.reset();
    if (one.rule == Rule::total_least) rules.total.least.reset();
    if (one.rule == Rule::total_most) rules.total.most.reset();
    if (one.rule == Rule::sme_share) rules.sme_share.reset();
  }
  return split(it, partners, rules).has_value();
}

bool meets(const Instance& instance, std::span<const Number> partners) {
  return meets(instance, partners, std::vector<bool>(instance.requirements.size(), true));
}

}  // namespace grono::consortia
