#include "app/locate.hpp"

namespace grono::app {

bool locate(cluster::Place& place, const geo::Gazetteer& gazetteer) {
  if (place.position || place.locality.empty()) return false;
  const std::string& hint = !place.lau.empty()    ? place.lau
                            : !place.nuts.empty() ? place.nuts
                                                  : place.postal_code;
  const auto found = gazetteer.find(place.locality, place.country, hint);
  if (!found) return false;
  place.position = found->position;
  place.position_source = cluster::CoordinateSource::gazetteer;
  if (place.nuts.empty()) place.nuts = found->nuts;
  if (place.lau.empty()) place.lau = found->lau;
  return true;
}

int locate_places(cluster::Organisation& organisation, const geo::Gazetteer& gazetteer) {
  int located = 0;
  for (cluster::Place& place : organisation.places) located += locate(place, gazetteer) ? 1 : 0;
  return located;
}

}  // namespace grono::app
