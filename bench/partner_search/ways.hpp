#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <vector>

#include "matching/partners/partner_search.hpp"

namespace grono::bench {

/// The greater the better, the first first.
using RankKey = std::array<double, 3>;

/// What a way may go by.
struct Seen {
  const matching::partners::Traits& traits;
  const matching::partners::Weights& weights;
  double plain_text = 0;  ///< the sum of BM25 over its projects, as it stands
};

/// A way of ranking candidates. Those without a key are not named; of equal ones the lower number comes
/// first.
struct Way {
  std::string_view name;
  std::optional<RankKey> (*key)(const Seen&);
};

/// The engine first, then plain ways.
[[nodiscard]] const std::vector<Way>& ways();

/// What a way says to one question.
struct Ranking {
  std::vector<std::size_t> places;                    ///< of the true partners that it names, from 1
  std::vector<matching::partners::Organisation> ten;  ///< the first ten, in any order
};

/// @param candidates, seen    of the moment's candidates
/// @param partners            sorted; the given one among them does not count
/// @note  O(candidates · partners)
[[nodiscard]] Ranking ranked(const Way& way, std::span<const matching::partners::Organisation> candidates,
                             const std::vector<Seen>& seen, matching::partners::Organisation given,
                             const std::vector<matching::partners::Organisation>& partners);

}  // namespace grono::bench
