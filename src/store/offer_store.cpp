#include "store/offer_store.hpp"

#include "base/error.hpp"
#include "cluster/json.hpp"
#include "store/commerce_rows.hpp"
#include "store/newest_first.hpp"
#include "store/sql.hpp"

namespace grono::store {
namespace {

using cluster::MarketOffer;
using cluster::OfferId;
using soci::into;
using soci::use;

struct OfferRow {
  MarketOffer offer;
  AsJson<cluster::LocalisedText> title, description, advantages, seeks;
  AsJson<std::vector<std::string>> seeks_kinds, tags, ip_assets, countries, named;
  std::optional<long long> amount;
  std::optional<Timestamp> taken_down_at;
  std::string taken_down_reason;
  std::string words;
  long long version = 0;

  OfferRow() = default;
  explicit OfferRow(const MarketOffer& from)
      : offer(from),
        title{from.title},
        description{from.description},
        advantages{from.advantages},
        seeks{from.seeks},
        tags{from.tags},
        ip_assets{texts_of(from.ip_assets)},
        countries{from.countries},
        named{texts_of(from.named)},
        version(from.version) {
    for (const auto kind : from.seeks_kinds) seeks_kinds.value.emplace_back(cluster::name_of(kind));
    if (from.amount) amount = from.amount->hundredths;
    if (from.taken_down) {
      taken_down_at = from.taken_down->at;
      taken_down_reason = from.taken_down->reason;
    }
  }

