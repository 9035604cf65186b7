#include "cluster/project/moves.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "cluster/names.hpp"

namespace grono::cluster {
namespace {

[[noreturn]] void refuse_move(std::string_view from, std::string_view to, const std::string& mend) {
  throw InvalidInput("/state", "can't become \"" + std::string(to) + "\" from \"" + std::string(from) + "\"", mend);
}

}  // namespace

void move(Partner& partner, PartnerState state, std::string note, Date today) {
  using enum PartnerState;
  const bool fits = partner.state == invited ? state == active || state == declined
                                             : partner.state == active && state == left;
  if (!fits)
    refuse_move(name_of(partner.state), name_of(state),
                "an invitation is accepted or declined, and an active partner leaves; invite it again otherwise");
  if (state == left && note.empty())
    throw InvalidInput("/note", "is missing", "say why the partner leaves the project");
  partner.state = state;
  partner.note = std::move(note);
  if (state == active) partner.since = today;
  if (state == left) partner.until = today;
}

void move(Report& report, ReportState state, std::string note, Timestamp now) {
  using enum ReportState;
  const bool fits = report.state == submitted ? state == accepted || state == returned
                                              : report.state != accepted && state == submitted;
  if (!fits)
    refuse_move(name_of(report.state), name_of(state),
                "a report is handed in, then accepted or returned; somebody may have done it meanwhile");
  if (state == returned && note.empty())
    throw InvalidInput("/note", "is missing", "say what is missing in the report");
  if (state == submitted && report.text.empty())
    throw InvalidInput("/text", "the report is empty", "say what was done in the period");
  report.state = state;
  report.note = std::move(note);
  if (state == submitted) report.submitted_at = now;
}

std::vector<OwedReport> owed_reports(const Plan& plan, const Part& period_part) {
  const Period& period = *period_part.as<Period>();
  std::vector<OwedReport> made;
  for (const auto& [part, partner] : plan.all<Partner>()) {
    const bool took_part = partner->since && *partner->since <= period.ends_on &&
                           (!partner->until || *partner->until >= period.begins_on) &&
                           partner->role != PartnerRole::associated;
    if (!took_part) continue;
    OwedReport owed{partner->organisation, std::nullopt};
    for (const auto& [report_part, report] : plan.all<Report>())
      if (report->period == period_part.id && report->organisation == partner->organisation) owed.state = report->state;
    if (owed.state != ReportState::accepted) made.push_back(owed);
  }
  return made;
}

std::vector<OrganisationId> voters(const Plan& plan) {
  std::vector<OrganisationId> made;
  for (const auto& [part, partner] : plan.all<Partner>())
    if (partner->state == PartnerState::active && partner->role != PartnerRole::associated)
      made.push_back(partner->organisation);
  return made;
}

void vote(ChangeRequest& request, Vote vote) {
  if (request.state != ChangeState::open)
    throw InvalidInput("/state", "the request is \"" + std::string(name_of(request.state)) + "\"",
                       "ask for the change again where it is still wanted");
  if (!vote.is_for && vote.note.empty())
    throw InvalidInput("/note", "is missing", "say what speaks against the change");
  std::erase_if(request.votes, [&](const Vote& each) { return each.organisation == vote.organisation; });
  if (!vote.is_for) request.state = ChangeState::rejected;
  request.votes.push_back(std::move(vote));
}

bool is_approved(const ChangeRequest& request, const std::vector<OrganisationId>& voters) {
  return std::all_of(voters.begin(), voters.end(), [&](const OrganisationId& voter) {
    return std::any_of(request.votes.begin(), request.votes.end(),
                       [&](const Vote& each) { return each.is_for && each.organisation == voter; });
  });
}

std::vector<std::string> open_ends(const Plan& plan) {
  std::vector<std::string> made;
  std::size_t tasks = 0, requests = 0, periods = 0;
  for (const auto& [part, task] : plan.all<Task>())
    tasks += task->state != TaskState::done && task->state != TaskState::dropped;
  for (const auto& [part, request] : plan.all<ChangeRequest>()) requests += request->state == ChangeState::open;
  for (const auto& [part, period] : plan.all<Period>()) periods += !period->is_closed;
  if (tasks > 0) made.push_back(std::to_string(tasks) + " tasks that are neither done nor dropped");
  if (requests > 0) made.push_back(std::to_string(requests) + " requests for changes without an answer");
  if (periods > 0) made.push_back(std::to_string(periods) + " reporting periods that are not closed");
  return made;
}

}  // namespace grono::cluster
