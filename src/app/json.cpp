#include "app/json.hpp"

#include "app/excerpt.hpp"
#include "cluster/json.hpp"
#include "cluster/names.hpp"

namespace grono::app {
namespace {

using nlohmann::json;

std::string_view name_of(matching::Reason::Kind kind) {
  using Kind = matching::Reason::Kind;
  switch (kind) {
    case Kind::words:
      return "words";
    case Kind::activity:
      return "activity";
    case Kind::tag:
      return "tag";
    case Kind::offer_meets_need:
      return "offer_meets_need";
    case Kind::need_meets_offer:
      return "need_meets_offer";
    case Kind::near:
      return "near";
    case Kind::certificate_or_trl:
      return "certificate_or_trl";
  }
  return "";
}

double share(double value) {
  return std::clamp(value, 0.0, 1.0);
}

// "pkd_2025:32.50" as the engine writes it.
cluster::ActivityCode code_of(std::string_view written) {
  const std::size_t colon = written.find(':');
  GRONO_INVARIANT(colon != std::string_view::npos);
  return {std::string(written.substr(0, colon)), std::string(written.substr(colon + 1)), false};
}

void put_text(json& made, const matching::Reason& reason) {
  const Excerpt excerpt = excerpt_around(reason.text.text, reason.marks);
  made["text"] = excerpt.text;
  if (cluster::is_language_tag(reason.text.language)) made["language"] = reason.text.language;
  json marks = json::array();
  const std::string_view text = excerpt.text;
  for (const auto& [from, to] : excerpt.marks)
    marks.push_back({{"from", utf16_length(text.substr(0, from))}, {"to", utf16_length(text.substr(0, to))}});
  made["marks"] = std::move(marks);
}

}  // namespace

json titled(const cluster::ActivityCode& code, const cluster::Classifications& classifications) {
  json made = cluster::to_json(code);
  cluster::LocalisedText title;
  if (const auto* entry = classifications.find(code.scheme, code.code)) {
    if (!entry->title_pl.empty()) title.emplace("pl", entry->title_pl);
    if (!entry->title_en.empty()) title.emplace("en", entry->title_en);
  }
  made["title"] = title;
  if (const auto day = classifications.valid_until(code.scheme)) made["valid_until"] = to_string(*day);
  return made;
}

json to_json(const Card& card, const cluster::Classifications& classifications) {
  json made = {{"id", card.id.str()},
               {"name", card.name},
               {"kind", cluster::name_of(card.kind)},
               {"summary", card.summary},
               {"tags", card.tags},
               {"is_invented", card.is_invented},
               {"updated_at", to_string(card.updated_at)}};
  if (!card.short_name.empty()) made["short_name"] = card.short_name;
  if (card.size) made["size"] = cluster::name_of(*card.size);
  if (!card.locality.empty()) made["locality"] = card.locality;
  if (!card.country.empty()) made["country"] = card.country;
  if (card.position) {
    made["lon"] = card.position->lon;
    made["lat"] = card.position->lat;
  }
  if (card.activity) made["main_activity"] = titled(*card.activity, classifications);
  return made;
}

json summary(const cluster::Organisation& organisation, const cluster::Classifications& classifications) {
  return to_json(card_of(organisation), classifications);
}

json to_json(const matching::Reason& reason, const cluster::Classifications& classifications) {
  json made = {{"kind", name_of(reason.kind)}, {"share", share(reason.share)}};
  if (!reason.field.empty()) made["field"] = reason.field;
  if (!reason.text.text.empty()) put_text(made, reason);
  if (!reason.codes.empty()) {
    json codes = json::array();
    for (const std::string& code : reason.codes) codes.push_back(titled(code_of(code), classifications));
    made["codes"] = std::move(codes);
  }
  if (!reason.tags.empty()) made["tags"] = reason.tags;
  if (!reason.offer.empty()) made["offer"] = reason.offer;
  if (!reason.need.empty()) made["need"] = reason.need;
  if (reason.kind == matching::Reason::Kind::near) made["distance_m"] = reason.distance_m;
  return made;
}

json to_json(const matching::Hit& hit, const Card& card, const cluster::Classifications& classifications) {
  json reasons = json::array();
  for (const matching::Reason& reason : hit.reasons) reasons.push_back(to_json(reason, classifications));
  json made = {{"organisation", to_json(card, classifications)},
               {"score", share(hit.score)},
               {"reasons", std::move(reasons)}};
  if (hit.distance_m) made["distance_m"] = *hit.distance_m;
  return made;
}

}  // namespace grono::app
