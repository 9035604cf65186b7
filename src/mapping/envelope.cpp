#include "mapping/envelope.hpp"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <limits>
#include <numeric>

#include <tbb/parallel_for.h>

#include "base/error.hpp"
#include "mapping/quantile.hpp"

namespace grono::mapping {
namespace {

Band span_of(std::span<const double> curves, std::size_t places, const std::vector<std::size_t>& kept) {
  constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
  Band made{std::vector<double>(places, kNone), std::vector<double>(places, kNone)};
  for (const std::size_t curve : kept)
    for (std::size_t place = 0; place < places; ++place) {
      const double value = curves[curve * places + place];
      if (!(value >= made.low[place])) made.low[place] = std::isnan(value) ? made.low[place] : value;
      if (!(value <= made.high[place])) made.high[place] = std::isnan(value) ? made.high[place] : value;
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
  std::vector<double> values;
  for (std::size_t place = 0; place < places; ++place) {
    values.clear();
    for (std::size_t curve = 0; curve < count; ++curve)
      if (const double value = curves[curve * places + place]; !std::isnan(value)) values.push_back(value);
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

Localisation localisation(std::span<const double> curve, const Band& global) {
  GRONO_INVARIANT(global.high.empty() || global.high.size() == curve.size());
  Localisation made;
  for (std::size_t i = 0; i < global.high.size(); ++i) {
    if (curve[i] > global.high[i]) made.localisation += curve[i] - global.high[i];
    if (curve[i] < global.low[i]) made.dispersion += global.low[i] - curve[i];
  }
  if (made.localisation > 0) made.dispersion = 0;
  return made;
}

Bands bands_of_draws(const BandOptions& options, std::size_t places,
                     const std::function<void(std::uint32_t, std::span<double>)>& curve_of) {
  if (!(options.level > 0 && options.level < 1))
    throw InvalidInput("level", "it is not between 0 and 1", "give a share, as 0.95");
  if (options.draws == 0) return {};
  std::vector<double> curves(options.draws * places);
  std::atomic<std::uint32_t> done = 0;
  std::atomic<bool> goes_on = true;
  tbb::parallel_for(std::uint32_t{0}, options.draws, [&](std::uint32_t draw) {
    if (!goes_on) return;
    curve_of(draw, std::span(curves).subspan(draw * places, places));
    if (options.progress && !options.progress(static_cast<double>(++done) / options.draws)) goes_on = false;
  });
  if (!goes_on) return {{}, {}, true};
  return {local_envelope(curves, places, options.level), global_envelope(curves, places, options.level),
          false};
}

}  // namespace grono::mapping
