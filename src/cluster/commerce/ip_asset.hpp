#pragma once

#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "base/share.hpp"
#include "base/time.hpp"
#include "cluster/ids.hpp"
#include "cluster/localised_text.hpp"
#include "cluster/policy.hpp"

namespace grono::cluster {

enum class IpAssetKind {
  patent,
  patent_application,
  utility_model,
  design,
  trademark,
  copyright,
  software,
  database,
  know_how,
  plant_variety,
  circuit_layout,
};

/// An owner: an organisation of the register, or somebody outside of it by name.
struct IpOwner {
  std::optional<OrganisationId> organisation;
  std::string name;  ///< exactly where there is no organisation
  Share share;
  bool operator==(const IpOwner&) const = default;
};

/// A piece of intellectual property.
struct IpAsset {
  IpAssetId id;
  ClusterId cluster;
  std::optional<OrganisationId> organisation;  ///< who looks after it; none: those who run the cluster
  IpAssetKind kind = IpAssetKind::patent;
  LocalisedText title;  ///< at least one language
  LocalisedText description;
  std::string number;  ///< as the office wrote it, may be empty
  std::string office;  ///< "EPO", "UPRP", may be empty
  std::optional<Date> filed_on, granted_on, expires_on;  ///< in this order
  std::optional<Date> fee_due_on;                        ///< of the next annual fee
  std::vector<IpOwner> owners;     ///< at least one; their shares sum to one
  std::vector<ProductId> products;  ///< that it protects; sorted, unique
  std::vector<int> reminder_days = {180, 60, 14};  ///< before it expires and before the fee; the most first
  bool is_withdrawn = false;  ///< nobody but who looks after it and its owners sees it
  Visibility visibility = Visibility::owner;  ///< its owners see it always
  std::vector<OrganisationId> named;          ///< sorted, unique; exactly with Visibility::named some
  std::int64_t version = 0;
  Timestamp created_at{}, updated_at{};
  bool operator==(const IpAsset&) const = default;
};

/// How far it is shared beyond its owners. Valid as long as the asset lives.
[[nodiscard]] Sharing sharing_of(const IpAsset& asset);
/// Those, and the people of every organisation that owns a share.
[[nodiscard]] std::vector<Audience> viewers(const IpAsset& asset);
/// For `Permission::manage_commerce`: who looks after it, and those who run the cluster.
[[nodiscard]] Subject managed(const IpAsset& asset);
[[nodiscard]] bool is_owned_by(const IpAsset& asset, OrganisationId organisation);

/// Brings values into their stored form and checks every rule.
/// @throws InvalidInput  where = JSON pointer of the field; "/owners" where the shares do not sum to one: says what is
///                       missing or too much
void normalise(IpAsset& asset);

[[nodiscard]] nlohmann::json to_json(const IpAsset& asset);
/// Reads what a client may set; the rest stays as in `base`. Without a visibility it is for its owners alone, of what
/// the cluster looks after for who runs it. @throws InvalidInput  where = JSON pointer
[[nodiscard]] IpAsset ip_asset_from_json(const nlohmann::json& json, IpAsset base = {});

/// As they stand in the database, and back.
[[nodiscard]] nlohmann::json stored_owners(const std::vector<IpOwner>& owners);
[[nodiscard]] std::vector<IpOwner> owners_from_stored(const nlohmann::json& json);

}  // namespace grono::cluster
