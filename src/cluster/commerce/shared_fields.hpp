#pragma once

#include <string>
#include <vector>

#include "base/time.hpp"
#include "cluster/policy.hpp"

/// What products, intellectual property and offers have in common.
namespace grono::cluster {

/// How many tags a product or an offer can have.
constexpr std::size_t kMostTagsOfCommerce = 30;

/// Days before a date on which to be reminded of it: the most first, each once.
/// @throws InvalidInput  over 10, or one that is not 1 to 3650
void normalise_reminder_days(const std::string& where, std::vector<int>& days);

class JsonReader;
/// The field "reminder_days"; 180, 60 and 14 where it is not there.
[[nodiscard]] std::vector<int> reminder_days_from(JsonReader& reader);

/// How far a thing of an organisation, or of the cluster where `owner` is nil, can be shared: `owner` needs
/// one, `partners` a project. @throws InvalidInput  at /visibility
void check_commerce_visibility(Visibility visibility, OrganisationId owner, bool has_project);

/// For its owner alone: the people of the organisation, of the cluster's own those who run it.
[[nodiscard]] Sharing for_owner_alone(OrganisationId owner);

/// Of what is remembered before a date those days that have come, the most first; none where the date is
/// over. The last is to be told; the others went by before somebody wrote the date down.
/// @param days  normalised
[[nodiscard]] std::vector<int> reminders_due(const std::vector<int>& days, Date due_on, Date today);

}  // namespace grono::cluster
