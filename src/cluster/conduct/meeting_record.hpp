#pragma once

#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "base/time.hpp"
#include "cluster/ids.hpp"
#include "cluster/localised_text.hpp"
#include "cluster/policy.hpp"

namespace grono::cluster {

/// `planned` is for those who run the cluster alone. `approved` is sealed: only addenda follow.
enum class MeetingRecordState { planned, announced, held, minuted, approved, cancelled };

struct AgendaItem {
  std::string title;
  std::string minutes;  ///< what was said and decided; empty until the meeting is minuted
  bool operator==(const AgendaItem&) const = default;
};

struct MeetingParticipant {
  OrganisationId organisation;
  std::optional<Timestamp>
      acknowledged_at;  ///< when its people confirmed that they know what may not be exchanged
  std::optional<UserId> acknowledged_by;
  bool has_attended = false;
  std::string people;  ///< who came, as the minutes say
  bool operator==(const MeetingParticipant&) const = default;
};

struct MeetingAddendum {
  Timestamp at{};
  std::optional<UserId> by;
  std::string text;
  bool operator==(const MeetingAddendum&) const = default;
};

/// A meeting of competitors, from its agenda to its approved minutes.
struct MeetingRecord {
  MeetingRecordId id;
  ClusterId cluster;
  std::string title;
  Timestamp from{};
  std::string place;
  std::string chair;
  std::vector<MeetingParticipant> participants;  ///< by organisation, each once
  std::vector<AgendaItem> agenda;
  LocalisedText
      forbidden;  ///< what may not be exchanged, as it stood when the meeting was announced; a line each
  MeetingRecordState state = MeetingRecordState::planned;
  bool was_counsel_present = false, was_coordinator_present = false;
  std::string remarks;  ///< objections that were raised, interruptions, who left and why
  std::string reason;   ///< why it was cancelled
  std::optional<Timestamp> approved_at;
  std::optional<UserId> approved_by;
  std::vector<MeetingAddendum> addenda;  ///< oldest first
  std::int64_t version = 0;
  Timestamp created_at{}, updated_at{};
  bool operator==(const MeetingRecord&) const = default;
};

/// What may not be exchanged among competitors, as one cluster says it, and how soon minutes are to be there.
struct ConductRules {
  ClusterId cluster;
  LocalisedText forbidden;   ///< a line each
  int minutes_days = 7;      ///< after the meeting
  std::int64_t version = 0;  ///< 0: as the program ships them
  bool operator==(const ConductRules&) const = default;
};

/// Who sees it: those who run the cluster, and from the announcement on the people of those who take part.
[[nodiscard]] std::vector<Audience> viewers_of_meeting(const MeetingRecord& meeting);
[[nodiscard]] bool sees_meeting(const Actor& actor, const MeetingRecord& meeting);

/// @throws InvalidInput  where = JSON pointer
void normalise(MeetingRecord& meeting);
void normalise(ConductRules& rules);

/// Sends it out, with the list as it stands now. @throws InvalidInput  no agenda, no list, nobody takes part
void announce(MeetingRecord& meeting, const LocalisedText& forbidden);
/// For an organisation, once; again changes nothing. @throws InvalidInput  it takes no part, or the meeting
/// is over
void acknowledge(MeetingRecord& meeting, OrganisationId organisation, std::optional<UserId> by,
                 Timestamp now);
/// @throws InvalidInput  not announced, or still to come
void hold(MeetingRecord& meeting, Timestamp now);
/// From schema MeetingMinutes; may be done again until it is approved. @throws InvalidInput  it was not held,
/// an item of the agenda has no minutes, nobody attended, somebody came without having acknowledged and no
/// remark says why
void minute(MeetingRecord& meeting, const nlohmann::json& minutes);
/// @throws InvalidInput  there are no minutes
void approve(MeetingRecord& meeting, std::optional<UserId> by, Timestamp now);
/// @throws InvalidInput  it is not approved
void append(MeetingRecord& meeting, MeetingAddendum addendum);
/// @throws InvalidInput  it was held, or no reason is given
void cancel(MeetingRecord& meeting, std::string reason);

/// The day by which its minutes are to be there.
[[nodiscard]] Date minutes_due_on(const MeetingRecord& meeting, int minutes_days);
/// It has happened, or should have, and has no minutes on that day.
[[nodiscard]] bool lacks_minutes(const MeetingRecord& meeting, int minutes_days, Date today);

[[nodiscard]] nlohmann::json to_json(const MeetingRecord& meeting);
[[nodiscard]] nlohmann::json to_json(const ConductRules& rules);
/// Reads what a client may set: title, from, place, chair, participants, agenda. @throws InvalidInput  where
/// = JSON pointer
[[nodiscard]] MeetingRecord meeting_from_json(const nlohmann::json& json, MeetingRecord base = {});
[[nodiscard]] ConductRules conduct_rules_from_json(const nlohmann::json& json, ConductRules base);
/// All of it, as the store keeps it.
[[nodiscard]] MeetingRecord meeting_from_snapshot(const nlohmann::json& json);

}  // namespace grono::cluster
