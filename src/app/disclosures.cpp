#include "app/disclosures.hpp"

#include <condition_variable>
#include <fstream>
#include <map>
#include <mutex>
#include <set>
#include <unordered_set>

#include <nlohmann/json.hpp>

#include "app/clock.hpp"
#include "app/errors.hpp"
#include "app/organisations.hpp"
#include "base/error.hpp"
#include "cluster/names.hpp"
#include "exchange/csv_writer.hpp"
#include "exchange/table_writer.hpp"
#include "store/cluster_store.hpp"
#include "store/organisation_store.hpp"

namespace grono::app {
namespace {

using cluster::Disclosed;
using cluster::DisclosedKind;
using cluster::OrganisationId;

// What is remembered of a day; past it everything is forgotten, and the database says what it has.
constexpr std::size_t kMostRemembered = 200'000;
constexpr int kMostExported = 1'000'000;

/// What makes two showings one.
struct Key {
  Uuid account, item;
  std::int64_t version = 0;
  cluster::DisclosureChannel channel{};
  bool operator==(const Key&) const = default;
};
struct HashOfKey {
  std::size_t operator()(const Key& key) const noexcept {
    const auto of = [](const Uuid& id) {
      return std::hash<std::string_view>{}({reinterpret_cast<const char*>(id.bytes.data()), id.bytes.size()});
    };
    return of(key.account) * 31 + of(key.item) + static_cast<std::size_t>(key.version) * 1'000'003 +
           static_cast<std::size_t>(key.channel) * 7;
  }
};

/// What one request waits for.
struct Waiting {
  cluster::Actor actor;
  std::vector<Disclosed> things;
};

/// What is written together.
struct Batch {
  std::vector<Waiting> requests;
  std::exception_ptr failed;
  bool is_done = false;
};

// Of whose people somebody is: of an own organisation, else of the one that coordinates the own cluster.
std::optional<OrganisationId> organisation_of(store::Transaction& transaction, const cluster::Actor& actor) {
  for (const cluster::RoleGrant& grant : actor.grants)
    if (grant.organisation) return grant.organisation;
  for (const cluster::RoleGrant& grant : actor.grants)
    if (grant.cluster)
      if (const auto cluster = store::ClusterStore(transaction).find(*grant.cluster)) return cluster->coordinator;
  return std::nullopt;
}

// Titles of offers and needs that only their ids are known of.
std::map<Uuid, cluster::LocalisedText> missing_titles(store::Transaction& transaction,
                                                      const std::vector<Waiting>& requests) {
  std::set<OrganisationId> owners;
  for (const Waiting& request : requests)
    for (const Disclosed& thing : request.things)
      if (thing.title.empty() && thing.kind != DisclosedKind::idea) owners.insert(thing.owner);
  std::map<Uuid, cluster::LocalisedText> made;
  if (owners.empty()) return made;
  const std::vector<OrganisationId> ids(owners.begin(), owners.end());
  for (const cluster::Organisation& organisation : store::OrganisationStore(transaction).find(ids))
    for (const auto* items : {&organisation.offers, &organisation.needs})
      for (const cluster::Capability& item : *items) made[item.id.uuid] = item.title;
  return made;
}

void write_all(store::Transaction& transaction, const std::vector<Waiting>& requests) {
  auto titles = missing_titles(transaction, requests);
  std::vector<store::Disclosure> rows;
  for (const Waiting& request : requests) {
    const auto organisation = organisation_of(transaction, request.actor);
    for (const Disclosed& thing : request.things) {
      store::Disclosure row;
      row.id = new_id<cluster::DisclosureId>();
      row.at = transaction.now();
      row.what = thing;
      if (thing.title.empty()) row.what.title = titles[thing.item];
      row.account = *request.actor.user;
      row.organisation = organisation;
      rows.push_back(std::move(row));
    }
  }
  store::DisclosureStore(transaction).add(rows);
}

void require_own(store::Transaction& transaction, const Caller& caller, OrganisationId owner) {
  require_on(transaction, caller, cluster::Permission::read_disclosures, owner);
}

store::DisclosureFilter filter_of(const DisclosureQuestion& question) {
  return {question.owner, question.item, question.organisation, question.from, question.to};
}

std::string in_any_language(const cluster::LocalisedText& text, const std::string& language) {
  if (const auto found = text.find(language); found != text.end()) return found->second;
  return text.empty() ? std::string() : text.begin()->second;
}

}  // namespace

void Shown::note(Disclosed thing) {
  const std::lock_guard lock(mutex_);
  if (!is_taken_) things_.push_back(std::move(thing));
}

std::vector<Disclosed> Shown::taken() {
  const std::lock_guard lock(mutex_);
  is_taken_ = true;
  return std::move(things_);
}

void note_shown(const Caller& caller, const cluster::Sharing& sharing, Disclosed thing) {
  if (caller.shown && caller.actor.user && cluster::is_disclosure(caller.actor, sharing))
    caller.shown->note(std::move(thing));
}

void note_shown(const Caller& caller, const cluster::Organisation& seen, cluster::DisclosureChannel channel) {
  if (!caller.shown) return;
  for (const auto& [kind, items] :
       {std::pair(DisclosedKind::offer, &seen.offers), std::pair(DisclosedKind::need, &seen.needs)})
    for (const cluster::Capability& item : *items)
      note_shown(caller, cluster::sharing_of(item, seen.id),
                 {seen.id, kind, item.id.uuid, seen.version, channel, item.title});
}

struct Disclosures::Impl {
  explicit Impl(store::Database& the_database) : database(the_database) {}

