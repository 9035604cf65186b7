#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/matchmaking/recommendations.hpp"
#include "cluster/matchmaking/meeting.hpp"
#include "exchange/calendar.hpp"

/// Whom a participant meets, when and where; and how it went.
namespace grono::app {

struct AgendaEntry {
  cluster::PlannedMeeting meeting;
  cluster::MatchmakingParticipant partner;
  std::optional<cluster::WishKind>
      own_wish;  ///< for who answers for the participant; what the partner wished is not told
  std::vector<DeclaredMatch> matches;              ///< what of one meets what of the other
  std::optional<cluster::MeetingOutcome> outcome;  ///< the own side's, for who answers for the participant
};

struct AgendaView {
  cluster::Matchmaking event;
  cluster::MatchmakingParticipant participant;
  std::vector<EventSlot> slots;
  std::vector<AgendaEntry> entries;  ///< planned ones, by their beginning
  bool is_own = false;
};

/// For who answers for the participant, and who runs the event.
/// @throws NotFound  also as long as agendas are not out
[[nodiscard]] AgendaView read_agenda(store::Transaction& transaction, const Installation& installation,
                                     const Caller& caller, cluster::MatchmakingId event,
                                     cluster::ParticipantId id);
/// The same for calendars (iCalendar): what was cancelled stands there as such.
[[nodiscard]] std::string agenda_calendar(store::Transaction& transaction, const Caller& caller,
                                          cluster::MatchmakingId event, cluster::ParticipantId id);
/// Meetings of all agendas of an account that are out.
void add_meetings_of_account(store::Transaction& transaction, std::vector<exchange::CalendarEntry>& entries,
                             cluster::UserId account, const std::string& language);

/// From schema MeetingOutcomeDraft, of one side. @param version  0 where nothing was said yet
/// @throws NotFound, InvalidInput, VersionConflict, Conflict  it has not begun, or the event is closed
cluster::MeetingOutcome say_outcome(store::Transaction& transaction, const Caller& caller,
                                    cluster::MatchmakingId event, cluster::ParticipantId id,
                                    cluster::MeetingId meeting, std::int64_t version,
                                    const nlohmann::json& body);
/// In figures, for who runs the event. @throws NotFound, Refused
[[nodiscard]] cluster::OutcomeNumbers outcome_numbers(store::Transaction& transaction, const Caller& caller,
                                                      cluster::MatchmakingId event);

/// Schema Agenda.
[[nodiscard]] nlohmann::json to_json(const AgendaView& view);
/// Schema OutcomeNumbers.
[[nodiscard]] nlohmann::json to_json(const cluster::OutcomeNumbers& numbers);

}  // namespace grono::app
