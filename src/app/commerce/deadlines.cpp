#include "app/commerce/deadlines.hpp"

#include "app/notify.hpp"
#include "app/people.hpp"
#include "cluster/commerce/deadline.hpp"
#include "cluster/commerce/shared_fields.hpp"
#include "cluster/names.hpp"
#include "store/deadline_store.hpp"
#include "store/ip_asset_store.hpp"
#include "store/product_store.hpp"
#include "store/user_store.hpp"

namespace grono::app {
namespace {

using cluster::Deadline;
using cluster::OrganisationId;
using cluster::UserId;

void add_representatives(store::Transaction& transaction, OrganisationId organisation, std::vector<UserId>& told) {
  for (const UserId& each : representatives_of(transaction, organisation)) told.push_back(each);
}

// Who may not see the thing is left out by `notify`.
std::vector<UserId> runners_of(store::Transaction& transaction, cluster::ClusterId cluster) {
  store::UserStore users(transaction);
  std::vector<UserId> made = users.with_role(cluster::Role::manager, cluster);
  for (const UserId& each : users.with_role(cluster::Role::animator, cluster)) made.push_back(each);
  return made;
}

std::vector<UserId> concerned(store::Transaction& transaction, const cluster::IpAsset& asset) {
  auto made = runners_of(transaction, asset.cluster);
  if (asset.organisation) add_representatives(transaction, *asset.organisation, made);
  for (const cluster::IpOwner& each : asset.owners)
    if (each.organisation) add_representatives(transaction, *each.organisation, made);
  return made;
}

std::vector<UserId> concerned(store::Transaction& transaction, const cluster::Product& product) {
  auto made = runners_of(transaction, product.cluster);
  if (product.organisation) add_representatives(transaction, *product.organisation, made);
  return made;
}

template <class Thing>
void remind(store::Transaction& transaction, const char* kind, const Thing& thing, Date today) {
  store::DeadlineStore reminders(transaction);
  for (const Deadline& deadline : cluster::deadlines_of(thing)) {
    // Of several that have come by now the last is told; the others went by before anybody could be told.
    bool is_new = false;
    for (const int days : cluster::reminders_due(thing.reminder_days, deadline.due_on, today))
      is_new = reminders.take(thing.id.str(), deadline, days);
    if (!is_new) continue;
    notify(transaction,
           {cluster::NotificationKind::deadline_near, kind, thing.id.str(), std::nullopt, std::nullopt,
            {{"deadline", name_of(deadline.kind)}, {"day", to_string(deadline.due_on)}}},
           concerned(transaction, thing));
  }
}

}  // namespace

void tell_of_deadlines(store::Transaction& transaction, Date today) {
  for (const auto& asset : store::IpAssetStore(transaction).due_from(today)) remind(transaction, "ip_asset", asset, today);
  for (const auto& product : store::ProductStore(transaction).devices()) remind(transaction, "product", product, today);
}

}  // namespace grono::app
