#include "app/deadlines.hpp"

#include "app/notify.hpp"
#include "app/people.hpp"
#include "cluster/commerce/deadline.hpp"
#include "cluster/commerce/shared_fields.hpp"
#include "cluster/names.hpp"
#include "store/consortium_store.hpp"
#include "store/deadline_store.hpp"
#include "store/ip_asset_store.hpp"
#include "store/product_store.hpp"
#include "store/user_store.hpp"

namespace grono::app {
namespace {

using cluster::Deadline;
using cluster::OrganisationId;
using cluster::UserId;

// The most first, as `reminders_due` takes them. Time to ask somebody else, and the last moment.
const std::vector<int> kDaysBeforeCallCloses = {14, 3, 0};

void add_representatives(store::Transaction& transaction, OrganisationId organisation,
                         std::vector<UserId>& told) {
  for (const UserId& each : representatives_of(transaction, organisation)) told.push_back(each);
}

// Who may not see the thing is left out by `notify`.
std::vector<UserId> runners_to_remind(store::Transaction& transaction, cluster::ClusterId cluster) {
  store::UserStore users(transaction);
  std::vector<UserId> made = users.with_role(cluster::Role::manager, cluster);
  for (const UserId& each : users.with_role(cluster::Role::animator, cluster)) made.push_back(each);
  return made;
}

std::vector<UserId> concerned(store::Transaction& transaction, const cluster::IpAsset& asset) {
  auto made = runners_to_remind(transaction, asset.cluster);
  if (asset.organisation) add_representatives(transaction, *asset.organisation, made);
  for (const cluster::IpOwner& each : asset.owners)
    if (each.organisation) add_representatives(transaction, *each.organisation, made);
  return made;
}

std::vector<UserId> concerned(store::Transaction& transaction, const cluster::Product& product) {
  auto made = runners_to_remind(transaction, product.cluster);
  if (product.organisation) add_representatives(transaction, *product.organisation, made);
  return made;
}

// Who can still answer, and who has said yes. Who refused or left is not pressed.
std::vector<UserId> concerned(store::Transaction& transaction, const cluster::Consortium& consortium) {
  auto made = runners_to_remind(transaction, consortium.cluster);
  for (const cluster::Seat& each : consortium.seats)
    if (each.state == cluster::SeatState::invited || each.state == cluster::SeatState::accepted)
      add_representatives(transaction, each.organisation, made);
  return made;
}

template <class Thing>
void remind(store::Transaction& transaction, const char* kind, const Thing& thing, const Deadline& deadline,
            const std::vector<int>& reminder_days, Date today) {
  store::DeadlineStore reminders(transaction);
  // Of several that have come by now the last is told; the others went by before anybody could be told.
  bool is_new = false;
  for (const int days : cluster::reminders_due(reminder_days, deadline.due_on, today))
    is_new = reminders.take(thing.id.str(), deadline, days);
  if (!is_new) return;
  notify(transaction,
         {cluster::NotificationKind::deadline_near,
          kind,
          thing.id.str(),
          std::nullopt,
          std::nullopt,
          {{"deadline", name_of(deadline.kind)}, {"day", to_string(deadline.due_on)}}},
         concerned(transaction, thing));
}

template <class Thing>
void remind_of_dates(store::Transaction& transaction, const char* kind, const Thing& thing, Date today) {
  for (const Deadline& deadline : cluster::deadlines_of(thing))
    remind(transaction, kind, thing, deadline, thing.reminder_days, today);
}

}  // namespace

void tell_of_deadlines(store::Transaction& transaction, Date today) {
  for (const auto& asset : store::IpAssetStore(transaction).due_from(today))
    remind_of_dates(transaction, "ip_asset", asset, today);
  for (const auto& product : store::ProductStore(transaction).devices())
    remind_of_dates(transaction, "product", product, today);
  for (const auto& [consortium, closes_on] : store::ConsortiumStore(transaction).forming_until(today))
    remind(transaction, "consortium", consortium, {cluster::DeadlineKind::call_closing, "", closes_on},
           kDaysBeforeCallCloses, today);
}

}  // namespace grono::app
