#include "app/joint_work.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "base/error.hpp"
#include "cluster/commerce/deal.hpp"
#include "cluster/consortium/consortium.hpp"
#include "cluster/project/parts.hpp"
#include "store/consortium_store.hpp"
#include "store/deal_store.hpp"
#include "store/funded_project_store.hpp"
#include "store/matchmaking_store.hpp"
#include "store/meeting_store.hpp"
#include "store/membership_store.hpp"
#include "store/part_store.hpp"
#include "store/project_store.hpp"

namespace grono::app {
namespace {

using cluster::OrganisationId;
using cluster::Partner;
using std::chrono::floor;

constexpr int kThingsAtOnce = 200;
constexpr int kMostJointConsortia = 5'000;
// An application written together, and half an hour at a table, tie less than years in a project.
constexpr double kStrengthOfConsortium = 0.5, kStrengthOfMeeting = 0.1;
constexpr std::chrono::days kDealLasts{365};
// Where the register does not say: as long as most.
constexpr std::chrono::days kFundedProjectLasts{3 * 365};

constexpr std::array kWorkNames = {
    std::pair(std::string_view("project"), JointWorkKind::project),
    std::pair(std::string_view("funded_project"), JointWorkKind::funded_project),
    std::pair(std::string_view("consortium"), JointWorkKind::consortium),
    std::pair(std::string_view("deal"), JointWorkKind::deal),
    std::pair(std::string_view("meeting"), JointWorkKind::meeting)};

Date day_of(Timestamp moment) {
  return Date{floor<std::chrono::days>(moment)};
}

std::vector<Stay> stays_in(const cluster::Project& project, const std::vector<cluster::Part>& partners) {
  std::vector<Stay> made;
  for (const cluster::Part& part : partners) {
    if (part.project != project.id) continue;
    const auto& partner = std::get<Partner>(part.value);
    if (partner.state != cluster::PartnerState::active && partner.state != cluster::PartnerState::left)
      continue;
    Stay stay{partner.organisation, std::max(project.begins_on, partner.since.value_or(project.begins_on)),
              std::min(project.ends_on, partner.until.value_or(project.ends_on))};
    if (stay.first <= stay.last) made.push_back(stay);
  }
  return made;
}

// Every page of a register.
template <class List, class Take>
void each_of(const List& list, const Take& take) {
  store::PageRequest page{"", kThingsAtOnce};
  for (;;) {
    auto found = list(page);
    take(found.items);
    if (!found.next) return;
    page.cursor = *found.next;
  }
}

// Whoever is not in the catalogue takes a share of everybody's ties as well.
JointWork work_of(const cluster::FundedProject& from) {
  JointWork made{JointWorkKind::funded_project, from.id.uuid, {}, 1, {}};
  made.title = {{cluster::kAnyLanguage, from.acronym.empty() ? from.title : from.acronym}};
  const Date last = from.ends_on.value_or(Date{std::chrono::sys_days(from.begins_on) + kFundedProjectLasts});
  for (const cluster::FundedParticipation& each : from.participations) {
    if (!each.organisation) continue;
    const Stay stay{*each.organisation, from.begins_on, std::min(last, each.left_on.value_or(last))};
    if (stay.first <= stay.last) made.stays.push_back(stay);
  }
  if (made.stays.size() > 1)
    made.strength =
        static_cast<double>(made.stays.size() - 1) / static_cast<double>(from.participations.size() - 1);
  return made;
}

void add_consortia(store::Transaction& transaction, const Caller& caller, cluster::ClusterId cluster,
                   Date today, std::vector<JointWork>& made) {
  store::OpportunityStore opportunities(transaction);
  std::map<cluster::OpportunityId, cluster::LocalisedText> titles;
  for (const cluster::Consortium& each :
       store::ConsortiumStore(transaction)
           .list(cluster, std::nullopt, cluster::audiences_of(caller.actor), kMostJointConsortia)) {
    if (each.stage != cluster::ConsortiumStage::forming && each.stage != cluster::ConsortiumStage::agreed)
      continue;
    JointWork work{JointWorkKind::consortium, each.id.uuid, {}, kStrengthOfConsortium, {}};
    for (const cluster::Seat& seat : each.seats)
      if (seat.state == cluster::SeatState::accepted)
        work.stays.push_back({seat.organisation, day_of(seat.answered_at.value_or(each.created_at)), today});
    if (work.stays.size() < 2) continue;
    const auto [title, is_new] = titles.try_emplace(each.opportunity);
    if (is_new) {
      auto opportunity = opportunities.find(each.opportunity);
      if (!opportunity) opportunity = opportunities.find_deleted(each.opportunity);
      if (opportunity) title->second = opportunity->title;
    }
    work.title = title->second;
    made.push_back(std::move(work));
  }
}

void add_deals(store::Transaction& transaction, const Caller& caller, cluster::ClusterId cluster,
               std::vector<JointWork>& made) {
  store::DealFilter filter;
  filter.cluster = cluster;
  filter.audiences = cluster::audiences_of(caller.actor);
  filter.stages = {cluster::DealStage::signed_contract};
  store::DealStore deals(transaction);
  each_of([&](const store::PageRequest& page) { return deals.list(filter, page); },
          [&](const std::vector<cluster::Deal>& found) {
            for (const cluster::Deal& each : found) {
              if (!each.organisation || !each.counterpart_organisation) continue;
              const Date first = each.steps.back().on;
              Date last{std::chrono::sys_days(first) + kDealLasts};
              if (each.licence && each.licence->until) last = std::max(first, *each.licence->until);
              made.push_back(
                  {JointWorkKind::deal,
                   each.id.uuid,
                   {{cluster::kAnyLanguage, each.title}},
                   1,
                   {{*each.organisation, first, last}, {*each.counterpart_organisation, first, last}}});
            }
          });
}

// Meetings of one event that were held as planned, each as work of its own.
void add_meetings_of(store::Transaction& transaction, const Caller& caller, const cluster::Matchmaking& event,
                     std::vector<JointWork>& made) {
  const bool runs =
      cluster::may(caller.actor, cluster::Permission::manage_matchmaking, cluster::run_matchmaking(event));
  std::map<cluster::ParticipantId, cluster::MatchmakingParticipant> participants;
  for (auto& each : store::ParticipantStore(transaction).of_event(event.id))
    participants.emplace(each.id, each);
  store::MeetingStore meetings(transaction);
  std::set<cluster::MeetingId> not_held;
  for (const cluster::MeetingOutcome& each : meetings.outcomes(event.id))
    if (!each.was_held) not_held.insert(each.meeting);
  for (const cluster::PlannedMeeting& each : meetings.meetings(event.id)) {
    if (each.state != cluster::MeetingState::planned || not_held.contains(each.id)) continue;
    const auto a = participants.find(each.a), b = participants.find(each.b);
    if (a == participants.end() || b == participants.end()) continue;
    const auto &one = a->second, &other = b->second;
    if (!one.organisation || !other.organisation || one.organisation == other.organisation) continue;
    if (!runs && !cluster::answers_for(caller.actor, one) && !cluster::answers_for(caller.actor, other))
      continue;
    const Date day = day_of(each.from);
    made.push_back({JointWorkKind::meeting,
                    event.id.uuid,
                    event.title,
                    kStrengthOfMeeting,
                    {{*one.organisation, day, day}, {*other.organisation, day, day}}});
  }
}

void add_meetings(store::Transaction& transaction, const Caller& caller, cluster::ClusterId cluster,
                  std::vector<JointWork>& made) {
  store::MatchmakingFilter filter;
  filter.cluster = cluster;
  filter.audiences = cluster::audiences_of(caller.actor);
  filter.stages = {cluster::MatchmakingStage::held, cluster::MatchmakingStage::closed};
  store::MatchmakingStore events(transaction);
  each_of([&](const store::PageRequest& page) { return events.list(filter, page); },
          [&](const std::vector<cluster::Matchmaking>& found) {
            for (const cluster::Matchmaking& each : found) add_meetings_of(transaction, caller, each, made);
          });
}

}  // namespace

std::string_view name_of(JointWorkKind kind) {
  for (const auto& [name, each] : kWorkNames)
    if (each == kind) return name;
  GRONO_INVARIANT(!"a kind of joint work without a name");
  return {};
}

std::optional<JointWorkKind> joint_work_kind(std::string_view name) {
  for (const auto& [each, kind] : kWorkNames)
    if (each == name) return kind;
  return std::nullopt;
}

std::vector<JointWork> seen_projects(store::Transaction& transaction, const Caller& caller,
                                     cluster::ClusterId cluster) {
  store::ProjectFilter filter;
  filter.cluster = cluster;
  filter.audiences = cluster::audiences_of(caller.actor);
  filter.stages = {cluster::ProjectStage::running, cluster::ProjectStage::closed};
  std::vector<JointWork> made;
  store::ProjectStore projects(transaction);
  each_of([&](const store::PageRequest& page) { return projects.list(filter, page); },
          [&](const std::vector<cluster::Project>& found) {
            std::vector<cluster::ProjectId> ids;
            for (const cluster::Project& each : found) ids.push_back(each.id);
            const auto partners = store::PartStore(transaction).partners(ids);
            for (const cluster::Project& each : found)
              made.push_back({JointWorkKind::project, each.id.uuid, each.title, 1, stays_in(each, partners)});
          });
  return made;
}

std::vector<JointWork> funded_work(store::Transaction& transaction, cluster::ClusterId cluster) {
  const auto members = store::MembershipStore(transaction).active_members(cluster);
  std::vector<JointWork> made;
  for (const cluster::FundedProject& each : store::FundedProjectStore(transaction).all(members))
    if (JointWork work = work_of(each); work.stays.size() > 1) made.push_back(std::move(work));
  return made;
}

std::vector<JointWork> seen_joint_work(store::Transaction& transaction, const Caller& caller,
                                       cluster::ClusterId cluster, Date today) {
  auto made = seen_projects(transaction, caller, cluster);
  std::ranges::move(funded_work(transaction, cluster), std::back_inserter(made));
  add_consortia(transaction, caller, cluster, today, made);
  add_deals(transaction, caller, cluster, made);
  add_meetings(transaction, caller, cluster, made);
  return made;
}

}  // namespace grono::app
