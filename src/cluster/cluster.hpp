#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "cluster/ids.hpp"
#include "cluster/localised_text.hpp"
#include "cluster/organisation.hpp"

namespace grono::cluster {

enum class ScopeLevel { city, region, country, cross_border };

/// How far a cluster reaches: the level and the names or codes of what it covers ("PL22", "Śląskie").
struct GeographicScope {
  ScopeLevel level = ScopeLevel::region;
  std::vector<std::string> areas;
  bool operator==(const GeographicScope&) const = default;
};

struct Cluster {
  ClusterId id;
  std::string slug;  ///< in addresses: lower-case letters, digits and dashes, unique
  LocalisedText name;
  LocalisedText summary;
  std::vector<ActivityCode> field;  ///< the one field it works in, as codes ...
  std::vector<std::string> tags;    ///< ... and as words
  GeographicScope scope;
  std::optional<OrganisationId> coordinator;
  bool is_invented = false;
  std::int64_t version = 0;
  Timestamp created_at{}, updated_at{};
  bool operator==(const Cluster&) const = default;
};

enum class MembershipRole { member, coordinator, supporting };
enum class MembershipStatus { applied, invited, active, rejected, ended };
enum class MembershipEventKind { applied, invited, joined, rejected, role_changed, left };

/// One thing that happened to a membership. Events are only ever added: what a membership is follows from them.
struct MembershipEvent {
  MembershipEventKind kind = MembershipEventKind::applied;
  Date on{};                     ///< the day it took effect, as the cluster counts it
  MembershipRole role = MembershipRole::member;  ///< the role from this event on
  std::string note;              ///< reason or remark, may be empty
  Timestamp recorded_at{};
  std::optional<UserId> recorded_by;
  bool operator==(const MembershipEvent&) const = default;
};

/// An organisation's time in a cluster, from application to leaving; one that comes back gets a new membership.
struct Membership {
  MembershipId id;
  ClusterId cluster;
  OrganisationId organisation;
  std::vector<MembershipEvent> events;  ///< oldest first, at least one
  bool operator==(const Membership&) const = default;
};

[[nodiscard]] MembershipStatus status(const Membership& membership);
[[nodiscard]] MembershipRole role(const Membership& membership);
/// Day of joining and of leaving, where they have come.
[[nodiscard]] std::optional<Date> since(const Membership& membership);
[[nodiscard]] std::optional<Date> until(const Membership& membership);

/// Adds an event, or says why it can't follow what has happened (an ended membership can't be approved).
/// @throws InvalidInput  where = "/events"
void record(Membership& membership, MembershipEvent event);

}  // namespace grono::cluster
