#include "ways.hpp"

#include <algorithm>
#include <numeric>

namespace grono::bench {
namespace {

using namespace matching::partners;

double of(const Traits& traits, Trait which) {
  return traits[static_cast<std::size_t>(which)];
}

struct Named {
  RankKey key;
  Organisation organisation;
};

bool is_before(const Named& a, const Named& b) {
  return a.key != b.key ? a.key > b.key : a.organisation < b.organisation;
}

}  // namespace

const std::vector<Way>& ways() {
  using Key = std::optional<RankKey>;
  static const std::vector<Way> kWays = {
      {"engine",
       [](const Traits& t, const Weights& w) -> Key {
         return RankKey{std::inner_product(w.begin(), w.end(), t.begin(), 0.0), of(t, Trait::activity), 0};
       }},
      {"most active",
       [](const Traits& t, const Weights&) -> Key {
         return RankKey{of(t, Trait::activity), of(t, Trait::recency), 0};
       }},
      {"past partners",
       [](const Traits& t, const Weights&) -> Key {
         if (of(t, Trait::worked_before) == 0) return {};
         return RankKey{of(t, Trait::worked_together), of(t, Trait::activity), 0};
       }},
      {"past partners, then most active",
       [](const Traits& t, const Weights&) -> Key {
         return RankKey{of(t, Trait::worked_together), of(t, Trait::activity), of(t, Trait::recency)};
       }},
      {"text, nearest project",
       [](const Traits& t, const Weights&) -> Key {
         if (of(t, Trait::topic_best) == 0) return {};
         return RankKey{of(t, Trait::topic_best), of(t, Trait::topic_all), of(t, Trait::activity)};
       }},
      {"text, all its projects",
       [](const Traits& t, const Weights&) -> Key {
         if (of(t, Trait::topic_all) == 0) return {};
         return RankKey{of(t, Trait::topic_all), of(t, Trait::topic_best), of(t, Trait::activity)};
       }},
  };
  return kWays;
}

Ranking ranked(const Way& way, std::span<const Organisation> candidates, const std::vector<Traits>& traits,
               const Weights& weights, Organisation given, const std::vector<Organisation>& partners) {
  constexpr std::size_t kTen = 10;
  std::vector<Named> named, sought;
  named.reserve(candidates.size());
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    if (candidates[i] == given) continue;
    if (const auto key = way.key(traits[i], weights)) named.push_back({*key, candidates[i]});
  }
  Ranking made;
  for (const Named& each : named)
    if (std::binary_search(partners.begin(), partners.end(), each.organisation)) sought.push_back(each);
  for (const Named& each : sought)
    made.places.push_back(
        1 + static_cast<std::size_t>(std::count_if(
                named.begin(), named.end(), [&](const Named& other) { return is_before(other, each); })));
  const std::size_t ten = std::min(kTen, named.size());
  std::nth_element(named.begin(), named.begin() + static_cast<std::ptrdiff_t>(ten), named.end(), is_before);
  for (std::size_t i = 0; i < ten; ++i) made.ten.push_back(named[i].organisation);
  return made;
}

}  // namespace grono::bench
