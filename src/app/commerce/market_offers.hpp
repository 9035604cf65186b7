#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "app/caller.hpp"
#include "app/commerce/owners.hpp"
#include "app/installation.hpp"
#include "cluster/commerce/offer.hpp"
#include "store/page.hpp"

/// Offers to the market. What the caller may not see does not exist for them.
namespace grono::app {

/// An offer as the caller sees it.
struct OfferView {
  cluster::MarketOffer offer;  ///< of what it is linked with only what the caller sees
  CommerceOwner owner;
  bool is_over = false;
  std::optional<int> trl;  ///< of its product, as the offer tells everybody who sees it
  cluster::LocalisedText product_title;
  std::vector<CommerceLink> assets;
};

using OfferList = CommerceList<OfferView>;

/// What is asked of a list. Leave out what does not narrow.
struct OfferQuestion {
  std::vector<cluster::MarketOfferKind> kinds = {};
  bool is_own =
      false;  ///< only what the caller manages, in every state; otherwise what is open and stands today
  std::string text = {};
};

/// The newest first. @throws NotFound  no such cluster
[[nodiscard]] OfferList list_market_offers(store::Transaction& transaction, const Installation& installation,
                                           const Caller& caller, std::string_view cluster,
                                           const OfferQuestion& question, const store::PageRequest& page);
/// @throws NotFound  also where the caller may not see it
[[nodiscard]] OfferView read_market_offer(store::Transaction& transaction, const Caller& caller,
                                          cluster::OfferId id);

/// From schema MarketOfferDraft. @throws Refused, NotFound, InvalidInput
OfferView add_market_offer(store::Transaction& transaction, const Installation& installation,
                           const Caller& caller, std::string_view cluster, const nlohmann::json& draft);
/// @throws Refused, NotFound, InvalidInput, VersionConflict
OfferView edit_market_offer(store::Transaction& transaction, const Installation& installation,
                            const Caller& caller, cluster::OfferId id, std::int64_t version,
                            const nlohmann::json& draft);
/// Who runs the cluster takes a member's offer off the market; its owner is told, with the reason.
/// @throws Refused, NotFound, InvalidInput, VersionConflict
OfferView take_down_market_offer(store::Transaction& transaction, const Caller& caller, cluster::OfferId id,
                                 std::int64_t version, std::string reason);
/// Undoes that; the owner is told. @throws Refused, NotFound, InvalidInput, VersionConflict
OfferView let_market_offer_stand(store::Transaction& transaction, const Caller& caller, cluster::OfferId id,
                                 std::int64_t version);
/// @throws Refused, NotFound, VersionConflict
void delete_market_offer(store::Transaction& transaction, const Caller& caller, cluster::OfferId id,
                         std::int64_t version);
/// Undoes that. @throws Refused, NotFound
OfferView restore_market_offer(store::Transaction& transaction, const Caller& caller, cluster::OfferId id);

/// Schema MarketOffer.
[[nodiscard]] nlohmann::json to_json(const OfferView& view);

}  // namespace grono::app
