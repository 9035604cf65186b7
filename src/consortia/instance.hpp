#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "consortia/opportunity.hpp"

/// An opportunity and its candidates by number, and what holds for a set of partners: exact, in whole
/// hundredths.
namespace grono::consortia {

using Number = std::uint32_t;          ///< of a candidate
using Partners = std::vector<Number>;  ///< sorted, each once

/// A candidate that meets a competence requirement, and how well.
struct Covering {
  Number requirement = 0;
  double quality = 0;
};
struct Holder {
  Number candidate = 0;
  double quality = 0;
};
struct Tie {
  Number other = 0;
  double strength = 0;
};

/// What can be broken, one by one.
enum class Rule : std::uint8_t {
  min_partners,
  max_partners,
  competence,
  partner_least,
  partner_most,
  total_least,
  total_most,
  kind_at_least,
  kind_at_most,
  sme_share,
  countries,
  within,
  within_each_other,
  fixed,
  excluded,
  apart
};

/// One requirement of an opportunity.
struct Requirement {
  Rule rule = Rule::min_partners;
  std::size_t index = 0;  ///< in its list, where it is of one
  std::string where;      ///< JSON pointer, as of `require_valid`
};

/// The requirements that an opportunity states, in the order of its fields.
[[nodiscard]] std::vector<Requirement> requirements_of(const Opportunity& opportunity);

/// Everything worked out once, for many consortia and many changed requirements.
struct Instance {
  Opportunity opportunity;
  std::vector<Candidate> candidates;
  std::vector<Requirement> requirements;
  std::vector<std::vector<Covering>> covers;  ///< of each candidate, by requirement
  std::vector<std::vector<Holder>> holders;   ///< of each competence requirement, best first
  std::vector<std::vector<Tie>> ties;         ///< of each candidate, by the other's number
  std::vector<Number> group;                  ///< of each candidate; equal = not independent
  std::vector<Number> country;                ///< of each candidate; 0 = none
  Number countries = 1;                       ///< numbers in use, the 0 counted
  std::vector<double> farness;  ///< of each candidate, 0 = at the centre .. 1; empty where there is no centre
  std::optional<double> cost_ceiling;  ///< hundredths that cost counts against
  std::vector<Number> fixed, excluded;
  std::vector<std::pair<Number, Number>> apart;

  [[nodiscard]] std::size_t size() const noexcept { return candidates.size(); }
  [[nodiscard]] bool is_sme(Number candidate) const {
    const auto& size = candidates[candidate].size;
    return size && consortia::is_sme(*size);
  }
};

/// @throws InvalidInput  as `require_valid`
/// @note   O(competences + cooperations + candidates)
[[nodiscard]] Instance make_instance(Opportunity opportunity, std::vector<Candidate> candidates,
                                     std::vector<Cooperation> cooperations);

/// The same candidates under changed requirements; what does not depend on what was changed is kept.
[[nodiscard]] Instance with_opportunity(Instance instance, Opportunity opportunity);

/// Whether a partner counts for a rule about kinds.
[[nodiscard]] bool counts_for(const KindRule& rule, const Candidate& candidate);

/// Whether two candidates lie so near one another; not where a position is missing.
[[nodiscard]] bool are_within(const Candidate& one, const Candidate& other, double distance_m);

/// Least and most budget of a partner under the opportunity's bounds; none where the two leave nothing.
struct Span {
  std::int64_t least = 0, most = 0;
};
[[nodiscard]] std::optional<Span> budget_span(const Candidate& candidate, const Bounds& bounds);

/// A split of the budget that meets every bound and the SMEs' share at the least total; none where there is
/// none. What is above the partners' least goes to SMEs first, by the room they have.
/// @return  of each partner, hundredths, in the order of `partners`
[[nodiscard]] std::optional<std::vector<std::int64_t>> least_budgets(const Instance& instance,
                                                                     std::span<const Number> partners);

/// Sums of the spans of the SMEs and of the others of a set: all that the rules on the whole budget look at.
struct SpanSums {
  Span smes, others;
};
/// The least total that meets the bounds of the total and the SMEs' share; none where nothing does.
[[nodiscard]] std::optional<std::int64_t> least_total(const Opportunity& opportunity, const SpanSums& sums);

/// Whether a set of partners meets the requirements of which `active` is true (one for each of
/// `requirements`).
[[nodiscard]] bool meets(const Instance& instance, std::span<const Number> partners,
                         const std::vector<bool>& active);
/// Whether it meets all.
[[nodiscard]] bool meets(const Instance& instance, std::span<const Number> partners);

}  // namespace grono::consortia
