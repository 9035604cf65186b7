#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/money.hpp"
#include "base/share.hpp"
#include "geo/lonlat.hpp"

/// Consortia for calls, joint purchases and investments: who could do this together, best first, and why.
///
/// Pure: what an opportunity requires and who could take part go in, the best consortia with their reasons
/// come out. The one thing that reaches outside is `cbc/`, the integer program solver in a process of its
/// own, behind `MipSolver`.
namespace grono::consortia {

/// Size of an enterprise after Recommendation 2003/361/EC and (EU) 2025/1099; micro to medium are the SMEs.
enum class Size : std::uint8_t { micro, small, medium, small_mid_cap, large };
[[nodiscard]] constexpr bool is_sme(Size size) noexcept {
  return size <= Size::medium;
}

/// What a candidate can do.
struct Competence {
  std::string name;
  std::optional<int> trl;                 ///< 1..9
  std::vector<std::string> certificates;  ///< held for this competence
  double quality = 1;                     ///< how good it is at it, 0..1
};

struct Candidate {
  std::string id;    ///< unique, not empty
  std::string name;  ///< for people, UTF-8, may be empty
  std::string kind;  ///< "university", "enterprise", ...: compared as it stands
  std::optional<Size> size;
  std::string country;  ///< ISO 3166-1 alpha-2, may be empty: then it is from no country at all
  std::optional<geo::LonLat> position;
  std::string group;  ///< of one owner: holders of one group are not independent; empty = of its own
  std::vector<Competence> competences;
  Money least, most;  ///< the budget it needs at least and can take at most, least <= most
};

/// Two candidates that have worked together. The pair is unordered and stands once.
struct Cooperation {
  std::string one, other;
  double strength = 1;  ///< how well proven, 0..1
};

/// A competence that partners have to bring.
struct CompetenceRequirement {
  std::string competence;
  std::optional<int> min_trl;              ///< 1..9
  std::optional<std::string> certificate;  ///< with min_trl: both are asked for
  int holders = 1;                         ///< partners that hold it, independent of one another, >= 1
  double weight = 1;                       ///< in the quality of coverage, > 0
};

/// How many partners of some kind or size there are to be. A partner counts when its kind is one of `kinds`
/// (none named = any) and its size one of `sizes` (none named = any).
struct KindRule {
  std::vector<std::string> kinds;
  std::vector<Size> sizes;
  std::optional<int> at_least, at_most;  ///< at least one of the two; at_most 0 = forbidden
};

struct Bounds {
  std::optional<Money> least, most;
};

struct Circle {
  geo::LonLat centre;
  double radius_m = 0;
};

/// How much each term of the objective counts; any scale, only their ratios matter.
struct Weights {
  double coverage = 0.4, cooperation = 0.2, complementarity = 0.15, closeness = 0.1, cost = 0.15;
};

/// What a call, a joint purchase or an investment requires, and what makes one consortium better than
/// another.
struct Opportunity {
  int min_partners = 2, max_partners = 8;
  std::vector<CompetenceRequirement> competences;
  Bounds partner_budget, total_budget;
  std::vector<KindRule> kinds;
  std::optional<Share> sme_share;                          ///< of the total budget that SMEs have at least
  std::optional<int> countries;                            ///< partners are from at least so many
  std::optional<Circle> within;                            ///< every partner lies in it
  std::optional<double> within_each_other_m;               ///< any two partners lie so near one another
  std::vector<std::string> fixed, excluded;                ///< ids of candidates
  std::vector<std::pair<std::string, std::string>> apart;  ///< ids that must not sit together
  std::optional<geo::LonLat> near;  ///< closeness is measured from here; else from `within`'s centre
  Weights weights;
};

/// @throws InvalidInput  what can't be meant, or contradicts itself whoever takes part: `where` is the JSON
/// pointer of
///                       docs/consortia.md, as "/opportunity/competences/3/holders"
void require_valid(const Opportunity& opportunity, const std::vector<Candidate>& candidates,
                   const std::vector<Cooperation>& cooperations);

}  // namespace grono::consortia
