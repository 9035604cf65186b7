#pragma once

#include <optional>
#include <span>
#include <vector>

#include "cluster/matchmaking/meeting.hpp"
#include "store/database.hpp"

namespace grono::store {

/// Schedules of matchmaking events, their meetings, and what was said of these afterwards.
class MeetingStore {
 public:
  explicit MeetingStore(Transaction& transaction) : transaction_(transaction) {}

  /// Version 0 where none was made.
  [[nodiscard]] cluster::MeetingSchedule schedule(cluster::MatchmakingId event);
  /// All of an event, cancelled ones too; by slot, then table.
  [[nodiscard]] std::vector<cluster::PlannedMeeting> meetings(cluster::MatchmakingId event);
  [[nodiscard]] std::vector<cluster::PlannedMeeting> meetings_of(cluster::ParticipantId participant);
  [[nodiscard]] std::optional<cluster::PlannedMeeting> find(cluster::MeetingId id);

  /// Writes the schedule and all its meetings: what is not among them is gone.
  /// @param version  that was read; 0 where there was none
  /// @throws VersionConflict
  void save(cluster::MeetingSchedule& schedule, std::int64_t version,
            std::span<const cluster::PlannedMeeting> meetings, cluster::ClusterId cluster);

  [[nodiscard]] std::optional<cluster::MeetingOutcome> outcome(cluster::MeetingId meeting,
                                                               cluster::ParticipantId by);
  [[nodiscard]] std::vector<cluster::MeetingOutcome> outcomes(cluster::MatchmakingId event);
  /// @param version  that was read; 0 where there was none. @throws VersionConflict
  void save(cluster::MeetingOutcome& outcome, std::int64_t version);

 private:
  Transaction& transaction_;
};

}  // namespace grono::store
