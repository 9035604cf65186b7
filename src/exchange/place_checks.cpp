#include "exchange/place_checks.hpp"

namespace grono::exchange {

namespace {

constexpr double kNear_m = 100'000, kFar_m = 200'000;

// Whether the two numbers fit the other way round, and only so.
bool is_swapped(const cluster::Place& place, const RowReading& reading) {
  const geo::LonLat given = *place.position, turned{given.lat, given.lon};
  if (!geo::is_on_earth(turned)) return false;
  if (!geo::is_on_earth(given)) return true;
  const auto as_given = reading.words.is_in_country(given, place.country);
  const auto as_turned = reading.words.is_in_country(turned, place.country);
  if (as_given && *as_given != *as_turned) return *as_turned;
  if (place.locality.empty()) return false;
  const auto town = reading.gazetteer.find(place.locality, place.country);
  return town && geo::quick_distance_m(given, town->position) > kFar_m &&
         geo::quick_distance_m(turned, town->position) < kNear_m;
}

}  // namespace

std::optional<RowProblem> check_position(cluster::Place& place, const RowReading& reading) {
  if (*place.position == geo::LonLat{0, 0}) {
    place.position.reset();
    return RowProblem{"latitude", "0, 0 lies in the sea and was left out", "give the place's own coordinates",
                      false};
  }
  if (is_swapped(place, reading)) {
    std::swap(place.position->lon, place.position->lat);
    return RowProblem{"latitude", "latitude and longitude were swapped and have been put right",
                      "head the columns the other way round", false};
  }
  if (geo::is_on_earth(*place.position) &&
      reading.words.is_in_country(*place.position, place.country) == false)
    return RowProblem{"latitude", "the position lies outside " + place.country,
                      "check coordinates and country", false};
  return std::nullopt;
}

bool locate(cluster::Place& place, std::string_view region, const geo::Gazetteer& gazetteer) {
  if (place.locality.empty()) return false;
  const std::string_view hint = !place.lau.empty()    ? std::string_view(place.lau)
                                : !place.nuts.empty() ? std::string_view(place.nuts)
                                : !region.empty()     ? region
                                                      : std::string_view(place.postal_code);
  const auto town = gazetteer.find(place.locality, place.country, hint);
  if (!town) return false;
  place.position = town->position;
  place.position_source = cluster::CoordinateSource::gazetteer;
  if (place.lau.empty()) place.lau = town->lau;
  if (place.nuts.empty()) place.nuts = town->nuts;
  return true;
}

}  // namespace grono::exchange
