#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "app/matchmaking/participants.hpp"
#include "cluster/matchmaking/meeting.hpp"
#include "text/lemmatiser.hpp"

/// Whom the program would bring together: by what participants say that they offer and seek, which all of
/// them may read. Nothing else goes into it, so it tells nobody anything hidden.
namespace grono::app {

/// What of one side meets what of the other.
struct DeclaredMatch {
  std::string offer, seek;
  bool is_offered_by_them = false;  ///< to whom it is recommended: the other one offers it
};

struct RecommendedPartner {
  cluster::ParticipantId partner;
  double score = 0;  ///< 0 < score <= 1
  std::vector<DeclaredMatch> matches;
};

/// For each of those asked for the best partners, the best first; never of the own organisation.
/// @param most  for each
/// @note  an index of all participants is made: O(words), 500 participants in a fraction of a second
[[nodiscard]] std::map<cluster::ParticipantId, std::vector<RecommendedPartner>> recommended_partners(
    std::shared_ptr<const text::Lemmatiser> lemmatiser,
    std::span<const cluster::MatchmakingParticipant> participants,
    std::span<const cluster::ParticipantId> asked_for, std::size_t most, const std::string& language);

/// Score of each pair of which one is among the best partners of the other.
[[nodiscard]] std::map<cluster::ParticipantPair, double> recommended_pairs(
    std::shared_ptr<const text::Lemmatiser> lemmatiser,
    std::span<const cluster::MatchmakingParticipant> participants);

struct RecommendationView {
  ParticipantView partner;
  RecommendedPartner found;
};
/// For who answers for the participant; whatever others wish or don't. @throws NotFound
[[nodiscard]] std::vector<RecommendationView> recommendations_for(store::Transaction& transaction,
                                                                  const Installation& installation,
                                                                  const Caller& caller,
                                                                  cluster::MatchmakingId event,
                                                                  cluster::ParticipantId id);
/// Schema MeetingRecommendation.
[[nodiscard]] nlohmann::json to_json(const RecommendationView& view);
[[nodiscard]] nlohmann::json to_json(const std::vector<DeclaredMatch>& matches);

}  // namespace grono::app
