#include "app/commerce/inquiries.hpp"

#include <map>
#include <span>

#include "app/accounts.hpp"
#include "app/clock.hpp"
#include "app/clusters.hpp"
#include "app/errors.hpp"
#include "app/known_names.hpp"
#include "app/notify.hpp"
#include "app/people.hpp"
#include "base/error.hpp"
#include "cluster/json_reader.hpp"
#include "cluster/names.hpp"
#include "store/deal_store.hpp"
#include "store/mail_store.hpp"
#include "store/offer_store.hpp"

namespace grono::app {
namespace {

using cluster::Inquiry;
using cluster::InquiryEntry;
using cluster::InquiryEntryKind;
using cluster::InquiryId;
using cluster::InquiryState;
using cluster::NotificationKind;
using cluster::OrganisationId;
using cluster::Permission;

// Nobody who means it writes more; a program that does must not fill the register.
constexpr std::chrono::hours kCounted{1};
constexpr std::int64_t kMostToCluster = 60, kMostByEmail = 5;
constexpr std::chrono::days kAnswerWithin{7};

bool runs_inquiries(const Caller& caller, const Inquiry& inquiry) {
  return cluster::may(caller.actor, Permission::answer_inquiry, {inquiry.cluster, std::nullopt, {}});
}

Inquiry find_seen_inquiry(store::Transaction& transaction, const Caller& caller, InquiryId id) {
  auto found = store::InquiryStore(transaction).find(id);
  if (!found || !cluster::is_among(caller.actor, cluster::audiences_of(*found)))
    throw NotFound("there is no such inquiry");
  return *std::move(found);
}

// Puts names to inquiries and finds what came of them; asks the store for each organisation and person once.
class InquiryViews {
 public:
  InquiryViews(store::Transaction& transaction, const Caller& caller, std::span<const Inquiry> inquiries)
      : transaction_(transaction), names_(transaction), caller_(caller) {
    std::vector<InquiryId> ids;
    for (const Inquiry& each : inquiries) ids.push_back(each.id);
    for (const cluster::Deal& each : store::DealStore(transaction).from_inquiries(ids))
      if (cluster::may_see(caller.actor, cluster::sharing_of(each), cluster::ties_of(each)))
        deals_[*each.inquiry].push_back({each.id, each.title});
  }

  InquiryView of(Inquiry inquiry) {
    InquiryView made;
    if (inquiry.about) made.about_name = names_.organisation(*inquiry.about);
    if (inquiry.offer) {
      store::OfferStore offers(transaction_);
      auto offer = offers.find(*inquiry.offer);
      if (!offer) offer = offers.find_deleted(*inquiry.offer);
      if (offer) made.offer_title = offer->title;
    }
    for (const OrganisationId& each : inquiry.forwarded_to) made.forwarded_names.push_back(names_.organisation(each));
    for (const InquiryEntry& each : inquiry.entries)
      made.entry_names.push_back(
          {names_.person(each.by), each.organisation ? names_.organisation(*each.organisation) : ""});
    made.deals = deals_[inquiry.id];
    if (cluster::answers_inquiry(caller_.actor, inquiry)) made.may.push_back("answer");
    if (runs_inquiries(caller_, inquiry)) made.may.insert(made.may.end(), {"forward", "delete"});
    made.inquiry = std::move(inquiry);
    return made;
  }

