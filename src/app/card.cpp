#include "app/card.hpp"

#include <algorithm>

#include "app/excerpt.hpp"

namespace grono::app {
namespace {

constexpr std::size_t kSummaryBytes = 240;

int count_public(const std::vector<cluster::Capability>& items) {
  return static_cast<int>(std::count_if(items.begin(), items.end(), [](const cluster::Capability& item) {
    return item.visibility == cluster::Visibility::everyone;
  }));
}

// The main code; of several lists the newest by its name ("pkd_2025" after "pkd_2007").
std::optional<cluster::ActivityCode> leading_activity(const std::vector<cluster::ActivityCode>& codes) {
  const auto leading = std::max_element(
      codes.begin(), codes.end(), [](const cluster::ActivityCode& a, const cluster::ActivityCode& b) {
        return std::tie(a.is_main, a.scheme, b.code) < std::tie(b.is_main, b.scheme, a.code);
      });
  return leading == codes.end() ? std::nullopt : std::optional(*leading);
}

void set_places(Card& card, const cluster::Organisation& organisation) {
  const cluster::Place* main = cluster::main_place(organisation);
  if (!main) return;
  card.locality = main->locality;
  card.country = main->country;
  card.position = main->position;
  if (main->position) card.positions.push_back(*main->position);
  for (const cluster::Place& place : organisation.places)
    if (&place != main && place.position) card.positions.push_back(*place.position);
}

}  // namespace

Card card_of(const cluster::Organisation& organisation) {
  Card card;
  card.id = organisation.id;
  card.name = organisation.legal_name;
  card.short_name = organisation.short_name;
  card.kind = organisation.kind;
  card.size = cluster::size_class(organisation);
  set_places(card, organisation);
  card.activity = leading_activity(organisation.activities);
  for (const auto& [language, text] : organisation.description)
    card.summary.emplace(language, first_sentences(text, kSummaryBytes));
  card.tags = organisation.tags;
  card.employees = organisation.employees;
  card.public_offers = count_public(organisation.offers);
  card.public_needs = count_public(organisation.needs);
  card.is_invented = organisation.is_invented;
  card.updated_at = organisation.updated_at;
  return card;
}

}  // namespace grono::app
