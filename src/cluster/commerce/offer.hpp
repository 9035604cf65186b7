#pragma once

#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "base/money.hpp"
#include "base/time.hpp"
#include "cluster/ids.hpp"
#include "cluster/localised_text.hpp"
#include "cluster/organisation.hpp"
#include "cluster/policy.hpp"

namespace grono::cluster {

enum class MarketOfferKind { sale, licence, cooperation, service, investment_wanted, spin_off };

/// `paused`: for a while nobody but its owner and who runs the cluster sees it; `withdrawn`: nobody but its
/// owner.
enum class MarketOfferState { open, paused, withdrawn };

/// That who runs the cluster took a member's offer off the market, and why.
struct TakenDown {
  std::string reason;
  Timestamp at{};
  bool operator==(const TakenDown&) const = default;
};

/// What is offered to the market: a product, a right, a service, a share.
struct MarketOffer {
  OfferId id;
  ClusterId cluster;
  std::optional<OrganisationId> organisation;  ///< who offers it; none: the cluster itself
  MarketOfferKind kind = MarketOfferKind::sale;
  LocalisedText title;        ///< at least one language
  LocalisedText description;  ///< what is offered
  LocalisedText advantages;
  LocalisedText seeks;                        ///< whom one looks for, in which role
  std::vector<OrganisationKind> seeks_kinds;  ///< sorted, unique; empty: anybody
  std::vector<std::string> tags;              ///< sorted, unique
  std::optional<ProductId> product;
  std::vector<IpAssetId> ip_assets;    ///< sorted, unique
  std::optional<Money> amount;         ///< the price, or the money wanted; none: to be agreed
  std::string currency = "PLN";        ///< ISO 4217
  std::vector<std::string> countries;  ///< for which: ISO 3166-1 alpha-2, sorted, unique; empty: all
  std::optional<Date> valid_until;     ///< the last day on which it stands
  MarketOfferState state = MarketOfferState::open;
  std::optional<TakenDown> taken_down;  ///< as long as it is there, an open offer is seen as a paused one
  Visibility visibility = Visibility::everyone;
  std::vector<OrganisationId> named;  ///< sorted, unique; exactly with Visibility::named some
  std::int64_t version = 0;
  Timestamp created_at{}, updated_at{};
  bool operator==(const MarketOffer&) const = default;
};

/// How far it is shared in its present state. Valid as long as the offer lives.
[[nodiscard]] Sharing sharing_of(const MarketOffer& offer);
[[nodiscard]] std::vector<Audience> viewers(const MarketOffer& offer);
/// For `Permission::manage_commerce`: its organisation's representatives, and those who run the cluster.
[[nodiscard]] Subject managed(const MarketOffer& offer);
/// Takes a member's offer off the market; its owner can mend it and not open it. @param reason  in its stored
/// form
/// @throws InvalidInput  it is no member's, or taken down already, or there is no reason
void take_down(MarketOffer& offer, std::string reason, Timestamp at);
/// Undoes that; its state is what its owner made it. @throws InvalidInput  it was not taken down
void let_stand(MarketOffer& offer);
/// Whether it does not stand any more. @param today  the last day itself still counts
[[nodiscard]] bool is_over(const MarketOffer& offer, Date today);

/// Brings values into their stored form and checks every rule.
/// @throws InvalidInput  where = JSON pointer of the field
void normalise(MarketOffer& offer);

[[nodiscard]] nlohmann::json to_json(const MarketOffer& offer);
/// Reads what a client may set; the rest stays as in `base`. @throws InvalidInput  where = JSON pointer
[[nodiscard]] MarketOffer offer_from_json(const nlohmann::json& json, MarketOffer base = {});

}  // namespace grono::cluster
