#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "app/caller.hpp"
#include "app/commerce/owners.hpp"
#include "app/installation.hpp"
#include "cluster/commerce/product.hpp"
#include "store/page.hpp"

/// Results and products. What the caller may not see does not exist for them.
namespace grono::app {

/// A product as the caller sees it.
struct ProductView {
  cluster::Product product;
  CommerceOwner owner;
  // Of one product alone, not in lists:
  cluster::LocalisedText project_title = {};    ///< of the project where the caller sees that
  std::vector<CommerceLink> protected_by = {};  ///< intellectual property
  std::vector<CommerceLink> offers = {};        ///< that stand
};

using ProductList = CommerceList<ProductView>;

/// What is asked of a list. Leave out what does not narrow.
struct ProductQuestion {
  std::vector<cluster::ProductKind> kinds = {};
  std::optional<cluster::ProjectId> project = {};
  std::string text = {};
};

/// The newest first. @throws NotFound  no such cluster
[[nodiscard]] ProductList list_products(store::Transaction& transaction, const Installation& installation,
                                        const Caller& caller, std::string_view cluster,
                                        const ProductQuestion& question, const store::PageRequest& page);
/// @throws NotFound  also where the caller may not see it
[[nodiscard]] ProductView read_product(store::Transaction& transaction, const Caller& caller,
                                       cluster::ProductId id);

/// From schema ProductDraft. @throws Refused, NotFound, InvalidInput
ProductView add_product(store::Transaction& transaction, const Installation& installation,
                        const Caller& caller, std::string_view cluster, const nlohmann::json& draft);
/// @throws Refused, NotFound, InvalidInput, VersionConflict
ProductView edit_product(store::Transaction& transaction, const Installation& installation,
                         const Caller& caller, cluster::ProductId id, std::int64_t version,
                         const nlohmann::json& draft);
/// @throws Refused, NotFound, VersionConflict
void delete_product(store::Transaction& transaction, const Caller& caller, cluster::ProductId id,
                    std::int64_t version);
/// Undoes that. @throws Refused, NotFound
ProductView restore_product(store::Transaction& transaction, const Caller& caller, cluster::ProductId id);

/// Schema Product.
[[nodiscard]] nlohmann::json to_json(const ProductView& view);

}  // namespace grono::app
