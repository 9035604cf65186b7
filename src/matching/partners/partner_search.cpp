#include "matching/partners/partner_search.hpp"

#include <algorithm>
#include <numeric>

namespace grono::matching::partners {

std::vector<FoundPartner> find_partners(const Moment& moment, const PartnerQuestion& question,
                                        const Weights& weights, std::size_t most) {
  const auto candidates = moment.candidates();
  const auto traits = moment.traits(question);
  std::vector<std::pair<double, std::size_t>> ranked;  // by score, the candidate's place
  ranked.reserve(candidates.size());
  for (std::size_t i = 0; i < candidates.size(); ++i)
    if (candidates[i] != question.given)
      ranked.emplace_back(std::inner_product(weights.begin(), weights.end(), traits[i].begin(), 0.0), i);
  constexpr auto kActivity = static_cast<std::size_t>(Trait::activity);
  const auto is_better = [&](const auto& a, const auto& b) {
    if (a.first != b.first) return a.first > b.first;
    const double a_projects = traits[a.second][kActivity], b_projects = traits[b.second][kActivity];
    return a_projects != b_projects ? a_projects > b_projects : a.second < b.second;
  };
  const auto shown = std::min(most, ranked.size());
  std::partial_sort(ranked.begin(), ranked.begin() + static_cast<std::ptrdiff_t>(shown), ranked.end(),
                    is_better);
  std::vector<FoundPartner> made;
  made.reserve(shown);
  for (const auto& [score, i] : std::span(ranked).first(shown))
    made.push_back({candidates[i], score, traits[i]});
  return made;
}

}  // namespace grono::matching::partners
