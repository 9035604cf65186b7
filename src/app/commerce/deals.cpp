#include "app/commerce/deals.hpp"

#include <map>

#include "app/clock.hpp"
#include "app/clusters.hpp"
#include "app/commerce/inquiries.hpp"
#include "app/disclosures.hpp"
#include "app/errors.hpp"
#include "app/known_names.hpp"
#include "app/notify.hpp"
#include "app/people.hpp"
#include "app/word_forms.hpp"
#include "base/error.hpp"
#include "cluster/names.hpp"
#include "store/deal_store.hpp"
#include "store/organisation_store.hpp"

namespace grono::app {
namespace {

using cluster::Deal;
using cluster::DealId;
using cluster::DisclosureChannel;
using cluster::OrganisationId;
using cluster::Permission;

constexpr int kMostTimedDeals = 10'000;

bool sees_deal(const Caller& caller, const Deal& deal) {
  return cluster::may_see(caller.actor, cluster::sharing_of(deal), cluster::ties_of(deal));
}

Deal find_seen_deal(store::Transaction& transaction, const Caller& caller, DealId id) {
  auto found = store::DealStore(transaction).find(id);
  if (!found || !sees_deal(caller, *found)) throw NotFound("there is no such deal");
  return *std::move(found);
}

Deal find_managed_deal(store::Transaction& transaction, const Caller& caller, DealId id) {
  Deal deal = find_seen_deal(transaction, caller, id);
  require(caller, Permission::manage_deal, cluster::managed(deal));
  return deal;
}

std::string search_words_of(const Deal& deal, const Installation& installation) {
  WordForms forms(*installation.lemmatiser());
  for (const std::string& text : {deal.title, deal.description, deal.counterpart}) forms.add(text, "");
  return forms.joined();
}

// Puts names to deals; asks the store for each organisation and person once.
class DealViews {
 public:
  DealViews(store::Transaction& transaction, const Caller& caller, DisclosureChannel channel)
      : names_(transaction), caller_(caller), channel_(channel) {}

  DealView of(Deal deal) {
    DealView made;
    if (deal.organisation) {
      made.organisation_name = names_.organisation(*deal.organisation);
      note_shown(caller_, cluster::sharing_of(deal),
                 {*deal.organisation, cluster::DisclosedKind::deal, deal.id.uuid, deal.version, channel_,
                  {{cluster::kAnyLanguage, deal.title}}});
    }
    if (deal.counterpart_organisation)
      made.counterpart_organisation_name = names_.organisation(*deal.counterpart_organisation);
    for (const cluster::DealStep& each : deal.steps) made.step_names.push_back(names_.person(each.by));
    if (cluster::may(caller_.actor, Permission::manage_deal, cluster::managed(deal))) made.may = {"edit", "delete"};
    made.deal = std::move(deal);
    return made;
  }

