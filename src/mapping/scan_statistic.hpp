#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace grono::mapping {

/// What an excess is counted in.
enum class Measure : std::uint8_t {
  establishments,  ///< Bernoulli
  employment,      ///< Poisson; the weights are persons
};

/// What stands inside an area and what stands everywhere, in one unit: establishments, or persons.
struct AreaCounts {
  double cases = 0;      ///< of the field, inside
  double all = 0;        ///< of every field, inside; >= cases
  double cases_all = 0;  ///< of the field, everywhere
  double all_all = 0;    ///< of every field, everywhere; >= cases_all

  /// Whether the field's share inside is above its share outside.
  [[nodiscard]] bool is_excess() const noexcept { return cases * all_all > cases_all * all; }
};

/// Logarithm of the likelihood ratio of "the field's share inside differs from that outside" against "one
/// share everywhere", establishments being of the field or not (Bernoulli).
///
/// With c of m inside and C of N everywhere:
/// c ln(c/m) + (m-c) ln((m-c)/m) + (C-c) ln((C-c)/(N-m)) + (N-m-C+c) ln((N-m-C+c)/(N-m))
/// - C ln(C/N) - (N-C) ln((N-C)/N), with 0 ln 0 = 0.
///
/// @return  nats, >= 0; 0 where there is no excess inside
/// @source  Kulldorff (1997), Communications in Statistics 26(6), section 3, eq. for the Bernoulli model
[[nodiscard]] double bernoulli_excess(const AreaCounts& counts);

/// The same for events among a population, as the field's employees among all employees (Poisson).
///
/// With E = C m / N expected inside: c ln(c/E) + (C-c) ln((C-c)/(C-E)).
///
/// @return  nats, >= 0; 0 where there is no excess inside
/// @source  Kulldorff (1997), section 3, Poisson model
[[nodiscard]] double poisson_excess(const AreaCounts& counts);

/// The one that belongs to the measure; 0 of an area that holds more than `max_share` of all.
[[nodiscard]] double excess_of(const AreaCounts& counts, Measure measure, double max_share);

/// @throws InvalidInput  weights of another length than the sites, one that is not finite or below 0 (names
/// its row,
///                       1 = first), or none where the measure needs them; a `max_share` that is no share
void require_countable(std::span<const double> weights, std::size_t sites, Measure measure, double max_share);

/// How many times more of the field there is inside than everywhere, with its interval.
struct LocationQuotient {
  double value = 0;          ///< no unit, 1 = as everywhere; NaN where inside or the field is empty
  double low = 0, high = 0;  ///< NaN where there is no value
};

/// Sums of squared weights, for the interval: a large plant is one fact, however many it employs.
struct SquaredWeights {
  double cases_inside = 0, others_inside = 0, cases_outside = 0, others_outside = 0;
};

/// LQ = (c/m) / (C/N), and its interval on the logarithmic scale by the delta method, shares being ratio
/// estimates over independent establishments: var(p) = [(1-p)^2 sum of w^2 over cases + p^2 sum of w^2 over
/// others] / (sum w)^2, inside and outside; the group is a part of the whole that it is compared with, and
/// the covariance is counted.
///
/// @param squares  with establishments counted once, the counts themselves
/// @param level    0..1, of the interval, as 0.95
/// @note    the interval takes the area as given: it does not know that the area was searched for
/// @source  location quotient: Florence (1939); ratio estimates: Cochran (1977), section 6.3
[[nodiscard]] LocationQuotient location_quotient(const AreaCounts& counts, const SquaredWeights& squares,
                                                 double level = 0.95);

}  // namespace grono::mapping
