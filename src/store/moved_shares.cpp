#include "store/moved_shares.hpp"

#include <algorithm>
#include <string>

#include "base/error.hpp"
#include "cluster/commerce/ip_asset.hpp"
#include "store/commerce_rows.hpp"
#include "store/ip_asset_store.hpp"
#include "store/sql.hpp"

namespace grono::store {
namespace {

using cluster::IpAssetId;
using cluster::IpOwner;
using cluster::OrganisationId;
using nlohmann::json;
using soci::into;
using soci::use;

void join_owners(std::vector<IpOwner>& owners, OrganisationId from, OrganisationId to) {
  const auto owner = [&](OrganisationId id) {
    return std::find_if(owners.begin(), owners.end(),
                        [&](const IpOwner& each) { return each.organisation == id; });
  };
  const auto gone = owner(from), kept = owner(to);
  if (kept == owners.end()) {
    gone->organisation = to;
    return;
  }
  const auto both = sum(kept->share, gone->share);
  GRONO_INVARIANT(both);  // the sum of all of them was reckoned when they were written
  kept->share = *both;
  owners.erase(gone);
}

void write_owners(Transaction& transaction, const std::string& id, const json& owners) {
  const std::string text = owners.dump();
  transaction.sql() << "UPDATE ip_asset SET owners = :owners, version = version + 1 WHERE id = :id",
      use(text, "owners"), use(id, "id");
}

// Owners are viewers. Nobody sees a deleted one.
void tell_of_asset(Transaction& transaction, const std::string& id) {
  if (const auto asset = IpAssetStore(transaction).find(*IpAssetId::parse(id)))
    tell_of_commerce(transaction, "ip_asset", *asset, true);
}

}  // namespace

json move_shares(Transaction& transaction, OrganisationId from, OrganisationId to) {
  std::string id, owners;
  const std::string names_from = "%\"" + from.str() + "\"%";
  soci::statement statement =
      (transaction.sql().prepare << "SELECT id, owners FROM ip_asset WHERE owners LIKE :names ORDER BY id",
       into(id), into(owners), use(names_from, "names"));
  json moved = json::array();
  each_row(statement, [&] { moved.push_back({{"ip_asset", id}, {"before", json::parse(owners)}}); });
  for (json& each : moved) {
    auto now = cluster::owners_from_stored(each["before"]);
    join_owners(now, from, to);
    each["after"] = cluster::stored_owners(now);
    write_owners(transaction, each["ip_asset"], each["after"]);
    tell_of_asset(transaction, each["ip_asset"]);
  }
  return moved;
}

void move_shares_back(Transaction& transaction, const json& moved) {
  for (const json& each : moved) {
    const std::string id = each["ip_asset"];
    std::string owners;
    transaction.sql() << "SELECT owners FROM ip_asset WHERE id = :id", into(owners), use(id, "id");
    if (json::parse(owners) == each["after"]) write_owners(transaction, id, each["before"]);
    tell_of_asset(transaction, id);
  }
}

}  // namespace grono::store
