#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "app/caller.hpp"
#include "app/disclosures.hpp"
#include "app/known_names.hpp"
#include "cluster/commerce/ip_asset.hpp"
#include "cluster/commerce/offer.hpp"
#include "cluster/commerce/product.hpp"
#include "store/database.hpp"
#include "store/page.hpp"

/// What the use cases of products, intellectual property and offers have in common: whose they are, who sees
/// them, how they are found, deleted and brought back.
namespace grono::app {

/// What a thing is linked with, as the caller sees it.
struct CommerceLink {
  std::string id;
  cluster::LocalisedText title;
};
[[nodiscard]] nlohmann::json to_json(const std::vector<CommerceLink>& links);

/// Whose a thing is, and what the caller may do with it.
struct CommerceOwner {
  std::string name;       ///< of its organisation; empty: the cluster's own
  bool is_member = true;  ///< still, of the cluster
  std::vector<std::string_view> may;
};
/// Writes it into the JSON of the thing, and takes out who is named where that is not for the caller.
void add_owner(nlohmann::json& thing, const CommerceOwner& owner);

template <class Thing>
[[nodiscard]] bool sees_commerce(const Caller& caller, const Thing& thing) {
  return cluster::is_among(caller.actor, cluster::viewers(thing));
}
template <class Thing>
[[nodiscard]] bool manages_commerce(const Caller& caller, const Thing& thing) {
  return cluster::may(caller.actor, cluster::Permission::manage_commerce, cluster::managed(thing));
}

template <class Thing>
[[nodiscard]] CommerceOwner owner_of(const Caller& caller, KnownNames& names, const Thing& thing) {
  CommerceOwner made;
  if (thing.organisation) {
    made.name = names.organisation(*thing.organisation);
    made.is_member = names.is_member(*thing.organisation, thing.cluster);
  }
  if (manages_commerce(caller, thing)) made.may = {"edit", "delete"};
  return made;
}

/// @throws NotFound  always
[[noreturn]] void no_such_commerce(cluster::ProductId id);
[[noreturn]] void no_such_commerce(cluster::IpAssetId id);
[[noreturn]] void no_such_commerce(cluster::OfferId id);

/// @throws NotFound  also where the caller may not see it
template <class Store, class Id>
[[nodiscard]] auto find_seen_commerce(store::Transaction& transaction, const Caller& caller, Id id) {
  auto found = Store(transaction).find(id);
  if (!found || !sees_commerce(caller, *found)) no_such_commerce(id);
  return *std::move(found);
}
/// @throws NotFound, Refused
template <class Store, class Id>
auto find_managed_commerce(store::Transaction& transaction, const Caller& caller, Id id) {
  auto found = find_seen_commerce<Store>(transaction, caller, id);
  require(caller, cluster::Permission::manage_commerce, cluster::managed(found));
  return found;
}

/// @throws NotFound, Refused, VersionConflict
template <class Store, class Id>
void delete_commerce(store::Transaction& transaction, const Caller& caller, Id id, std::int64_t version) {
  find_managed_commerce<Store>(transaction, caller, id);
  Store(transaction).remove(id, version);
}
/// Undoes that; one that is there stays. @throws NotFound, Refused
template <class Store, class Id>
void restore_commerce(store::Transaction& transaction, const Caller& caller, Id id) {
  Store things(transaction);
  const auto deleted = things.find_deleted(id);
  if (!deleted) {
    find_managed_commerce<Store>(transaction, caller, id);
    return;
  }
  if (!sees_commerce(caller, *deleted)) no_such_commerce(id);
  require(caller, cluster::Permission::manage_commerce, cluster::managed(*deleted));
  things.restore(id);
}

/// Notes that the caller is shown it, where its organisation is to know that.
template <class Thing>
void note_commerce(const Caller& caller, cluster::DisclosedKind kind, const Thing& thing,
                   cluster::DisclosureChannel channel) {
  if (thing.organisation)
    note_shown(caller, cluster::sharing_of(thing),
               {*thing.organisation, kind, thing.id.uuid, thing.version, channel, thing.title});
}

/// @throws InvalidInput  its organisation is no active member of the cluster, or there is none
void require_commerce_member(store::Transaction& transaction,
                             const std::optional<cluster::OrganisationId>& organisation,
                             cluster::ClusterId cluster);

/// Whoever shares a thing so that they do not see it themselves could not see what they did.
/// @throws InvalidInput
void require_commerce_seen(bool is_seen);

/// Ids that the writer sent, with those of `stored` that the writer can't see and so could not send back;
/// sorted.
template <class Id>
[[nodiscard]] std::vector<Id> with_unseen(std::vector<Id> sent, const std::vector<Id>& stored,
                                          const std::vector<Id>& seen) {
  for (const Id& each : stored)
    if (std::find(seen.begin(), seen.end(), each) == seen.end()) sent.push_back(each);
  std::sort(sent.begin(), sent.end());
  sent.erase(std::unique(sent.begin(), sent.end()), sent.end());
  return sent;
}

/// Some of them as the caller sees them.
template <class View>
struct CommerceList {
  store::Page<View> page;
  std::int64_t total = 0;  ///< of all pages, of what the caller sees
};
/// @param view  makes a view of names and a thing
template <class Store, class ToView>
[[nodiscard]] auto list_commerce(store::Transaction& transaction, const auto& filter,
                                 const store::PageRequest& page, const ToView& view) {
  Store things(transaction);
  auto found = things.list(filter, page);
  KnownNames names(transaction);
  CommerceList<decltype(view(names, std::move(found.items.front())))> made;
  for (auto& each : found.items) made.page.items.push_back(view(names, std::move(each)));
  made.page.next = std::move(found.next);
  made.total = things.count(filter);
  return made;
}

/// What an organisation has in the cluster is withdrawn when it leaves: nobody but its own people sees it,
/// nothing is lost.
void withdraw_commerce(store::Transaction& transaction, cluster::ClusterId cluster,
                       cluster::OrganisationId organisation);

/// The `changes` of an audit entry about a product, intellectual property or an offer, as far as the caller
/// sees it.
[[nodiscard]] nlohmann::json commerce_changes_as_seen_by(store::Transaction& transaction,
                                                         const Caller& caller, std::string_view kind,
                                                         std::string_view id, nlohmann::json changes);

}  // namespace grono::app
