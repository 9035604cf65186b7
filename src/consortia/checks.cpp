#include <algorithm>
#include <cmath>
#include <set>
#include <string_view>
#include <unordered_map>

#include "base/error.hpp"
#include "consortia/opportunity.hpp"

namespace grono::consortia {
namespace {

using Ids = std::unordered_map<std::string_view, std::size_t>;

// Sums of a few thousand amounts stay within 64 bits, and within what a double holds exactly.
constexpr std::int64_t kMostHundredths = 100'000'000'000'000;
constexpr int kMostPartners = 100;

std::string quoted(const std::string& text) {
  return "\"" + text + "\"";
}
std::string at(const std::string& list, std::size_t i) {
  return list + "/" + std::to_string(i);
}

void require(bool holds, const std::string& where, const std::string& what, const std::string& mend) {
  if (!holds) throw InvalidInput(where, what, mend);
}
void require_share(double value, const std::string& where) {
  require(std::isfinite(value) && value >= 0 && value <= 1, where, "is not a number from 0 to 1",
          "give a share of one");
}
void require_trl(const std::optional<int>& trl, const std::string& where) {
  require(!trl || (*trl >= 1 && *trl <= 9), where, "is no technology readiness level",
          "give 1 to 9, or leave it out");
}
void require_place(const std::optional<geo::LonLat>& place, const std::string& where) {
  require(!place || geo::is_on_earth(*place), where, "is not a place on Earth",
          "give the longitude from -180 to 180 and the latitude from -90 to 90");
}
void require_money(const std::optional<Money>& amount, const std::string& where) {
  if (!amount) return;
  require(amount->hundredths >= 0, where, "is negative", "give an amount of 0 or more");
  require(amount->hundredths <= kMostHundredths, where, "is too large", "give at most 1000000000000");
}
void require_bounds(const Bounds& bounds, const std::string& where) {
  require_money(bounds.least, where + "/min");
  require_money(bounds.most, where + "/max");
  require(!bounds.least || !bounds.most || *bounds.least <= *bounds.most, where + "/min",
          "is more than the maximum", "lower it or raise " + where + "/max");
}

void check_competences(const Opportunity& it) {
  for (std::size_t i = 0; i < it.competences.size(); ++i) {
    const auto& one = it.competences[i];
    const std::string where = at("/opportunity/competences", i);
    require(!one.competence.empty(), where + "/competence", "is empty", "name the competence");
    require_trl(one.min_trl, where + "/min_trl");
    require(!one.certificate || !one.certificate->empty(), where + "/certificate", "is empty",
            "name the certificate or leave it out");
    require(one.holders >= 1, where + "/holders", "is less than 1",
            "leave out a competence that nobody has to hold");
    require(one.holders <= it.max_partners, where + "/holders", "is more than there may be partners",
            "lower it or raise /opportunity/partners/max");
    require(std::isfinite(one.weight) && one.weight > 0 && one.weight <= 1e6, where + "/weight",
            "is not a number above 0", "give 1 to a requirement that counts as much as others");
  }
}

void check_kinds(const Opportunity& it) {
  for (std::size_t i = 0; i < it.kinds.size(); ++i) {
    const KindRule& rule = it.kinds[i];
    const std::string where = at("/opportunity/kinds", i);
    require(!rule.kinds.empty() || !rule.sizes.empty(), where, "names neither a kind nor a size",
            "name kinds, sizes or both");
    require(rule.at_least || rule.at_most, where, "says neither how many at least nor at most",
            "give at_least, at_most or both");
    require(!rule.at_least || *rule.at_least >= 0, where + "/at_least", "is negative", "give 0 or more");
    require(!rule.at_most || *rule.at_most >= 0, where + "/at_most", "is negative", "give 0 or more");
    require(!rule.at_least || !rule.at_most || *rule.at_least <= *rule.at_most, where + "/at_least",
            "is more than at_most", "lower it or raise " + where + "/at_most");
    require(!rule.at_least || *rule.at_least <= it.max_partners, where + "/at_least",
            "is more than there may be partners", "lower it or raise /opportunity/partners/max");
  }
}

void check_places(const Opportunity& it) {
  if (it.within) {
    require_place(it.within->centre, "/opportunity/within");
    require(std::isfinite(it.within->radius_m) && it.within->radius_m > 0, "/opportunity/within/radius_km",
            "is not a length above 0", "give kilometres");
  }
  require(!it.within_each_other_m || (std::isfinite(*it.within_each_other_m) && *it.within_each_other_m > 0),
          "/opportunity/within_each_other_km", "is not a length above 0", "give kilometres");
  require_place(it.near, "/opportunity/near");
  require(!it.countries || *it.countries >= 1, "/opportunity/countries", "is less than 1",
          "give how many countries at least, or leave it out");
  require(!it.countries || *it.countries <= it.max_partners, "/opportunity/countries",
          "is more than there may be partners", "lower it or raise /opportunity/partners/max");
}

void check_weights(const Weights& w) {
  const std::pair<const char*, double> all[] = {{"coverage", w.coverage},
                                                {"cooperation", w.cooperation},
                                                {"complementarity", w.complementarity},
                                                {"closeness", w.closeness},
                                                {"cost", w.cost}};
  double sum = 0;
  for (const auto& [name, weight] : all) {
    require(std::isfinite(weight) && weight >= 0 && weight <= 1e6,
            std::string("/opportunity/weights/") + name, "is not a number of 0 or more",
            "give how much the term counts, 0 = not at all");
    sum += weight;
  }
  require(sum > 0, "/opportunity/weights", "are all 0", "let one of them count");
}

void check_requirements(const Opportunity& it) {
  require(it.min_partners >= 1, "/opportunity/partners/min", "is less than 1", "give 1 or more");
  require(it.max_partners <= kMostPartners, "/opportunity/partners/max", "is more than 100",
          "give how many partners there are to be at most");
  require(it.min_partners <= it.max_partners, "/opportunity/partners/min", "is more than the maximum",
          "lower it or raise /opportunity/partners/max");
  check_competences(it);
  check_kinds(it);
  require_bounds(it.partner_budget, "/opportunity/budget/partner");
  require_bounds(it.total_budget, "/opportunity/budget/total");
  if (const auto& share = it.sme_share)
    require(share->whole >= 1 && share->whole <= 1'000'000 && share->parts >= 0 &&
                share->parts <= share->whole,
            "/opportunity/sme_share", "is not a share from 0 to 1", "write it as 0.5 or \"1/2\"");
  check_places(it);
  check_weights(it.weights);
}

void check_competences_of(const Candidate& candidate, const std::string& where) {
  for (std::size_t i = 0; i < candidate.competences.size(); ++i) {
    const Competence& one = candidate.competences[i];
    const std::string place = at(where + "/competences", i);
    require(!one.name.empty(), place + "/competence", "is empty", "name the competence");
    require_trl(one.trl, place + "/trl");
    require_share(one.quality, place + "/quality");
  }
}

Ids check_candidates(const std::vector<Candidate>& candidates) {
  Ids ids;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    const Candidate& one = candidates[i];
    const std::string where = at("/candidates", i);
    require(!one.id.empty(), where + "/id", "is empty", "give each candidate an id");
    require(ids.emplace(one.id, i).second, where + "/id", quoted(one.id) + " stands twice",
            "give each candidate once");
    require_place(one.position, where);
    require_money(one.least, where + "/budget/min");
    require_money(one.most, where + "/budget/max");
    require(one.least <= one.most, where + "/budget/min", "is more than the maximum",
            "lower it or raise " + where + "/budget/max");
    check_competences_of(one, where);
  }
  return ids;
}

void check_cooperations(const std::vector<Cooperation>& cooperations, const Ids& ids) {
  std::set<std::pair<std::size_t, std::size_t>> seen;
  for (std::size_t i = 0; i < cooperations.size(); ++i) {
    const Cooperation& one = cooperations[i];
    const std::string where = at("/cooperations", i);
    for (const std::string* id : {&one.one, &one.other})
      require(ids.contains(*id), where, quoted(*id) + " is no candidate", "give the id of a candidate");
    require(one.one != one.other, where, quoted(one.one) + " is named twice", "name two candidates");
    require_share(one.strength, where + "/strength");
    require(seen.insert(std::minmax(ids.at(one.one), ids.at(one.other))).second, where,
            "the pair stands twice", "give each pair once");
  }
}

void check_named(const Opportunity& it, const Ids& ids) {
  std::set<std::string_view> fixed;
  for (std::size_t i = 0; i < it.fixed.size(); ++i) {
    const std::string where = at("/opportunity/fixed", i);
    require(ids.contains(it.fixed[i]), where, quoted(it.fixed[i]) + " is no candidate",
            "give the id of a candidate");
    require(fixed.insert(it.fixed[i]).second, where, quoted(it.fixed[i]) + " stands twice", "name it once");
  }
  std::set<std::string_view> excluded;
  for (std::size_t i = 0; i < it.excluded.size(); ++i) {
    const std::string where = at("/opportunity/excluded", i);
    require(ids.contains(it.excluded[i]), where, quoted(it.excluded[i]) + " is no candidate",
            "give the id of a candidate");
    require(excluded.insert(it.excluded[i]).second, where, quoted(it.excluded[i]) + " stands twice",
            "name it once");
    require(!fixed.contains(it.excluded[i]), where, quoted(it.excluded[i]) + " is fixed, too",
            "take it out of fixed or of excluded");
  }
  require(fixed.size() <= static_cast<std::size_t>(it.max_partners), "/opportunity/fixed",
          "names more partners than there may be", "name fewer or raise /opportunity/partners/max");
  for (std::size_t i = 0; i < it.apart.size(); ++i) {
    const auto& [one, other] = it.apart[i];
    const std::string where = at("/opportunity/apart", i);
    for (const std::string* id : {&one, &other})
      require(ids.contains(*id), where, quoted(*id) + " is no candidate", "give the id of a candidate");
    require(one != other, where, quoted(one) + " is named twice", "name two candidates");
    require(!(fixed.contains(one) && fixed.contains(other)), where, "both are fixed",
            "take one out of fixed, or let them sit together");
  }
}

}  // namespace

void require_valid(const Opportunity& opportunity, const std::vector<Candidate>& candidates,
                   const std::vector<Cooperation>& cooperations) {
  check_requirements(opportunity);
  const Ids ids = check_candidates(candidates);
  check_cooperations(cooperations, ids);
  check_named(opportunity, ids);
}

}  // namespace grono::consortia
