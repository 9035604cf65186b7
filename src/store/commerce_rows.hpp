#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "cluster/commerce/ip_asset.hpp"
#include "cluster/commerce/offer.hpp"
#include "cluster/commerce/product.hpp"
#include "store/database.hpp"
#include "store/viewers.hpp"

/// What the stores of products, intellectual property and offers do alike.
namespace grono::store {

/// Writes who sees the thing now, and tells them and those who saw it before.
/// @param kind  "product"
template <class Thing>
void tell_of_commerce(Transaction& transaction, const std::string& kind, const Thing& thing, bool is_there) {
  auto before = viewers_of(transaction, thing.id.str());
  auto now = is_there ? cluster::viewers(thing) : std::vector<cluster::Audience>();
  write_viewers(transaction, thing.id.str(), now);
  transaction.changed({kind, thing.id.str(), thing.version, std::nullopt, std::move(now), std::move(before)});
}

/// Of what those who run the cluster do not see, its audit log knows nothing but that something happened.
/// @param done_to  in whose own audit log it stands too
template <class Thing>
void audit_commerce(Transaction& transaction, const std::string& kind, const std::string& verb,
                    const Thing& thing, const nlohmann::json& changes,
                    std::optional<cluster::OrganisationId> done_to = std::nullopt) {
  using Kind = cluster::Audience::Kind;
  const auto groups = cluster::viewers(thing);
  const bool is_told = std::any_of(groups.begin(), groups.end(), [](const cluster::Audience& group) {
    return group.kind == Kind::everyone || group.kind == Kind::members_of || group.kind == Kind::runners_of;
  });
  transaction.audit(kind + "." + verb, kind, thing.id.str(), is_told ? changes.dump() : "{}",
                    is_told ? std::optional(thing.cluster) : std::nullopt, done_to);
}

template <class Thing>
std::optional<Thing> first_of(std::vector<Thing> found) {
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

}  // namespace grono::store
