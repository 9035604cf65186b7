#pragma once

#include "matching/partners/traits.hpp"

namespace grono::matching::partners {

/// How much each trait counts.
using Weights = std::array<double, kTraits>;

struct FoundPartner {
  Organisation organisation = 0;
  double score = 0;  ///< compares within one answer only
  Traits traits{};   ///< why
};

/// The best candidates for a question: the greatest sum of weight · trait first, of equal ones those with
/// more projects, then with the lower number. The given partner is none of them.
/// @note  O(Moment::traits + candidates · log most)
[[nodiscard]] std::vector<FoundPartner> find_partners(const Moment& moment, const PartnerQuestion& question,
                                                      const Weights& weights, std::size_t most);

struct FittingOptions {
  std::size_t moments = 8;        ///< days of the past on which questions are asked, >= 1
  std::size_t projects = 600;     ///< asked about at most, over all moments
  std::size_t questions = 1'800;  ///< at most, about
  std::size_t candidates = 600;   ///< compared with those who took part, at most
  double validation = 0.25;       ///< share of the moments, the last ones, on which the strength is chosen
};

struct Fitted {
  Weights weights{};
  std::size_t questions = 0;  ///< learned from; 0 = the weights are what is believed before
  double strength = 0;        ///< of the belief before, chosen
};

/// Learns what mattered before a day, from nothing later: see `lessons_before` for what is asked.
///
/// Conditional logit: a participant is picked from the candidates with probability e^(w·x) / sum e^(w·x);
/// each project counts alike. Weights are 0 or more, but for `abroad`, and held near a belief by a squared
/// penalty on the weights themselves: what seldom differs between candidates, as having worked together, is
/// held as firmly as what always does. The strength of the belief is chosen on the last moments, learned from
/// those before them: the greatest that is not worse than the best by a standard error. Then it is learned
/// from all.
///
/// @return  the same for the same input, with any number of threads
/// @note    O(lessons_before + questions · candidates · kTraits² · some 40 steps)
/// @source  McFadden (1974), Conditional logit analysis of qualitative choice behavior; (1978) for sampled
///          candidates. The standard error: Breiman et al. (1984), Classification and Regression
///          Trees, 3.4.3. Newton's method within bounds
[[nodiscard]] Fitted fit(const ProjectHistory& history, const TopicIndex& index, Date before,
                         const FittingOptions& options = {});

/// The weights that are believed where nothing could be learned.
[[nodiscard]] Weights belief();

}  // namespace grono::matching::partners
