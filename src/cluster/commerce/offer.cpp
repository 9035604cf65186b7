#include "cluster/commerce/offer.hpp"

#include <algorithm>
#include <utility>

#include "base/error.hpp"
#include "cluster/commerce/shared_fields.hpp"
#include "cluster/json_reader.hpp"
#include "cluster/names.hpp"
#include "cluster/text_rules.hpp"

namespace grono::cluster {
namespace {

using nlohmann::json;

template <class Value>
void sort_once(std::vector<Value>& values) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
}

void normalise_countries(std::vector<std::string>& countries) {
  constexpr std::size_t kMostCountries = 250;
  if (countries.size() > kMostCountries)
    throw InvalidInput("/countries", "are too many", "give at most " + std::to_string(kMostCountries));
  for (std::size_t i = 0; i < countries.size(); ++i)
    require_country("/countries/" + std::to_string(i), countries[i]);
  sort_once(countries);
}

void check_price(const MarketOffer& offer) {
  if (offer.amount && offer.amount->hundredths <= 0)
    throw InvalidInput("/amount", "is not above zero", "leave it out where it is to be agreed");
  require_currency(offer.currency);
}

}  // namespace

Sharing sharing_of(const MarketOffer& offer) {
  const OrganisationId owner = offer.organisation.value_or(OrganisationId{});
  const bool runners_see_it = offer.visibility == Visibility::everyone ||
                              offer.visibility == Visibility::members ||
                              offer.visibility == Visibility::coordinator;
  const bool is_paused = offer.state == MarketOfferState::paused || offer.taken_down;
  if (offer.state == MarketOfferState::withdrawn || (is_paused && !runners_see_it))
    return for_owner_alone(owner);
  if (is_paused) return {Visibility::coordinator, owner, {}};
  return {offer.visibility, owner, offer.named};
}

std::vector<Audience> viewers(const MarketOffer& offer) {
  return audiences_for(sharing_of(offer), {{offer.cluster}, {}});
}

Subject managed(const MarketOffer& offer) {
  return {offer.cluster, offer.organisation, {}};
}

void take_down(MarketOffer& offer, std::string reason, Timestamp at) {
  if (!offer.organisation) throw InvalidInput("/state", "it is the cluster's own", "change it, or delete it");
  if (offer.taken_down)
    throw InvalidInput("/state", "it is taken off the market already", "look at what became of it");
  if (reason.empty()) throw InvalidInput("/reason", "is missing", "tell its owner why it is taken off the market");
  offer.taken_down = TakenDown{std::move(reason), at};
}

void let_stand(MarketOffer& offer) {
  if (!offer.taken_down) throw InvalidInput("/state", "it is not taken off the market", "look at what became of it");
  offer.taken_down.reset();
}

bool is_over(const MarketOffer& offer, Date today) {
  return offer.valid_until && *offer.valid_until < today;
}

void normalise(MarketOffer& offer) {
  normalise_texts("/title", offer.title, 200, false);
  if (offer.title.empty()) throw InvalidInput("/title", "is empty", "write it in at least one language");
  normalise_texts("/description", offer.description, 20'000, true);
  normalise_texts("/advantages", offer.advantages, 20'000, true);
  normalise_texts("/seeks", offer.seeks, 20'000, true);
  sort_once(offer.seeks_kinds);
  normalise_tags("/tags", offer.tags, kMostTagsOfCommerce);
  constexpr std::size_t kMostAssets = 100;
  if (offer.ip_assets.size() > kMostAssets)
    throw InvalidInput("/ip_assets", "are too many", "give at most " + std::to_string(kMostAssets));
  sort_once(offer.ip_assets);
  check_price(offer);
  normalise_countries(offer.countries);
  normalise_named("/named", offer.visibility, offer.named);
  check_commerce_visibility(offer.visibility, offer.organisation.value_or(OrganisationId{}), false);
}

json to_json(const MarketOffer& offer) {
  json named = json::array(), assets = json::array(), kinds = json::array();
  for (const OrganisationId& each : offer.named) named.push_back(each.str());
  for (const IpAssetId& each : offer.ip_assets) assets.push_back(each.str());
  for (const OrganisationKind each : offer.seeks_kinds) kinds.push_back(name_of(each));
  json made = {{"id", offer.id.str()},
               {"cluster", offer.cluster.str()},
               {"kind", name_of(offer.kind)},
               {"title", offer.title},
               {"description", offer.description},
               {"advantages", offer.advantages},
               {"seeks", offer.seeks},
               {"seeks_kinds", std::move(kinds)},
               {"tags", offer.tags},
               {"ip_assets", std::move(assets)},
               {"currency", offer.currency},
               {"countries", offer.countries},
               {"state", name_of(offer.state)},
               {"visibility", name_of(offer.visibility)},
               {"named", std::move(named)},
               {"version", offer.version},
               {"created_at", to_string(offer.created_at)},
               {"updated_at", to_string(offer.updated_at)}};
  if (offer.organisation) made["organisation"] = offer.organisation->str();
  if (offer.product) made["product"] = offer.product->str();
  if (offer.amount) made["amount"] = to_string(*offer.amount);
  if (offer.valid_until) made["valid_until"] = to_string(*offer.valid_until);
  if (offer.taken_down)
    made["taken_down"] = {{"reason", offer.taken_down->reason}, {"at", to_string(offer.taken_down->at)}};
  return made;
}

MarketOffer offer_from_json(const json& object, MarketOffer base) {
  JsonReader reader(object, "");
  base.kind = reader.required("kind", reader.named<MarketOfferKind>("kind"));
  base.title = reader.localised("title");
  base.description = reader.localised("description");
  base.advantages = reader.localised("advantages");
  base.seeks = reader.localised("seeks");
  base.seeks_kinds = reader.list("seeks_kinds", [](const json& element, const std::string& pointer) {
    const auto kind =
        element.is_string() ? value_of<OrganisationKind>(element.get<std::string>()) : std::nullopt;
    if (!kind) throw InvalidInput(pointer, "is no kind of organisation", "the API document lists them");
    return *kind;
  });
  base.tags = reader.texts("tags");
  base.product = reader.id<ProductId>("product");
  base.ip_assets = reader.ids<IpAssetId>("ip_assets");
  base.amount.reset();
  if (const auto written = reader.text("amount")) {
    base.amount = parse_money(*written);
    if (!base.amount)
      throw InvalidInput(reader.at("amount"), "\"" + *written + "\" is no amount", "write it as 1234.50");
  }
  base.currency = reader.text("currency").value_or("PLN");
  base.countries = reader.texts("countries");
  base.valid_until = reader.day("valid_until");
  base.state = reader.named<MarketOfferState>("state").value_or(MarketOfferState::open);
  base.visibility = reader.named<Visibility>("visibility").value_or(Visibility::everyone);
  base.named = reader.ids<OrganisationId>("named");
  const auto organisation = reader.id<OrganisationId>("organisation");
  if (base.version == 0) base.organisation = organisation;
  reader.ignore({"id", "cluster", "organisation_name", "is_owner_member", "is_over", "trl", "product_title",
                 "assets", "may", "taken_down", "version", "created_at", "updated_at"});
  reader.expect_nothing_else();
  return base;
}

}  // namespace grono::cluster
