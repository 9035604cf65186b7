#include "base/error.hpp"
#include "cluster/cluster.hpp"
#include "cluster/names.hpp"

namespace grono::cluster {
namespace {

using Kind = MembershipEventKind;

std::optional<MembershipStatus> status_after(std::span<const MembershipEvent> events) {
  std::optional<MembershipStatus> now;
  for (const MembershipEvent& event : events) switch (event.kind) {
      case Kind::applied: now = MembershipStatus::applied; break;
      case Kind::invited: now = MembershipStatus::invited; break;
      case Kind::joined: now = MembershipStatus::active; break;
      case Kind::rejected: now = MembershipStatus::rejected; break;
      case Kind::role_changed: break;
      case Kind::left: now = MembershipStatus::ended; break;
    }
  return now;
}

bool can_follow(std::optional<MembershipStatus> now, Kind next) {
  switch (next) {
    case Kind::applied:
    case Kind::invited: return !now;
    case Kind::joined:
      return !now || now == MembershipStatus::applied || now == MembershipStatus::invited;
    case Kind::rejected: return now == MembershipStatus::applied || now == MembershipStatus::invited;
    case Kind::role_changed:
    case Kind::left: return now == MembershipStatus::active;
  }
  return false;
}

std::string_view in_words(std::optional<MembershipStatus> status) { return status ? name_of(*status) : "new"; }

}  // namespace

MembershipStatus status(const Membership& membership) {
  const auto now = status_after(membership.events);
  GRONO_INVARIANT(now.has_value());
  return *now;
}

MembershipRole role(const Membership& membership) {
  GRONO_INVARIANT(!membership.events.empty());
  return membership.events.back().role;
}

std::optional<Date> since(const Membership& membership) {
  for (const MembershipEvent& event : membership.events)
    if (event.kind == Kind::joined) return event.on;
  return std::nullopt;
}

std::optional<Date> until(const Membership& membership) {
  for (const MembershipEvent& event : membership.events)
    if (event.kind == Kind::left) return event.on;
  return std::nullopt;
}

void record(Membership& membership, MembershipEvent event) {
  const auto now = status_after(membership.events);
  if (!can_follow(now, event.kind))
    throw InvalidInput("/events",
                       "\"" + std::string(name_of(event.kind)) + "\" can't follow: the membership is " +
                           std::string(in_words(now)),
                       "reload the membership; for an organisation that comes back begin a new one");
  if (!event.on.ok()) throw InvalidInput("/on", "not a day of the calendar", "write it as 2026-11-23");
  if (!membership.events.empty() && event.on < membership.events.back().on)
    throw InvalidInput("/on",
                       to_string(event.on) + " is before " + to_string(membership.events.back().on) +
                           ", the day of the event before it",
                       "give that day or a later one");
  // Leaving and rejecting say nothing of the role: it stays what it was.
  if (!membership.events.empty() && (event.kind == Kind::left || event.kind == Kind::rejected))
    event.role = membership.events.back().role;
  membership.events.push_back(std::move(event));
}

}  // namespace grono::cluster
