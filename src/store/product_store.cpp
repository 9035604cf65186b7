#include "store/product_store.hpp"

#include "base/error.hpp"
#include "cluster/json.hpp"
#include "store/commerce_rows.hpp"
#include "store/newest_first.hpp"
#include "store/sql.hpp"

namespace grono::store {
namespace {

using cluster::Product;
using cluster::ProductId;
using soci::into;
using soci::use;

struct ProductRow {
  Product product;
  AsJson<cluster::LocalisedText> title, description;
  AsJson<std::vector<std::string>> tags, named;
  AsJson<std::vector<int>> reminder_days;
  std::string trl, device;  ///< JSON; device: empty where it is none
  std::string words;
  long long version = 0;

  ProductRow() = default;
  explicit ProductRow(const Product& from)
      : product(from),
        title{from.title},
        description{from.description},
        tags{from.tags},
        named{texts_of(from.named)},
        reminder_days{from.reminder_days},
        trl(cluster::to_json(from.trl).dump()),
        device(from.device ? cluster::to_json(*from.device).dump() : ""),
        version(from.version) {}

  Product made() const {
    Product it = product;
    it.title = title.value;
    it.description = description.value;
    it.tags = tags.value;
    it.named = ids_of<cluster::OrganisationId>(named.value);
    it.reminder_days = reminder_days.value;
    it.trl.clear();
    for (const auto& each : nlohmann::json::parse(trl))
      it.trl.push_back(cluster::trl_entry_from_json(each, "/trl"));
    it.device.reset();
    if (!device.empty()) it.device = cluster::device_from_json(nlohmann::json::parse(device), "/device");
    it.version = version;
    return it;
  }
};

template <class Bind, class Take>
void each_product(Transaction& transaction, const std::string& rest, const Bind& bind, const Take& take) {
  ProductRow row;
  Product& it = row.product;
  auto temporary =
      (transaction.sql().prepare
           << "SELECT p.id, p.cluster, p.organisation, p.project, p.project_result, p.kind, p.title, p.description, "
              "p.tags, p.website, p.trl, p.device, p.reminder_days, p.is_withdrawn, p.visibility, p.named, p.words, "
              "p.version, p.created_at, p.updated_at FROM product p WHERE " +
                  rest,
       into(it.id), into(it.cluster), into(it.organisation), into(it.project), into(it.project_result),
       into(it.kind), into(row.title), into(row.description), into(row.tags), into(it.website), into(row.trl),
       into(row.device), into(row.reminder_days), into(it.is_withdrawn), into(it.visibility), into(row.named),
       into(row.words), into(row.version), into(it.created_at), into(it.updated_at));
  bind(temporary);
  soci::statement statement = temporary;
  each_row(statement, [&] { take(row); });
}

template <class Bind>
std::vector<Product> read_products(Transaction& transaction, const std::string& rest, const Bind& bind) {
  std::vector<Product> made;
  each_product(transaction, rest, bind, [&](const ProductRow& row) { made.push_back(row.made()); });
  return made;
}

Conditions product_conditions(const Transaction& transaction, const ProductFilter& filter) {
  Conditions made("p.deleted_at IS NULL");
  made.add_viewers(transaction, "p.id", filter.audiences);
  made.add("p.cluster = ", filter.cluster.str());
  if (filter.project) made.add("p.project = ", filter.project->str());
  made.add_names("p.kind", filter.kinds);
  made.add_words("p.words", filter.words);
  return made;
}

}  // namespace

std::optional<Product> ProductStore::find(ProductId id) {
  return first_of(read_products(transaction_, "p.id = :id AND p.deleted_at IS NULL",
                                [&](auto& statement) { statement, use(id, "id"); }));
}

std::optional<Product> ProductStore::find_deleted(ProductId id) {
  return first_of(read_products(transaction_, "p.id = :id AND p.deleted_at IS NOT NULL",
                                [&](auto& statement) { statement, use(id, "id"); }));
}

std::vector<Product> ProductStore::find(std::span<const ProductId> ids,
                                        std::span<const cluster::Audience> audiences) {
  if (ids.empty()) return {};
  Conditions conditions("p.deleted_at IS NULL");
  conditions.add_viewers(transaction_, "p.id", audiences);
  conditions.add_either({{"p.id", texts_of(ids)}});
  return read_products(transaction_, conditions.text() + " ORDER BY p.id",
                       [&](auto& statement) { conditions.bind(statement); });
}

Page<Product> ProductStore::list(const ProductFilter& filter, const PageRequest& page) {
  return newest_first<ProductId>(
      product_conditions(transaction_, filter), "p.id", page,
      [&](const std::string& rest, const auto& bind) { return read_products(transaction_, rest, bind); });
}

std::int64_t ProductStore::count(const ProductFilter& filter) {
  return count_where(transaction_, "product p", product_conditions(transaction_, filter));
}

std::vector<std::pair<Product, std::string>> ProductStore::with_words(const ProductFilter& filter, int most) {
  const Conditions conditions = product_conditions(transaction_, filter);
  std::vector<std::pair<Product, std::string>> made;
  each_product(
      transaction_, conditions.text() + " ORDER BY p.id DESC LIMIT :most",
      [&](auto& statement) {
        conditions.bind(statement);
        statement, use(most, "most");
      },
      [&](const ProductRow& row) { made.emplace_back(row.made(), row.words); });
  return made;
}

std::vector<Product> ProductStore::of_organisation(cluster::OrganisationId organisation) {
  return read_products(transaction_,
                       "p.organisation = :organisation AND p.deleted_at IS NULL ORDER BY p.id",
                       [&](auto& statement) { statement, use(organisation, "organisation"); });
}

std::vector<Product> ProductStore::devices() {
  return read_products(transaction_, "p.device <> '' AND p.deleted_at IS NULL ORDER BY p.id", [](auto&) {});
}

void ProductStore::insert(Product& product, const std::string& words) {
  GRONO_INVARIANT(!product.id.is_nil());
  product.version = 1;
  product.created_at = product.updated_at = transaction_.now();
  const ProductRow row(product);
  transaction_.sql()
      << "INSERT INTO product (id, cluster, organisation, project, project_result, kind, title, description, tags, "
         "website, trl, device, reminder_days, is_withdrawn, visibility, named, words, version, created_at, updated_at) "
         "VALUES (:id, :cluster, :organisation, :project, :project_result, :kind, :title, :description, :tags, :website, "
         ":trl, :device, :reminder_days, :is_withdrawn, :visibility, :named, :words, :version, :created, :updated)",
      use(product.id, "id"), use(product.cluster, "cluster"), use(product.organisation, "organisation"),
      use(product.project, "project"), use(product.project_result, "project_result"),
      use(product.kind, "kind"), use(row.title, "title"), use(row.description, "description"),
      use(row.tags, "tags"), use(product.website, "website"), use(row.trl, "trl"), use(row.device, "device"),
      use(row.reminder_days, "reminder_days"), use(product.is_withdrawn, "is_withdrawn"),
      use(product.visibility, "visibility"), use(row.named, "named"), use(words, "words"),
      use(row.version, "version"), use(product.created_at, "created"), use(product.updated_at, "updated");
  tell_of_commerce(transaction_, "product", product, true);
  audit_commerce(transaction_, "product", "created", product,
                 cluster::differences(nlohmann::json::object(), cluster::to_json(product)));
}

void ProductStore::update(Product& product, const std::optional<std::string>& words) {
  const auto before = find(product.id);
  const long long expected = product.version;
  if (!before || before->version != expected) throw VersionConflict("the product was changed meanwhile");
  product.version = expected + 1;
  product.updated_at = transaction_.now();
  const ProductRow row(product);
  soci::statement statement =
      (transaction_.sql().prepare
           << "UPDATE product SET kind = :kind, title = :title, description = :description, tags = :tags, "
              "website = :website, trl = :trl, device = :device, reminder_days = :reminder_days, "
              "is_withdrawn = :is_withdrawn, visibility = :visibility, named = :named, words = COALESCE(:words, words), "
              "version = :version, updated_at = :updated WHERE id = :id AND version = :expected AND deleted_at IS NULL",
       use(product.kind, "kind"), use(row.title, "title"), use(row.description, "description"),
       use(row.tags, "tags"), use(product.website, "website"), use(row.trl, "trl"), use(row.device, "device"),
       use(row.reminder_days, "reminder_days"), use(product.is_withdrawn, "is_withdrawn"),
       use(product.visibility, "visibility"), use(row.named, "named"), use(words, "words"),
       use(row.version, "version"), use(product.updated_at, "updated"), use(product.id, "id"),
       use(expected, "expected"));
  if (run(statement) == 0) throw VersionConflict("the product was changed meanwhile");
  tell_of_commerce(transaction_, "product", product, true);
  audit_commerce(transaction_, "product", "updated", product,
                 cluster::differences(cluster::to_json(*before), cluster::to_json(product)));
}

void ProductStore::remove(ProductId id, std::int64_t version) {
  const auto before = find(id);
  if (!before) throw NotFound("there is no such product");
  const Timestamp now = transaction_.now();
  const long long expected = version;
  soci::statement statement =
      (transaction_.sql().prepare
           << "UPDATE product SET deleted_at = :now WHERE id = :id AND version = :expected AND "
              "deleted_at IS NULL",
       use(now, "now"), use(id, "id"), use(expected, "expected"));
  if (run(statement) == 0) throw VersionConflict("the product was changed meanwhile");
  tell_of_commerce(transaction_, "product", *before, false);
  audit_commerce(transaction_, "product", "deleted", *before, nlohmann::json::object());
}

void ProductStore::restore(ProductId id) {
  const auto deleted = find_deleted(id);
  if (!deleted) throw NotFound("there is no such product to bring back");
  transaction_.sql() << "UPDATE product SET deleted_at = NULL WHERE id = :id", use(id, "id");
  tell_of_commerce(transaction_, "product", *deleted, true);
  audit_commerce(transaction_, "product", "restored", *deleted, nlohmann::json::object());
}

}  // namespace grono::store
