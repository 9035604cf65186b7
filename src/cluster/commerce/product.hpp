#pragma once

#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "base/time.hpp"
#include "cluster/commerce/device_path.hpp"
#include "cluster/commerce/trl_history.hpp"
#include "cluster/ids.hpp"
#include "cluster/localised_text.hpp"
#include "cluster/policy.hpp"

namespace grono::cluster {

/// `result`: of research or of a joint project, not on sale yet. `product`: it can be bought.
enum class ProductKind { result, product };

struct Product {
  ProductId id;
  ClusterId cluster;
  std::optional<OrganisationId> organisation;  ///< whose it is; none: the cluster's own
  std::optional<ProjectId> project;            ///< the joint project it came from
  std::optional<PartId> project_result;        ///< as which result of that
  ProductKind kind = ProductKind::result;
  LocalisedText title;  ///< at least one language
  LocalisedText description;
  std::vector<std::string> tags;  ///< sorted, unique
  std::string website;            ///< empty, or http and https
  std::vector<TrlEntry> trl;      ///< the oldest first
  std::optional<DevicePath> device;
  std::vector<int> reminder_days = {180, 60, 14};  ///< before a certificate ends; the most first
  bool is_withdrawn = false;  ///< nobody but its owner sees it
  Visibility visibility = Visibility::members;
  std::vector<OrganisationId> named;  ///< sorted, unique; exactly with Visibility::named some
  std::int64_t version = 0;
  Timestamp created_at{}, updated_at{};
  bool operator==(const Product&) const = default;
};

/// How far it is shared. Valid as long as the product lives.
[[nodiscard]] Sharing sharing_of(const Product& product);
[[nodiscard]] std::vector<Audience> viewers(const Product& product);
/// For `Permission::manage_commerce`: its organisation's representatives, and those who run the cluster.
[[nodiscard]] Subject managed(const Product& product);

/// Brings values into their stored form and checks every rule. @param today  in UTC
/// @throws InvalidInput  where = JSON pointer of the field
void normalise(Product& product, Date today);

[[nodiscard]] nlohmann::json to_json(const Product& product);
/// Reads what a client may set; the rest stays as in `base`. Whose it is and where it came from is told when it is
/// made. @throws InvalidInput  where = JSON pointer
[[nodiscard]] Product product_from_json(const nlohmann::json& json, Product base = {});

}  // namespace grono::cluster
