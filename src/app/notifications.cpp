#include "app/notifications.hpp"

#include <map>

#include "app/delivery_time.hpp"
#include "app/errors.hpp"
#include "app/known_names.hpp"
#include "base/error.hpp"
#include "cluster/names.hpp"
#include "cluster/resource/booking.hpp"
#include "store/aid_store.hpp"
#include "store/booking_store.hpp"
#include "store/cluster_store.hpp"
#include "store/collection_store.hpp"
#include "store/consortium_store.hpp"
#include "store/deal_store.hpp"
#include "store/inquiry_store.hpp"
#include "store/ip_asset_store.hpp"
#include "store/product_store.hpp"
#include "store/matchmaking_store.hpp"
#include "store/viewers.hpp"
#include "store/idea_store.hpp"
#include "store/invitation_store.hpp"
#include "store/mail_store.hpp"
#include "store/meeting_record_store.hpp"
#include "store/membership_store.hpp"
#include "store/confidential_store.hpp"
#include "store/offer_store.hpp"
#include "store/organisation_store.hpp"
#include "store/part_store.hpp"
#include "store/project_store.hpp"
#include "store/resource_store.hpp"
#include "store/user_store.hpp"

namespace grono::app {
namespace {

using cluster::Permission;
using cluster::UserId;

UserId account_of(const Caller& caller) {
  require(caller, Permission::manage_own_account);
  return *caller.actor.user;
}

store::NotificationFilter filter_of(const cluster::Actor& actor) {
  return {*actor.user, cluster::audiences_of(actor)};
}

NotifiedSubject about(store::Transaction& transaction, const std::optional<cluster::ClusterId>& cluster,
                      const std::optional<cluster::OrganisationId>& organisation) {
  NotifiedSubject made;
  if (cluster)
    if (const auto found = store::ClusterStore(transaction).find(*cluster)) made.title = found->name;
  if (organisation)
    if (const auto found = store::OrganisationStore(transaction).find(*organisation)) {
      made.organisation = organisation->str();
      made.organisation_name = found->legal_name;
      if (!cluster) made.title = {{"pl", found->legal_name}};
    }
  return made;
}

// The thing itself; none where it is not there any more. That the reader sees it was part of the question to the store.
// A new kind of thing needs its line here.
std::optional<NotifiedSubject> subject_of(store::Transaction& transaction, const cluster::Actor& actor,
                                          const store::Notification& told) {
  if (told.subject_kind == "idea") {
    const auto id = cluster::IdeaId::parse(told.subject);
    const auto found = id ? store::IdeaStore(transaction).find(*id, std::nullopt) : std::nullopt;
    if (!found || !cluster::may_see(actor, cluster::sharing_of(found->idea), cluster::ties_of(found->idea)))
      return std::nullopt;
    return NotifiedSubject{found->idea.title, "", ""};
  }
  if (told.subject_kind == "project") {
    const auto id = cluster::ProjectId::parse(told.subject);
    const auto found = id ? store::ProjectStore(transaction).find(*id) : std::nullopt;
    if (!found || !cluster::is_among(actor, cluster::viewers(*found, store::PartStore(transaction).invited(*id))))
      return std::nullopt;
    return NotifiedSubject{found->title, "", ""};
  }
  if (told.subject_kind == "confidential_match") {
    const auto id = cluster::MatchId::parse(told.subject);
    const auto found = id ? store::ConfidentialStore(transaction).find(*id) : std::nullopt;
    if (!found) return std::nullopt;
    // Each side by its own name alone.
    for (const cluster::OrganisationId& own : {found->need.organisation, found->offer.organisation})
      if (cluster::may(actor, cluster::Permission::match_confidentially, {{}, own, {}}))
        return about(transaction, std::nullopt, own);
    return std::nullopt;
  }
  if (told.subject_kind == "consortium") {
    const auto id = cluster::ConsortiumId::parse(told.subject);
    const auto found = id ? store::ConsortiumStore(transaction).find(*id) : std::nullopt;
    if (!found || !cluster::sees_consortium(actor, *found)) return std::nullopt;
    store::OpportunityStore opportunities(transaction);
    auto opportunity = opportunities.find(found->opportunity);
    if (!opportunity) opportunity = opportunities.find_deleted(found->opportunity);
    GRONO_INVARIANT(opportunity);
    return NotifiedSubject{opportunity->title, "", ""};
  }
  if (told.subject_kind == "opportunity") {
    const auto id = cluster::OpportunityId::parse(told.subject);
    const auto found = id ? store::OpportunityStore(transaction).find(*id) : std::nullopt;
    if (!found || !cluster::is_among(actor, store::viewers_of(transaction, told.subject))) return std::nullopt;
    return NotifiedSubject{found->title, "", ""};
  }
  if (told.subject_kind == "matchmaking") {
    const auto id = cluster::MatchmakingId::parse(told.subject);
    const auto found = id ? store::MatchmakingStore(transaction).find(*id) : std::nullopt;
    if (!found || !cluster::is_among(actor, store::viewers_of(transaction, told.subject))) return std::nullopt;
    return NotifiedSubject{found->title, "", ""};
  }
  if (told.subject_kind == "booking") {
    const auto id = cluster::BookingId::parse(told.subject);
    const auto found = id ? store::BookingStore(transaction).find(*id) : std::nullopt;
    const auto resource = found ? store::ResourceStore(transaction).find(found->resource) : std::nullopt;
    if (!resource || !cluster::sees_booking(actor, *resource, *found)) return std::nullopt;
    NotifiedSubject made = about(transaction, std::nullopt, found->organisation);
    made.title = resource->title;
    made.resource = resource->id.str();
    return made;
  }
  if (told.subject_kind == "inquiry") {
    const auto id = cluster::InquiryId::parse(told.subject);
    const auto found = id ? store::InquiryStore(transaction).find(*id) : std::nullopt;
    if (!found || !cluster::is_among(actor, cluster::audiences_of(*found))) return std::nullopt;
    NotifiedSubject made{{{found->language, found->subject}}, "", ""};
    for (const cluster::OrganisationId& each : found->forwarded_to)
      if (cluster::may(actor, cluster::Permission::answer_inquiry, {{}, each, {}}))
        made.organisation_name = about(transaction, std::nullopt, each).organisation_name;
    return made;
  }
  if (told.subject_kind == "deal") {
    const auto id = cluster::DealId::parse(told.subject);
    const auto found = id ? store::DealStore(transaction).find(*id) : std::nullopt;
    if (!found || !cluster::may_see(actor, cluster::sharing_of(*found), cluster::ties_of(*found))) return std::nullopt;
    return NotifiedSubject{{{cluster::kAnyLanguage, found->title}}, "", ""};
  }
  if (told.subject_kind == "ip_asset") {
    const auto id = cluster::IpAssetId::parse(told.subject);
    const auto found = id ? store::IpAssetStore(transaction).find(*id) : std::nullopt;
    if (!found || !cluster::is_among(actor, cluster::viewers(*found))) return std::nullopt;
    return NotifiedSubject{found->title, "", ""};
  }
  if (told.subject_kind == "product") {
    const auto id = cluster::ProductId::parse(told.subject);
    const auto found = id ? store::ProductStore(transaction).find(*id) : std::nullopt;
    if (!found || !cluster::is_among(actor, cluster::viewers(*found))) return std::nullopt;
    return NotifiedSubject{found->title, "", ""};
  }
  if (told.subject_kind == "market_offer") {
    const auto id = cluster::OfferId::parse(told.subject);
    const auto found = id ? store::OfferStore(transaction).find(*id) : std::nullopt;
    if (!found || !cluster::is_among(actor, cluster::viewers(*found))) return std::nullopt;
    NotifiedSubject made{found->title, "", ""};
    if (found->taken_down) made.reason = found->taken_down->reason;
    return made;
  }
  if (told.subject_kind == "aid") {
    const auto id = cluster::AidId::parse(told.subject);
    const auto found = id ? store::AidStore(transaction).find(*id) : std::nullopt;
    if (!found || !cluster::sees_aid(actor, *found)) return std::nullopt;
    NotifiedSubject made = about(transaction, std::nullopt, found->organisation);
    made.title = {{"pl", found->title}};
    return made;
  }
  if (told.subject_kind == "meeting_record") {
    const auto id = cluster::MeetingRecordId::parse(told.subject);
    const auto found = id ? store::MeetingRecordStore(transaction).find(*id) : std::nullopt;
    if (!found || !cluster::sees_meeting(actor, *found)) return std::nullopt;
    return NotifiedSubject{{{"pl", found->title}}, "", ""};
  }
  if (told.subject_kind == "market_collection") {
    const auto id = cluster::CollectionId::parse(told.subject);
    const auto found = id ? store::CollectionStore(transaction).find(*id) : std::nullopt;
    if (!found || !cluster::sees_collection(actor, *found)) return std::nullopt;
    return NotifiedSubject{{{"pl", found->title}}, "", ""};
  }
  if (told.subject_kind == "membership") {
    const auto id = cluster::MembershipId::parse(told.subject);
    const auto found = id ? store::MembershipStore(transaction).find(*id) : std::nullopt;
    if (!found) return std::nullopt;
    return about(transaction, found->cluster, found->organisation);
  }
  if (told.subject_kind == "invitation") {
    const auto id = cluster::InvitationId::parse(told.subject);
    const auto found = id ? store::InvitationStore(transaction).find(*id) : std::nullopt;
    if (!found) return std::nullopt;
    return about(transaction, found->cluster, found->organisation);
  }
  return std::nullopt;
}

// Asks for each thing and person once.
class NotificationViews {
 public:
  NotificationViews(store::Transaction& transaction, const cluster::Actor& actor) : transaction_(transaction), actor_(actor), names_(transaction) {}

