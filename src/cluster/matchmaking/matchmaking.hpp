#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "base/time.hpp"
#include "cluster/ids.hpp"
#include "cluster/localised_text.hpp"
#include "cluster/matchmaking/day_plan.hpp"
#include "cluster/policy.hpp"

/// Matchmaking events: who wants to meet whom is asked before, and a schedule of short meetings is made of
/// it.
namespace grono::cluster {

/// `draft`: for those who run the cluster. `registration`: people say that they come. `wishes`: and whom they
/// want to meet. `scheduled`: a schedule is there, for those who run the cluster. `published`: everybody has
/// an agenda. `held`: how the meetings went is asked. `closed` and `cancelled`: over.
enum class MatchmakingStage { draft, registration, wishes, scheduled, published, held, closed, cancelled };
/// Who may register: everyone with an account who acts for an organisation; members of the cluster; or of
/// further clusters too.
enum class MatchmakingOpenness { everyone, members, clusters };

struct Matchmaking {
  MatchmakingId id;
  ClusterId cluster;
  LocalisedText title;  ///< at least one language
  LocalisedText description;
  std::string place;  ///< address, hall
  std::string link;   ///< http or https, of an event that is held online; may be empty
  std::string time_zone = "Europe/Warsaw";
  std::vector<DayPlan> days;        ///< by their beginning
  std::vector<std::string> tables;  ///< their names, each once
  int most_meetings = 20;           ///< of a participant, 1..256
  std::optional<Timestamp> registration_closes_at, wishes_close_at;
  MatchmakingOpenness openness = MatchmakingOpenness::members;
  std::vector<ClusterId>
      clusters;  ///< further ones, sorted, unique; exactly with MatchmakingOpenness::clusters some
  int recommended_percent = 25;  ///< what a meeting counts that the program recommends, of a wish; 0..100
  int fairness_percent = 10;     ///< how fast further meetings of one participant lose value; 0..100
  MatchmakingStage stage = MatchmakingStage::draft;
  std::string reason;  ///< why it was cancelled
  std::int64_t version = 0;
  Timestamp created_at{}, updated_at{};
  bool operator==(const Matchmaking&) const = default;
};

[[nodiscard]] Subject run_matchmaking(const Matchmaking& event);

/// Who sees the event itself. Who is in it is another question: `participant.hpp`.
/// @param taking_part  organisations that are in it
[[nodiscard]] std::vector<Audience> viewers(const Matchmaking& event,
                                            std::span<const OrganisationId> taking_part);
/// Whether people of an organisation may register by themselves. @param member_of  its clusters
[[nodiscard]] bool may_register(const Matchmaking& event, std::span<const ClusterId> member_of);

[[nodiscard]] constexpr bool is_over(MatchmakingStage stage) noexcept {
  return stage == MatchmakingStage::closed || stage == MatchmakingStage::cancelled;
}
/// Participants have an agenda.
[[nodiscard]] constexpr bool has_agenda(MatchmakingStage stage) noexcept {
  return stage == MatchmakingStage::published || stage == MatchmakingStage::held ||
         stage == MatchmakingStage::closed;
}
/// Its schedule can be made, changed, planned anew.
[[nodiscard]] constexpr bool is_planned(MatchmakingStage stage) noexcept {
  return stage == MatchmakingStage::wishes || stage == MatchmakingStage::scheduled ||
         stage == MatchmakingStage::published || stage == MatchmakingStage::held;
}

/// Brings values into their stored form and checks every rule but those of the time zone, which the system
/// knows.
/// @throws InvalidInput  where = JSON pointer of the field
void normalise(Matchmaking& event);

/// Goes on, or a step back where nothing is lost by it. @param is_scheduled  a schedule is there
/// @throws InvalidInput  it can't become that from what it is, or something is missing for it
void move(Matchmaking& event, MatchmakingStage stage, std::string reason, bool is_scheduled);

[[nodiscard]] nlohmann::json to_json(const Matchmaking& event);
/// Reads what a client may set; the rest stays as in `base`. @throws InvalidInput  where = JSON pointer
[[nodiscard]] Matchmaking matchmaking_from_json(const nlohmann::json& json, Matchmaking base = {});

}  // namespace grono::cluster
