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
using PartId = Id<struct PartTag>;
using FundedProjectId = Id<struct FundedProjectTag>;
using FundedParticipationId = Id<struct FundedParticipationTag>;
using IdeaId = Id<struct IdeaTag>;
using OpportunityId = Id<struct OpportunityTag>;
using ConsortiumId = Id<struct ConsortiumTag>;
using ResourceId = Id<struct ResourceTag>;
using BookingId = Id<struct BookingTag>;
using ProductId = Id<struct ProductTag>;
using OfferId = Id<struct OfferTag>;
using InquiryId = Id<struct InquiryTag>;
using DealId = Id<struct DealTag>;
using IpAssetId = Id<struct IpAssetTag>;
using MatchmakingId = Id<struct MatchmakingTag>;
using ParticipantId = Id<struct ParticipantTag>;
using MeetingId = Id<struct MeetingTag>;
using AidId = Id<struct AidTag>;
using MeetingRecordId = Id<struct MeetingRecordTag>;
using CollectionId = Id<struct CollectionTag>;
using DocumentId = Id<struct DocumentTag>;
using CommentId = Id<struct CommentTag>;
using NotificationId = Id<struct NotificationTag>;
using MailId = Id<struct MailTag>;
using ConsentId = Id<struct ConsentTag>;
using MatchId = Id<struct MatchTag>;
using DisclosureId = Id<struct DisclosureTag>;

}  // namespace grono::cluster
