#include "cluster/commerce/ip_asset.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "cluster/commerce/shared_fields.hpp"
#include "cluster/json_reader.hpp"
#include "cluster/names.hpp"
#include "cluster/text_rules.hpp"

namespace grono::cluster {
namespace {

using nlohmann::json;

constexpr std::size_t kMostOwners = 100, kMostProducts = 100;

IpOwner ip_owner_from_json(const json& object, const std::string& where) {
  JsonReader reader(object, where);
  IpOwner made;
  made.organisation = reader.id<OrganisationId>("organisation");
  made.name = reader.text("name").value_or("");
  const auto written = reader.required("share", reader.text("share"));
  const auto share = parse_share(written);
  if (!share)
    throw InvalidInput(reader.at("share"), "\"" + written + "\" is no share", "write a fraction or a percentage, as 1/3 or 33.33%");
  made.share = *share;
  reader.ignore({"organisation_name"});
  reader.expect_nothing_else();
  return made;
}

void check_sum(const std::vector<IpOwner>& owners) {
  Share all{0, 1};
  for (const IpOwner& each : owners) {
    const auto more = sum(all, each.share);
    if (!more)
      throw InvalidInput("/owners", "the shares have no common whole that is small enough to reckon with",
                         "write them in percent, or as parts of one number");
    all = *more;
  }
  const Share one{1, 1};
  if (all == one) return;
  const bool is_less = all.parts < all.whole;
  const auto gap = is_less ? difference(one, all) : difference(all, one);
  GRONO_INVARIANT(gap);
  if (is_less)
    throw InvalidInput("/owners", "the shares sum to " + to_string(all) + ": " + to_string(*gap) + " is missing",
                       "give the rest to somebody");
  throw InvalidInput("/owners", "the shares sum to " + to_string(all) + ": " + to_string(*gap) + " is too much",
                     "take it from somebody");
}

void normalise_owners(std::vector<IpOwner>& owners) {
  if (owners.empty()) throw InvalidInput("/owners", "nobody owns it", "name at least one owner");
  if (owners.size() > kMostOwners)
    throw InvalidInput("/owners", "are too many", "give at most " + std::to_string(kMostOwners));
  for (std::size_t i = 0; i < owners.size(); ++i) {
    const std::string at = "/owners/" + std::to_string(i);
    owners[i].name = stored_text(at + "/name", owners[i].name, 200, false);
    if (owners[i].organisation) owners[i].name.clear();
    if (!owners[i].organisation && owners[i].name.empty())
      throw InvalidInput(at + "/name", "is empty", "choose an organisation, or write a name");
    for (std::size_t before = 0; before < i; ++before)
      if (owners[before].organisation == owners[i].organisation && owners[before].name == owners[i].name)
        throw InvalidInput(at, "is an owner twice", "give it one share");
  }
  check_sum(owners);
}

void require_after_filing(const char* where, const IpAsset& asset, const std::optional<Date>& day) {
  if (asset.filed_on && day && *day < *asset.filed_on)
    throw InvalidInput(where, "is before the day of filing", "give that day or a later one");
}

}  // namespace

Sharing sharing_of(const IpAsset& asset) {
  const OrganisationId owner = asset.organisation.value_or(OrganisationId{});
  if (asset.is_withdrawn) return for_owner_alone(owner);
  return {asset.visibility, owner, asset.named};
}

std::vector<Audience> viewers(const IpAsset& asset) {
  auto made = audiences_for(sharing_of(asset), {{asset.cluster}, {}});
  if (made.front() == Audience{}) return made;
  for (const IpOwner& each : asset.owners)
    if (each.organisation) made.push_back({Audience::Kind::people_of, each.organisation->uuid});
  std::sort(made.begin(), made.end());
  made.erase(std::unique(made.begin(), made.end()), made.end());
  return made;
}

Subject managed(const IpAsset& asset) {
  return {asset.cluster, asset.organisation, {}};
}

bool is_owned_by(const IpAsset& asset, OrganisationId organisation) {
  return std::any_of(asset.owners.begin(), asset.owners.end(),
                     [&](const IpOwner& each) { return each.organisation == organisation; });
}

void normalise(IpAsset& asset) {
  normalise_texts("/title", asset.title, 200, false);
  if (asset.title.empty()) throw InvalidInput("/title", "is empty", "write it in at least one language");
  normalise_texts("/description", asset.description, 20'000, true);
  asset.number = stored_text("/number", asset.number, 100, false);
  asset.office = stored_text("/office", asset.office, 100, false);
  require_after_filing("/granted_on", asset, asset.granted_on);
  require_after_filing("/expires_on", asset, asset.expires_on);
  require_after_filing("/fee_due_on", asset, asset.fee_due_on);
  if (asset.granted_on && asset.expires_on && *asset.expires_on < *asset.granted_on)
    throw InvalidInput("/expires_on", "is before the day of grant", "give that day or a later one");
  normalise_owners(asset.owners);
  if (asset.products.size() > kMostProducts)
    throw InvalidInput("/products", "are too many", "give at most " + std::to_string(kMostProducts));
  std::sort(asset.products.begin(), asset.products.end());
  asset.products.erase(std::unique(asset.products.begin(), asset.products.end()), asset.products.end());
  normalise_reminder_days("/reminder_days", asset.reminder_days);
  normalise_named("/named", asset.visibility, asset.named);
  check_commerce_visibility(asset.visibility, asset.organisation.value_or(OrganisationId{}), false);
}

json stored_owners(const std::vector<IpOwner>& owners) {
  json made = json::array();
  for (const IpOwner& each : owners) {
    json owner = {{"share", to_string(each.share)}};
    if (each.organisation)
      owner["organisation"] = each.organisation->str();
    else
      owner["name"] = each.name;
    made.push_back(std::move(owner));
  }
  return made;
}

std::vector<IpOwner> owners_from_stored(const json& stored) {
  std::vector<IpOwner> made;
  for (const json& each : stored) made.push_back(ip_owner_from_json(each, "/owners"));
  return made;
}

json to_json(const IpAsset& asset) {
  json named = json::array(), products = json::array();
  for (const OrganisationId& each : asset.named) named.push_back(each.str());
  for (const ProductId& each : asset.products) products.push_back(each.str());
  json made = {{"id", asset.id.str()},
               {"cluster", asset.cluster.str()},
               {"kind", name_of(asset.kind)},
               {"title", asset.title},
               {"description", asset.description},
               {"number", asset.number},
               {"office", asset.office},
               {"owners", stored_owners(asset.owners)},
               {"products", std::move(products)},
               {"reminder_days", asset.reminder_days},
               {"is_withdrawn", asset.is_withdrawn},
               {"visibility", name_of(asset.visibility)},
               {"named", std::move(named)},
               {"version", asset.version},
               {"created_at", to_string(asset.created_at)},
               {"updated_at", to_string(asset.updated_at)}};
  if (asset.organisation) made["organisation"] = asset.organisation->str();
  if (asset.filed_on) made["filed_on"] = to_string(*asset.filed_on);
  if (asset.granted_on) made["granted_on"] = to_string(*asset.granted_on);
  if (asset.expires_on) made["expires_on"] = to_string(*asset.expires_on);
  if (asset.fee_due_on) made["fee_due_on"] = to_string(*asset.fee_due_on);
  return made;
}

IpAsset ip_asset_from_json(const json& object, IpAsset base) {
  JsonReader reader(object, "");
  const auto organisation = reader.id<OrganisationId>("organisation");
  if (base.version == 0) base.organisation = organisation;
  base.kind = reader.required("kind", reader.named<IpAssetKind>("kind"));
  base.title = reader.localised("title");
  base.description = reader.localised("description");
  base.number = reader.text("number").value_or("");
  base.office = reader.text("office").value_or("");
  base.filed_on = reader.day("filed_on");
  base.granted_on = reader.day("granted_on");
  base.expires_on = reader.day("expires_on");
  base.fee_due_on = reader.day("fee_due_on");
  base.owners = reader.list("owners", ip_owner_from_json);
  base.products = reader.ids<ProductId>("products");
  base.reminder_days = reminder_days_from(reader);
  base.is_withdrawn = reader.flag("is_withdrawn");
  base.visibility = reader.named<Visibility>("visibility")
                        .value_or(base.organisation ? Visibility::owner : Visibility::coordinator);
  base.named = reader.ids<OrganisationId>("named");
  reader.ignore({"id", "cluster", "organisation_name", "is_owner_member", "protects", "may", "version", "created_at",
                 "updated_at"});
  reader.expect_nothing_else();
  return base;
}

}  // namespace grono::cluster
