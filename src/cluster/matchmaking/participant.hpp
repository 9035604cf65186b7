#pragma once

#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "base/time.hpp"
#include "cluster/ids.hpp"
#include "cluster/matchmaking/matchmaking.hpp"
#include "cluster/policy.hpp"

namespace grono::cluster {

/// `withdrawn`: by themselves or those who run the event. `absent`: was planned and fell ill.
enum class ParticipantState { registered, withdrawn, absent };

/// A person at an event, who is in one place at a time. Several of one organisation are several participants:
/// they meet others side by side, and never one another.
struct MatchmakingParticipant {
  ParticipantId id;
  MatchmakingId event;
  std::optional<OrganisationId>
      organisation;               ///< none: a guest from outside, of whom those who run the event know
  std::string organisation_name;  ///< of a guest; of others as it was when they registered
  std::string person_name;
  std::optional<UserId> account;           ///< whose agenda it is
  std::string contact;                     ///< for those who run the event
  std::vector<std::string> offers, seeks;  ///< for all participants
  std::vector<Timestamp> away;             ///< beginnings of slots without them; sorted, unique
  std::optional<int> most_meetings;        ///< where fewer than the event allows
  ParticipantState state = ParticipantState::registered;
  std::int64_t version = 0;
  Timestamp created_at{}, updated_at{};
  bool operator==(const MatchmakingParticipant&) const = default;
};

/// `must` and `like`: wants to meet. `avoid`: does not, of which nobody else ever learns.
enum class WishKind { must, like, avoid };

struct MeetingWish {
  ParticipantId from, to;
  WishKind kind = WishKind::like;
  auto operator<=>(const MeetingWish&) const = default;
};

/// For `Permission::attend_matchmaking`: the own participation.
[[nodiscard]] Subject attended(const MatchmakingParticipant& participant);

/// Whether the actor answers for the participant: the person, or who may act for the organisation. Wishes,
/// agenda and outcomes are theirs alone.
[[nodiscard]] bool answers_for(const Actor& actor, const MatchmakingParticipant& participant);
/// Those who run the event answer for guests, who have no account.
[[nodiscard]] bool answers_for_guest(const Actor& actor, const Matchmaking& event,
                                     const MatchmakingParticipant& participant);

/// Whether two can be brought together at all.
[[nodiscard]] bool are_of_one_side(const MatchmakingParticipant& a, const MatchmakingParticipant& b);

/// Brings values into their stored form. @param slots  beginnings of the event's slots; what is away in none
/// is dropped
/// @throws InvalidInput  where = JSON pointer
void normalise(MatchmakingParticipant& participant, const Matchmaking& event,
               const std::vector<Timestamp>& slots);

/// @throws InvalidInput  where = "/wishes/3": for oneself or the own organisation, twice, for somebody who is
/// not in it
void check_wishes(const MatchmakingParticipant& from, const std::vector<MeetingWish>& wishes,
                  const std::vector<MatchmakingParticipant>& all);

/// How much it counts in the schedule. @pre not avoid
[[nodiscard]] double strength_of(WishKind kind);

[[nodiscard]] nlohmann::json to_json(const MatchmakingParticipant& participant);
/// Reads what is told at registration. Organisation, guest's organisation and account are told once and stay.
/// @param has_offers, has_seeks  whether they were told
struct ParticipantDraft {
  MatchmakingParticipant participant;
  bool has_offers = false, has_seeks = false;
};
[[nodiscard]] ParticipantDraft participant_from_json(const nlohmann::json& json,
                                                     MatchmakingParticipant base = {});

}  // namespace grono::cluster
