#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "app/caller.hpp"
#include "app/installation.hpp"
#include "cluster/resource/resource.hpp"
#include "store/page.hpp"

/// What members of a cluster share with one another. What the caller may not see does not exist for them.
namespace grono::app {

/// A resource as the caller sees it.
struct ResourceView {
  cluster::Resource resource;
  std::string organisation_name;      ///< empty: it is the cluster's own
  bool is_owner_member = true;        ///< where not, nothing new can be booked
  std::vector<std::string_view> may;  ///< "edit", "delete", "answer", "book"
};

struct ResourceList {
  store::Page<ResourceView> page;
  std::int64_t total = 0;  ///< of all pages, of what the caller sees
};

/// What is asked of a list. Leave out what does not narrow.
struct ResourceQuestion {
  std::vector<cluster::ResourceKind> kinds = {};
  std::string text = {};
};

/// The newest first. @throws NotFound  no such cluster
[[nodiscard]] ResourceList list_resources(store::Transaction& transaction, const Installation& installation,
                                          const Caller& caller, std::string_view cluster,
                                          const ResourceQuestion& question, const store::PageRequest& page);
/// @throws NotFound  also where the caller may not see it
[[nodiscard]] ResourceView read_resource(store::Transaction& transaction, const Caller& caller,
                                         cluster::ResourceId id);

/// From schema ResourceDraft. @throws Refused, NotFound, InvalidInput
ResourceView share_resource(store::Transaction& transaction, const Installation& installation,
                            const Caller& caller, std::string_view cluster, const nlohmann::json& draft);
/// What is booked stays booked. @throws Refused, NotFound, InvalidInput, VersionConflict
ResourceView edit_resource(store::Transaction& transaction, const Installation& installation,
                           const Caller& caller, cluster::ResourceId id, std::int64_t version,
                           const nlohmann::json& draft);
/// @throws Refused, NotFound, VersionConflict, Conflict  something is booked that is still to come
void delete_resource(store::Transaction& transaction, const Caller& caller, cluster::ResourceId id,
                     std::int64_t version);
/// Undoes that. @throws Refused, NotFound
ResourceView restore_resource(store::Transaction& transaction, const Caller& caller, cluster::ResourceId id);

/// The `changes` of an audit entry about a resource, as far as the caller sees it.
[[nodiscard]] nlohmann::json resource_changes_as_seen_by(store::Transaction& transaction,
                                                         const Caller& caller, std::string_view resource,
                                                         nlohmann::json changes);

/// Schema Resource.
[[nodiscard]] nlohmann::json to_json(const ResourceView& view);

}  // namespace grono::app