  store::Database& database;
  std::mutex mutex;
  std::condition_variable done;
  std::shared_ptr<Batch> next = std::make_shared<Batch>();
  bool is_writing = false;
  std::unordered_set<Key, HashOfKey> remembered;
  Date day{};

  // Those of them that are not known to be written today.
  std::vector<Disclosed> unknown(const cluster::Actor& actor, std::span<const Disclosed> things) {
    if (const Date now = today(); now != day || remembered.size() > kMostRemembered) {
      remembered.clear();
      day = now;
    }
    std::vector<Disclosed> made;
    std::unordered_set<Key, HashOfKey> here;
    for (const Disclosed& thing : things) {
      const Key key{actor.user->uuid, thing.item, thing.version, thing.channel};
      if (!remembered.contains(key) && here.insert(key).second) made.push_back(thing);
    }
    return made;
  }
  void remember(const Batch& batch) {
    for (const Waiting& request : batch.requests)
      for (const Disclosed& thing : request.things)
        remembered.insert({request.actor.user->uuid, thing.item, thing.version, thing.channel});
  }
};

Disclosures::Disclosures(store::Database& database) : impl_(std::make_unique<Impl>(database)) {}
Disclosures::~Disclosures() = default;

void Disclosures::write(const Caller& caller, std::span<const Disclosed> things) {
  if (things.empty() || !caller.actor.user) return;
  std::unique_lock lock(impl_->mutex);
  auto fresh = impl_->unknown(caller.actor, things);
  if (fresh.empty()) return;
  const auto batch = impl_->next;
  batch->requests.push_back({caller.actor, std::move(fresh)});
  // Whoever finds nobody writing writes for all who have come since.
  while (!batch->is_done) {
    if (impl_->is_writing) {
      impl_->done.wait(lock);
      continue;
    }
    impl_->is_writing = true;
    const auto mine = std::exchange(impl_->next, std::make_shared<Batch>());
    lock.unlock();
    try {
      impl_->database.write({}, now(), [&](store::Transaction& transaction) {
        write_all(transaction, mine->requests);
      });
    } catch (...) {
      mine->failed = std::current_exception();
    }
    lock.lock();
    if (!mine->failed) impl_->remember(*mine);
    mine->is_done = true;
    impl_->is_writing = false;
    impl_->done.notify_all();
  }
  if (batch->failed) std::rethrow_exception(batch->failed);
}

DisclosureList list_disclosures(store::Transaction& transaction, const Caller& caller,
                                const DisclosureQuestion& question, const store::PageRequest& page) {
  require_own(transaction, caller, question.owner);
  store::DisclosureStore disclosures(transaction);
  const auto filter = filter_of(question);
  return {disclosures.list(filter, page), disclosures.count(filter)};
}

DisclosureChoices disclosure_choices(store::Transaction& transaction, const Caller& caller, OrganisationId owner) {
  require_own(transaction, caller, owner);
  store::DisclosureStore disclosures(transaction);
  return {disclosures.items(owner), disclosures.viewers(owner)};
}

void export_disclosures(const Installation& installation, const Caller& caller, const DisclosureQuestion& question,
                        TableFormat format, const std::filesystem::path& file) {
  const std::vector<std::string> columns = {"at",           "kind",    "item",   "title", "version",
                                            "organisation", "account", "channel"};
  std::vector<std::vector<std::string>> rows;
  installation.database().read([&](store::Transaction& transaction) {
    require_own(transaction, caller, question.owner);
    const auto found =
        store::DisclosureStore(transaction).list(filter_of(question), {.cursor = {}, .limit = kMostExported});
    for (const store::Disclosure& row : found.items)
      rows.push_back({to_string(row.at), std::string(cluster::name_of(row.what.kind)), to_string(row.what.item),
                      in_any_language(row.what.title, caller.language), std::to_string(row.what.version),
                      row.organisation_name, row.account_name, std::string(cluster::name_of(row.what.channel))});
  });
  if (format == TableFormat::xlsx) return exchange::write_table_xlsx("disclosures", columns, rows, file);
  std::ofstream out(file, std::ios::binary);
  exchange::CsvWriter writer(out);
  writer.write(columns);
  for (const auto& row : rows) writer.write(row);
  out.close();
  if (!out) throw StoreUnavailable("the file can't be written: is the disk full?");
}

nlohmann::json to_json(const store::Disclosure& disclosure) {
  nlohmann::json made = {{"id", disclosure.id.str()},
                         {"at", to_string(disclosure.at)},
                         {"kind", cluster::name_of(disclosure.what.kind)},
                         {"item", to_string(disclosure.what.item)},
                         {"title", disclosure.what.title},
                         {"version", disclosure.what.version},
                         {"account", disclosure.account_name},
                         {"channel", cluster::name_of(disclosure.what.channel)}};
  if (disclosure.organisation) {
    made["organisation"] = disclosure.organisation->str();
    made["organisation_name"] = disclosure.organisation_name;
  }
  return made;
}

}  // namespace grono::app
