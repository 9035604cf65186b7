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
       [](const Seen& s) -> Key {
         return RankKey{std::inner_product(s.weights.begin(), s.weights.end(), s.traits.begin(), 0.0),
                        of(s.traits, Trait::activity), 0};
       }},
      {"most active",
       [](const Seen& s) -> Key {
         return RankKey{of(s.traits, Trait::activity), of(s.traits, Trait::recency), 0};
       }},
      {"past partners",
       [](const Seen& s) -> Key {
         if (of(s.traits, Trait::worked_before) == 0) return {};
         return RankKey{of(s.traits, Trait::worked_together), of(s.traits, Trait::activity), 0};
       }},
      {"past partners, then most active",
       [](const Seen& s) -> Key {
         return RankKey{of(s.traits, Trait::worked_together), of(s.traits, Trait::activity),
                        of(s.traits, Trait::recency)};
       }},
      {"text, nearest project",
       [](const Seen& s) -> Key {
         if (of(s.traits, Trait::topic_best) == 0) return {};
         return RankKey{of(s.traits, Trait::topic_best), of(s.traits, Trait::topic_all),
                        of(s.traits, Trait::activity)};
       }},
      {"text, all its projects",
       [](const Seen& s) -> Key {
         if (of(s.traits, Trait::topic_all) == 0) return {};
         return RankKey{of(s.traits, Trait::topic_all), of(s.traits, Trait::topic_best),
                        of(s.traits, Trait::activity)};
       }},
      {"text, plain BM25",
       [](const Seen& s) -> Key {
         if (s.plain_text == 0) return {};
         return RankKey{s.plain_text, of(s.traits, Trait::activity), 0};
       }},
  };
  return kWays;
}

Ranking ranked(const Way& way, std::span<const Organisation> candidates, const std::vector<Seen>& seen,
               Organisation given, const std::vector<Organisation>& partners) {
  constexpr std::size_t kTen = 10;
  std::vector<Named> named, sought;
  named.reserve(candidates.size());
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    if (candidates[i] == given) continue;
    if (const auto key = way.key(seen[i])) named.push_back({*key, candidates[i]});
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
