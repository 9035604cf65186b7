#pragma once

#include <algorithm>
#include <cmath>
#include <random>
#include <string>
#include <vector>

#include "consortia/opportunity.hpp"

/// Invented calls of the size of real ones, the same for the same seed.
namespace grono::consortia::bench {

struct Call {
  Opportunity opportunity;
  std::vector<Candidate> candidates;
  std::vector<Cooperation> cooperations;
};

struct CallShape {
  std::size_t candidates = 1000;
  int competences = 24;               ///< required ones
  int catalogue = 120;                ///< competences that there are
  int held_least = 3, held_most = 9;  ///< by a firm; a research unit holds twice as many
  int max_partners = 12;
  int past_projects = 400;  ///< of two to six partners each, mostly of one neighbourhood of competences
};

class CallMaker {
 public:
  CallMaker(std::uint64_t seed, const CallShape& shape) : random_(seed), shape_(shape) {}

  Call make() {
    for (std::size_t i = 0; i < shape_.candidates; ++i) made_.candidates.push_back(candidate(i));
    for (int i = 0; i < shape_.past_projects; ++i) add_project();
    require();
    return std::move(made_);
  }

 private:
  std::uint64_t below(std::uint64_t n) { return random_() % n; }
  int between(int low, int high) {
    return low + static_cast<int>(below(static_cast<std::uint64_t>(high - low + 1)));
  }
  double part() { return static_cast<double>(below(1001)) / 1000; }
  bool chance(int percent) { return static_cast<int>(below(100)) < percent; }
  static std::string competence_name(int i) { return "competence " + std::to_string(i); }
  static Money money(int thousands) { return {std::int64_t{thousands} * 100'000}; }

  Candidate candidate(std::size_t i) {
    Candidate one;
    one.id = "o" + std::to_string(i);
    const auto drawn = below(100);
    const bool is_research = drawn >= 85;
    one.kind = !is_research ? "enterprise" : drawn >= 93 ? "university" : "research_institute";
    if (!is_research)
      one.size = drawn < 30   ? Size::micro
                 : drawn < 55 ? Size::small
                 : drawn < 73 ? Size::medium
                              : Size::large;
    const std::vector<std::string> countries = {"PL", "CZ", "SK", "DE", "AT", "HU", "LT", "FR"};
    one.country = chance(60) ? "PL" : countries[below(countries.size())];
    one.position = geo::LonLat{14.5 + 9 * part(), 49.2 + 5 * part()};
    const int held = between(shape_.held_least, shape_.held_most) * (is_research ? 2 : 1);
    for (int h = 0; h < held; ++h) {
      const std::string name = competence_name(between(0, shape_.catalogue - 1));
      const bool is_known = std::any_of(one.competences.begin(), one.competences.end(),
                                        [&](const Competence& c) { return c.name == name; });
      if (is_known) continue;
      Competence competence{name, between(3, 9), {}, std::round(100 * (0.3 + 0.7 * part())) / 100};
      if (chance(30)) competence.certificates.push_back("ISO 13485");
      one.competences.push_back(std::move(competence));
    }
    const int least = between(20, 200);
    one.least = money(least);
    one.most = money(least + between(20, 300));
    return one;
  }

  void add_project() {
    const auto first = below(shape_.candidates);
    std::vector<std::size_t> team = {first};
    for (int more = between(1, 5); more > 0; --more) {
      const auto next = chance(70) ? (first + 1 + below(30)) % shape_.candidates : below(shape_.candidates);
      if (std::find(team.begin(), team.end(), next) == team.end()) team.push_back(next);
    }
    for (std::size_t a = 0; a < team.size(); ++a)
      for (std::size_t b = 0; b < a; ++b) tie(std::min(team[a], team[b]), std::max(team[a], team[b]));
  }
  // 1 - 2^-n after n projects together.
  void tie(std::size_t a, std::size_t b) {
    const std::string one = "o" + std::to_string(a), other = "o" + std::to_string(b);
    for (Cooperation& known : made_.cooperations)
      if (known.one == one && known.other == other) {
        known.strength = (1 + known.strength) / 2;
        return;
      }
    made_.cooperations.push_back({one, other, 0.5});
  }

  void require() {
    Opportunity& o = made_.opportunity;
    o.min_partners = shape_.max_partners / 2;
    o.max_partners = shape_.max_partners;
    for (int i = 0; i < shape_.competences; ++i) {
      auto& one = o.competences.emplace_back();
      one.competence = competence_name(i);
      if (chance(60)) one.min_trl = between(4, 6);
      if (chance(10)) one.certificate = "ISO 13485";
      if (chance(15)) one.holders = 2;
      one.weight = between(1, 3);
    }
    o.partner_budget = {money(25), money(450)};
    o.total_budget = {money(60 * o.max_partners), money(220 * o.max_partners)};
    o.kinds = {{{"university", "research_institute"}, {}, 1, std::nullopt},
               {{"university"}, {}, std::nullopt, 3},
               {{}, {Size::large}, std::nullopt, 2},
               {{"enterprise"}, {Size::micro, Size::small, Size::medium}, 3, std::nullopt}};
    o.sme_share = Share{1, 2};
    o.countries = 3;
    o.near = geo::LonLat{18.67, 50.29};
    for (int i = 0; i < 5; ++i)
      o.apart.emplace_back("o" + std::to_string(below(shape_.candidates / 2)),
                           "o" + std::to_string(shape_.candidates / 2 + below(shape_.candidates / 2)));
  }

  std::mt19937_64 random_;
  CallShape shape_;
  Call made_;
};

inline Call make_call(std::uint64_t seed, const CallShape& shape = {}) {
  return CallMaker(seed, shape).make();
}

}  // namespace grono::consortia::bench
