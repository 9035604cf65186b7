#pragma once

#include "base/id.hpp"

namespace grono::cluster {

using OrganisationId = Id<struct OrganisationTag>;
using PlaceId = Id<struct PlaceTag>;
using CapabilityId = Id<struct CapabilityTag>;
using ClusterId = Id<struct ClusterTag>;
using MembershipId = Id<struct MembershipTag>;
using InvitationId = Id<struct InvitationTag>;
using UserId = Id<struct UserTag>;
using TokenId = Id<struct TokenTag>;
using JobId = Id<struct JobTag>;
using MergeId = Id<struct MergeTag>;
using ProjectId = Id<struct ProjectTag>;
using IdeaId = Id<struct IdeaTag>;
using CommentId = Id<struct CommentTag>;
using ConsentId = Id<struct ConsentTag>;
using MatchId = Id<struct MatchTag>;
using DisclosureId = Id<struct DisclosureTag>;

}  // namespace grono::cluster
