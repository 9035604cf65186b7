#include "app/matchmaking/recommendations.hpp"

#include <algorithm>

#include "app/errors.hpp"
#include "matching/index.hpp"
#include "store/matchmaking_store.hpp"

namespace grono::app {
namespace {

using cluster::MatchmakingParticipant;
using cluster::ParticipantId;
using cluster::ParticipantState;

constexpr std::size_t kPartnersOfEach = 10, kPartnersShown = 20;
constexpr double kLeastScore = 0.05;

// People write in either language, whatever theirs is.
std::vector<matching::Text> in_both_languages(const std::string& text) {
  return {{"pl", text}, {"en", text}};
}

Uuid item_id(const Uuid& owner, std::size_t number) {
  Uuid made = owner;
  made.bytes[0] = static_cast<std::uint8_t>(number);
  return made;
}

matching::Profile profile_of_participant(const MatchmakingParticipant& participant) {
  matching::Profile made;
  made.id = participant.id.uuid;
  std::size_t number = 0;
  const auto items = [&](const std::vector<std::string>& lines) {
    std::vector<matching::Item> all;
    for (const std::string& line : lines) {
      matching::Item item;
      item.id = item_id(made.id, number++);
      item.title = in_both_languages(line);
      item.audiences = {matching::kEveryone};
      all.push_back(std::move(item));
    }
    return all;
  };
  made.offers = items(participant.offers);
  made.needs = items(participant.seeks);
  return made;
}

std::vector<DeclaredMatch> matches_of(const matching::Hit& hit) {
  std::vector<DeclaredMatch> made;
  for (const matching::Reason& each : hit.reasons)
    if (each.kind == matching::Reason::Kind::offer_meets_need ||
        each.kind == matching::Reason::Kind::need_meets_offer)
      made.push_back({each.offer, each.need, each.kind == matching::Reason::Kind::offer_meets_need});
  return made;
}

}  // namespace

std::map<ParticipantId, std::vector<RecommendedPartner>> recommended_partners(
    std::shared_ptr<const text::Lemmatiser> lemmatiser, std::span<const MatchmakingParticipant> participants,
    std::span<const ParticipantId> asked_for, std::size_t most, const std::string& language) {
  std::map<Uuid, const MatchmakingParticipant*> known;
  std::vector<matching::Profile> profiles;
  for (const MatchmakingParticipant& each : participants) {
    if (each.state != ParticipantState::registered) continue;
    known[each.id.uuid] = &each;
    profiles.push_back(profile_of_participant(each));
  }
  matching::Index index(std::move(lemmatiser));
  index.build(std::move(profiles));
  std::map<ParticipantId, std::vector<RecommendedPartner>> made;
  for (const ParticipantId& id : asked_for) {
    const auto own = known.find(id.uuid);
    if (own == known.end()) continue;
    matching::Query query;
    query.completing = id.uuid;
    query.language = language;
    // Colleagues may stand among the hits and are left out.
    query.limit = most + 20;
    auto& partners = made[id];
    for (const matching::Hit& hit : index.find(query).hits) {
      const auto other = known.find(hit.id);
      if (other == known.end() || hit.score < kLeastScore || partners.size() >= most ||
          cluster::are_of_one_side(*own->second, *other->second))
        continue;
      auto matches = matches_of(hit);
      if (!matches.empty())
        partners.push_back({other->second->id, std::min(hit.score, 1.0), std::move(matches)});
    }
  }
  return made;
}

std::map<cluster::ParticipantPair, double> recommended_pairs(
    std::shared_ptr<const text::Lemmatiser> lemmatiser,
    std::span<const MatchmakingParticipant> participants) {
  std::vector<ParticipantId> all;
  for (const MatchmakingParticipant& each : participants) all.push_back(each.id);
  std::map<cluster::ParticipantPair, double> made;
  for (const auto& [id, partners] :
       recommended_partners(std::move(lemmatiser), participants, all, kPartnersOfEach, "pl"))
    for (const RecommendedPartner& each : partners) {
      double& score = made[cluster::pair_of(id, each.partner)];
      score = std::max(score, each.score);
    }
  return made;
}

std::vector<RecommendationView> recommendations_for(store::Transaction& transaction,
                                                    const Installation& installation, const Caller& caller,
                                                    cluster::MatchmakingId event, ParticipantId id) {
  const AnsweredFor found = find_answered_for(transaction, caller, event, id);
  if (!found.is_own) throw NotFound("there is no such participant");
  store::ParticipantStore participants(transaction);
  const auto all = participants.of_event(event);
  const auto wishes = participants.wishes_of(id);
  const std::vector<ParticipantId> asked_for = {id};
  std::vector<RecommendationView> made;
  for (auto& [own, partners] :
       recommended_partners(installation.lemmatiser(), all, asked_for, kPartnersShown, caller.language))
    for (RecommendedPartner& each : partners) {
      // What was said of them already needs no advice.
      if (std::any_of(wishes.begin(), wishes.end(),
                      [&](const cluster::MeetingWish& wish) { return wish.to == each.partner; }))
        continue;
      const auto other =
          std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.id == each.partner; });
      RecommendationView view;
      view.partner.participant = *other;
      view.found = std::move(each);
      made.push_back(std::move(view));
    }
  return made;
}

nlohmann::json to_json(const std::vector<DeclaredMatch>& matches) {
  nlohmann::json made = nlohmann::json::array();
  for (const DeclaredMatch& each : matches)
    made.push_back(
        {{"offer", each.offer}, {"seek", each.seek}, {"is_offered_by_them", each.is_offered_by_them}});
  return made;
}

nlohmann::json to_json(const RecommendationView& view) {
  return {{"participant", to_json(view.partner)},
          {"score", view.found.score},
          {"matches", to_json(view.found.matches)}};
}

}  // namespace grono::app