 private:
  KnownNames names_;
  const Caller& caller_;
  DisclosureChannel channel_;
};

// Whoever shares it so that they do not see it themselves could not see what they did.
void require_still_seen(const Caller& caller, const Deal& deal) {
  if (!sees_deal(caller, deal))
    throw InvalidInput("/visibility", "you would not see the deal yourself",
                       "choose who sees it so that you are among them, or let its organisation do it");
}

void require_organisations(store::Transaction& transaction, const Deal& deal) {
  if (deal.organisation) require_member(transaction, "/organisation", *deal.organisation, deal.cluster);
  if (!deal.counterpart_organisation) return;
  if (deal.counterpart_organisation == deal.organisation)
    throw InvalidInput("/counterpart_organisation", "is the organisation itself", "choose another");
  if (!store::OrganisationStore(transaction).find(*deal.counterpart_organisation))
    throw InvalidInput("/counterpart_organisation", "is not there", "choose one from the catalogue");
}

void require_inquiry(store::Transaction& transaction, const Caller& caller, const Deal& deal) {
  if (!deal.inquiry) return;
  try {
    if (read_inquiry(transaction, caller, *deal.inquiry).inquiry.cluster == deal.cluster) return;
  } catch (const NotFound&) {
    // One that the caller may not see is told as one that is not there.
  }
  throw InvalidInput("/inquiry", "is not there", "choose one of the cluster's inquiries");
}

DealView write_deal(store::Transaction& transaction, const Installation& installation, const Caller& caller,
                    Deal deal, std::int64_t version) {
  deal.version = version;
  store::DealStore(transaction).update(deal, search_words_of(deal, installation));
  return read_deal(transaction, caller, deal.id);
}

void tell_moved(store::Transaction& transaction, const Deal& deal) {
  Occasion occasion{cluster::NotificationKind::deal_moved, "deal", deal.id.str()};
  occasion.detail = {{"stage", name_of(cluster::stage_of(deal))}};
  auto accounts = runners_of(transaction, deal.cluster);
  if (deal.organisation) {
    const auto speakers = representatives_of(transaction, *deal.organisation);
    accounts.insert(accounts.end(), speakers.begin(), speakers.end());
  }
  notify(transaction, occasion, std::move(accounts));
}

nlohmann::json number_or_null(const std::optional<double>& value) {
  return value ? nlohmann::json(*value) : nlohmann::json(nullptr);
}

}  // namespace

DealList list_deals(store::Transaction& transaction, const Installation& installation, const Caller& caller,
                    std::string_view cluster, const DealQuestion& question, const store::PageRequest& page) {
  store::DealFilter filter;
  filter.cluster = read_cluster(transaction, cluster).id;
  filter.audiences = cluster::audiences_of(caller.actor);
  filter.kinds = question.kinds;
  filter.stages = question.stages;
  filter.words = forms_sought(*installation.lemmatiser(), question.text);
  store::DealStore deals(transaction);
  auto found = deals.list(filter, page);
  DealViews views(transaction, caller, DisclosureChannel::deals);
  DealList made;
  for (Deal& each : found.items) made.page.items.push_back(views.of(std::move(each)));
  made.page.next = found.next;
  made.total = deals.count(filter);
  return made;
}

DealTimesView times_of_deals(store::Transaction& transaction, const Caller& caller, std::string_view cluster) {
  store::DealFilter filter;
  filter.cluster = read_cluster(transaction, cluster).id;
  require_part(caller, filter.cluster);
  filter.audiences = cluster::audiences_of(caller.actor);
  const auto found = store::DealStore(transaction).list(filter, {"", kMostTimedDeals});
  DealTimesView made{cluster::deal_times(found.items, today()), {}};
  std::map<DealId, std::string> titles;
  for (const Deal& each : found.items) titles[each.id] = each.title;
  for (const cluster::WaitingDeal& each : made.times.waiting) made.waiting_titles.push_back(titles.at(each.deal));
  return made;
}

DealView read_deal(store::Transaction& transaction, const Caller& caller, DealId id) {
  return DealViews(transaction, caller, DisclosureChannel::deal).of(find_seen_deal(transaction, caller, id));
}

DealView begin_deal(store::Transaction& transaction, const Installation& installation, const Caller& caller,
                    std::string_view cluster, const nlohmann::json& draft) {
  Deal deal = cluster::deal_from_json(draft, today());
  deal.cluster = read_cluster(transaction, cluster).id;
  require(caller, Permission::manage_deal, cluster::managed(deal));
  for (cluster::DealStep& each : deal.steps) each.by = caller.actor.user;
  cluster::normalise(deal, today());
  require_organisations(transaction, deal);
  require_inquiry(transaction, caller, deal);
  require_still_seen(caller, deal);
  deal.id = new_id<DealId>();
  store::DealStore(transaction).insert(deal, search_words_of(deal, installation));
  return read_deal(transaction, caller, deal.id);
}

DealView edit_deal(store::Transaction& transaction, const Installation& installation, const Caller& caller, DealId id,
                   std::int64_t version, const nlohmann::json& draft) {
  const Deal stored = find_managed_deal(transaction, caller, id);
  Deal edited = cluster::deal_from_json(draft, today(), stored);
  cluster::normalise(edited, today());
  if (edited.counterpart_organisation != stored.counterpart_organisation) require_organisations(transaction, edited);
  require_still_seen(caller, edited);
  return write_deal(transaction, installation, caller, std::move(edited), version);
}

DealView move_deal(store::Transaction& transaction, const Installation& installation, const Caller& caller, DealId id,
                   std::int64_t version, const nlohmann::json& draft) {
  Deal deal = find_managed_deal(transaction, caller, id);
  cluster::DealStep step = cluster::step_from_json(draft, "", today());
  step.by = caller.actor.user;
  cluster::advance(deal, std::move(step), today());
  DealView made = write_deal(transaction, installation, caller, deal, version);
  tell_moved(transaction, deal);
  return made;
}

DealView take_back_step(store::Transaction& transaction, const Installation& installation, const Caller& caller,
                        DealId id, std::int64_t version) {
  Deal deal = find_managed_deal(transaction, caller, id);
  cluster::take_back(deal);
  return write_deal(transaction, installation, caller, std::move(deal), version);
}

void delete_deal(store::Transaction& transaction, const Caller& caller, DealId id, std::int64_t version) {
  static_cast<void>(find_managed_deal(transaction, caller, id));
  store::DealStore(transaction).remove(id, version);
}

DealView restore_deal(store::Transaction& transaction, const Caller& caller, DealId id) {
  store::DealStore deals(transaction);
  if (const auto deleted = deals.find_deleted(id)) {
    if (!sees_deal(caller, *deleted)) throw NotFound("there is no such deal");
    require(caller, Permission::manage_deal, cluster::managed(*deleted));
    deals.restore(id);
  } else {
    static_cast<void>(find_managed_deal(transaction, caller, id));
  }
  return read_deal(transaction, caller, id);
}

nlohmann::json to_json(const DealView& view) {
  nlohmann::json made = cluster::to_json(view.deal);
  if (!view.organisation_name.empty()) made["organisation_name"] = view.organisation_name;
  if (!view.counterpart_organisation_name.empty())
    made["counterpart_organisation_name"] = view.counterpart_organisation_name;
  for (std::size_t i = 0; i < view.step_names.size(); ++i)
    if (!view.step_names[i].empty()) made["steps"][i]["by_name"] = view.step_names[i];
  // Who else was let in is between them and the owner.
  if (view.may.empty()) made["named"] = nlohmann::json::array();
  made["may"] = view.may;
  return made;
}

nlohmann::json to_json(const DealTimesView& view) {
  nlohmann::json stages = nlohmann::json::array(), waiting = nlohmann::json::array(), values = nlohmann::json::array();
  for (const cluster::StageTimes& each : view.times.stages)
    stages.push_back({{"stage", name_of(each.stage)},
                      {"came", each.came},
                      {"moved_on", each.moved_on},
                      {"lost", each.lost},
                      {"open", each.open},
                      {"median_days", number_or_null(each.median)},
                      {"upper_quartile_days", number_or_null(each.upper_quartile)},
                      {"median_days_recent", number_or_null(each.median_recent)},
                      {"median_days_before", number_or_null(each.median_before)},
                      {"p", number_or_null(each.p)}});
  for (std::size_t i = 0; i < view.times.waiting.size(); ++i) {
    const cluster::WaitingDeal& each = view.times.waiting[i];
    waiting.push_back({{"deal", each.deal.str()},
                       {"title", view.waiting_titles[i]},
                       {"stage", name_of(each.stage)},
                       {"days", each.days},
                       {"is_stuck", each.is_stuck}});
  }
  for (const cluster::StageValue& each : view.times.values)
    values.push_back({{"stage", name_of(each.stage)},
                      {"currency", each.currency},
                      {"deals", each.deals},
                      {"value", to_string(each.value)},
                      {"expected", to_string(each.expected)}});
  nlohmann::json counts = nlohmann::json::object();
  for (const auto& [name, stage] : cluster::named_values<cluster::DealStage>()) {
    const auto found = view.times.counts.find(stage);
    counts[std::string(name)] = found == view.times.counts.end() ? 0 : found->second;
  }
  return {{"stages", std::move(stages)},
          {"counts", std::move(counts)},
          {"waiting", std::move(waiting)},
          {"values", std::move(values)},
          {"median_days_to_contract", number_or_null(view.times.median_to_contract)}};
}

}  // namespace grono::app
