#include "store/deal_store.hpp"

#include "base/error.hpp"
#include "cluster/json.hpp"
#include "store/newest_first.hpp"
#include "store/sql.hpp"
#include "store/viewers.hpp"

namespace grono::store {
namespace {

using cluster::Deal;
using cluster::DealId;
using soci::into;
using soci::use;

// A deal as it stands in its table.
struct DealRow {
  Deal deal;
  AsJson<std::vector<std::string>> named;
  cluster::DealStage stage = cluster::DealStage::first_contact;
  std::string steps;
  std::optional<std::string> licence, spin_off;
  std::optional<long long> value;
  long long version = 0;

  DealRow() = default;
  explicit DealRow(const Deal& from)
      : deal(from),
        named{texts_of(from.named)},
        stage(cluster::stage_of(from)),
        steps(cluster::steps_json(from.steps).dump()),
        version(from.version) {
    if (from.licence) licence = cluster::to_json(*from.licence).dump();
    if (from.spin_off) spin_off = cluster::to_json(*from.spin_off).dump();
    if (from.value) value = from.value->hundredths;
  }

  Deal made() const {
    Deal it = deal;
    it.named = ids_of<cluster::OrganisationId>(named.value);
    it.steps = cluster::steps_from_stored(nlohmann::json::parse(steps));
    it.licence.reset();
    it.spin_off.reset();
    if (licence) it.licence = cluster::licence_from_json(nlohmann::json::parse(*licence), "/licence");
    if (spin_off) it.spin_off = cluster::spin_off_from_json(nlohmann::json::parse(*spin_off), "/spin_off");
    it.value = value ? std::optional(Money{*value}) : std::nullopt;
    it.version = version;
    return it;
  }
};

template <class Bind>
std::vector<Deal> read_deals(Transaction& transaction, const std::string& rest, const Bind& bind) {
  DealRow row;
  Deal& it = row.deal;
  auto temporary =
      (transaction.sql().prepare
           << "SELECT d.id, d.cluster, d.organisation, d.kind, d.title, d.description, d.counterpart, d.country, "
              "d.counterpart_organisation, d.inquiry, d.offer, d.product, d.value, d.currency, d.chance, "
              "d.expected_on, d.next_step, d.next_on, d.steps, d.licence, d.spin_off, d.visibility, d.named, "
              "d.version, d.created_at, d.updated_at FROM deal d WHERE " +
                  rest,
       into(it.id), into(it.cluster), into(it.organisation), into(it.kind), into(it.title), into(it.description),
       into(it.counterpart), into(it.country), into(it.counterpart_organisation), into(it.inquiry), into(it.offer),
       into(it.product), into(row.value), into(it.currency), into(it.chance), into(it.expected_on),
       into(it.next_step), into(it.next_on), into(row.steps), into(row.licence), into(row.spin_off),
       into(it.visibility), into(row.named), into(row.version), into(it.created_at), into(it.updated_at));
  bind(temporary);
  soci::statement statement = temporary;
  std::vector<Deal> made;
  each_row(statement, [&] { made.push_back(row.made()); });
  return made;
}

std::optional<Deal> one_deal(std::vector<Deal> found) {
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

Conditions deal_conditions(const Transaction& transaction, const DealFilter& filter) {
  Conditions made("d.deleted_at IS NULL");
  made.add_viewers(transaction, "d.id", filter.audiences);
  made.add("d.cluster = ", filter.cluster.str());
  made.add_names("d.kind", filter.kinds);
  made.add_names("d.stage", filter.stages);
  made.add_words("d.words", filter.words);
  return made;
}

// Of what those who run the cluster do not see, its audit log knows nothing but that something happened.
void audit_deal(Transaction& transaction, std::string_view action, const Deal& deal, const nlohmann::json& changes) {
  const bool is_told = cluster::runners_see(cluster::sharing_of(deal), cluster::ties_of(deal));
  transaction.audit(action, "deal", deal.id.str(), is_told ? changes.dump() : "{}",
                    is_told ? std::optional(deal.cluster) : std::nullopt);
}

void tell_of_deal(Transaction& transaction, const Deal& deal, bool is_there) {
  auto before = viewers_of(transaction, deal.id.str());
  auto now = is_there ? cluster::audiences_for(cluster::sharing_of(deal), cluster::ties_of(deal))
                      : std::vector<cluster::Audience>();
  write_viewers(transaction, deal.id.str(), now);
  transaction.changed({"deal", deal.id.str(), deal.version, std::nullopt, std::move(now), std::move(before)});
}

}  // namespace

std::optional<Deal> DealStore::find(DealId id) {
  return one_deal(read_deals(transaction_, "d.id = :id AND d.deleted_at IS NULL",
                             [&](auto& statement) { statement, use(id, "id"); }));
}

std::optional<Deal> DealStore::find_deleted(DealId id) {
  return one_deal(read_deals(transaction_, "d.id = :id AND d.deleted_at IS NOT NULL",
                             [&](auto& statement) { statement, use(id, "id"); }));
}

Page<Deal> DealStore::list(const DealFilter& filter, const PageRequest& page) {
  return newest_first<DealId>(
      deal_conditions(transaction_, filter), "d.id", page,
      [&](const std::string& rest, const auto& bind) { return read_deals(transaction_, rest, bind); });
}

std::int64_t DealStore::count(const DealFilter& filter) {
  return count_where(transaction_, "deal d", deal_conditions(transaction_, filter));
}

std::vector<Deal> DealStore::from_inquiries(std::span<const cluster::InquiryId> inquiries) {
  const std::string ids = ids_parameter(transaction_, inquiries);
  return read_deals(transaction_, "d.inquiry " + in_ids(transaction_) + " AND d.deleted_at IS NULL ORDER BY d.id",
                    [&](auto& statement) { statement, use(ids, "ids"); });
}

void DealStore::insert(Deal& deal, const std::string& words) {
  GRONO_INVARIANT(!deal.id.is_nil());
  deal.version = 1;
  deal.created_at = deal.updated_at = transaction_.now();
  const DealRow row(deal);
  transaction_.sql()
      << "INSERT INTO deal (id, cluster, organisation, kind, title, description, counterpart, country, "
         "counterpart_organisation, inquiry, offer, product, value, currency, chance, expected_on, next_step, "
         "next_on, stage, steps, licence, spin_off, visibility, named, words, version, created_at, updated_at) "
         "VALUES (:id, :cluster, :organisation, :kind, :title, :description, :counterpart, :country, "
         ":counterpart_organisation, :inquiry, :offer, :product, :value, :currency, :chance, :expected, :next_step, "
         ":next_on, :stage, :steps, :licence, :spin_off, :visibility, :named, :words, :version, :created, :updated)",
      use(deal.id, "id"), use(deal.cluster, "cluster"), use(deal.organisation, "organisation"),
      use(deal.kind, "kind"), use(deal.title, "title"), use(deal.description, "description"),
      use(deal.counterpart, "counterpart"), use(deal.country, "country"),
      use(deal.counterpart_organisation, "counterpart_organisation"), use(deal.inquiry, "inquiry"),
      use(deal.offer, "offer"), use(deal.product, "product"), use(row.value, "value"),
      use(deal.currency, "currency"), use(deal.chance, "chance"), use(deal.expected_on, "expected"),
      use(deal.next_step, "next_step"), use(deal.next_on, "next_on"), use(row.stage, "stage"),
      use(row.steps, "steps"), use(row.licence, "licence"), use(row.spin_off, "spin_off"),
      use(deal.visibility, "visibility"), use(row.named, "named"), use(words, "words"),
      use(row.version, "version"), use(deal.created_at, "created"), use(deal.updated_at, "updated");
  tell_of_deal(transaction_, deal, true);
  audit_deal(transaction_, "deal.created", deal,
             cluster::differences(nlohmann::json::object(), cluster::to_json(deal)));
}

void DealStore::update(Deal& deal, const std::string& words) {
  const auto before = find(deal.id);
  const long long expected = deal.version;
  if (!before || before->version != expected) throw VersionConflict("the deal was changed meanwhile");
  deal.version = expected + 1;
  deal.updated_at = transaction_.now();
  const DealRow row(deal);
  soci::statement statement =
      (transaction_.sql().prepare
           << "UPDATE deal SET kind = :kind, title = :title, description = :description, counterpart = :counterpart, "
              "country = :country, counterpart_organisation = :counterpart_organisation, offer = :offer, "
              "product = :product, value = :value, currency = :currency, chance = :chance, "
              "expected_on = :expected_on, next_step = :next_step, next_on = :next_on, stage = :stage, "
              "steps = :steps, licence = :licence, spin_off = :spin_off, visibility = :visibility, "
              "named = :named, words = :words, version = :version, updated_at = :updated WHERE id = :id AND "
              "version = :expected AND deleted_at IS NULL",
       use(deal.kind, "kind"), use(deal.title, "title"), use(deal.description, "description"),
       use(deal.counterpart, "counterpart"), use(deal.country, "country"),
       use(deal.counterpart_organisation, "counterpart_organisation"), use(deal.offer, "offer"),
       use(deal.product, "product"), use(row.value, "value"), use(deal.currency, "currency"),
       use(deal.chance, "chance"), use(deal.expected_on, "expected_on"), use(deal.next_step, "next_step"),
       use(deal.next_on, "next_on"), use(row.stage, "stage"), use(row.steps, "steps"),
       use(row.licence, "licence"), use(row.spin_off, "spin_off"), use(deal.visibility, "visibility"),
       use(row.named, "named"), use(words, "words"), use(row.version, "version"),
       use(deal.updated_at, "updated"), use(deal.id, "id"), use(expected, "expected"));
  if (run(statement) == 0) throw VersionConflict("the deal was changed meanwhile");
  tell_of_deal(transaction_, deal, true);
  audit_deal(transaction_, "deal.updated", deal,
             cluster::differences(cluster::to_json(*before), cluster::to_json(deal)));
}

void DealStore::remove(DealId id, std::int64_t version) {
  const auto before = find(id);
  if (!before) throw NotFound("there is no such deal");
  const Timestamp now = transaction_.now();
  const long long expected = version;
  soci::statement statement =
      (transaction_.sql().prepare << "UPDATE deal SET deleted_at = :now WHERE id = :id AND version = :expected AND "
                                     "deleted_at IS NULL",
       use(now, "now"), use(id, "id"), use(expected, "expected"));
  if (run(statement) == 0) throw VersionConflict("the deal was changed meanwhile");
  tell_of_deal(transaction_, *before, false);
  audit_deal(transaction_, "deal.deleted", *before, nlohmann::json::object());
}

void DealStore::restore(DealId id) {
  const auto deleted = find_deleted(id);
  if (!deleted) throw NotFound("there is no such deal to bring back");
  transaction_.sql() << "UPDATE deal SET deleted_at = NULL WHERE id = :id", use(id, "id");
  tell_of_deal(transaction_, *deleted, true);
  audit_deal(transaction_, "deal.restored", *deleted, nlohmann::json::object());
}

}  // namespace grono::store
