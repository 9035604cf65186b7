#include "matching/partners/partner_search.hpp"

#include <algorithm>
#include <numeric>

namespace grono::matching::partners {

std::vector<FoundPartner> find_partners(const Moment& moment, const PartnerQuestion& question,
                                        const Weights& weights, std::size_t most) {
  const auto candidates = moment.candidates();
  const auto traits = moment.traits(question);
  std::vector<FoundPartner> made;
  made.reserve(candidates.size());
  for (std::size_t i = 0; i < candidates.size(); ++i)
    if (candidates[i] != question.given)
      made.push_back({candidates[i],
                      std::inner_product(weights.begin(), weights.end(), traits[i].begin(), 0.0), traits[i]});
  constexpr auto kActivity = static_cast<std::size_t>(Trait::activity);
  const auto is_better = [](const FoundPartner& a, const FoundPartner& b) {
    if (a.score != b.score) return a.score > b.score;
    if (a.traits[kActivity] != b.traits[kActivity]) return a.traits[kActivity] > b.traits[kActivity];
    return a.organisation < b.organisation;
  };
  const auto shown = std::min(most, made.size());
  std::partial_sort(made.begin(), made.begin() + static_cast<std::ptrdiff_t>(shown), made.end(), is_better);
  made.resize(shown);
  return made;
}

}  // namespace grono::matching::partners
