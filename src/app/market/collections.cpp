#include "app/market/collections.hpp"

#include <algorithm>
#include <set>

#include "app/clock.hpp"
#include "app/clusters.hpp"
#include "app/errors.hpp"
#include "app/known_names.hpp"
#include "app/notify.hpp"
#include "app/people.hpp"
#include "app/word_forms.hpp"
#include "base/error.hpp"
#include "cluster/json_reader.hpp"
#include "cluster/names.hpp"
#include "store/collection_store.hpp"
#include "store/ties.hpp"

namespace grono::app {
namespace {

using cluster::Collection;
using cluster::CollectionId;
using cluster::CollectionState;
using cluster::OrganisationId;
using cluster::Permission;
using nlohmann::json;

cluster::Subject of_collection(const Collection& collection) {
  return {collection.cluster, std::nullopt, {}};
}

Collection find_seen_collection(store::Transaction& transaction, const Caller& caller, CollectionId id) {
  auto found = store::CollectionStore(transaction).find(id);
  if (!found || !cluster::sees_collection(caller.actor, *found))
    throw NotFound("there is no such collection");
  return *std::move(found);
}

Collection find_managed_collection(store::Transaction& transaction, const Caller& caller, CollectionId id,
                                   std::int64_t version) {
  Collection collection = find_seen_collection(transaction, caller, id);
  require(caller, Permission::manage_market_data, of_collection(collection));
  collection.version = version;
  return collection;
}

std::string words_of_collection(const Collection& collection, const Installation& installation) {
  WordForms forms(*installation.lemmatiser());
  forms.add(collection.title, "");
  forms.add(collection.indicator, "");
  return forms.joined();
}

bool gives_for(const Caller& caller, OrganisationId organisation) {
  return cluster::may(caller.actor, Permission::give_market_data, {std::nullopt, organisation, {}});
}

CollectionView view_of_collection(store::Transaction& transaction, const Caller& caller,
                                  Collection collection) {
  store::CollectionStore store(transaction);
  CollectionView made;
  const bool is_runner =
      cluster::may(caller.actor, Permission::manage_market_data, of_collection(collection));
  const auto given = store.contributors(collection.id);
  made.asked_count = collection.asked.size();
  made.given_count = given.size();
  auto names = organisation_names(transaction, collection.asked);
  for (const OrganisationId& each : collection.asked) {
    const bool is_own = gives_for(caller, each);
    if (is_runner || is_own)
      made.asked.push_back({each, names[each], std::binary_search(given.begin(), given.end(), each)});
    if (is_own) made.own.push_back({each, store.figures_of(collection.id, each)});
  }
  if (auto publication = store.publication(collection.id)) {
    made.published_at = publication->at;
    made.table = std::move(publication->table);
  }
  if (collection.state == CollectionState::open) {
    if (!made.own.empty()) made.may.push_back("give");
    if (is_runner) made.may.insert(made.may.end(), {"edit", "publish", "close"});
  }
  made.collection = std::move(collection);
  return made;
}

void require_asked_are_members(store::Transaction& transaction, const Collection& collection) {
  for (std::size_t i = 0; i < collection.asked.size(); ++i)
    require_member(transaction, "/asked/" + std::to_string(i), collection.asked[i], collection.cluster);
}

void tell_those_asked(store::Transaction& transaction, const Collection& collection,
                      cluster::NotificationKind kind, const std::vector<OrganisationId>& organisations) {
  std::vector<cluster::UserId> accounts;
  for (const OrganisationId& each : organisations) {
    const auto people = representatives_of(transaction, each);
    accounts.insert(accounts.end(), people.begin(), people.end());
  }
  notify(transaction, {kind, "market_collection", collection.id.str()}, std::move(accounts));
}

// Figures were given for what was asked and under the rules that were said then.
void require_same_terms(const Collection& before, const Collection& after) {
  const json a = cluster::to_json(before), b = cluster::to_json(after);
  for (const char* field : {"indicator", "unit", "first_day", "last_day", "rows", "columns", "rules"})
    if (a.value(field, json()) != b.value(field, json()))
      throw InvalidInput("/" + std::string(field), "can't be changed any more: figures were given for it",
                         "open a new collection");
  if (!std::includes(after.asked.begin(), after.asked.end(), before.asked.begin(), before.asked.end()))
    throw InvalidInput("/asked", "somebody who was asked is missing",
                       "further ones can be asked, nobody left out");
}

struct SummedUp {
  json table;
  bool shows_anything = false;
};

SummedUp sum_up(store::Transaction& transaction, const Collection& collection,
                const std::vector<cluster::ContributedFigures>& given) {
  const auto earlier = store::CollectionStore(transaction).earlier_publications(collection);
  std::set<OrganisationId> all;
  for (const auto& each : given) all.insert(each.organisation);
  for (const auto& publication : earlier)
    for (const auto& each : publication.given) all.insert(each.organisation);
  const std::vector<OrganisationId> order(all.begin(), all.end());
  std::vector<cluster::ContributedTable> before;
  for (const auto& each : earlier)
    before.push_back(cluster::contributed_table(collection, each.given, order));
  const auto table = cluster::suppress(cluster::contributed_table(collection, given, order),
                                       cluster::suppression_rules(collection, today()), before);
  return {
      cluster::published_table(collection, table),
      std::find(table.fates.begin(), table.fates.end(), cluster::CellFate::published) != table.fates.end()};
}

}  // namespace

CollectionList list_collections(store::Transaction& transaction, const Installation& installation,
                                const Caller& caller, std::string_view cluster,
                                const CollectionQuestion& question, const store::PageRequest& page) {
  const cluster::ClusterId id = read_cluster(transaction, cluster).id;
  require_part(caller, id);
  const store::CollectionFilter filter{id, cluster::audiences_of(caller.actor), question.states,
                                       forms_sought(*installation.lemmatiser(), question.text)};
  store::CollectionStore collections(transaction);
  auto found = collections.list(filter, page);
  CollectionList made;
  for (Collection& each : found.items)
    made.page.items.push_back(view_of_collection(transaction, caller, std::move(each)));
  made.page.next = found.next;
  made.total = collections.count(filter);
  return made;
}

CollectionView read_collection(store::Transaction& transaction, const Caller& caller, CollectionId id) {
  return view_of_collection(transaction, caller, find_seen_collection(transaction, caller, id));
}

CollectionView open_collection(store::Transaction& transaction, const Installation& installation,
                               const Caller& caller, std::string_view cluster, const json& draft) {
  const cluster::ClusterId id = read_cluster(transaction, cluster).id;
  require(caller, Permission::manage_market_data, {id, std::nullopt, {}});
  Collection collection = cluster::collection_from_json(draft);
  collection.cluster = id;
  cluster::normalise(collection);
  if (collection.last_day >= today())
    throw InvalidInput("/last_day", "is not over",
                       "ask for a period that is over: figures of the future are not exchanged");
  if (collection.closes_on < today())
    throw InvalidInput("/closes_on", "is over", "give a day that is still to come");
  require_asked_are_members(transaction, collection);
  collection.id = new_id<CollectionId>();
  store::CollectionStore(transaction).insert(collection, words_of_collection(collection, installation));
  tell_those_asked(transaction, collection, cluster::NotificationKind::market_figures_asked,
                   collection.asked);
  return read_collection(transaction, caller, collection.id);
}

CollectionView edit_collection(store::Transaction& transaction, const Installation& installation,
                               const Caller& caller, CollectionId id, std::int64_t version,
                               const json& draft) {
  const Collection stored = find_managed_collection(transaction, caller, id, version);
  if (stored.state != CollectionState::open)
    throw Conflict("the collection is not open any more: it stays as it is");
  Collection edited = cluster::collection_from_json(draft, stored);
  cluster::normalise(edited);
  if (edited.last_day >= today())
    throw InvalidInput("/last_day", "is not over",
                       "ask for a period that is over: figures of the future are not exchanged");
  require_asked_are_members(transaction, edited);
  if (!store::CollectionStore(transaction).contributors(id).empty()) require_same_terms(stored, edited);
  store::CollectionStore(transaction).update(edited, "updated", words_of_collection(edited, installation));
  std::vector<OrganisationId> newly;
  std::set_difference(edited.asked.begin(), edited.asked.end(), stored.asked.begin(), stored.asked.end(),
                      std::back_inserter(newly));
  tell_those_asked(transaction, edited, cluster::NotificationKind::market_figures_asked, newly);
  return read_collection(transaction, caller, id);
}

CollectionView give_figures(store::Transaction& transaction, const Caller& caller, CollectionId id,
                            const json& draft) {
  const Collection collection = find_seen_collection(transaction, caller, id);
  cluster::JsonReader reader(draft, "");
  const auto organisation = reader.required("organisation", reader.id<OrganisationId>("organisation"));
  require(caller, Permission::give_market_data, {std::nullopt, organisation, {}});
  if (!cluster::is_asked(collection, organisation))
    throw InvalidInput("/organisation", "was not asked", "choose one that was");
  cluster::require_open(collection, today());
  store::CollectionStore(transaction)
      .give(collection, organisation, cluster::figures_from_json(collection, draft));
  // Who publishes at the same moment has come first.
  cluster::require_open(find_seen_collection(transaction, caller, id), today());
  return read_collection(transaction, caller, id);
}

CollectionView publish_collection(store::Transaction& transaction, const Installation& installation,
                                  const Caller& caller, CollectionId id, std::int64_t version) {
  Collection collection = find_managed_collection(transaction, caller, id, version);
  if (collection.state != CollectionState::open)
    throw Conflict("the collection is not open any more: it stays as it is");
  collection.state = CollectionState::published;
  store::CollectionStore store(transaction);
  store.update(collection, "published", words_of_collection(collection, installation));
  const auto given = store.all_figures(collection);
  const SummedUp summed = sum_up(transaction, collection, given);
  if (!summed.shows_anything)
    throw Conflict(
        "no figure can be shown yet without telling of a single organisation: wait until more have given theirs");
  store.publish(collection, {transaction.now(), summed.table, given});
  tell_those_asked(transaction, collection, cluster::NotificationKind::market_figures_published,
                   collection.asked);
  return read_collection(transaction, caller, id);
}

CollectionView close_collection(store::Transaction& transaction, const Installation& installation,
                                const Caller& caller, CollectionId id, std::int64_t version,
                                std::string reason) {
  Collection collection = find_managed_collection(transaction, caller, id, version);
  cluster::close(collection, std::move(reason));
  store::CollectionStore(transaction)
      .update(collection, "closed", words_of_collection(collection, installation));
  return read_collection(transaction, caller, id);
}

json to_json(const CollectionView& view) {
  json made = cluster::to_json(view.collection);
  made["asked"] = json::array();
  made["organisations"] = json::array();
  for (const auto& each : view.asked) {
    made["asked"].push_back(each.organisation.str());
    made["organisations"].push_back(
        {{"organisation", each.organisation.str()}, {"name", each.name}, {"has_given", each.has_given}});
  }
  made["asked_count"] = view.asked_count;
  made["given_count"] = view.given_count;
  made["own"] = json::array();
  for (const auto& each : view.own)
    made["own"].push_back({{"organisation", each.organisation.str()},
                           {"figures", cluster::to_json(view.collection, each.figures)}});
  if (view.table) made["publication"] = {{"at", to_string(*view.published_at)}, {"table", *view.table}};
  made["may"] = view.may;
  return made;
}

}  // namespace grono::app
