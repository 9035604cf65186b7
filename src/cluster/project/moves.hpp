#pragma once

#include <string>
#include <vector>

#include "cluster/project/plan.hpp"

/// What happens to the parts of a project that have a way of their own: invitations are answered, reports handed in,
/// changes voted on.
namespace grono::cluster {

/// A partner answers its invitation, or leaves. @param today  the day it counts from
/// @throws InvalidInput  it can't come to that; leaving without a reason
void move(Partner& partner, PartnerState state, std::string note, Date today);

/// A report is handed in, accepted, or returned with the reason.
/// @throws InvalidInput  it can't come to that; returned without a reason
void move(Report& report, ReportState state, std::string note, Timestamp now);

/// Whose report for a period is still missing, and how far it is: of every partner that was in the project in it.
struct OwedReport {
  OrganisationId organisation;
  std::optional<ReportState> state;  ///< none: not begun; never `accepted`
};
[[nodiscard]] std::vector<OwedReport> owed_reports(const Plan& plan, const Part& period);

/// The organisations whose approval a change needs: the active partners, without the merely associated ones.
[[nodiscard]] std::vector<OrganisationId> voters(const Plan& plan);

/// Puts a vote in the place of the organisation's former one. A vote against rejects the request.
/// @throws InvalidInput  the request is not open; against it without a reason
void vote(ChangeRequest& request, Vote vote);
/// Whether every one of them is for it.
[[nodiscard]] bool is_approved(const ChangeRequest& request, const std::vector<OrganisationId>& voters);

/// What stands in the way of closing the project, in words; empty where nothing does.
[[nodiscard]] std::vector<std::string> open_ends(const Plan& plan);

}  // namespace grono::cluster
