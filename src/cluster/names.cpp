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
template <> NamedValues<NotificationKind> named_values() { return kNotificationKinds; }
template <> NamedValues<NotificationChannel> named_values() { return kNotificationChannels; }
template <> NamedValues<DigestRhythm> named_values() { return kDigestRhythms; }
template <> NamedValues<Role> named_values() { return kRoles; }
template <> NamedValues<Permission> named_values() { return kPermissions; }
// clang-format on

}  // namespace grono::cluster
