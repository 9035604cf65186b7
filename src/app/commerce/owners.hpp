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

/// What the use cases of products, intellectual property and offers have in common.
namespace grono::app {

/// What a thing is linked with, as the caller sees it.
struct CommerceLink {
  std::string id;
  cluster::LocalisedText title;
};
[[nodiscard]] nlohmann::json to_json(const std::vector<CommerceLink>& links);

template <class Thing>
[[nodiscard]] bool sees_commerce(const Caller& caller, const Thing& thing) {
  return cluster::is_among(caller.actor, cluster::viewers(thing));
}
template <class Thing>
[[nodiscard]] bool manages_commerce(const Caller& caller, const Thing& thing) {
  return cluster::may(caller.actor, cluster::Permission::manage_commerce, cluster::managed(thing));
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
