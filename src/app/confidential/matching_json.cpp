#include "app/confidential/matching.hpp"
#include "app/json.hpp"
#include "cluster/names.hpp"

namespace grono::app {
namespace {

nlohmann::json day_of(Timestamp moment) {
  return to_string(Date(std::chrono::floor<std::chrono::days>(moment)));
}

}  // namespace

nlohmann::json to_json(const MatchingOverview& overview) {
  nlohmann::json items = nlohmann::json::array(), matches = nlohmann::json::array(),
                 consents = nlohmann::json::array();
  for (const MatchableItem& each : overview.items) {
    nlohmann::json made = {{"id", each.item.id.str()},
                           {"side", cluster::name_of(each.side)},
                           {"kind", cluster::name_of(each.item.kind)},
                           {"title", each.item.title},
                           {"visibility", cluster::name_of(each.item.visibility)},
                           {"candidates", each.candidates},
                           {"is_matchable", each.is_matchable},
                           {"has_changed", each.has_changed}};
    if (each.consented_at) made["consented_at"] = to_string(*each.consented_at);
    items.push_back(std::move(made));
  }
  for (const MatchView& each : overview.matches) {
    nlohmann::json made = {{"id", each.id.str()},
                           {"origin", cluster::name_of(each.origin)},
                           {"state", cluster::name_of(each.known.state)},
                           {"side", cluster::name_of(each.own.side)},
                           {"item", each.own.item.str()},
                           {"title", each.own.title},
                           {"is_asking", each.own.is_asking},
                           {"answer", cluster::name_of(each.own.answer)},
                           {"found_on", day_of(each.found_at)},
                           {"waits_until", day_of(each.found_at + cluster::kMatchWaits)}};
    if (each.own.answered_at) made["answered_at"] = to_string(*each.own.answered_at);
    if (each.exchanged_at) made["exchanged_at"] = to_string(*each.exchanged_at);
    if (each.other) {
      made["other"] = {{"organisation", each.other->organisation.str()},
                       {"name", each.other_name},
                       {"title", each.other->title},
                       {"description", each.other->description}};
      if (!each.other_person.empty()) made["other"]["person"] = each.other_person;
    }
    matches.push_back(std::move(made));
  }
  for (const cluster::MatchingConsent& each : overview.consents) {
    nlohmann::json made = {{"item", each.item.str()},
                           {"side", cluster::name_of(each.side)},
                           {"title", each.title},
                           {"given_at", to_string(each.given_at)}};
    if (each.ended_at) made["ended_at"] = to_string(*each.ended_at);
    consents.push_back(std::move(made));
  }
  nlohmann::json made = {{"items", std::move(items)},
                         {"matches", std::move(matches)},
                         {"consents", std::move(consents)},
                         {"consents_left", overview.consents_left},
                         {"approaches_left", overview.approaches_left},
                         {"next_round_on", day_of(overview.next_round)}};
  return made;
}

nlohmann::json to_json(const Candidate& candidate, const cluster::Classifications& classifications) {
  nlohmann::json made = {{"organisation", to_json(candidate.card, classifications)},
                         {"item", candidate.item.id.str()},
                         {"kind", cluster::name_of(candidate.item.kind)},
                         {"title", candidate.item.title},
                         {"description", candidate.item.description},
                         {"score", candidate.score}};
  if (candidate.approach) made["approach"] = candidate.approach->str();
  return made;
}

}  // namespace grono::app
