#include "app/profile.hpp"

#include <algorithm>

#include "app/labels.hpp"
#include "app/name_order.hpp"

namespace grono::app {
namespace {

std::vector<matching::Text> texts_of(const cluster::LocalisedText& texts) {
  std::vector<matching::Text> made;
  for (const auto& [language, text] : texts) made.push_back({language, text});
  return made;
}

// Names, and the numbers under which people look an organisation up.
std::vector<matching::Text> names_of(const cluster::Organisation& organisation) {
  const std::string language;  // names have none: the engine looks at them in all of its own
  std::vector<matching::Text> made = {{language, organisation.legal_name}};
  if (!organisation.short_name.empty()) made.push_back({language, organisation.short_name});
  const cluster::Registers& registers = organisation.registers;
  for (const auto* number : {&registers.nip, &registers.regon, &registers.krs})
    if (*number) made.push_back({language, **number});
  return made;
}

enum class Side { offer, need };

matching::Item item_of(const cluster::Capability& item, Side side,
                       std::vector<matching::Audience> audiences) {
  matching::Item made;
  made.id = item.id.uuid;
  made.title = texts_of(item.title);
  made.description = texts_of(item.description);
  made.tags = item.tags;
  made.trl_from = item.trl_from;
  made.trl_to = item.trl_to;
  made.audiences = std::move(audiences);
  if (side == Side::offer) {  // only what is offered is a competence
    made.labels.push_back(labels::of(item.kind));
    for (const std::string& tag : item.tags) made.labels.push_back(labels::of_tag(tag));
  }
  return made;
}

}  // namespace

std::vector<matching::Audience> AudienceNumbers::numbers_for(std::span<const cluster::Audience> groups) {
  std::vector<matching::Audience> made;
  for (const cluster::Audience& group : groups)
    made.push_back(
        numbers_.try_emplace(group, static_cast<matching::Audience>(numbers_.size())).first->second);
  std::sort(made.begin(), made.end());
  return made;
}

std::vector<matching::Audience> AudienceNumbers::known(std::span<const cluster::Audience> groups) const {
  std::vector<matching::Audience> made;
  for (const cluster::Audience& group : groups)
    if (const auto found = numbers_.find(group); found != numbers_.end()) made.push_back(found->second);
  std::sort(made.begin(), made.end());
  return made;
}

matching::Code matching_code(const cluster::ActivityCode& code,
                             const cluster::Classifications& classifications) {
  matching::Code made;
  for (const std::string_view step : classifications.path(code.scheme, code.code))
    made.path.push_back(code.scheme + ":" + std::string(step));
  if (made.path.empty()) made.path.push_back(code.scheme + ":" + code.code);
  if (const auto* entry = classifications.find(code.scheme, code.code)) {
    if (!entry->title_pl.empty()) made.titles.push_back({"pl", entry->title_pl});
    if (!entry->title_en.empty()) made.titles.push_back({"en", entry->title_en});
  }
  return made;
}

const ProfileMaker::KnownCode& ProfileMaker::known(const cluster::ActivityCode& code) {
  const auto [found, is_new] = codes_.try_emplace({code.scheme, code.code});
  if (is_new) found->second = {matching_code(code, *classifications_), labels::of(code, *classifications_)};
  return found->second;
}

std::vector<std::string> ProfileMaker::labels_of(const cluster::Organisation& organisation,
                                                 std::span<const cluster::ClusterId> clusters) {
  std::vector<std::string> made = {labels::of(organisation.kind)};
  const auto add = [&made](const std::vector<std::string>& more) {
    made.insert(made.end(), more.begin(), more.end());
  };
  if (const auto size = cluster::size_class(organisation)) made.push_back(labels::of(*size));
  for (const cluster::ClusterId& cluster : clusters) made.push_back(labels::of(cluster));
  for (const cluster::Place& place : organisation.places) add(labels::of(place));
  for (const cluster::ActivityCode& code : organisation.activities) add(known(code).labels);
  for (const std::string& tag : organisation.tags) made.push_back(labels::of_tag(tag));
  std::sort(made.begin(), made.end());
  made.erase(std::unique(made.begin(), made.end()), made.end());
  return made;
}

matching::Profile ProfileMaker::profile_of(const cluster::Organisation& organisation,
                                           const cluster::Ties& ties) {
  matching::Profile made;
  made.id = organisation.id.uuid;
  made.names = names_of(organisation);
  made.descriptions = texts_of(organisation.description);
  made.tags = organisation.tags;
  for (const cluster::Place& place : organisation.places) {
    if (!place.locality.empty()) made.localities.push_back(place.locality);
    if (place.position) made.positions.push_back(*place.position);
  }
  for (const cluster::ActivityCode& code : organisation.activities) made.codes.push_back(known(code).code);
  made.labels = labels_of(organisation, ties.clusters);
  const auto items = [&](const std::vector<cluster::Capability>& from, Side side) {
    std::vector<matching::Item> to;
    to.reserve(from.size());
    for (const cluster::Capability& item : from) {
      const auto groups = cluster::audiences_for(cluster::sharing_of(item, organisation.id), ties);
      to.push_back(item_of(item, side, audiences_.numbers_for(groups)));
    }
    return to;
  };
  made.offers = items(organisation.offers, Side::offer);
  made.needs = items(organisation.needs, Side::need);
  made.sort_key = name_order(organisation.legal_name);
  made.updated = organisation.updated_at.time_since_epoch().count();
  return made;
}

}  // namespace grono::app