  std::optional<NotificationView> of(store::Notification told) {
    const auto [found, is_new] = subjects_.try_emplace(told.subject);
    if (is_new) found->second = subject_of(transaction_, actor_, told);
    if (!found->second) return std::nullopt;
    NotificationView made;
    made.subject = *found->second;
    made.by_name = names_.person(told.by);
    made.notification = std::move(told);
    return made;
  }

 private:
  store::Transaction& transaction_;
  const cluster::Actor& actor_;
  std::map<std::string, std::optional<NotifiedSubject>> subjects_;
  KnownNames names_;
};

void tell_other_pages(store::Transaction& transaction, UserId account) {
  cluster::Change change{"notifications", "", 0, std::nullopt};
  change.accounts = {account};
  transaction.changed(std::move(change));
}

}  // namespace

NotificationList list_notifications(store::Transaction& transaction, const Caller& caller,
                                    const NotificationQuestion& question, const store::PageRequest& page) {
  static_cast<void>(account_of(caller));
  store::NotificationStore notifications(transaction);
  store::NotificationFilter filter = filter_of(caller.actor);
  filter.only_unread = true;
  NotificationList made;
  made.unread = notifications.count(filter);
  filter.only_unread = question.only_unread;
  filter.kinds = question.kinds;
  made.total = notifications.count(filter);
  auto found = notifications.list(filter, page);
  NotificationViews views(transaction, caller.actor);
  for (store::Notification& each : found.items)
    if (auto view = views.of(std::move(each))) made.page.items.push_back(*std::move(view));
  made.page.next = found.next;
  return made;
}

std::vector<NotificationView> notifications_of_mail(store::Transaction& transaction, const cluster::Actor& actor,
                                                    cluster::MailId mail) {
  GRONO_INVARIANT(actor.user);
  store::NotificationStore notifications(transaction);
  store::NotificationFilter filter = filter_of(actor);
  filter.only_unread = true;
  const auto settings = notifications.settings(*actor.user);
  std::vector<NotificationView> made;
  NotificationViews views(transaction, actor);
  for (store::Notification& each : notifications.of_mail(filter, mail)) {
    const auto channel = cluster::channel_of(settings, each.kind);
    if (channel == cluster::NotificationChannel::off || channel == cluster::NotificationChannel::page) continue;
    if (auto view = views.of(std::move(each))) made.push_back(*std::move(view));
  }
  return made;
}

std::int64_t count_unread(store::Transaction& transaction, const Caller& caller) {
  static_cast<void>(account_of(caller));
  store::NotificationFilter filter = filter_of(caller.actor);
  filter.only_unread = true;
  return store::NotificationStore(transaction).count(filter);
}

void mark_notification(store::Transaction& transaction, const Caller& caller, cluster::NotificationId id,
                       bool is_read) {
  const UserId account = account_of(caller);
  if (!store::NotificationStore(transaction).mark(filter_of(caller.actor), id, is_read))
    throw NotFound("there is no such notification");
  tell_other_pages(transaction, account);
}

void mark_all_notifications(store::Transaction& transaction, const Caller& caller,
                            const std::vector<cluster::NotificationKind>& kinds) {
  const UserId account = account_of(caller);
  store::NotificationFilter filter = filter_of(caller.actor);
  filter.kinds = kinds;
  store::NotificationStore(transaction).mark_all_read(filter);
  tell_other_pages(transaction, account);
}

cluster::NotificationSettings notification_settings(store::Transaction& transaction, const Caller& caller) {
  return store::NotificationStore(transaction).settings(account_of(caller));
}

cluster::NotificationSettings change_notification_settings(store::Transaction& transaction, const Caller& caller,
                                                           const nlohmann::json& change) {
  const UserId account = account_of(caller);
  store::NotificationStore notifications(transaction);
  const auto settings = cluster::notification_settings_from_json(change, notifications.settings(account));
  if (!is_time_zone(settings.time_zone))
    throw InvalidInput("/time_zone", "\"" + settings.time_zone + "\" is no time zone", "write it as Europe/Warsaw");
  notifications.keep_settings(account, settings);
  store::MailStore(transaction).move_digest(account, next_digest(transaction.now(), settings));
  return settings;
}

nlohmann::json to_json(const NotificationView& view) {
  const store::Notification& told = view.notification;
  nlohmann::json subject = {{"kind", told.subject_kind}, {"id", told.subject}, {"title", view.subject.title}};
  if (!view.subject.reason.empty()) subject["reason"] = view.subject.reason;
  if (!view.subject.resource.empty()) subject["resource"] = view.subject.resource;
  if (!view.subject.organisation.empty()) {
    subject["organisation"] = view.subject.organisation;
    subject["organisation_name"] = view.subject.organisation_name;
  }
  nlohmann::json made = {{"id", told.id.str()},
                         {"kind", name_of(told.kind)},
                         {"subject", std::move(subject)},
                         {"detail", nlohmann::json::parse(told.detail)},
                         {"created_at", to_string(told.created_at)},
                         {"is_read", told.read_at.has_value()}};
  if (told.comment) made["comment"] = told.comment->str();
  if (!view.by_name.empty()) made["by"] = view.by_name;
  return made;
}

}  // namespace grono::app
