#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/matchmaking/planning.hpp"

/// Schedules of matchmaking events, for those who run them.
namespace grono::app {

struct ScheduleView {
  PlanningState state;
  std::string_view why_empty;  ///< "too_few_participants", "no_tables", "no_wishes"; empty: there are
                               ///< meetings, or none was made
};

/// @throws NotFound, Refused
[[nodiscard]] ScheduleView read_schedule(store::Transaction& transaction, const Caller& caller,
                                         cluster::MatchmakingId event);

/// Makes one, around meetings that are fixed. Not from within a transaction.
/// @param version  of the schedule that was read; 0 where there is none
/// @throws NotFound, Refused, VersionConflict, Conflict  the event is not at that stage
ScheduleView make_event_schedule(const Installation& installation, const Caller& caller,
                                 cluster::MatchmakingId event, std::int64_t version);
/// One change by hand, from schema ScheduleChange. Participants are told where agendas are out.
/// @throws NotFound, Refused, VersionConflict, Conflict, InvalidInput  it makes a clash
ScheduleView change_schedule(const Installation& installation, const Caller& caller,
                             cluster::MatchmakingId event, std::int64_t version,
                             const nlohmann::json& change);

/// What a plan that is made anew would change.
struct ReplanView {
  struct Change {
    std::string_view kind;  ///< "moved", "reseated", "added", "dropped", "impossible"
    cluster::ParticipantId a, b;
    std::optional<cluster::PlannedMeeting> before, after;
  };
  std::int64_t version = 0;  ///< of the schedule it is made from
  std::vector<Change> changes;
  meetings::Replanned counts;
  cluster::ScheduleQuality quality;
  int affected = 0;      ///< participants whose agenda changes
  std::string proposal;  ///< what to accept it by
};
/// From schema ReplanQuestion: {"absent", "returned", "lost", "adds_meetings"}; also around those who have
/// withdrawn. Nothing is written. @throws NotFound, Refused, InvalidInput, Conflict
[[nodiscard]] ReplanView propose_replan(const Installation& installation, const Caller& caller,
                                        cluster::MatchmakingId event, const nlohmann::json& question);
/// Takes what was proposed. Only those are told whose agenda changes.
/// @throws as above, VersionConflict  it would be another one by now
ScheduleView accept_replan(const Installation& installation, const Caller& caller,
                           cluster::MatchmakingId event, std::int64_t version,
                           const nlohmann::json& question);

/// Schema MeetingSchedule: never who wished what.
[[nodiscard]] nlohmann::json to_json(const ScheduleView& view);
/// Schema ReplanProposal.
[[nodiscard]] nlohmann::json to_json(const ReplanView& view);
[[nodiscard]] nlohmann::json to_json(std::span<const ReplanView::Change> changes);

}  // namespace grono::app
