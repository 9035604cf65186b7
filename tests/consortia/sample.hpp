#pragma once

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "consortia/appraisal.hpp"
#include "consortia/cbc/cbc_solver.hpp"
#include "consortia/search.hpp"
#include "consortia/study.hpp"

/// Opportunities for the tests, and what brute force says of them.
namespace grono::consortia::testing {

inline const cbc::CbcSolver kCbc;

struct Case {
  Opportunity opportunity;
  std::vector<Candidate> candidates;
  std::vector<Cooperation> cooperations;

  [[nodiscard]] Instance instance() const { return make_instance(opportunity, candidates, cooperations); }
  [[nodiscard]] Study study() const { return {opportunity, candidates, cooperations}; }
};

inline constexpr Money money(std::int64_t whole) {
  return {whole * 100};
}

inline Candidate candidate(std::string id, std::vector<std::string> competences,
                           std::string kind = "enterprise") {
  Candidate made;
  made.name = made.id = std::move(id);
  made.kind = std::move(kind);
  made.size = Size::small;
  made.country = "PL";
  made.position = geo::LonLat{18.67, 50.29};
  made.least = money(10'000);
  made.most = money(50'000);
  for (std::string& name : competences) made.competences.push_back({std::move(name), 6, {}, 0.8});
  return made;
}

inline CompetenceRequirement requires_competence(std::string name, int holders = 1) {
  CompetenceRequirement made;
  made.competence = std::move(name);
  made.holders = holders;
  return made;
}

/// A case with some of every requirement; about half of them can be met.
inline Case random_case(std::uint64_t seed, std::size_t count = 11) {
  std::mt19937_64 random(seed);
  const auto below = [&](std::uint64_t n) { return static_cast<int>(random() % n); };
  const auto chance = [&](int percent) { return below(100) < percent; };
  const auto part = [&] { return below(101) / 100.0; };
  const std::vector<std::string> names = {"spawanie", "łożyska", "żywice", "druk 3D", "analiza", "próby"};
  const std::vector<std::string> kinds = {"enterprise", "university", "research_institute"};
  const std::vector<std::string> countries = {"PL", "PL", "CZ", "SK", "DE"};
  Case made;
  for (std::size_t i = 0; i < count; ++i) {
    Candidate one = candidate("c" + std::to_string(i), {}, kinds[static_cast<std::size_t>(below(3))]);
    one.size = chance(85) ? std::optional(static_cast<Size>(below(5))) : std::nullopt;
    one.country = chance(95) ? countries[static_cast<std::size_t>(below(5))] : "";
    one.position = chance(95) ? std::optional(geo::LonLat{18 + part() * 2, 50 + part()}) : std::nullopt;
    if (chance(25)) one.group = "g" + std::to_string(below(3));
    for (const std::string& name : names)
      if (chance(45))
        one.competences.push_back(
            {name, chance(90) ? std::optional(2 + below(8)) : std::nullopt,
             chance(40) ? std::vector<std::string>{"ISO 13485"} : std::vector<std::string>{}, part()});
    one.least = money(5'000 + below(30) * 1'000);
    one.most = one.least;
    one.most += money(below(40) * 1'000);
    made.candidates.push_back(std::move(one));
  }
  for (std::size_t i = 0; i < count; ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (chance(25)) made.cooperations.push_back({"c" + std::to_string(i), "c" + std::to_string(j), part()});
  Opportunity& o = made.opportunity;
  o.min_partners = 2 + below(2);
  o.max_partners = o.min_partners + 1 + below(3);
  for (const std::string& name : names) {
    if (chance(35)) continue;
    auto& wanted = o.competences.emplace_back(requires_competence(name, chance(25) ? 2 : 1));
    if (chance(40)) wanted.min_trl = 3 + below(4);
    if (chance(15)) wanted.certificate = "ISO 13485";
    wanted.weight = 1 + below(3);
  }
  if (chance(30)) o.partner_budget.least = money(10'000 + below(10) * 1'000);
  if (chance(30)) o.partner_budget.most = money(30'000 + below(10) * 1'000);
  if (chance(60)) o.total_budget.most = money(60'000 + below(100) * 1'000);
  if (chance(30)) o.total_budget.least = money(30'000 + below(30) * 1'000);
  if (chance(40)) o.kinds.push_back({{"university", "research_institute"}, {}, 1, std::nullopt});
  if (chance(40)) o.kinds.push_back({{}, {Size::large}, std::nullopt, 1});
  if (chance(15)) o.kinds.push_back({{"enterprise"}, {Size::micro, Size::small}, 1, 2});
  if (chance(40)) o.sme_share = Share{1 + below(2), 3};
  if (chance(30)) o.countries = 2 + below(2);
  if (chance(25)) o.within = Circle{{18.9, 50.4}, 60'000.0 + below(40) * 1'000};
  if (chance(25)) o.within_each_other_m = 60'000 + below(60) * 1'000;
  if (chance(50)) o.near = geo::LonLat{18.9, 50.3};
  if (chance(25)) o.fixed.push_back("c0");
  if (chance(25)) o.excluded.push_back("c1");
  if (chance(40)) o.apart.emplace_back("c2", "c3");
  if (chance(40)) o.apart.emplace_back("c4", "c0");
  return made;
}

/// Every set of partners that meets all requirements, best first.
inline std::vector<Found> all_that_meet(const Instance& it) {
  std::vector<Found> all;
  for (std::uint32_t bits = 1; bits < (1U << it.size()); ++bits) {
    Partners partners;
    for (Number c = 0; c < it.size(); ++c)
      if ((bits >> c & 1U) != 0) partners.push_back(c);
    if (static_cast<int>(partners.size()) > it.opportunity.max_partners || !meets(it, partners)) continue;
    std::int64_t total = 0;
    const auto budgets = least_budgets(it, partners);
    for (const std::int64_t one : *budgets) total += one;
    all.push_back({partners, terms_of(it, partners, total).total});
  }
  std::stable_sort(all.begin(), all.end(), [](const Found& a, const Found& b) { return a.total > b.total; });
  return all;
}

/// Whether some set of partners meets the requirements that are active.
inline bool can_be_met(const Instance& it, const std::vector<bool>& active) {
  for (std::uint32_t bits = 0; bits < (1U << it.size()); ++bits) {
    Partners partners;
    for (Number c = 0; c < it.size(); ++c)
      if ((bits >> c & 1U) != 0) partners.push_back(c);
    if (meets(it, partners, active)) return true;
  }
  return false;
}

inline StudyOptions quick(std::size_t best = 10) {
  StudyOptions options;
  options.best = best;
  options.trials = 2'000;
  return options;
}

}  // namespace grono::consortia::testing
