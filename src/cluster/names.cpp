#include "cluster/names.hpp"

#include <array>

namespace grono::cluster {
namespace {

template <class E>
using Named = std::pair<std::string_view, E>;

constexpr std::array kOrganisationKinds = {
    Named<OrganisationKind>{"enterprise", OrganisationKind::enterprise},
    Named<OrganisationKind>{"start_up", OrganisationKind::start_up},
    Named<OrganisationKind>{"university", OrganisationKind::university},
    Named<OrganisationKind>{"research_institute", OrganisationKind::research_institute},
    Named<OrganisationKind>{"clinical_user", OrganisationKind::clinical_user},
    Named<OrganisationKind>{"business_support", OrganisationKind::business_support},
    Named<OrganisationKind>{"public_authority", OrganisationKind::public_authority},
    Named<OrganisationKind>{"investor", OrganisationKind::investor},
    Named<OrganisationKind>{"association", OrganisationKind::association},
};
constexpr std::array kSizeClasses = {
    Named<SizeClass>{"micro", SizeClass::micro},
    Named<SizeClass>{"small", SizeClass::small},
    Named<SizeClass>{"medium", SizeClass::medium},
    Named<SizeClass>{"small_mid_cap", SizeClass::small_mid_cap},
    Named<SizeClass>{"large", SizeClass::large},
};
constexpr std::array kTurnoverClasses = {
    Named<TurnoverClass>{"up_to_2m", TurnoverClass::up_to_2m},
    Named<TurnoverClass>{"up_to_10m", TurnoverClass::up_to_10m},
    Named<TurnoverClass>{"up_to_50m", TurnoverClass::up_to_50m},
    Named<TurnoverClass>{"up_to_150m", TurnoverClass::up_to_150m},
    Named<TurnoverClass>{"over_150m", TurnoverClass::over_150m},
};
constexpr std::array kVisibilities = {
    Named<Visibility>{"everyone", Visibility::everyone},
    Named<Visibility>{"members", Visibility::members},
    Named<Visibility>{"named", Visibility::named},
    Named<Visibility>{"partners", Visibility::partners},
    Named<Visibility>{"coordinator", Visibility::coordinator},
    Named<Visibility>{"owner", Visibility::owner},
};
constexpr std::array kCoordinateSources = {
    Named<CoordinateSource>{"given", CoordinateSource::given},
    Named<CoordinateSource>{"gazetteer", CoordinateSource::gazetteer},
};
constexpr std::array kCapabilityKinds = {
    Named<CapabilityKind>{"know_how", CapabilityKind::know_how},
    Named<CapabilityKind>{"laboratory", CapabilityKind::laboratory},
    Named<CapabilityKind>{"equipment", CapabilityKind::equipment},
    Named<CapabilityKind>{"certificate", CapabilityKind::certificate},
    Named<CapabilityKind>{"staff", CapabilityKind::staff},
    Named<CapabilityKind>{"data", CapabilityKind::data},
    Named<CapabilityKind>{"premises", CapabilityKind::premises},
};
constexpr std::array kScopeLevels = {
    Named<ScopeLevel>{"city", ScopeLevel::city},
    Named<ScopeLevel>{"region", ScopeLevel::region},
    Named<ScopeLevel>{"country", ScopeLevel::country},
    Named<ScopeLevel>{"cross_border", ScopeLevel::cross_border},
};
constexpr std::array kMembershipRoles = {
    Named<MembershipRole>{"member", MembershipRole::member},
    Named<MembershipRole>{"coordinator", MembershipRole::coordinator},
    Named<MembershipRole>{"supporting", MembershipRole::supporting},
};
constexpr std::array kMembershipStatuses = {
    Named<MembershipStatus>{"applied", MembershipStatus::applied},
    Named<MembershipStatus>{"invited", MembershipStatus::invited},
    Named<MembershipStatus>{"active", MembershipStatus::active},
    Named<MembershipStatus>{"rejected", MembershipStatus::rejected},
    Named<MembershipStatus>{"ended", MembershipStatus::ended},
};
constexpr std::array kMembershipEventKinds = {
    Named<MembershipEventKind>{"applied", MembershipEventKind::applied},
    Named<MembershipEventKind>{"invited", MembershipEventKind::invited},
    Named<MembershipEventKind>{"joined", MembershipEventKind::joined},
    Named<MembershipEventKind>{"rejected", MembershipEventKind::rejected},
    Named<MembershipEventKind>{"role_changed", MembershipEventKind::role_changed},
    Named<MembershipEventKind>{"left", MembershipEventKind::left},
};
constexpr std::array kIdeaKinds = {
    Named<IdeaKind>{"technology", IdeaKind::technology},
    Named<IdeaKind>{"market_or_product", IdeaKind::market_or_product},
    Named<IdeaKind>{"business_model", IdeaKind::business_model},
    Named<IdeaKind>{"tools_and_techniques", IdeaKind::tools_and_techniques},
    Named<IdeaKind>{"development_path", IdeaKind::development_path},
    Named<IdeaKind>{"organisational_form", IdeaKind::organisational_form},
    Named<IdeaKind>{"cooperation_form", IdeaKind::cooperation_form},
    Named<IdeaKind>{"public_goods", IdeaKind::public_goods},
    Named<IdeaKind>{"communication", IdeaKind::communication},
    Named<IdeaKind>{"inter_cluster_link", IdeaKind::inter_cluster_link},
};
constexpr std::array kIdeaStages = {
    Named<IdeaStage>{"spark", IdeaStage::spark},
    Named<IdeaStage>{"discussed", IdeaStage::discussed},
    Named<IdeaStage>{"shaped", IdeaStage::shaped},
    Named<IdeaStage>{"chosen", IdeaStage::chosen},
    Named<IdeaStage>{"project", IdeaStage::project},
    Named<IdeaStage>{"shelved", IdeaStage::shelved},
};
constexpr std::array kProjectStages = {
    Named<ProjectStage>{"draft", ProjectStage::draft},
    Named<ProjectStage>{"running", ProjectStage::running},
    Named<ProjectStage>{"closed", ProjectStage::closed},
    Named<ProjectStage>{"abandoned", ProjectStage::abandoned},
};
constexpr std::array kPartKinds = {
    Named<PartKind>{"partner", PartKind::partner},
    Named<PartKind>{"work_package", PartKind::work_package},
    Named<PartKind>{"task", PartKind::task},
    Named<PartKind>{"budget_line", PartKind::budget_line},
    Named<PartKind>{"expense", PartKind::expense},
    Named<PartKind>{"risk", PartKind::risk},
    Named<PartKind>{"decision", PartKind::decision},
    Named<PartKind>{"period", PartKind::period},
    Named<PartKind>{"report", PartKind::report},
    Named<PartKind>{"change_request", PartKind::change_request},
    Named<PartKind>{"result", PartKind::result},
};
constexpr std::array kPartnerRoles = {
    Named<PartnerRole>{"partner", PartnerRole::partner},
    Named<PartnerRole>{"lead", PartnerRole::lead},
    Named<PartnerRole>{"associated", PartnerRole::associated},
};
constexpr std::array kPartnerStates = {
    Named<PartnerState>{"invited", PartnerState::invited},
    Named<PartnerState>{"active", PartnerState::active},
    Named<PartnerState>{"declined", PartnerState::declined},
    Named<PartnerState>{"left", PartnerState::left},
};
constexpr std::array kTaskKinds = {
    Named<TaskKind>{"task", TaskKind::task},
    Named<TaskKind>{"milestone", TaskKind::milestone},
    Named<TaskKind>{"deliverable", TaskKind::deliverable},
};
constexpr std::array kTaskStates = {
    Named<TaskState>{"to_do", TaskState::to_do},
    Named<TaskState>{"in_progress", TaskState::in_progress},
    Named<TaskState>{"blocked", TaskState::blocked},
    Named<TaskState>{"done", TaskState::done},
    Named<TaskState>{"dropped", TaskState::dropped},
};
constexpr std::array kDependencyKinds = {
    Named<DependencyKind>{"finish_to_start", DependencyKind::finish_to_start},
    Named<DependencyKind>{"start_to_start", DependencyKind::start_to_start},
    Named<DependencyKind>{"finish_to_finish", DependencyKind::finish_to_finish},
    Named<DependencyKind>{"start_to_finish", DependencyKind::start_to_finish},
};
constexpr std::array kCostCategories = {
    Named<CostCategory>{"personnel", CostCategory::personnel},
    Named<CostCategory>{"subcontracting", CostCategory::subcontracting},
    Named<CostCategory>{"travel", CostCategory::travel},
    Named<CostCategory>{"equipment", CostCategory::equipment},
    Named<CostCategory>{"other_goods_and_services", CostCategory::other_goods_and_services},
    Named<CostCategory>{"indirect", CostCategory::indirect},
};
constexpr std::array kRiskStates = {
    Named<RiskState>{"open", RiskState::open},
    Named<RiskState>{"mitigated", RiskState::mitigated},
    Named<RiskState>{"occurred", RiskState::occurred},
    Named<RiskState>{"closed", RiskState::closed},
};
constexpr std::array kReportStates = {
    Named<ReportState>{"draft", ReportState::draft},
    Named<ReportState>{"submitted", ReportState::submitted},
    Named<ReportState>{"returned", ReportState::returned},
    Named<ReportState>{"accepted", ReportState::accepted},
};
constexpr std::array kChangeStates = {
    Named<ChangeState>{"open", ChangeState::open},
    Named<ChangeState>{"applied", ChangeState::applied},
    Named<ChangeState>{"rejected", ChangeState::rejected},
    Named<ChangeState>{"withdrawn", ChangeState::withdrawn},
    Named<ChangeState>{"outdated", ChangeState::outdated},
};
constexpr std::array kResultKinds = {
    Named<ResultKind>{"product", ResultKind::product},
    Named<ResultKind>{"service", ResultKind::service},
    Named<ResultKind>{"process", ResultKind::process},
    Named<ResultKind>{"publication", ResultKind::publication},
    Named<ResultKind>{"patent", ResultKind::patent},
    Named<ResultKind>{"know_how", ResultKind::know_how},
    Named<ResultKind>{"prototype", ResultKind::prototype},
    Named<ResultKind>{"standard", ResultKind::standard},
    Named<ResultKind>{"training", ResultKind::training},
};
constexpr std::array kDocumentSubjects = {
    Named<DocumentSubject>{"project", DocumentSubject::project},
    Named<DocumentSubject>{"idea", DocumentSubject::idea},
};
constexpr std::array kItemSides = {
    Named<ItemSide>{"need", ItemSide::need},
    Named<ItemSide>{"offer", ItemSide::offer},
};
constexpr std::array kMatchOrigins = {
    Named<MatchOrigin>{"hidden", MatchOrigin::hidden},
    Named<MatchOrigin>{"approach", MatchOrigin::approach},
};
constexpr std::array kMatchAnswers = {
    Named<MatchAnswer>{"open", MatchAnswer::open},
    Named<MatchAnswer>{"agreed", MatchAnswer::agreed},
    Named<MatchAnswer>{"declined", MatchAnswer::declined},
    Named<MatchAnswer>{"withdrawn", MatchAnswer::withdrawn},
};
constexpr std::array kMatchStates = {
    Named<MatchState>{"asked", MatchState::asked},
    Named<MatchState>{"waiting", MatchState::waiting},
    Named<MatchState>{"exchanged", MatchState::exchanged},
    Named<MatchState>{"declined", MatchState::declined},
    Named<MatchState>{"lapsed", MatchState::lapsed},
    Named<MatchState>{"ended", MatchState::ended},
};
constexpr std::array kOpportunityKinds = {
    Named<OpportunityKind>{"call", OpportunityKind::call},
    Named<OpportunityKind>{"joint_purchase", OpportunityKind::joint_purchase},
    Named<OpportunityKind>{"investment", OpportunityKind::investment},
};
constexpr std::array kSeatStates = {
    Named<SeatState>{"proposed", SeatState::proposed},
    Named<SeatState>{"invited", SeatState::invited},
    Named<SeatState>{"accepted", SeatState::accepted},
    Named<SeatState>{"refused", SeatState::refused},
    Named<SeatState>{"withdrawn", SeatState::withdrawn},
    Named<SeatState>{"replaced", SeatState::replaced},
};
constexpr std::array kSeatRoles = {
    Named<SeatRole>{"lead", SeatRole::lead},
    Named<SeatRole>{"partner", SeatRole::partner},
};
constexpr std::array kConsortiumStages = {
    Named<ConsortiumStage>{"forming", ConsortiumStage::forming},
    Named<ConsortiumStage>{"agreed", ConsortiumStage::agreed},
    Named<ConsortiumStage>{"project", ConsortiumStage::project},
    Named<ConsortiumStage>{"dissolved", ConsortiumStage::dissolved},
};
constexpr std::array kResourceKinds = {
    Named<ResourceKind>{"laboratory", ResourceKind::laboratory},
    Named<ResourceKind>{"equipment", ResourceKind::equipment},
    Named<ResourceKind>{"room", ResourceKind::room},
    Named<ResourceKind>{"expert", ResourceKind::expert},
};
constexpr std::array kUserKinds = {
    Named<UserKind>{"own", UserKind::own},
    Named<UserKind>{"member", UserKind::member},
    Named<UserKind>{"research", UserKind::research},
    Named<UserKind>{"outside", UserKind::outside},
};
constexpr std::array kPriceUnits = {
    Named<PriceUnit>{"hour", PriceUnit::hour},
    Named<PriceUnit>{"day", PriceUnit::day},
    Named<PriceUnit>{"use", PriceUnit::use},
};
constexpr std::array kBookingStates = {
    Named<BookingState>{"requested", BookingState::requested},
    Named<BookingState>{"confirmed", BookingState::confirmed},
    Named<BookingState>{"refused", BookingState::refused},
    Named<BookingState>{"cancelled", BookingState::cancelled},
    Named<BookingState>{"withdrawn", BookingState::withdrawn},
};
constexpr std::array kDealKinds = {
    Named<DealKind>{"sale", DealKind::sale},
    Named<DealKind>{"licence", DealKind::licence},
    Named<DealKind>{"spin_off", DealKind::spin_off},
    Named<DealKind>{"service", DealKind::service},
    Named<DealKind>{"joint_development", DealKind::joint_development},
    Named<DealKind>{"investment", DealKind::investment},
};
constexpr std::array kDealStages = {
    Named<DealStage>{"first_contact", DealStage::first_contact},
    Named<DealStage>{"interest", DealStage::interest},
    Named<DealStage>{"negotiation", DealStage::negotiation},
    Named<DealStage>{"terms_agreed", DealStage::terms_agreed},
    Named<DealStage>{"signed_contract", DealStage::signed_contract},
    Named<DealStage>{"lost", DealStage::lost},
};
constexpr std::array kLostReasons = {
    Named<LostReason>{"price", LostReason::price},
    Named<LostReason>{"timing", LostReason::timing},
    Named<LostReason>{"competitor", LostReason::competitor},
    Named<LostReason>{"no_budget", LostReason::no_budget},
    Named<LostReason>{"no_answer", LostReason::no_answer},
    Named<LostReason>{"not_ready", LostReason::not_ready},
    Named<LostReason>{"certificate", LostReason::certificate},
    Named<LostReason>{"rights", LostReason::rights},
    Named<LostReason>{"plans_changed", LostReason::plans_changed},
    Named<LostReason>{"other", LostReason::other},
};
constexpr std::array kInquiryKinds = {
    Named<InquiryKind>{"investor", InquiryKind::investor},
    Named<InquiryKind>{"buyer", InquiryKind::buyer},
    Named<InquiryKind>{"partner", InquiryKind::partner},
    Named<InquiryKind>{"authority", InquiryKind::authority},
    Named<InquiryKind>{"press", InquiryKind::press},
    Named<InquiryKind>{"other", InquiryKind::other},
};
constexpr std::array kInquiryStates = {
    Named<InquiryState>{"open", InquiryState::open},
    Named<InquiryState>{"forwarded", InquiryState::forwarded},
    Named<InquiryState>{"answered", InquiryState::answered},
    Named<InquiryState>{"closed", InquiryState::closed},
};
constexpr std::array kInquiryEntryKinds = {
    Named<InquiryEntryKind>{"note", InquiryEntryKind::note},
    Named<InquiryEntryKind>{"forwarded", InquiryEntryKind::forwarded},
    Named<InquiryEntryKind>{"answered", InquiryEntryKind::answered},
    Named<InquiryEntryKind>{"closed", InquiryEntryKind::closed},
    Named<InquiryEntryKind>{"reopened", InquiryEntryKind::reopened},
};
constexpr std::array kProductKinds = {
    Named<ProductKind>{"result", ProductKind::result},
    Named<ProductKind>{"product", ProductKind::product},
};
constexpr std::array kDeviceClasses = {
    Named<DeviceClass>{"mdr_i", DeviceClass::mdr_i},
    Named<DeviceClass>{"mdr_i_sterile", DeviceClass::mdr_i_sterile},
    Named<DeviceClass>{"mdr_i_measuring", DeviceClass::mdr_i_measuring},
    Named<DeviceClass>{"mdr_i_reusable", DeviceClass::mdr_i_reusable},
    Named<DeviceClass>{"mdr_iia", DeviceClass::mdr_iia},
    Named<DeviceClass>{"mdr_iib", DeviceClass::mdr_iib},
    Named<DeviceClass>{"mdr_iii", DeviceClass::mdr_iii},
    Named<DeviceClass>{"ivdr_a", DeviceClass::ivdr_a},
    Named<DeviceClass>{"ivdr_a_sterile", DeviceClass::ivdr_a_sterile},
    Named<DeviceClass>{"ivdr_b", DeviceClass::ivdr_b},
    Named<DeviceClass>{"ivdr_c", DeviceClass::ivdr_c},
    Named<DeviceClass>{"ivdr_d", DeviceClass::ivdr_d},
};
constexpr std::array kClinicalStages = {
    Named<ClinicalStage>{"none", ClinicalStage::none},
    Named<ClinicalStage>{"planned", ClinicalStage::planned},
    Named<ClinicalStage>{"approved", ClinicalStage::approved},
    Named<ClinicalStage>{"running", ClinicalStage::running},
    Named<ClinicalStage>{"completed", ClinicalStage::completed},
    Named<ClinicalStage>{"follow_up", ClinicalStage::follow_up},
};
constexpr std::array kCertificateKinds = {
    Named<CertificateKind>{"eu_quality_system", CertificateKind::eu_quality_system},
    Named<CertificateKind>{"eu_technical_documentation", CertificateKind::eu_technical_documentation},
    Named<CertificateKind>{"eu_type_examination", CertificateKind::eu_type_examination},
    Named<CertificateKind>{"declaration_of_conformity", CertificateKind::declaration_of_conformity},
    Named<CertificateKind>{"iso_13485", CertificateKind::iso_13485},
    Named<CertificateKind>{"other", CertificateKind::other},
};
constexpr std::array kNotifiedBodyParts = {
    Named<NotifiedBodyPart>{"none", NotifiedBodyPart::none},
    Named<NotifiedBodyPart>{"limited", NotifiedBodyPart::limited},
    Named<NotifiedBodyPart>{"full", NotifiedBodyPart::full},
};
constexpr std::array kMarketStepKinds = {
    Named<MarketStepKind>{"nomenclature", MarketStepKind::nomenclature},
    Named<MarketStepKind>{"identifier", MarketStepKind::identifier},
    Named<MarketStepKind>{"quality_system", MarketStepKind::quality_system},
    Named<MarketStepKind>{"clinical_evidence", MarketStepKind::clinical_evidence},
    Named<MarketStepKind>{"notified_body_certificate", MarketStepKind::notified_body_certificate},
    Named<MarketStepKind>{"technical_documentation", MarketStepKind::technical_documentation},
    Named<MarketStepKind>{"declaration", MarketStepKind::declaration},
};
constexpr std::array kIpAssetKinds = {
    Named<IpAssetKind>{"patent", IpAssetKind::patent},
    Named<IpAssetKind>{"patent_application", IpAssetKind::patent_application},
    Named<IpAssetKind>{"utility_model", IpAssetKind::utility_model},
    Named<IpAssetKind>{"design", IpAssetKind::design},
    Named<IpAssetKind>{"trademark", IpAssetKind::trademark},
    Named<IpAssetKind>{"copyright", IpAssetKind::copyright},
    Named<IpAssetKind>{"software", IpAssetKind::software},
    Named<IpAssetKind>{"database", IpAssetKind::database},
    Named<IpAssetKind>{"know_how", IpAssetKind::know_how},
    Named<IpAssetKind>{"plant_variety", IpAssetKind::plant_variety},
    Named<IpAssetKind>{"circuit_layout", IpAssetKind::circuit_layout},
};
constexpr std::array kMarketOfferKinds = {
    Named<MarketOfferKind>{"sale", MarketOfferKind::sale},
    Named<MarketOfferKind>{"licence", MarketOfferKind::licence},
    Named<MarketOfferKind>{"cooperation", MarketOfferKind::cooperation},
    Named<MarketOfferKind>{"service", MarketOfferKind::service},
    Named<MarketOfferKind>{"investment_wanted", MarketOfferKind::investment_wanted},
    Named<MarketOfferKind>{"spin_off", MarketOfferKind::spin_off},
};
constexpr std::array kMarketOfferStates = {
    Named<MarketOfferState>{"open", MarketOfferState::open},
    Named<MarketOfferState>{"paused", MarketOfferState::paused},
    Named<MarketOfferState>{"withdrawn", MarketOfferState::withdrawn},
};
constexpr std::array kDeadlineKinds = {
    Named<DeadlineKind>{"ip_expiry", DeadlineKind::ip_expiry},
    Named<DeadlineKind>{"ip_fee", DeadlineKind::ip_fee},
    Named<DeadlineKind>{"certificate_expiry", DeadlineKind::certificate_expiry},
    Named<DeadlineKind>{"call_closing", DeadlineKind::call_closing},
};
constexpr std::array kMatchmakingStages = {
    Named<MatchmakingStage>{"draft", MatchmakingStage::draft},
    Named<MatchmakingStage>{"registration", MatchmakingStage::registration},
    Named<MatchmakingStage>{"wishes", MatchmakingStage::wishes},
    Named<MatchmakingStage>{"scheduled", MatchmakingStage::scheduled},
    Named<MatchmakingStage>{"published", MatchmakingStage::published},
    Named<MatchmakingStage>{"held", MatchmakingStage::held},
    Named<MatchmakingStage>{"closed", MatchmakingStage::closed},
    Named<MatchmakingStage>{"cancelled", MatchmakingStage::cancelled},
};
constexpr std::array kMatchmakingOpennesses = {
    Named<MatchmakingOpenness>{"everyone", MatchmakingOpenness::everyone},
    Named<MatchmakingOpenness>{"members", MatchmakingOpenness::members},
    Named<MatchmakingOpenness>{"clusters", MatchmakingOpenness::clusters},
};
constexpr std::array kParticipantStates = {
    Named<ParticipantState>{"registered", ParticipantState::registered},
    Named<ParticipantState>{"withdrawn", ParticipantState::withdrawn},
    Named<ParticipantState>{"absent", ParticipantState::absent},
};
constexpr std::array kWishKinds = {
    Named<WishKind>{"must", WishKind::must},
    Named<WishKind>{"like", WishKind::like},
    Named<WishKind>{"avoid", WishKind::avoid},
};
constexpr std::array kMeetingStates = {
    Named<MeetingState>{"planned", MeetingState::planned},
    Named<MeetingState>{"cancelled", MeetingState::cancelled},
};
constexpr std::array kMeetingBases = {
    Named<MeetingBasis>{"mutual", MeetingBasis::mutual},
    Named<MeetingBasis>{"one_sided", MeetingBasis::one_sided},
    Named<MeetingBasis>{"recommended", MeetingBasis::recommended},
    Named<MeetingBasis>{"none", MeetingBasis::none},
};
constexpr std::array kAidScopes = {
    Named<AidScope>{"general", AidScope::general},
    Named<AidScope>{"road_haulage", AidScope::road_haulage},
    Named<AidScope>{"agriculture", AidScope::agriculture},
    Named<AidScope>{"fisheries", AidScope::fisheries},
    Named<AidScope>{"public_services", AidScope::public_services},
};
constexpr std::array kAidPeriods = {
    Named<AidPeriod>{"rolling", AidPeriod::rolling},
    Named<AidPeriod>{"fiscal_years", AidPeriod::fiscal_years},
};
constexpr std::array kAidStates = {
    Named<AidState>{"proposed", AidState::proposed},
    Named<AidState>{"granted", AidState::granted},
    Named<AidState>{"withdrawn", AidState::withdrawn},
};
constexpr std::array kAidEventKinds = {
    Named<AidEventKind>{"proposed", AidEventKind::proposed},
    Named<AidEventKind>{"changed", AidEventKind::changed},
    Named<AidEventKind>{"granted", AidEventKind::granted},
    Named<AidEventKind>{"reduced", AidEventKind::reduced},
    Named<AidEventKind>{"withdrawn", AidEventKind::withdrawn},
    Named<AidEventKind>{"declared", AidEventKind::declared},
};
constexpr std::array kAidCertificateKinds = {
    Named<AidCertificateKind>{"original", AidCertificateKind::original},
    Named<AidCertificateKind>{"correction", AidCertificateKind::correction},
};
constexpr std::array kMeetingRecordStates = {
    Named<MeetingRecordState>{"planned", MeetingRecordState::planned},
    Named<MeetingRecordState>{"announced", MeetingRecordState::announced},
    Named<MeetingRecordState>{"held", MeetingRecordState::held},
    Named<MeetingRecordState>{"minuted", MeetingRecordState::minuted},
    Named<MeetingRecordState>{"approved", MeetingRecordState::approved},
    Named<MeetingRecordState>{"cancelled", MeetingRecordState::cancelled},
};
constexpr std::array kCollectionStates = {
    Named<CollectionState>{"open", CollectionState::open},
    Named<CollectionState>{"published", CollectionState::published},
    Named<CollectionState>{"closed", CollectionState::closed},
};
constexpr std::array kDisclosedKinds = {
    Named<DisclosedKind>{"offer", DisclosedKind::offer},
    Named<DisclosedKind>{"need", DisclosedKind::need},
    Named<DisclosedKind>{"idea", DisclosedKind::idea},
    Named<DisclosedKind>{"document", DisclosedKind::document},
    Named<DisclosedKind>{"resource", DisclosedKind::resource},
    Named<DisclosedKind>{"deal", DisclosedKind::deal},
    Named<DisclosedKind>{"product", DisclosedKind::product},
    Named<DisclosedKind>{"ip_asset", DisclosedKind::ip_asset},
    Named<DisclosedKind>{"market_offer", DisclosedKind::market_offer},
};
constexpr std::array kDisclosureChannels = {
    Named<DisclosureChannel>{"profile", DisclosureChannel::profile},
    Named<DisclosureChannel>{"search", DisclosureChannel::search},
    Named<DisclosureChannel>{"partners", DisclosureChannel::partners},
    Named<DisclosureChannel>{"exported", DisclosureChannel::exported},
    Named<DisclosureChannel>{"idea", DisclosureChannel::idea},
    Named<DisclosureChannel>{"ideas", DisclosureChannel::ideas},
    Named<DisclosureChannel>{"similar", DisclosureChannel::similar},
    Named<DisclosureChannel>{"changes", DisclosureChannel::changes},
    Named<DisclosureChannel>{"confidential_match", DisclosureChannel::confidential_match},
    Named<DisclosureChannel>{"documents", DisclosureChannel::documents},
    Named<DisclosureChannel>{"document", DisclosureChannel::document},
    Named<DisclosureChannel>{"resources", DisclosureChannel::resources},
    Named<DisclosureChannel>{"resource", DisclosureChannel::resource},
    Named<DisclosureChannel>{"commerce", DisclosureChannel::commerce},
    Named<DisclosureChannel>{"commerce_page", DisclosureChannel::commerce_page},
    Named<DisclosureChannel>{"deals", DisclosureChannel::deals},
    Named<DisclosureChannel>{"deal", DisclosureChannel::deal},
};
constexpr std::array kRoles = {
    Named<Role>{"administrator", Role::administrator}, Named<Role>{"manager", Role::manager},
    Named<Role>{"animator", Role::animator},           Named<Role>{"representative", Role::representative},
    Named<Role>{"employee", Role::employee},           Named<Role>{"guest", Role::guest},
};
constexpr std::array kPermissions = {
    Named<Permission>{"view_public", Permission::view_public},
    Named<Permission>{"edit_organisation", Permission::edit_organisation},
    Named<Permission>{"create_organisation", Permission::create_organisation},
    Named<Permission>{"delete_organisation", Permission::delete_organisation},
    Named<Permission>{"merge_organisations", Permission::merge_organisations},
    Named<Permission>{"import_organisations", Permission::import_organisations},
    Named<Permission>{"export_catalogue", Permission::export_catalogue},
    Named<Permission>{"edit_cluster", Permission::edit_cluster},
    Named<Permission>{"create_cluster", Permission::create_cluster},
    Named<Permission>{"invite_member", Permission::invite_member},
    Named<Permission>{"decide_membership", Permission::decide_membership},
    Named<Permission>{"apply_for_membership", Permission::apply_for_membership},
    Named<Permission>{"list_memberships", Permission::list_memberships},
    Named<Permission>{"manage_users", Permission::manage_users},
    Named<Permission>{"invite_colleague", Permission::invite_colleague},
    Named<Permission>{"read_audit", Permission::read_audit},
    Named<Permission>{"discover_clusters", Permission::discover_clusters},
    Named<Permission>{"propose_idea", Permission::propose_idea},
    Named<Permission>{"edit_idea", Permission::edit_idea},
    Named<Permission>{"choose_idea", Permission::choose_idea},
    Named<Permission>{"create_project", Permission::create_project},
    Named<Permission>{"manage_project", Permission::manage_project},
    Named<Permission>{"plan_project", Permission::plan_project},
    Named<Permission>{"work_in_project", Permission::work_in_project},
    Named<Permission>{"speak_for_partner", Permission::speak_for_partner},
    Named<Permission>{"match_confidentially", Permission::match_confidentially},
    Named<Permission>{"read_disclosures", Permission::read_disclosures},
    Named<Permission>{"manage_consortium", Permission::manage_consortium},
    Named<Permission>{"speak_in_consortium", Permission::speak_in_consortium},
    Named<Permission>{"manage_resource", Permission::manage_resource},
    Named<Permission>{"answer_booking", Permission::answer_booking},
    Named<Permission>{"book_resource", Permission::book_resource},
    Named<Permission>{"manage_deal", Permission::manage_deal},
    Named<Permission>{"answer_inquiry", Permission::answer_inquiry},
    Named<Permission>{"manage_commerce", Permission::manage_commerce},
    Named<Permission>{"take_down_offer", Permission::take_down_offer},
    Named<Permission>{"manage_matchmaking", Permission::manage_matchmaking},
    Named<Permission>{"attend_matchmaking", Permission::attend_matchmaking},
    Named<Permission>{"manage_aid", Permission::manage_aid},
    Named<Permission>{"read_aid", Permission::read_aid},
    Named<Permission>{"declare_aid", Permission::declare_aid},
    Named<Permission>{"manage_meeting_record", Permission::manage_meeting_record},
    Named<Permission>{"join_meeting_record", Permission::join_meeting_record},
    Named<Permission>{"manage_market_data", Permission::manage_market_data},
    Named<Permission>{"give_market_data", Permission::give_market_data},
    Named<Permission>{"manage_own_account", Permission::manage_own_account},
};

constexpr std::array kNotificationKinds = {
    Named<NotificationKind>{"mentioned", NotificationKind::mentioned},
    Named<NotificationKind>{"comment_on_mine", NotificationKind::comment_on_mine},
    Named<NotificationKind>{"comment_followed", NotificationKind::comment_followed},
    Named<NotificationKind>{"idea_stage_changed", NotificationKind::idea_stage_changed},
    Named<NotificationKind>{"membership_applied", NotificationKind::membership_applied},
    Named<NotificationKind>{"membership_decided", NotificationKind::membership_decided},
    Named<NotificationKind>{"invitation_accepted", NotificationKind::invitation_accepted},
    Named<NotificationKind>{"task_assigned", NotificationKind::task_assigned},
    Named<NotificationKind>{"report_due", NotificationKind::report_due},
    Named<NotificationKind>{"change_to_approve", NotificationKind::change_to_approve},
    Named<NotificationKind>{"change_answered", NotificationKind::change_answered},
    Named<NotificationKind>{"project_invited", NotificationKind::project_invited},
    Named<NotificationKind>{"confidential_match", NotificationKind::confidential_match},
    Named<NotificationKind>{"report_answered", NotificationKind::report_answered},
    Named<NotificationKind>{"booking_requested", NotificationKind::booking_requested},
    Named<NotificationKind>{"booking_answered", NotificationKind::booking_answered},
    Named<NotificationKind>{"booking_ended", NotificationKind::booking_ended},
    Named<NotificationKind>{"inquiry_received", NotificationKind::inquiry_received},
    Named<NotificationKind>{"inquiry_forwarded", NotificationKind::inquiry_forwarded},
    Named<NotificationKind>{"deal_moved", NotificationKind::deal_moved},
    Named<NotificationKind>{"deadline_near", NotificationKind::deadline_near},
    Named<NotificationKind>{"offer_judged", NotificationKind::offer_judged},
    Named<NotificationKind>{"matchmaking_moved", NotificationKind::matchmaking_moved},
    Named<NotificationKind>{"agenda_changed", NotificationKind::agenda_changed},
    Named<NotificationKind>{"participant_withdrew", NotificationKind::participant_withdrew},
    Named<NotificationKind>{"consortium_invited", NotificationKind::consortium_invited},
    Named<NotificationKind>{"consortium_answered", NotificationKind::consortium_answered},
    Named<NotificationKind>{"consortium_moved", NotificationKind::consortium_moved},
    Named<NotificationKind>{"aid_changed", NotificationKind::aid_changed},
    Named<NotificationKind>{"meeting_announced", NotificationKind::meeting_announced},
    Named<NotificationKind>{"minutes_due", NotificationKind::minutes_due},
    Named<NotificationKind>{"minutes_approved", NotificationKind::minutes_approved},
    Named<NotificationKind>{"market_figures_asked", NotificationKind::market_figures_asked},
    Named<NotificationKind>{"market_figures_published", NotificationKind::market_figures_published},
};

constexpr std::array kNotificationChannels = {
    Named<NotificationChannel>{"off", NotificationChannel::off},
    Named<NotificationChannel>{"page", NotificationChannel::page},
    Named<NotificationChannel>{"mail_at_once", NotificationChannel::mail_at_once},
    Named<NotificationChannel>{"mail_digest", NotificationChannel::mail_digest},
};

constexpr std::array kDigestRhythms = {
    Named<DigestRhythm>{"daily", DigestRhythm::daily},
    Named<DigestRhythm>{"weekly", DigestRhythm::weekly},
};

}  // namespace

// clang-format off
template <> NamedValues<OrganisationKind> named_values() { return kOrganisationKinds; }
template <> NamedValues<SizeClass> named_values() { return kSizeClasses; }
template <> NamedValues<TurnoverClass> named_values() { return kTurnoverClasses; }
template <> NamedValues<Visibility> named_values() { return kVisibilities; }
template <> NamedValues<CoordinateSource> named_values() { return kCoordinateSources; }
template <> NamedValues<CapabilityKind> named_values() { return kCapabilityKinds; }
template <> NamedValues<ScopeLevel> named_values() { return kScopeLevels; }
template <> NamedValues<MembershipRole> named_values() { return kMembershipRoles; }
template <> NamedValues<MembershipStatus> named_values() { return kMembershipStatuses; }
template <> NamedValues<MembershipEventKind> named_values() { return kMembershipEventKinds; }
template <> NamedValues<IdeaKind> named_values() { return kIdeaKinds; }
template <> NamedValues<IdeaStage> named_values() { return kIdeaStages; }
template <> NamedValues<ProjectStage> named_values() { return kProjectStages; }
template <> NamedValues<PartKind> named_values() { return kPartKinds; }
template <> NamedValues<PartnerRole> named_values() { return kPartnerRoles; }
template <> NamedValues<PartnerState> named_values() { return kPartnerStates; }
template <> NamedValues<TaskKind> named_values() { return kTaskKinds; }
template <> NamedValues<TaskState> named_values() { return kTaskStates; }
template <> NamedValues<DependencyKind> named_values() { return kDependencyKinds; }
template <> NamedValues<CostCategory> named_values() { return kCostCategories; }
template <> NamedValues<RiskState> named_values() { return kRiskStates; }
template <> NamedValues<ReportState> named_values() { return kReportStates; }
template <> NamedValues<ChangeState> named_values() { return kChangeStates; }
template <> NamedValues<ResultKind> named_values() { return kResultKinds; }
template <> NamedValues<DocumentSubject> named_values() { return kDocumentSubjects; }
template <> NamedValues<OpportunityKind> named_values() { return kOpportunityKinds; }
template <> NamedValues<SeatState> named_values() { return kSeatStates; }
template <> NamedValues<SeatRole> named_values() { return kSeatRoles; }
template <> NamedValues<ConsortiumStage> named_values() { return kConsortiumStages; }
template <> NamedValues<ResourceKind> named_values() { return kResourceKinds; }
template <> NamedValues<UserKind> named_values() { return kUserKinds; }
template <> NamedValues<PriceUnit> named_values() { return kPriceUnits; }
template <> NamedValues<BookingState> named_values() { return kBookingStates; }
template <> NamedValues<DealKind> named_values() { return kDealKinds; }
template <> NamedValues<DealStage> named_values() { return kDealStages; }
template <> NamedValues<LostReason> named_values() { return kLostReasons; }
template <> NamedValues<InquiryKind> named_values() { return kInquiryKinds; }
template <> NamedValues<InquiryState> named_values() { return kInquiryStates; }
template <> NamedValues<InquiryEntryKind> named_values() { return kInquiryEntryKinds; }
template <> NamedValues<ProductKind> named_values() { return kProductKinds; }
template <> NamedValues<DeviceClass> named_values() { return kDeviceClasses; }
template <> NamedValues<ClinicalStage> named_values() { return kClinicalStages; }
template <> NamedValues<CertificateKind> named_values() { return kCertificateKinds; }
template <> NamedValues<NotifiedBodyPart> named_values() { return kNotifiedBodyParts; }
template <> NamedValues<MarketStepKind> named_values() { return kMarketStepKinds; }
template <> NamedValues<IpAssetKind> named_values() { return kIpAssetKinds; }
template <> NamedValues<MarketOfferKind> named_values() { return kMarketOfferKinds; }
template <> NamedValues<MarketOfferState> named_values() { return kMarketOfferStates; }
template <> NamedValues<DeadlineKind> named_values() { return kDeadlineKinds; }
template <> NamedValues<MatchmakingStage> named_values() { return kMatchmakingStages; }
template <> NamedValues<MatchmakingOpenness> named_values() { return kMatchmakingOpennesses; }
template <> NamedValues<ParticipantState> named_values() { return kParticipantStates; }
template <> NamedValues<WishKind> named_values() { return kWishKinds; }
template <> NamedValues<MeetingState> named_values() { return kMeetingStates; }
template <> NamedValues<MeetingBasis> named_values() { return kMeetingBases; }
template <> NamedValues<AidScope> named_values() { return kAidScopes; }
template <> NamedValues<AidPeriod> named_values() { return kAidPeriods; }
template <> NamedValues<AidState> named_values() { return kAidStates; }
template <> NamedValues<AidEventKind> named_values() { return kAidEventKinds; }
template <> NamedValues<AidCertificateKind> named_values() { return kAidCertificateKinds; }
template <> NamedValues<MeetingRecordState> named_values() { return kMeetingRecordStates; }
template <> NamedValues<CollectionState> named_values() { return kCollectionStates; }
template <> NamedValues<NotificationKind> named_values() { return kNotificationKinds; }
template <> NamedValues<NotificationChannel> named_values() { return kNotificationChannels; }
template <> NamedValues<DigestRhythm> named_values() { return kDigestRhythms; }
template <> NamedValues<ItemSide> named_values() { return kItemSides; }
template <> NamedValues<MatchOrigin> named_values() { return kMatchOrigins; }
template <> NamedValues<MatchAnswer> named_values() { return kMatchAnswers; }
template <> NamedValues<MatchState> named_values() { return kMatchStates; }
template <> NamedValues<DisclosedKind> named_values() { return kDisclosedKinds; }
template <> NamedValues<DisclosureChannel> named_values() { return kDisclosureChannels; }
template <> NamedValues<Role> named_values() { return kRoles; }
template <> NamedValues<Permission> named_values() { return kPermissions; }
// clang-format on

}  // namespace grono::cluster
