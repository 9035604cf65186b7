#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/error.hpp"
#include "mapping/k_density.hpp"

namespace grono::mapping {
namespace {

double quantile(std::span<const double> sorted, double share) {
  const double at = share * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(at);
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  return sorted[below] + (at - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

Band span_of(std::span<const double> curves, std::size_t places, const std::vector<std::size_t>& kept) {
  Band made;
  for (std::size_t place = 0; place < places; ++place) {
    const auto value = [&](std::size_t curve) { return curves[curve * places + place]; };
    const auto [low, high] = std::minmax_element(
        kept.begin(), kept.end(), [&](std::size_t a, std::size_t b) { return value(a) < value(b); });
    made.low.push_back(value(*low));
    made.high.push_back(value(*high));
  }
  return made;
}

bool touches(std::span<const double> curves, std::size_t places, std::size_t curve, const Band& band) {
  for (std::size_t place = 0; place < places; ++place) {
    const double value = curves[curve * places + place];
    // Where all curves are the same, none is extreme.
    if (band.low[place] < band.high[place] && (value <= band.low[place] || value >= band.high[place]))
      return true;
  }
  return false;
}

}  // namespace

Band local_envelope(std::span<const double> curves, std::size_t places, double level) {
  const std::size_t count = curves.size() / places;
  Band made;
  std::vector<double> values(count);
  for (std::size_t place = 0; place < places; ++place) {
    for (std::size_t curve = 0; curve < count; ++curve) values[curve] = curves[curve * places + place];
    std::sort(values.begin(), values.end());
    made.low.push_back(quantile(values, (1 - level) / 2));
    made.high.push_back(quantile(values, 1 - (1 - level) / 2));
  }
  return made;
}

Band global_envelope(std::span<const double> curves, std::size_t places, double level) {
  const std::size_t count = curves.size() / places;
  GRONO_INVARIANT(count > 0 && places > 0);
  const double target = level * static_cast<double>(count);
  std::vector<std::size_t> kept(count);
  std::iota(kept.begin(), kept.end(), std::size_t{0});
  Band band = span_of(curves, places, kept), before = band;
  std::size_t kept_before = count;
  while (static_cast<double>(kept.size()) > target) {
    std::vector<std::size_t> rest;
    for (const std::size_t curve : kept)
      if (!touches(curves, places, curve, band)) rest.push_back(curve);
    if (rest.empty() || rest.size() == kept.size()) return band;  // nothing inside is left to span a band
    before = std::move(band);
    kept_before = kept.size();
    kept = std::move(rest);
    band = span_of(curves, places, kept);
  }
  if (kept_before == kept.size()) return band;
  // Between the last two rounds, as far as the exact share lies between them.
  const double share =
      (target - static_cast<double>(kept.size())) / static_cast<double>(kept_before - kept.size());
  for (std::size_t place = 0; place < places; ++place) {
    band.low[place] += share * (before.low[place] - band.low[place]);
    band.high[place] += share * (before.high[place] - band.high[place]);
  }
  return band;
}

Localisation localisation(const KDensity& curve) {
  Localisation made;
  for (std::size_t i = 0; i < curve.global_high.size(); ++i) {
    made.localisation += std::max(curve.value[i] - curve.global_high[i], 0.0);
    made.dispersion += std::max(curve.global_low[i] - curve.value[i], 0.0);
  }
  if (made.localisation > 0) made.dispersion = 0;
  return made;
}

}  // namespace grono::mapping
