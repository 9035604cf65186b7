#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/matchmaking/event_time.hpp"
#include "app/matchmaking/recommendations.hpp"
#include "cluster/matchmaking/meeting.hpp"
#include "meetings/replan.hpp"

/// A schedule's way from the store to the rooms that compute and back. Computing takes seconds: it stands
/// outside of any transaction, and what is written says on which version it was made.
namespace grono::app {

/// An event with everything its schedule depends on, as it is or as it would be.
struct PlanningState {
  cluster::Matchmaking event;
  cluster::MeetingSchedule schedule;
  std::vector<EventSlot> slots;
  std::vector<cluster::MatchmakingParticipant> participants;  ///< by id; in whatever state
  std::vector<cluster::MeetingWish> wishes;
  std::map<cluster::ParticipantPair, double> recommended;
  std::vector<cluster::PlannedMeeting> meetings;  ///< cancelled ones too

  [[nodiscard]] std::vector<cluster::PlannedMeeting> planned() const;
  [[nodiscard]] std::optional<std::size_t> number_of(cluster::ParticipantId id) const;
  /// Who are not to meet: banned, of one side, or because one of them said so. Which of these is told to
  /// nobody.
  [[nodiscard]] bool are_kept_apart(cluster::ParticipantId a, cluster::ParticipantId b) const;
};

/// @throws NotFound, Refused  the caller does not run it
[[nodiscard]] PlanningState planning_state(store::Transaction& transaction, const Caller& caller,
                                           cluster::MatchmakingId event);
/// With whom the program would bring together.
void add_recommended(PlanningState& state, const Installation& installation);

/// As the pure room takes it: participants and slots by their numbers. Meetings that are fixed stand where
/// they are, as far as they can still be held there; their participants and tables are there.
[[nodiscard]] meetings::Problem problem_of(const PlanningState& state);

/// Makes a schedule anew, around what is fixed.
/// @return  planned meetings in the order of slots and tables, those of a pair that met before under its id
[[nodiscard]] std::vector<cluster::PlannedMeeting> made_schedule(const PlanningState& state,
                                                                 cluster::ScheduleQuality& quality);

struct ReplannedMeetings {
  std::vector<cluster::PlannedMeeting> meetings;
  cluster::ScheduleQuality quality;
  meetings::Replanned counts;
};
/// @param adds  whether places that became free are given away
[[nodiscard]] ReplannedMeetings replanned_schedule(const PlanningState& state, bool adds);

/// Value and wishes met of some meetings; the bound stays.
void appraise(const PlanningState& state, const std::vector<cluster::PlannedMeeting>& meetings,
              cluster::ScheduleQuality& quality);

}  // namespace grono::app
