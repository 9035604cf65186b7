#pragma once

#include <random>
#include <string>

#include "cluster/names.hpp"
#include "cluster/organisation.hpp"

/// Organisations to test with.
namespace grono::cluster::test {

/// The n-th id: sorts by n.
template <class IdType>
IdType numbered(std::uint32_t n) {
  IdType id;
  id.uuid.bytes[0] = 1;
  for (int i = 0; i < 4; ++i)
    id.uuid.bytes[15U - static_cast<unsigned>(i)] = static_cast<std::uint8_t>(n >> (8 * i));
  return id;
}

inline Capability capability(std::uint32_t n, Visibility visibility, std::string title = "Druk 3D z tytanu") {
  Capability made;
  made.id = numbered<CapabilityId>(n);
  made.kind = CapabilityKind::laboratory;
  made.title = {{"pl", std::move(title)}};
  made.visibility = visibility;
  return made;
}

/// Valid, with every field filled and each visibility once among its offers.
inline Organisation full_organisation() {
  Organisation made;
  made.id = numbered<OrganisationId>(1);
  made.legal_name = "Zakłady Wyrobów Medycznych „Źródło” Sp. z o.o.";
  made.short_name = "ZWM Źródło";
  made.kind = OrganisationKind::enterprise;
  made.registers = {"5261040828", "000331501", "0000123456", "PL5261040828"};
  made.website = "https://www.example.com";
  made.founded = 1998;
  made.employees = 42;
  made.turnover = TurnoverClass::up_to_10m;
  made.description = {{"pl", "Implanty ortopedyczne 🦴"}, {"en", "Orthopaedic implants"}};
  made.tags = {"implanty", "tytan"};
  made.places = {{numbered<PlaceId>(1), true, "ul. Łabędzia 5/7", "44-100", "Gliwice", "PL", "2466011",
                  "PL229", geo::LonLat{18.6766, 50.2945}, CoordinateSource::gazetteer},
                 {numbered<PlaceId>(2), false, "", "", "Zabrze", "PL", "", "", std::nullopt, std::nullopt}};
  made.activities = {
      {"pkd_2007", "32.50.Z", true}, {"pkd_2025", "32.50.Z", true}, {"pkd_2025", "72.10.Z", false}};
  std::uint32_t n = 10;
  for (const auto& [name, visibility] : named_values<Visibility>())
    made.offers.push_back(capability(n++, visibility, "Oferta: " + std::string(name)));
  for (Capability& offer : made.offers)
    if (offer.visibility == Visibility::named) offer.named = {numbered<OrganisationId>(98)};
  made.offers[0].description = {{"pl", "Komora czystości ISO 7"}};
  made.offers[0].trl_from = 4;
  made.offers[0].trl_to = 9;
  made.offers[0].tags = {"sterylizacja"};
  made.needs = {capability(30, Visibility::members, "Badania kliniczne")};
  made.version = 3;
  made.created_at = Timestamp(std::chrono::seconds(1'700'000'000));
  made.updated_at = Timestamp(std::chrono::seconds(1'700'000'500));
  return made;
}

/// Any organisation that the types allow, valid or not; the same for the same seed.
inline Organisation random_organisation(std::uint32_t seed) {
  std::mt19937 random(seed);
  const auto below = [&](std::uint32_t n) { return static_cast<std::uint32_t>(random() % n); };
  const auto text = [&] {
    static const std::array<std::string, 8> kTexts = {"",     "a",     "Łódź",           "\"cytat\"",
                                                      "🦴", "a/b~c", "wiersz\nwiersz", "שלום"};
    return kTexts[below(kTexts.size())];
  };
  const auto some_text = [&] { return "x" + text(); };
  const auto any = [&](auto named) { return named[below(static_cast<std::uint32_t>(named.size()))].second; };
  Organisation made = full_organisation();
  made.id = numbered<OrganisationId>(below(1U << 31));
  made.legal_name = text();
  made.short_name = text();
  made.kind = any(named_values<OrganisationKind>());
  if (below(2)) made.registers = {};
  if (below(2)) made.website.reset();
  if (below(2)) made.founded.reset();
  if (below(2)) made.employees = static_cast<int>(below(2000));
  if (below(2)) made.turnover = any(named_values<TurnoverClass>());
  if (below(2)) made.description = {{"de", some_text()}};
  made.tags.assign(below(4), some_text());
  made.places.resize(below(3));
  for (Place& place : made.places) {
    place.is_seat = below(2);
    place.street = text();
    if (below(2)) place.position = geo::LonLat{below(1000) / 7.0, below(600) / 7.0};
    place.position_source =
        place.position ? std::optional(any(named_values<CoordinateSource>())) : std::nullopt;
  }
  made.offers.resize(below(6));
  for (Capability& item : made.offers) {
    item.kind = any(named_values<CapabilityKind>());
    item.visibility = any(named_values<Visibility>());
    item.title = {{"pl", some_text()}, {"en", some_text()}};
    item.trl_from = below(2) ? std::optional(static_cast<int>(below(10))) : std::nullopt;
  }
  made.is_invented = below(2);
  if (below(4) == 0) made.merged_into = numbered<OrganisationId>(99);
  return made;
}

}  // namespace grono::cluster::test