 private:
  store::Transaction& transaction_;
  KnownNames names_;
  const Caller& caller_;
  std::map<InquiryId, std::vector<InquiryView::LinkedDeal>> deals_;
};

// About an offer that everybody sees; it is the question of whose offer it is, too.
void require_offer(store::Transaction& transaction, Inquiry& inquiry) {
  if (!inquiry.offer) return;
  const auto offer = store::OfferStore(transaction).find(*inquiry.offer);
  if (!offer || offer->cluster != inquiry.cluster || !cluster::is_among({}, cluster::viewers(*offer)))
    throw InvalidInput("/offer", "is not there", "choose one of the cluster's offers, or leave it out");
  if (!inquiry.about) inquiry.about = offer->organisation;
}

void require_measure(store::Transaction& transaction, const Inquiry& inquiry) {
  const auto sent =
      store::InquiryStore(transaction).sent_since(inquiry.cluster, inquiry.email, transaction.now() - kCounted);
  if (sent.to_cluster >= kMostToCluster || sent.by_email >= kMostByEmail)
    throw TooManyAttempts("there were many inquiries within the last hour: try again later",
                          static_cast<int>(std::chrono::seconds(kCounted).count()));
}

// The answer leaves by mail, with the address of who wrote it to reply to.
void queue_answer(store::Transaction& transaction, const Inquiry& inquiry) {
  store::OutgoingMail mail;
  mail.id = new_id<cluster::MailId>();
  mail.kind = store::MailKind::answer;
  mail.address = inquiry.email;
  mail.due_at = transaction.now();
  mail.detail =
      nlohmann::json{{"inquiry", inquiry.id.str()}, {"entry", inquiry.entries.size() - 1}}.dump();
  store::MailStore(transaction).insert(mail);
}

InquiryEntry entry_from(const nlohmann::json& draft) {
  cluster::JsonReader reader(draft, "");
  InquiryEntry made;
  made.kind = reader.required("kind", reader.named<InquiryEntryKind>("kind"));
  made.text = reader.text("text").value_or("");
  made.organisation = reader.id<OrganisationId>("organisation");
  reader.expect_nothing_else();
  if (made.kind == InquiryEntryKind::forwarded && !made.organisation)
    throw InvalidInput("/organisation", "is missing", "say to whom it is passed on");
  if (made.kind != InquiryEntryKind::forwarded && made.organisation)
    throw InvalidInput("/organisation", "does not go with this entry", "leave it out");
  return made;
}

}  // namespace

InquiryId send_inquiry(store::Transaction& transaction, std::string_view cluster, const nlohmann::json& draft) {
  Inquiry inquiry = cluster::inquiry_from_json(draft);
  inquiry.cluster = read_cluster(transaction, cluster).id;
  cluster::normalise(inquiry);
  check_email(inquiry.email);
  require_offer(transaction, inquiry);
  if (inquiry.about) require_member(transaction, "/about", *inquiry.about, inquiry.cluster);
  require_measure(transaction, inquiry);
  inquiry.id = new_id<InquiryId>();
  store::InquiryStore(transaction).insert(inquiry);
  notify(transaction, {NotificationKind::inquiry_received, "inquiry", inquiry.id.str()},
         runners_of(transaction, inquiry.cluster));
  return inquiry.id;
}

InquiryList list_inquiries(store::Transaction& transaction, const Caller& caller, std::string_view cluster,
                           store::InquiryFilter filter, const store::PageRequest& page) {
  filter.cluster = read_cluster(transaction, cluster).id;
  filter.audiences = cluster::audiences_of(caller.actor);
  store::InquiryStore inquiries(transaction);
  auto found = inquiries.list(filter, page);
  InquiryViews views(transaction, caller, found.items);
  InquiryList made;
  for (Inquiry& each : found.items) made.page.items.push_back(views.of(std::move(each)));
  made.page.next = found.next;
  made.total = inquiries.count(filter);
  filter.states = {InquiryState::open, InquiryState::forwarded};
  made.open = inquiries.count(filter);
  return made;
}

InquiryView read_inquiry(store::Transaction& transaction, const Caller& caller, InquiryId id) {
  Inquiry inquiry = find_seen_inquiry(transaction, caller, id);
  return InquiryViews(transaction, caller, {&inquiry, 1}).of(std::move(inquiry));
}

InquiryView add_to_inquiry(store::Transaction& transaction, const Caller& caller, InquiryId id,
                           std::int64_t version, const nlohmann::json& draft) {
  Inquiry inquiry = find_seen_inquiry(transaction, caller, id);
  InquiryEntry entry = entry_from(draft);
  const cluster::Subject run{inquiry.cluster, std::nullopt, {}};
  // Whom it was passed on to answers and notes; what becomes of it decides who runs the cluster.
  if (entry.kind != InquiryEntryKind::answered && entry.kind != InquiryEntryKind::note)
    require(caller, Permission::answer_inquiry, run);
  else if (!cluster::answers_inquiry(caller.actor, inquiry))
    require(caller, Permission::answer_inquiry, run);
  if (entry.organisation) require_member(transaction, "/organisation", *entry.organisation, inquiry.cluster);
  entry.at = transaction.now();
  entry.by = caller.actor.user;
  const auto forwarded = entry.organisation;
  const bool is_answer = entry.kind == InquiryEntryKind::answered;
  cluster::apply(inquiry, std::move(entry));
  inquiry.version = version;
  store::InquiryStore(transaction).update(inquiry);
  if (is_answer) queue_answer(transaction, inquiry);
  if (forwarded)
    notify(transaction, {NotificationKind::inquiry_forwarded, "inquiry", inquiry.id.str()},
           representatives_of(transaction, *forwarded));
  return read_inquiry(transaction, caller, id);
}

void delete_inquiry(store::Transaction& transaction, const Caller& caller, InquiryId id, std::int64_t version) {
  const Inquiry inquiry = find_seen_inquiry(transaction, caller, id);
  require(caller, Permission::answer_inquiry, {inquiry.cluster, std::nullopt, {}});
  store::InquiryStore(transaction).remove(inquiry, version);
}

nlohmann::json to_json(const InquiryView& view) {
  nlohmann::json made = cluster::to_json(view.inquiry);
  if (view.inquiry.offer) made["offer_title"] = view.offer_title;
  if (view.inquiry.about) made["about_name"] = view.about_name;
  made["answer_by"] = to_string(view.inquiry.created_at + kAnswerWithin);
  nlohmann::json forwarded = nlohmann::json::array(), deals = nlohmann::json::array();
  for (std::size_t i = 0; i < view.inquiry.forwarded_to.size(); ++i)
    forwarded.push_back({{"id", view.inquiry.forwarded_to[i].str()}, {"name", view.forwarded_names[i]}});
  made["forwarded_to"] = std::move(forwarded);
  made["entries"] = cluster::entries_json(view.inquiry.entries);
  for (std::size_t i = 0; i < view.entry_names.size(); ++i) {
    made["entries"][i]["by_name"] = view.entry_names[i].by;
    if (!view.entry_names[i].organisation.empty())
      made["entries"][i]["organisation_name"] = view.entry_names[i].organisation;
  }
  for (const auto& each : view.deals) deals.push_back({{"id", each.id.str()}, {"title", each.title}});
  made["deals"] = std::move(deals);
  made["may"] = view.may;
  return made;
}

}  // namespace grono::app
