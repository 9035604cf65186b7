#pragma once

#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "base/error.hpp"
#include "base/money.hpp"
#include "base/time.hpp"
#include "cluster/consortium/opportunity.hpp"
#include "cluster/ids.hpp"

namespace grono::cluster {

/// `proposed`: nobody was asked yet. `refused` and `withdrawn` say why. `replaced`: somebody else has
/// the seat, or nobody is to have it.
enum class SeatState { proposed, invited, accepted, refused, withdrawn, replaced };
enum class SeatRole { lead, partner };
/// `forming`: seats, roles and shares change. `agreed`: everybody has accepted, and the agreement stands.
/// `project`: a joint project carries on. `dissolved`: given up, with the reason.
enum class ConsortiumStage { forming, agreed, project, dissolved };

/// A place in a consortium, and who has it.
struct Seat {
  OrganisationId organisation;
  SeatRole role = SeatRole::partner;
  SeatState state = SeatState::proposed;
  int share = 0;       ///< of what comes of it, ten-thousandths
  Money budget;        ///< in the opportunity's currency
  std::string task;    ///< what it brings
  std::string reason;  ///< why it refused or withdrew
  std::optional<OrganisationId> replaces;
  std::optional<Timestamp> answered_at;
  std::optional<UserId> answered_by;
  bool operator==(const Seat&) const = default;
};

/// Something to be done before the consortium can begin.
struct ReadinessItem {
  std::string text;
  bool is_done = false;
  bool operator==(const ReadinessItem&) const = default;
};

struct Consortium {
  ConsortiumId id;
  OpportunityId opportunity;
  ClusterId cluster;
  std::string name;  ///< for people
  ConsortiumStage stage = ConsortiumStage::forming;
  std::string dissolved_reason;  ///< exactly where dissolved some
  std::vector<Seat> seats;  ///< in the order of their making; an organisation has at most one that counts
  LocalisedText agreement;  ///< the text that is agreed on
  std::vector<ReadinessItem> readiness;
  std::optional<ProjectId> project;  ///< exactly in stage `project` one
  std::int64_t version = 0;
  Timestamp created_at{}, updated_at{};
  bool operator==(const Consortium&) const = default;
};

/// Whether the seat may still come to be a partner, or is one.
[[nodiscard]] constexpr bool counts(SeatState state) noexcept {
  return state == SeatState::proposed || state == SeatState::invited || state == SeatState::accepted;
}

/// Who sees it: those who run the cluster, and the people of everybody who was asked. Who is only proposed
/// learns nothing before being asked.
[[nodiscard]] std::vector<Audience> viewers(const Consortium& consortium);
/// The same for one actor.
[[nodiscard]] bool sees_consortium(const Actor& actor, const Consortium& consortium);

/// Brings values into their stored form. @throws InvalidInput  where = JSON pointer: an organisation with two
/// seats, two that lead, a share or an amount out of range
void normalise(Consortium& consortium);

/// Asks everybody who is proposed. @throws InvalidInput  it is not forming, or nobody is proposed
void invite(Consortium& consortium);
/// An organisation that was asked says yes or no. @throws InvalidInput  it was not asked, has answered, or
/// refuses without a reason
void answer_seat(Consortium& consortium, OrganisationId organisation, bool accepts, std::string reason);
/// It leaves after it has accepted: what was agreed is open again, and nothing else is lost.
/// @throws InvalidInput  it has not accepted, gives no reason, or a project carries on (one leaves that)
void withdraw_seat(Consortium& consortium, OrganisationId organisation, std::string reason);
/// Somebody else for a seat that was refused or left, or in place of somebody; with the same role, share and
/// task.
/// @throws InvalidInput  no such seat, it was replaced already, or the new one has a seat
void replace_seat(Consortium& consortium, OrganisationId organisation, OrganisationId by);
/// Nobody for a seat: an invitation that was not answered is taken back, or one who refused or left is not
/// replaced. @throws InvalidInput  no such seat, or it has accepted
void give_up_seat(Consortium& consortium, OrganisationId organisation);

/// Why it can't be agreed yet, in the order in which it is to be mended; empty where it can.
[[nodiscard]] std::vector<InvalidInput> open_ends(const Consortium& consortium);
/// @throws InvalidFields  every open end
void agree(Consortium& consortium);
/// @throws InvalidInput  without a reason, or a project carries on
void dissolve(Consortium& consortium, std::string reason);

/// @throws InvalidInput
[[nodiscard]] nlohmann::json to_json(const Consortium& consortium);
/// Reads what who runs the cluster may set of one that is forming: name, seats with role, share, budget and
/// task (of those that are there; new ones are proposed, and one left out that was not asked yet is gone),
/// agreement, readiness.
/// @throws InvalidInput  where = JSON pointer: also a seat of somebody who was asked that is left out
[[nodiscard]] Consortium consortium_from_json(const nlohmann::json& json, Consortium base);

/// As they stand in the database, and back.
[[nodiscard]] nlohmann::json stored_seats(const std::vector<Seat>& seats);
[[nodiscard]] std::vector<Seat> seats_from_stored(const nlohmann::json& json);
[[nodiscard]] nlohmann::json stored_readiness(const std::vector<ReadinessItem>& items);
[[nodiscard]] std::vector<ReadinessItem> readiness_from_stored(const nlohmann::json& json);

}  // namespace grono::cluster
