#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "app/caller.hpp"
#include "app/commerce/owners.hpp"
#include "app/installation.hpp"
#include "cluster/commerce/ip_asset.hpp"
#include "store/page.hpp"

/// Intellectual property. What the caller may not see does not exist for them.
namespace grono::app {

/// A piece of it as the caller sees it.
struct IpAssetView {
  cluster::IpAsset asset;                ///< of what it protects only what the caller sees
  CommerceOwner owner;                   ///< who looks after it
  std::vector<std::string> owner_names;  ///< of each owner
  std::vector<CommerceLink> protects;    ///< products
};

using IpAssetList = CommerceList<IpAssetView>;

/// What is asked of a list. Leave out what does not narrow.
struct IpAssetQuestion {
  std::vector<cluster::IpAssetKind> kinds = {};
  bool is_due_soon = false;  ///< expires, or has a fee due, within 180 days
  std::string text = {};
};

/// The newest first. @throws NotFound  no such cluster
[[nodiscard]] IpAssetList list_ip_assets(store::Transaction& transaction, const Installation& installation,
                                         const Caller& caller, std::string_view cluster,
                                         const IpAssetQuestion& question, const store::PageRequest& page);
/// @throws NotFound  also where the caller may not see it
[[nodiscard]] IpAssetView read_ip_asset(store::Transaction& transaction, const Caller& caller,
                                        cluster::IpAssetId id);

/// From schema IpAssetDraft. @throws Refused, NotFound, InvalidInput
IpAssetView add_ip_asset(store::Transaction& transaction, const Installation& installation,
                         const Caller& caller, std::string_view cluster, const nlohmann::json& draft);
/// @throws Refused, NotFound, InvalidInput, VersionConflict
IpAssetView edit_ip_asset(store::Transaction& transaction, const Installation& installation,
                          const Caller& caller, cluster::IpAssetId id, std::int64_t version,
                          const nlohmann::json& draft);
/// @throws Refused, NotFound, VersionConflict
void delete_ip_asset(store::Transaction& transaction, const Caller& caller, cluster::IpAssetId id,
                     std::int64_t version);
/// Undoes that. @throws Refused, NotFound
IpAssetView restore_ip_asset(store::Transaction& transaction, const Caller& caller, cluster::IpAssetId id);

/// Schema IpAsset.
[[nodiscard]] nlohmann::json to_json(const IpAssetView& view);

}  // namespace grono::app
