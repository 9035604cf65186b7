#include "cluster/confidential.hpp"

#include <algorithm>

#include "base/error.hpp"

namespace grono::cluster {
namespace {

bool is_refusal(MatchAnswer answer) {
  return answer == MatchAnswer::declined || answer == MatchAnswer::withdrawn;
}

// Nothing of the other side is looked at but whether both have agreed.
MatchState state_of_hidden(const MatchSide& own, const ConfidentialMatch& match, Timestamp now) {
  if (match.exchanged_at) return match.ended_at ? MatchState::ended : MatchState::exchanged;
  if (is_refusal(own.answer)) return MatchState::declined;
  if (now >= match.found_at + kMatchWaits) return MatchState::lapsed;
  return own.answer == MatchAnswer::agreed ? MatchState::waiting : MatchState::asked;
}

MatchState state_of_approach(const MatchSide& own, const MatchSide& other, const ConfidentialMatch& match,
                             Timestamp now) {
  if (match.exchanged_at) return match.ended_at ? MatchState::ended : MatchState::exchanged;
  if (is_refusal(own.answer) || is_refusal(other.answer)) return MatchState::declined;
  if (now >= match.found_at + kMatchWaits) return MatchState::lapsed;
  return own.is_asking ? MatchState::waiting : MatchState::asked;
}

}  // namespace

KnownMatch known_to(ItemSide side, const ConfidentialMatch& match, Timestamp now) {
  const MatchSide &own = match.of(side), &other = match.other(side);
  if (match.origin == MatchOrigin::approach) return {state_of_approach(own, other, match, now), true};
  return {state_of_hidden(own, match, now), match.exchanged_at.has_value()};
}

bool is_occupied_by(ItemSide side, const ConfidentialMatch& match, Timestamp now) {
  if (match.origin != MatchOrigin::hidden) return false;
  const MatchState state = known_to(side, match, now).state;
  return state == MatchState::asked || state == MatchState::waiting;
}

void answer(ConfidentialMatch& match, ItemSide side, MatchAnswer answer, bool stands, UserId by, Timestamp now) {
  MatchSide& own = match.of(side);
  const MatchState state = known_to(side, match, now).state;
  const auto refuse = [](const char* what) {
    throw InvalidInput("/answer", what, "look at the match again: it has come to its end");
  };
  if (state == MatchState::exchanged) {
    if (answer != MatchAnswer::withdrawn) refuse("both sides have agreed already");
    match.ended_at = now;
    return;
  }
  if (state != MatchState::asked && state != MatchState::waiting) refuse("there is nothing to answer any more");
  if (state == MatchState::waiting && answer == MatchAnswer::agreed) return;  // said already
  own.answer = state == MatchState::waiting && is_refusal(answer) ? MatchAnswer::withdrawn : answer;
  own.answered_at = now;
  own.answered_by = by;
  if (own.answer == MatchAnswer::agreed && match.other(side).answer == MatchAnswer::agreed && stands)
    match.exchanged_at = now;
}

bool is_matchable(const Capability& item) {
  return item.visibility != Visibility::everyone && item.visibility != Visibility::members;
}

bool may_be_matched(const MatchingParty& need, const MatchingParty& offer,
                    const std::function<std::size_t(ClusterId)>& crowd) {
  if (need.organisation == offer.organisation) return false;
  if (!is_matchable(*need.item) || !is_matchable(*offer.item)) return false;
  const bool is_crowded =
      std::any_of(need.ties->clusters.begin(), need.ties->clusters.end(), [&](const ClusterId& cluster) {
        return std::find(offer.ties->clusters.begin(), offer.ties->clusters.end(), cluster) !=
                   offer.ties->clusters.end() &&
               crowd(cluster) >= kSmallestCrowd;
      });
  const auto sees = [](const MatchingParty& viewer, const MatchingParty& owner) {
    return organisation_sees(viewer.organisation, viewer.ties->clusters,
                             sharing_of(*owner.item, owner.organisation), *owner.ties);
  };
  return is_crowded && !sees(need, offer) && !sees(offer, need);
}

}  // namespace grono::cluster
