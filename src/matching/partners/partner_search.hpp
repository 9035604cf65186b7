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
  std::size_t projects = 150;      ///< of which questions are made at most, evenly over the time
  std::size_t questions = 600;     ///< at most, about
  std::size_t candidates = 1'000;  ///< compared with each who took part, at most, evenly over all
  double validation = 0.25;        ///< share of the projects, the last ones, on which the strength is chosen
};

struct Fitted {
  Weights weights{};
  std::size_t questions = 0;  ///< learned from; 0 = the weights are what is believed before
  double strength = 0;        ///< of the belief before, chosen
};

/// Learns what mattered before a day, from nothing later. Each project before it is asked about as if it were
/// to come: given one of its participants and its words, who of those known before it took part?
///
/// Conditional logit: a participant is picked from the candidates with probability e^(w·x) / sum e^(w·x);
/// each project counts alike. Weights are 0 or more, but for `abroad`, and held near a belief (all traits but
/// `abroad` count alike, in units of their spread) by a squared penalty. Its strength is chosen on the last
/// share of the projects, learned from those before them: the greatest that is not worse than the best by a
/// standard error. Then it is learned from all.
///
/// @return  the same for the same input
/// @note    O(distinct days · Moment + questions · (traits + candidates · kTraits²) · some 10 steps)
/// @source  McFadden (1974), Conditional logit analysis of qualitative choice behavior; (1978) for sampled
/// candidates.
///          the standard error: Breiman
///          et al. (1984), Classification and Regression Trees, 3.4.3. Newton's method within bounds
[[nodiscard]] Fitted fit(const ProjectHistory& history, const TopicIndex& index, Date before,
                         const FittingOptions& options = {});

/// The weights that are believed where nothing could be learned, for traits of a spread of 1.
[[nodiscard]] Weights belief();

}  // namespace grono::matching::partners
