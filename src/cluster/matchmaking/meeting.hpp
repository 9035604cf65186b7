#pragma once

#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "base/time.hpp"
#include "cluster/ids.hpp"
#include "cluster/matchmaking/participant.hpp"

namespace grono::cluster {

/// `cancelled`: it was published and is not held; calendars are told so.
enum class MeetingState { planned, cancelled };
/// How two came to meet. Whoever only looks at the schedule does not learn it: it would tell who chose whom.
enum class MeetingBasis { mutual, one_sided, recommended, none };

/// Two participants in a slot at a table. Two meet at most once at an event.
struct PlannedMeeting {
  MeetingId id;
  MatchmakingId event;
  ParticipantId a, b;      ///< a < b
  Timestamp from{}, to{};  ///< the slot, half-open
  int table = 0;           ///< counted from 0, as the event names them
  bool is_fixed = false;   ///< by who runs the event: stays where it is
  MeetingState state = MeetingState::planned;
  MeetingBasis basis = MeetingBasis::none;
  double interest = 0;        ///< what it counts, see docs/meetings.md
  std::int64_t sequence = 0;  ///< counts its changes, as calendars do (RFC 5545, 3.8.7.4)
  Timestamp updated_at{};
  bool operator==(const PlannedMeeting&) const = default;
};

/// A table that can't be used, in one slot or in all of them; a slot without any where no table is told.
struct LostTable {
  std::optional<Timestamp> slot;
  std::optional<int> table;
  auto operator<=>(const LostTable&) const = default;
};

using ParticipantPair = std::pair<ParticipantId, ParticipantId>;
[[nodiscard]] inline ParticipantPair pair_of(ParticipantId a, ParticipantId b) {
  return a < b ? ParticipantPair(a, b) : ParticipantPair(b, a);
}

/// How good a schedule is.
struct ScheduleQuality {
  double value = 0, bound = 0, greedy = 0;  ///< see docs/meetings.md
  int musts = 0, musts_met = 0, likes = 0, likes_met = 0;
  int recommended = 0, recommended_met = 0;
  bool operator==(const ScheduleQuality&) const = default;
};

/// What is decided of an event's schedule beside its meetings.
struct MeetingSchedule {
  MatchmakingId event;
  std::vector<ParticipantPair> bans;  ///< who are not to meet, by who runs the event; sorted, unique
  std::vector<LostTable> lost;        ///< sorted, unique
  ScheduleQuality quality;
  std::optional<Timestamp> made_at;  ///< when it was last made or planned anew
  std::int64_t version = 0;          ///< 0: there is none yet
  bool operator==(const MeetingSchedule&) const = default;
};

/// The tables that can be used in a slot, counted from 0; sorted.
[[nodiscard]] std::vector<int> tables_in(const Matchmaking& event, std::span<const LostTable> lost,
                                         Timestamp slot);

/// How many planned meetings can't be held as they stand: somebody is gone or away then, or the table is
/// lost.
[[nodiscard]] int stranded(const Matchmaking& event, const MeetingSchedule& schedule,
                           std::span<const MatchmakingParticipant> participants,
                           std::span<const PlannedMeeting> meetings);

/// Why a meeting can't be held there and then, besides all others. Checks presence, other meetings, the table
/// and the limits.
/// @param others  planned meetings of the event, without this one
/// @throws InvalidInput  where = "/a", "/b", "/slot" or "/table"
void require_place(const Matchmaking& event, const MeetingSchedule& schedule, const MatchmakingParticipant& a,
                   const MatchmakingParticipant& b, const PlannedMeeting& wanted,
                   std::span<const PlannedMeeting> others);

/// What one side says of a meeting afterwards; never for the other side.
struct MeetingOutcome {
  MeetingId meeting;
  ParticipantId by;
  bool was_held = true;
  std::optional<int> rating;   ///< 1..5
  bool has_follow_up = false;  ///< they go on talking
  std::string note;
  std::optional<IdeaId> idea;  ///< what it led to
  std::optional<ProjectId> project;
  std::int64_t version = 0;
  Timestamp updated_at{};
  bool operator==(const MeetingOutcome&) const = default;
};

/// @throws InvalidInput  where = JSON pointer
[[nodiscard]] MeetingOutcome outcome_from_json(const nlohmann::json& json, MeetingOutcome base);
[[nodiscard]] nlohmann::json to_json(const MeetingOutcome& outcome);

/// Outcomes in figures: never who said it.
struct OutcomeNumbers {
  int meetings = 0;            ///< planned ones
  int answered = 0;            ///< of which at least one side has said something
  int held = 0, not_held = 0;  ///< of these; held where a side says so
  int follow_ups = 0, ideas = 0, projects = 0;
  int ratings = 0;
  std::optional<double> mean_rating;  ///< none where fewer than 5 were given: one could be told from it
};
[[nodiscard]] OutcomeNumbers numbers_of(std::span<const PlannedMeeting> meetings,
                                        std::span<const MeetingOutcome> outcomes);

/// As they stand in the database, and back.
[[nodiscard]] nlohmann::json stored(const ScheduleQuality& quality);
[[nodiscard]] ScheduleQuality quality_from_stored(const nlohmann::json& json);
[[nodiscard]] nlohmann::json stored_bans(std::span<const ParticipantPair> bans);
[[nodiscard]] std::vector<ParticipantPair> bans_from_stored(const nlohmann::json& json);
[[nodiscard]] nlohmann::json to_json(std::span<const LostTable> lost);
/// @throws InvalidInput  where = JSON pointer below "/lost": neither a slot nor a table
[[nodiscard]] std::vector<LostTable> lost_from_json(const nlohmann::json& array);

}  // namespace grono::cluster
