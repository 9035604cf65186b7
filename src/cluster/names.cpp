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
constexpr std::array kDisclosedKinds = {
    Named<DisclosedKind>{"offer", DisclosedKind::offer},
    Named<DisclosedKind>{"need", DisclosedKind::need},
    Named<DisclosedKind>{"idea", DisclosedKind::idea},
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
    Named<Permission>{"match_confidentially", Permission::match_confidentially},
    Named<Permission>{"read_disclosures", Permission::read_disclosures},
    Named<Permission>{"manage_own_account", Permission::manage_own_account},
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
