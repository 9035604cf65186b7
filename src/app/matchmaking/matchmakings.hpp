#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "app/caller.hpp"
#include "app/installation.hpp"
#include "app/matchmaking/event_time.hpp"
#include "cluster/matchmaking/matchmaking.hpp"
#include "cluster/matchmaking/participant.hpp"
#include "store/page.hpp"

/// Matchmaking events of a cluster. What the caller may not see does not exist for them.
namespace grono::app {

/// A participation as the caller sees it.
struct ParticipantView {
  cluster::MatchmakingParticipant participant;
  bool is_own = false;                ///< the caller answers for it
  bool is_managed = false;            ///< the caller runs the event
  std::optional<int> wishes;          ///< how many they have said; for who runs the event and themselves
  std::vector<std::string_view> may;  ///< "edit", "withdraw", "return", "wish"
};

/// An event as the caller sees it.
struct MatchmakingView {
  cluster::Matchmaking event;
  std::vector<EventSlot> slots;
  int participants = 0, organisations = 0;  ///< that take part now
  std::vector<ParticipantView> own;         ///< for which the caller answers
  std::vector<std::pair<cluster::OrganisationId, std::string>>
      organisation_choices;                ///< for which they could register
  std::vector<std::string> cluster_names;  ///< of the further clusters, in their order
  std::vector<std::string_view> may;       ///< "manage", "register", "list_participants"
  std::int64_t schedule_version = 0;       ///< for who runs it; 0: none was made
  int to_replan = 0;  ///< for who runs it: meetings that can't be held as they are planned
};

struct MatchmakingList {
  store::Page<MatchmakingView> page;
  std::int64_t total = 0;  ///< of all pages, of what the caller sees
};

/// What is asked of a list. Leave out what does not narrow.
struct MatchmakingQuestion {
  std::vector<cluster::MatchmakingStage> stages = {};
  std::string text = {};
};

/// The newest first. @throws NotFound  no such cluster
[[nodiscard]] MatchmakingList list_matchmakings(store::Transaction& transaction,
                                                const Installation& installation, const Caller& caller,
                                                std::string_view cluster, const MatchmakingQuestion& question,
                                                const store::PageRequest& page);
/// @throws NotFound  also where the caller may not see it
[[nodiscard]] MatchmakingView read_matchmaking(store::Transaction& transaction, const Caller& caller,
                                               cluster::MatchmakingId id);
/// The event alone. @throws NotFound  also where the caller may not see it
[[nodiscard]] cluster::Matchmaking find_seen_matchmaking(store::Transaction& transaction,
                                                         const Caller& caller, cluster::MatchmakingId id);
/// @throws NotFound, Refused  the caller does not run it
[[nodiscard]] cluster::Matchmaking find_run_matchmaking(store::Transaction& transaction, const Caller& caller,
                                                        cluster::MatchmakingId id);
[[nodiscard]] bool runs(const Caller& caller, const cluster::Matchmaking& event);

/// From schema MatchmakingDraft. @throws Refused, NotFound, InvalidInput
MatchmakingView prepare_matchmaking(store::Transaction& transaction, const Installation& installation,
                                    const Caller& caller, std::string_view cluster,
                                    const nlohmann::json& draft);
/// @throws Refused, NotFound, InvalidInput, VersionConflict, Conflict  times or tables are changed while a
/// schedule stands on them
MatchmakingView edit_matchmaking(store::Transaction& transaction, const Installation& installation,
                                 const Caller& caller, cluster::MatchmakingId id, std::int64_t version,
                                 const nlohmann::json& draft);
/// Tells those whom it concerns. @throws Refused, NotFound, InvalidInput, VersionConflict, Conflict
MatchmakingView move_matchmaking(store::Transaction& transaction, const Caller& caller,
                                 cluster::MatchmakingId id, std::int64_t version,
                                 cluster::MatchmakingStage stage, std::string reason);
/// @throws Refused, NotFound, VersionConflict, Conflict  people count on it: it is to be cancelled first
void delete_matchmaking(store::Transaction& transaction, const Caller& caller, cluster::MatchmakingId id,
                        std::int64_t version);
/// Undoes that. @throws Refused, NotFound
MatchmakingView restore_matchmaking(store::Transaction& transaction, const Caller& caller,
                                    cluster::MatchmakingId id);

/// Who is to be told of what concerns a participant: the person, or else who speaks for the organisation.
[[nodiscard]] std::vector<cluster::UserId> accounts_of(store::Transaction& transaction,
                                                       const cluster::MatchmakingParticipant& participant);
/// Who runs the cluster of the event.
[[nodiscard]] std::vector<cluster::UserId> runners_of_event(store::Transaction& transaction,
                                                            const cluster::Matchmaking& event);

/// Schema Matchmaking.
[[nodiscard]] nlohmann::json to_json(const MatchmakingView& view);
/// Schema Participant: others see only who it is, what is offered and sought.
[[nodiscard]] nlohmann::json to_json(const ParticipantView& view);

}  // namespace grono::app
