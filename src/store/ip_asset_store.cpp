#include "store/ip_asset_store.hpp"

#include "base/error.hpp"
#include "cluster/json.hpp"
#include "store/commerce_rows.hpp"
#include "store/newest_first.hpp"
#include "store/sql.hpp"

namespace grono::store {
namespace {

using cluster::IpAsset;
using cluster::IpAssetId;
using soci::into;
using soci::use;

struct IpAssetRow {
  IpAsset asset;
  AsJson<cluster::LocalisedText> title, description;
  AsJson<std::vector<std::string>> products, named;
  AsJson<std::vector<int>> reminder_days;
  std::string owners;
  long long version = 0;

  IpAssetRow() = default;
  explicit IpAssetRow(const IpAsset& from)
      : asset(from),
        title{from.title},
        description{from.description},
        products{texts_of(from.products)},
        named{texts_of(from.named)},
        reminder_days{from.reminder_days},
        owners(cluster::stored_owners(from.owners).dump()),
        version(from.version) {}

  IpAsset made() const {
    IpAsset it = asset;
    it.title = title.value;
    it.description = description.value;
    it.products = ids_of<cluster::ProductId>(products.value);
    it.named = ids_of<cluster::OrganisationId>(named.value);
    it.reminder_days = reminder_days.value;
    it.owners = cluster::owners_from_stored(nlohmann::json::parse(owners));
    it.version = version;
    return it;
  }
};

template <class Bind>
std::vector<IpAsset> read_ip_assets(Transaction& transaction, const std::string& rest, const Bind& bind) {
  IpAssetRow row;
  IpAsset& it = row.asset;
  auto temporary =
      (transaction.sql().prepare
           << "SELECT a.id, a.cluster, a.organisation, a.kind, a.title, a.description, a.number, a.office, a.filed_on, "
              "a.granted_on, a.expires_on, a.fee_due_on, a.owners, a.products, a.reminder_days, a.is_withdrawn, "
              "a.visibility, a.named, a.version, a.created_at, a.updated_at FROM ip_asset a WHERE " +
                  rest,
       into(it.id), into(it.cluster), into(it.organisation), into(it.kind), into(row.title),
       into(row.description), into(it.number), into(it.office), into(it.filed_on), into(it.granted_on),
       into(it.expires_on), into(it.fee_due_on), into(row.owners), into(row.products),
       into(row.reminder_days), into(it.is_withdrawn), into(it.visibility), into(row.named),
       into(row.version), into(it.created_at), into(it.updated_at));
  bind(temporary);
  soci::statement statement = temporary;
  std::vector<IpAsset> made;
  each_row(statement, [&] { made.push_back(row.made()); });
  return made;
}

Conditions ip_asset_conditions(const Transaction& transaction, const IpAssetFilter& filter) {
  Conditions made("a.deleted_at IS NULL");
  made.add_viewers(transaction, "a.id", filter.audiences);
  made.add("a.cluster = ", filter.cluster.str());
  made.add_names("a.kind", filter.kinds);
  if (filter.product) made.add("a.products LIKE ", "%\"" + filter.product->str() + "\"%");
  if (filter.due_from && filter.due_until) {
    // Days are digits and hyphens: they may stand in the text.
    const auto within = [&](const std::string& column) {
      return "(" + column + " >= '" + to_string(*filter.due_from) + "' AND " + column + " <= '" +
             to_string(*filter.due_until) + "')";
    };
    made.add("(" + within("a.expires_on") + " OR " + within("a.fee_due_on") + ")");
  }
  made.add_words("a.words", filter.words);
  return made;
}

}  // namespace

std::optional<IpAsset> IpAssetStore::find(IpAssetId id) {
  return first_of(read_ip_assets(transaction_, "a.id = :id AND a.deleted_at IS NULL",
                                 [&](auto& statement) { statement, use(id, "id"); }));
}

std::optional<IpAsset> IpAssetStore::find_deleted(IpAssetId id) {
  return first_of(read_ip_assets(transaction_, "a.id = :id AND a.deleted_at IS NOT NULL",
                                 [&](auto& statement) { statement, use(id, "id"); }));
}

std::vector<IpAsset> IpAssetStore::find(std::span<const IpAssetId> ids,
                                        std::span<const cluster::Audience> audiences) {
  if (ids.empty()) return {};
  Conditions conditions("a.deleted_at IS NULL");
  conditions.add_viewers(transaction_, "a.id", audiences);
  conditions.add_either({{"a.id", texts_of(ids)}});
  return read_ip_assets(transaction_, conditions.text() + " ORDER BY a.id",
                        [&](auto& statement) { conditions.bind(statement); });
}

Page<IpAsset> IpAssetStore::list(const IpAssetFilter& filter, const PageRequest& page) {
  return newest_first<IpAssetId>(
      ip_asset_conditions(transaction_, filter), "a.id", page,
      [&](const std::string& rest, const auto& bind) { return read_ip_assets(transaction_, rest, bind); });
}

std::int64_t IpAssetStore::count(const IpAssetFilter& filter) {
  return count_where(transaction_, "ip_asset a", ip_asset_conditions(transaction_, filter));
}

std::vector<IpAsset> IpAssetStore::of_organisation(cluster::OrganisationId organisation) {
  return read_ip_assets(transaction_,
                        "a.organisation = :organisation AND a.deleted_at IS NULL ORDER BY a.id",
                        [&](auto& statement) { statement, use(organisation, "organisation"); });
}

std::vector<IpAsset> IpAssetStore::due_from(Date day) {
  return read_ip_assets(
      transaction_,
      "(a.expires_on >= :expires OR a.fee_due_on >= :fee) AND a.deleted_at IS NULL ORDER BY a.id",
      [&](auto& statement) { statement, use(day, "expires"), use(day, "fee"); });
}

void IpAssetStore::insert(IpAsset& asset, const std::string& words) {
  GRONO_INVARIANT(!asset.id.is_nil());
  asset.version = 1;
  asset.created_at = asset.updated_at = transaction_.now();
  const IpAssetRow row(asset);
  transaction_.sql()
      << "INSERT INTO ip_asset (id, cluster, organisation, kind, title, description, number, office, filed_on, "
         "granted_on, expires_on, fee_due_on, owners, products, reminder_days, is_withdrawn, visibility, named, words, "
         "version, created_at, updated_at) VALUES (:id, :cluster, :organisation, :kind, :title, :description, :number, "
         ":office, :filed, :granted, :expires, :fee, :owners, :products, :reminder_days, :is_withdrawn, :visibility, "
         ":named, :words, :version, :created, :updated)",
      use(asset.id, "id"), use(asset.cluster, "cluster"), use(asset.organisation, "organisation"),
      use(asset.kind, "kind"), use(row.title, "title"), use(row.description, "description"),
      use(asset.number, "number"), use(asset.office, "office"), use(asset.filed_on, "filed"),
      use(asset.granted_on, "granted"), use(asset.expires_on, "expires"), use(asset.fee_due_on, "fee"),
      use(row.owners, "owners"), use(row.products, "products"), use(row.reminder_days, "reminder_days"),
      use(asset.is_withdrawn, "is_withdrawn"), use(asset.visibility, "visibility"), use(row.named, "named"),
      use(words, "words"), use(row.version, "version"), use(asset.created_at, "created"),
      use(asset.updated_at, "updated");
  tell_of_commerce(transaction_, "ip_asset", asset, true);
  audit_commerce(transaction_, "ip_asset", "created", asset,
                 cluster::differences(nlohmann::json::object(), cluster::to_json(asset)));
}

void IpAssetStore::update(IpAsset& asset, const std::optional<std::string>& words) {
  const auto before = find(asset.id);
  const long long expected = asset.version;
  if (!before || before->version != expected)
    throw VersionConflict("the intellectual property was changed meanwhile");
  asset.version = expected + 1;
  asset.updated_at = transaction_.now();
  const IpAssetRow row(asset);
  soci::statement statement =
      (transaction_.sql().prepare
           << "UPDATE ip_asset SET kind = :kind, title = :title, description = :description, number = :number, "
              "office = :office, filed_on = :filed, granted_on = :granted, expires_on = :expires, fee_due_on = :fee, "
              "owners = :owners, products = :products, reminder_days = :reminder_days, is_withdrawn = :is_withdrawn, "
              "visibility = :visibility, named = :named, words = COALESCE(:words, words), version = :version, "
              "updated_at = :updated WHERE id = :id AND version = :expected AND deleted_at IS NULL",
       use(asset.kind, "kind"), use(row.title, "title"), use(row.description, "description"),
       use(asset.number, "number"), use(asset.office, "office"), use(asset.filed_on, "filed"),
       use(asset.granted_on, "granted"), use(asset.expires_on, "expires"), use(asset.fee_due_on, "fee"),
       use(row.owners, "owners"), use(row.products, "products"), use(row.reminder_days, "reminder_days"),
       use(asset.is_withdrawn, "is_withdrawn"), use(asset.visibility, "visibility"), use(row.named, "named"),
       use(words, "words"), use(row.version, "version"), use(asset.updated_at, "updated"),
       use(asset.id, "id"), use(expected, "expected"));
  if (run(statement) == 0) throw VersionConflict("the intellectual property was changed meanwhile");
  tell_of_commerce(transaction_, "ip_asset", asset, true);
  audit_commerce(transaction_, "ip_asset", "updated", asset,
                 cluster::differences(cluster::to_json(*before), cluster::to_json(asset)));
}

void IpAssetStore::remove(IpAssetId id, std::int64_t version) {
  const auto before = find(id);
  if (!before) throw NotFound("there is no such intellectual property");
  const Timestamp now = transaction_.now();
  const long long expected = version;
  soci::statement statement =
      (transaction_.sql().prepare
           << "UPDATE ip_asset SET deleted_at = :now WHERE id = :id AND version = :expected AND "
              "deleted_at IS NULL",
       use(now, "now"), use(id, "id"), use(expected, "expected"));
  if (run(statement) == 0) throw VersionConflict("the intellectual property was changed meanwhile");
  tell_of_commerce(transaction_, "ip_asset", *before, false);
  audit_commerce(transaction_, "ip_asset", "deleted", *before, nlohmann::json::object());
}

void IpAssetStore::restore(IpAssetId id) {
  const auto deleted = find_deleted(id);
  if (!deleted) throw NotFound("there is no such intellectual property to bring back");
  transaction_.sql() << "UPDATE ip_asset SET deleted_at = NULL WHERE id = :id", use(id, "id");
  tell_of_commerce(transaction_, "ip_asset", *deleted, true);
  audit_commerce(transaction_, "ip_asset", "restored", *deleted, nlohmann::json::object());
}

}  // namespace grono::store
