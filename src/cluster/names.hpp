#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <utility>

#include "base/error.hpp"
#include "cluster/aid/aid.hpp"
#include "cluster/aid/ceiling.hpp"
#include "cluster/cluster.hpp"
#include "cluster/commerce/deal.hpp"
#include "cluster/commerce/inquiry.hpp"
#include "cluster/commerce/deadline.hpp"
#include "cluster/commerce/ip_asset.hpp"
#include "cluster/commerce/offer.hpp"
#include "cluster/commerce/product.hpp"
#include "cluster/conduct/meeting_record.hpp"
#include "cluster/consortium/consortium.hpp"
#include "cluster/consortium/opportunity.hpp"
#include "cluster/document.hpp"
#include "cluster/confidential.hpp"
#include "cluster/disclosure.hpp"
#include "cluster/idea.hpp"
#include "cluster/matchmaking/matchmaking.hpp"
#include "cluster/matchmaking/meeting.hpp"
#include "cluster/matchmaking/participant.hpp"
#include "cluster/market/collection.hpp"
#include "cluster/notification.hpp"
#include "cluster/organisation.hpp"
#include "cluster/policy.hpp"
#include "cluster/project/parts.hpp"
#include "cluster/project/project.hpp"
#include "cluster/resource/booking.hpp"
#include "cluster/resource/resource.hpp"
#include "cluster/roles.hpp"

/// The one spelling of every enumeration: in the API, the store, files and the audit log
/// ("research_institute").
namespace grono::cluster {

template <class E>
using NamedValues = std::span<const std::pair<std::string_view, E>>;

/// Every value with its name, in the order of declaration. Specialised in names.cpp for each enumeration.
template <class E>
[[nodiscard]] NamedValues<E> named_values();

template <>
NamedValues<OrganisationKind> named_values();
template <>
NamedValues<SizeClass> named_values();
template <>
NamedValues<TurnoverClass> named_values();
template <>
NamedValues<Visibility> named_values();
template <>
NamedValues<CoordinateSource> named_values();
template <>
NamedValues<CapabilityKind> named_values();
template <>
NamedValues<ScopeLevel> named_values();
template <>
NamedValues<MembershipRole> named_values();
template <>
NamedValues<MembershipStatus> named_values();
template <>
NamedValues<MembershipEventKind> named_values();
template <>
NamedValues<IdeaKind> named_values();
template <>
NamedValues<IdeaStage> named_values();
template <>
NamedValues<ProjectStage> named_values();
template <>
NamedValues<PartKind> named_values();
template <>
NamedValues<PartnerRole> named_values();
template <>
NamedValues<PartnerState> named_values();
template <>
NamedValues<TaskKind> named_values();
template <>
NamedValues<TaskState> named_values();
template <>
NamedValues<DependencyKind> named_values();
template <>
NamedValues<CostCategory> named_values();
template <>
NamedValues<RiskState> named_values();
template <>
NamedValues<ReportState> named_values();
template <>
NamedValues<ChangeState> named_values();
template <>
NamedValues<ResultKind> named_values();
template <>
NamedValues<DocumentSubject> named_values();
template <>
NamedValues<OpportunityKind> named_values();
template <>
NamedValues<SeatState> named_values();
template <>
NamedValues<SeatRole> named_values();
template <>
NamedValues<ConsortiumStage> named_values();
template <>
NamedValues<ResourceKind> named_values();
template <>
NamedValues<UserKind> named_values();
template <>
NamedValues<PriceUnit> named_values();
template <>
NamedValues<BookingState> named_values();
template <>
NamedValues<DealKind> named_values();
template <>
NamedValues<DealStage> named_values();
template <>
NamedValues<LostReason> named_values();
template <>
NamedValues<InquiryKind> named_values();
template <>
NamedValues<InquiryState> named_values();
template <>
NamedValues<InquiryEntryKind> named_values();
template <>
NamedValues<ProductKind> named_values();
template <>
NamedValues<DeviceClass> named_values();
template <>
NamedValues<ClinicalStage> named_values();
template <>
NamedValues<CertificateKind> named_values();
template <>
NamedValues<NotifiedBodyPart> named_values();
template <>
NamedValues<MarketStepKind> named_values();
template <>
NamedValues<IpAssetKind> named_values();
template <>
NamedValues<MarketOfferKind> named_values();
template <>
NamedValues<MarketOfferState> named_values();
template <>
NamedValues<DeadlineKind> named_values();
template <>
NamedValues<MatchmakingStage> named_values();
template <>
NamedValues<MatchmakingOpenness> named_values();
template <>
NamedValues<ParticipantState> named_values();
template <>
NamedValues<WishKind> named_values();
template <>
NamedValues<MeetingState> named_values();
template <>
NamedValues<MeetingBasis> named_values();
template <>
NamedValues<AidScope> named_values();
template <>
NamedValues<AidPeriod> named_values();
template <>
NamedValues<AidState> named_values();
template <>
NamedValues<AidEventKind> named_values();
template <>
NamedValues<AidCertificateKind> named_values();
template <>
NamedValues<MeetingRecordState> named_values();
template <>
NamedValues<CollectionState> named_values();
template <>
NamedValues<NotificationKind> named_values();
template <>
NamedValues<NotificationChannel> named_values();
template <>
NamedValues<DigestRhythm> named_values();
template <>
NamedValues<ItemSide> named_values();
template <>
NamedValues<MatchOrigin> named_values();
template <>
NamedValues<MatchAnswer> named_values();
template <>
NamedValues<MatchState> named_values();
template <>
NamedValues<DisclosedKind> named_values();
template <>
NamedValues<DisclosureChannel> named_values();
template <>
NamedValues<Role> named_values();
template <>
NamedValues<Permission> named_values();

template <class E>
[[nodiscard]] std::string_view name_of(E value) {
  for (const auto& [name, each] : named_values<E>())
    if (each == value) return name;
  GRONO_INVARIANT(!"enumeration value without a name");
  return {};
}

template <class E>
[[nodiscard]] std::optional<E> value_of(std::string_view name) {
  for (const auto& [each, value] : named_values<E>())
    if (each == name) return value;
  return std::nullopt;
}

}  // namespace grono::cluster