  MarketOffer made() const {
    MarketOffer it = offer;
    it.title = title.value;
    it.description = description.value;
    it.advantages = advantages.value;
    it.seeks = seeks.value;
    it.seeks_kinds.clear();
    for (const std::string& name : seeks_kinds.value) {
      const auto kind = cluster::value_of<cluster::OrganisationKind>(name);
      GRONO_INVARIANT(kind);
      it.seeks_kinds.push_back(*kind);
    }
    it.tags = tags.value;
    it.ip_assets = ids_of<cluster::IpAssetId>(ip_assets.value);
    it.countries = countries.value;
    it.named = ids_of<cluster::OrganisationId>(named.value);
    it.amount.reset();
    if (amount) it.amount = Money{*amount};
    it.taken_down.reset();
    if (taken_down_at) it.taken_down = cluster::TakenDown{taken_down_reason, *taken_down_at};
    it.version = version;
    return it;
  }
};

template <class Bind, class Take>
void each_offer(Transaction& transaction, const std::string& rest, const Bind& bind, const Take& take) {
  OfferRow row;
  MarketOffer& it = row.offer;
  auto temporary =
      (transaction.sql().prepare
           << "SELECT o.id, o.cluster, o.organisation, o.kind, o.title, o.description, o.advantages, o.seeks, "
              "o.seeks_kinds, o.tags, o.product, o.ip_assets, o.amount, o.currency, o.countries, o.valid_until, o.state, "
              "o.visibility, o.named, o.taken_down_at, o.taken_down_reason, o.words, o.version, o.created_at, o.updated_at FROM market_offer o WHERE " +
                  rest,
       into(it.id), into(it.cluster), into(it.organisation), into(it.kind), into(row.title),
       into(row.description), into(row.advantages), into(row.seeks), into(row.seeks_kinds), into(row.tags),
       into(it.product), into(row.ip_assets), into(row.amount), into(it.currency), into(row.countries),
       into(it.valid_until), into(it.state), into(it.visibility), into(row.named),
       into(row.taken_down_at), into(row.taken_down_reason), into(row.words),
       into(row.version), into(it.created_at), into(it.updated_at));
  bind(temporary);
  soci::statement statement = temporary;
  each_row(statement, [&] { take(row); });
}

template <class Bind>
std::vector<MarketOffer> read_offers(Transaction& transaction, const std::string& rest, const Bind& bind) {
  std::vector<MarketOffer> made;
  each_offer(transaction, rest, bind, [&](const OfferRow& row) { made.push_back(row.made()); });
  return made;
}

Conditions offer_conditions(const Transaction& transaction, const OfferFilter& filter) {
  Conditions made("o.deleted_at IS NULL");
  made.add_viewers(transaction, "o.id", filter.audiences);
  made.add("o.cluster = ", filter.cluster.str());
  made.add_names("o.kind", filter.kinds);
  if (filter.product) made.add("o.product = ", filter.product->str());
  if (filter.open_on) {
    made.add_names("o.state", std::vector{cluster::MarketOfferState::open});
    made.add("o.taken_down_at IS NULL");
    made.add("(o.valid_until IS NULL OR o.valid_until >= ", to_string(*filter.open_on), ")");
  }
  if (!filter.organisations.empty() || !filter.clusters.empty())
    made.add_either(
        {{"o.organisation", texts_of(filter.organisations)}, {"o.cluster", texts_of(filter.clusters)}});
  made.add_words("o.words", filter.words);
  return made;
}

}  // namespace

std::optional<MarketOffer> OfferStore::find(OfferId id) {
  return first_of(read_offers(transaction_, "o.id = :id AND o.deleted_at IS NULL",
                              [&](auto& statement) { statement, use(id, "id"); }));
}

std::optional<MarketOffer> OfferStore::find_deleted(OfferId id) {
  return first_of(read_offers(transaction_, "o.id = :id AND o.deleted_at IS NOT NULL",
                              [&](auto& statement) { statement, use(id, "id"); }));
}

Page<MarketOffer> OfferStore::list(const OfferFilter& filter, const PageRequest& page) {
  return newest_first<OfferId>(
      offer_conditions(transaction_, filter), "o.id", page,
      [&](const std::string& rest, const auto& bind) { return read_offers(transaction_, rest, bind); });
}

std::int64_t OfferStore::count(const OfferFilter& filter) {
  return count_where(transaction_, "market_offer o", offer_conditions(transaction_, filter));
}

std::vector<std::pair<MarketOffer, std::string>> OfferStore::with_words(const OfferFilter& filter, int most) {
  const Conditions conditions = offer_conditions(transaction_, filter);
  std::vector<std::pair<MarketOffer, std::string>> made;
  each_offer(
      transaction_, conditions.text() + " ORDER BY o.id DESC LIMIT :most",
      [&](auto& statement) {
        conditions.bind(statement);
        statement, use(most, "most");
      },
      [&](const OfferRow& row) { made.emplace_back(row.made(), row.words); });
  return made;
}

std::vector<MarketOffer> OfferStore::of_organisation(cluster::OrganisationId organisation) {
  return read_offers(transaction_,
                     "o.organisation = :organisation AND o.deleted_at IS NULL ORDER BY o.id",
                     [&](auto& statement) { statement, use(organisation, "organisation"); });
}

void OfferStore::insert(MarketOffer& offer, const std::string& words) {
  GRONO_INVARIANT(!offer.id.is_nil());
  offer.version = 1;
  offer.created_at = offer.updated_at = transaction_.now();
  const OfferRow row(offer);
  transaction_.sql()
      << "INSERT INTO market_offer (id, cluster, organisation, kind, title, description, advantages, seeks, "
         "seeks_kinds, tags, product, ip_assets, amount, currency, countries, valid_until, state, visibility, named, "
         "words, version, created_at, updated_at) VALUES (:id, :cluster, :organisation, :kind, :title, :description, "
         ":advantages, :seeks, :seeks_kinds, :tags, :product, :ip_assets, :amount, :currency, :countries, :valid_until, "
         ":state, :visibility, :named, :words, :version, :created, :updated)",
      use(offer.id, "id"), use(offer.cluster, "cluster"), use(offer.organisation, "organisation"),
      use(offer.kind, "kind"), use(row.title, "title"), use(row.description, "description"),
      use(row.advantages, "advantages"), use(row.seeks, "seeks"), use(row.seeks_kinds, "seeks_kinds"),
      use(row.tags, "tags"), use(offer.product, "product"), use(row.ip_assets, "ip_assets"),
      use(row.amount, "amount"), use(offer.currency, "currency"), use(row.countries, "countries"),
      use(offer.valid_until, "valid_until"), use(offer.state, "state"), use(offer.visibility, "visibility"),
      use(row.named, "named"), use(words, "words"), use(row.version, "version"),
      use(offer.created_at, "created"), use(offer.updated_at, "updated");
  tell_of_commerce(transaction_, "market_offer", offer, true);
  audit_commerce(transaction_, "market_offer", "created", offer,
                 cluster::differences(nlohmann::json::object(), cluster::to_json(offer)));
}

void OfferStore::update(MarketOffer& offer, const std::optional<std::string>& words) {
  const auto before = find(offer.id);
  const long long expected = offer.version;
  if (!before || before->version != expected) throw VersionConflict("the offer was changed meanwhile");
  offer.version = expected + 1;
  offer.updated_at = transaction_.now();
  const OfferRow row(offer);
  soci::statement statement =
      (transaction_.sql().prepare
           << "UPDATE market_offer SET kind = :kind, title = :title, description = :description, "
              "advantages = :advantages, seeks = :seeks, seeks_kinds = :seeks_kinds, tags = :tags, product = :product, "
              "ip_assets = :ip_assets, amount = :amount, currency = :currency, countries = :countries, "
              "valid_until = :valid_until, state = :state, visibility = :visibility, named = :named, "
              "taken_down_at = :taken_down_at, taken_down_reason = :taken_down_reason, words = COALESCE(:words, words), version = :version, updated_at = :updated WHERE id = :id AND "
              "version = :expected AND deleted_at IS NULL",
       use(offer.kind, "kind"), use(row.title, "title"), use(row.description, "description"),
       use(row.advantages, "advantages"), use(row.seeks, "seeks"), use(row.seeks_kinds, "seeks_kinds"),
       use(row.tags, "tags"), use(offer.product, "product"), use(row.ip_assets, "ip_assets"),
       use(row.amount, "amount"), use(offer.currency, "currency"), use(row.countries, "countries"),
       use(offer.valid_until, "valid_until"), use(offer.state, "state"), use(offer.visibility, "visibility"),
       use(row.named, "named"), use(row.taken_down_at, "taken_down_at"),
       use(row.taken_down_reason, "taken_down_reason"), use(words, "words"), use(row.version, "version"),
       use(offer.updated_at, "updated"), use(offer.id, "id"), use(expected, "expected"));
  if (run(statement) == 0) throw VersionConflict("the offer was changed meanwhile");
  tell_of_commerce(transaction_, "market_offer", offer, true);
  const bool is_judged = before->taken_down.has_value() != offer.taken_down.has_value();
  audit_commerce(transaction_, "market_offer",
                 !is_judged         ? "updated"
                 : offer.taken_down ? "taken_down"
                                    : "let_stand",
                 offer, cluster::differences(cluster::to_json(*before), cluster::to_json(offer)),
                 is_judged ? offer.organisation : std::nullopt);
}

void OfferStore::remove(OfferId id, std::int64_t version) {
  const auto before = find(id);
  if (!before) throw NotFound("there is no such offer");
  const Timestamp now = transaction_.now();
  const long long expected = version;
  soci::statement statement =
      (transaction_.sql().prepare << "UPDATE market_offer SET deleted_at = :now WHERE id = :id AND "
                                     "version = :expected AND deleted_at IS NULL",
       use(now, "now"), use(id, "id"), use(expected, "expected"));
  if (run(statement) == 0) throw VersionConflict("the offer was changed meanwhile");
  tell_of_commerce(transaction_, "market_offer", *before, false);
  audit_commerce(transaction_, "market_offer", "deleted", *before, nlohmann::json::object());
}

void OfferStore::restore(OfferId id) {
  const auto deleted = find_deleted(id);
  if (!deleted) throw NotFound("there is no such offer to bring back");
  transaction_.sql() << "UPDATE market_offer SET deleted_at = NULL WHERE id = :id", use(id, "id");
  tell_of_commerce(transaction_, "market_offer", *deleted, true);
  audit_commerce(transaction_, "market_offer", "restored", *deleted, nlohmann::json::object());
}

}  // namespace grono::store
