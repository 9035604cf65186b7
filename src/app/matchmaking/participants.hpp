#pragma once

#include <string>
#include <vector>

#include "app/matchmaking/matchmakings.hpp"

/// Who takes part in a matchmaking event, and whom they want to meet.
namespace grono::app {

/// Whether people may come in or change their mind by themselves.
[[nodiscard]] bool is_registration_open(const cluster::Matchmaking& event, Timestamp now);
[[nodiscard]] bool are_wishes_open(const cluster::Matchmaking& event, Timestamp now);

/// Organisations for which the caller may register somebody, whether or not registration is open now; by
/// name.
[[nodiscard]] std::vector<std::pair<cluster::OrganisationId, std::string>> registrable(
    store::Transaction& transaction, const Caller& caller, const cluster::Matchmaking& event);

[[nodiscard]] ParticipantView view_of_participant(store::Transaction& transaction, const Caller& caller,
                                                  const cluster::Matchmaking& event,
                                                  cluster::MatchmakingParticipant participant);

/// For those who take part and who run it; those who are gone only for the latter. @param query  words of
/// names, offers and what is sought
/// @throws NotFound, Refused
[[nodiscard]] std::vector<ParticipantView> list_participants(store::Transaction& transaction,
                                                             const Installation& installation,
                                                             const Caller& caller,
                                                             cluster::MatchmakingId event,
                                                             std::string_view query);
/// One that the caller answers for, or that is in an event they run. @throws NotFound
struct AnsweredFor {
  cluster::Matchmaking event;
  cluster::MatchmakingParticipant participant;
  bool is_own = false;  ///< wishes and outcomes are the caller's to say and to read
};
[[nodiscard]] AnsweredFor find_answered_for(store::Transaction& transaction, const Caller& caller,
                                            cluster::MatchmakingId event, cluster::ParticipantId id);

/// From schema ParticipantDraft: oneself where neither account nor name is told. What is offered and sought
/// comes from the organisation's entry where it is not told.
/// @throws Refused, NotFound, InvalidInput, Conflict  too late, or too early; AlreadyExists
ParticipantView register_participant(store::Transaction& transaction, const Caller& caller,
                                     cluster::MatchmakingId event, const nlohmann::json& draft);
/// @throws NotFound, InvalidInput, VersionConflict, Conflict
ParticipantView edit_participant(store::Transaction& transaction, const Caller& caller,
                                 cluster::MatchmakingId event, cluster::ParticipantId id,
                                 std::int64_t version, const nlohmann::json& draft);
/// Withdraws, or comes back. Who runs it is told where meetings were planned. @throws as above
ParticipantView set_participant_state(store::Transaction& transaction, const Caller& caller,
                                      cluster::MatchmakingId event, cluster::ParticipantId id,
                                      std::int64_t version, cluster::ParticipantState state);

/// Whom a participant wants to meet, and whom not: for who answers for them and nobody else.
/// @throws NotFound  also for who runs the event, unless it is a guest without an account
[[nodiscard]] std::vector<cluster::MeetingWish> wishes_of(store::Transaction& transaction,
                                                          const Caller& caller, cluster::MatchmakingId event,
                                                          cluster::ParticipantId id);
/// In place of those before. @throws NotFound, InvalidInput, Conflict  wishes are not asked for now
std::vector<cluster::MeetingWish> set_wishes(store::Transaction& transaction, const Caller& caller,
                                             cluster::MatchmakingId event, cluster::ParticipantId id,
                                             const nlohmann::json& body);
/// Schema MeetingWishes.
[[nodiscard]] nlohmann::json to_json(const std::vector<cluster::MeetingWish>& wishes);

}  // namespace grono::app
