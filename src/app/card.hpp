#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cluster/organisation.hpp"

namespace grono::app {

/// What the lists, the map and every mention of an organisation show: public, small enough to keep of each in
/// memory.
struct Card {
  cluster::OrganisationId id;
  std::string name, short_name;
  cluster::OrganisationKind kind = cluster::OrganisationKind::enterprise;
  std::optional<cluster::SizeClass> size;
  std::string locality, country;                  ///< of the main place; empty where there is none
  std::optional<geo::LonLat> position;            ///< of the main place
  std::vector<geo::LonLat> positions;             ///< of every place that has one, the main one first
  std::optional<cluster::ActivityCode> activity;  ///< the main one of the newest list, else the first
  cluster::LocalisedText summary;                 ///< first sentences of the description
  std::vector<std::string> tags;
  std::optional<int> employees;
  int public_offers = 0, public_needs = 0;
  bool is_invented = false;
  Timestamp updated_at{};
};

[[nodiscard]] Card card_of(const cluster::Organisation& organisation);

}  // namespace grono::app
