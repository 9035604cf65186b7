#include "matching/tables.hpp"

#include <algorithm>

#include "text/fold.hpp"

namespace grono::matching {
namespace {

// Lengths around which texts count fully; fixed, for average lengths would tell of hidden text.
constexpr float kItemPivot = 30, kItemLength = 0.5F;
constexpr float kDescriptionPivot = 80, kDescriptionLength = 0.75F;

float evened_out(const Document& document, const Occurrence& occurrence) {
  const auto norm = [](float length, float pivot, float b) { return 1 / (1 - b + b * length / pivot); };
  const float count = occurrence.count;
  if (occurrence.field == Field::description)
    return count * norm(document.lengths.back(), kDescriptionPivot, kDescriptionLength);
  if (occurrence.item != kPublic) return count * norm(document.lengths[occurrence.item], kItemPivot, kItemLength);
  return count;
}

}  // namespace

std::string key_of(const Uuid& id) {
  return {reinterpret_cast<const char*>(id.bytes.data()), id.bytes.size()};
}

AudienceSet Tables::audience_set(const std::vector<Audience>& audiences) {
  const bool is_for_all = std::find(audiences.begin(), audiences.end(), kEveryone) != audiences.end();
  if (is_for_all) return 0;
  return audience_sets.emplace(audiences, static_cast<AudienceSet>(audience_sets.size())).first->second;
}

std::uint32_t Tables::label_number(const std::string& label) {
  const auto [at, is_new] = label_numbers.emplace(label, static_cast<std::uint32_t>(label_names.size()));
  if (is_new) label_names.push_back(label);
  return at->second;
}

void Tables::add(Entry entry) {
  const auto slot = static_cast<Slot>(documents.size());
  Document document;
  document.profile = std::move(entry.profile);
  document.items = std::move(entry.items);
  document.lengths = std::move(entry.lengths);
  const Profile& profile = document.profile;
  const auto items = static_cast<ItemNumber>(document.items.size());
  for (ItemNumber i = 0; i < items; ++i) document.audiences.push_back(audience_set(item_of(profile, i).audiences));

  for (const Occurrence& each : entry.occurrences) {
    if (each.term >= terms.size()) terms.resize(each.term + 1);
    const AudienceSet audience = each.item == kPublic ? 0 : document.audiences[each.item];
    TermPostings& of_term = terms[each.term];
    auto& postings = each.field == Field::offer  ? of_term.offers
                     : each.field == Field::need ? of_term.needs
                                                 : of_term.elsewhere;
    postings.push_back({slot, audience, evened_out(document, each), each.field});
    const bool is_public = audience == 0;
    const bool is_topic = is_public && each.field != Field::name && each.field != Field::place;
    if (is_topic && (document.topics.empty() || document.topics.back() != each.term))
      document.topics.push_back(each.term);
    if (document.terms.empty() || document.terms.back() != each.term) {
      document.terms.push_back(each.term);
      document.is_public_term.push_back(is_public);
    } else if (is_public) {
      document.is_public_term.back() = true;
    }
  }
  for (std::size_t i = 0; i < document.terms.size(); ++i)
    if (document.is_public_term[i]) ++terms[document.terms[i]].public_documents;

  std::vector<Labelled> labelled;
  for (const std::string& name : profile.labels) labelled.push_back({label_number(name), 0});
  for (const std::string& tag : profile.tags) tagged[text::fold(tag)].push_back({slot, kPublic});
  for (ItemNumber i = 0; i < items; ++i) {
    for (const std::string& name : item_of(profile, i).labels)
      labelled.push_back({label_number(name), document.audiences[i]});
    for (const std::string& tag : item_of(profile, i).tags) tagged[text::fold(tag)].push_back({slot, i});
  }
  for (std::size_t i = 0; i < profile.codes.size(); ++i)
    for (const std::string& ancestor : profile.codes[i].path)
      coded[ancestor].push_back({slot, static_cast<std::uint16_t>(profile.codes[i].path.size())});

  labels.add(labelled);
  std::vector<geo::UnitVector> places;
  for (const geo::LonLat& position : profile.positions) places.push_back(geo::unit_vector(position));
  positions.add(places);

  slot_by_id[key_of(profile.id)] = slot;
  documents.push_back(std::move(document));
  is_alive.push_back(1);
  ++alive;
}

bool Tables::remove(const Uuid& id) {
  const auto at = slot_by_id.find(key_of(id));
  if (at == slot_by_id.end()) return false;
  Document& document = documents[at->second];
  for (std::size_t i = 0; i < document.terms.size(); ++i)
    if (document.is_public_term[i]) --terms[document.terms[i]].public_documents;
  is_alive[at->second] = 0;
  slot_by_id.erase(at);
  --alive;
  return true;
}

const Document* Tables::find(const Uuid& id) const {
  const auto at = slot_by_id.find(key_of(id));
  return at == slot_by_id.end() ? nullptr : &documents[at->second];
}

}  // namespace grono::matching
