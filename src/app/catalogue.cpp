#include "app/catalogue.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <map>
#include <mutex>
#include <shared_mutex>
#include <unordered_map>
#include <unordered_set>

#include "app/labels.hpp"
#include "app/profile.hpp"
#include "store/audit_log.hpp"
#include "store/organisation_store.hpp"
#include "store/ties.hpp"
#include "text/fold.hpp"

namespace grono::app {
namespace {

using cluster::OrganisationId;

// Past this many changes (and a third of everything) building anew, in parallel, is quicker than one by one.
constexpr std::size_t kManyChanges = 2'000;
constexpr std::size_t kBatch = 500;
constexpr std::size_t kMostFacetValues = 100;

constexpr std::array kFacetPrefixes = {labels::kKind, labels::kLocality, labels::kDivision,
                                       labels::kCompetence, labels::kSize};

struct Member {
  cluster::Organisation organisation;
  cluster::Ties ties;
};

}  // namespace

struct Catalogue::Impl {
  Impl(store::Database& the_database, const cluster::Classifications& the_classifications,
       std::shared_ptr<const text::Lemmatiser> the_lemmatiser)
      : database(the_database),
        classifications(the_classifications),
        lemmatiser(std::move(the_lemmatiser)),
        index(lemmatiser),
        profiles(the_classifications) {}

  store::Database& database;
  const cluster::Classifications& classifications;
  std::shared_ptr<const text::Lemmatiser> lemmatiser;

  std::mutex refreshing;              // one thread brings up to date, those that come meanwhile wait for it
  std::atomic<std::int64_t> seq{-1};  // -1: not built yet
  mutable std::shared_mutex mutex;    // guards everything below
  matching::Index index;
  ProfileMaker profiles;
  std::unordered_map<OrganisationId, Card> cards;
  std::unordered_map<OrganisationId, std::vector<SharedItem>> shared;  // what is not for everyone
  std::map<std::string, std::string> locality_names;  // by their key, as written last

  void build();
  void catch_up();
  void put(const Member& member);
  void take_out(OrganisationId id);
  void remember(const cluster::Organisation& organisation);
};

void Catalogue::Impl::remember(const cluster::Organisation& organisation) {
  cards.insert_or_assign(organisation.id, card_of(organisation));
  std::vector<SharedItem> items;
  for (const auto& [kind, list] : {std::pair(cluster::DisclosedKind::offer, &organisation.offers),
                                   std::pair(cluster::DisclosedKind::need, &organisation.needs)})
    for (const cluster::Capability& item : *list)
      if (item.visibility != cluster::Visibility::everyone)
        items.push_back({organisation.id, kind, item.id.uuid, organisation.version, item.visibility});
  if (items.empty())
    shared.erase(organisation.id);
  else
    shared.insert_or_assign(organisation.id, std::move(items));
  for (const cluster::Place& place : organisation.places)
    if (!place.locality.empty()) locality_names[text::name_key(place.locality)] = place.locality;
}

void Catalogue::Impl::build() {
  Impl fresh(database, classifications, lemmatiser);
  std::int64_t head = 0;
  std::vector<matching::Profile> made;
  database.read([&](store::Transaction& transaction) {
    head = store::AuditLog(transaction).head();
    auto ties = store::all_ties(transaction);
    store::OrganisationStore(transaction).for_each([&](cluster::Organisation&& organisation) {
      made.push_back(fresh.profiles.profile_of(organisation, ties[organisation.id]));
      fresh.remember(organisation);
    });
  });
  fresh.index.build(std::move(made));

  const std::unique_lock lock(mutex);
  index = std::move(fresh.index);
  profiles = std::move(fresh.profiles);
  cards = std::move(fresh.cards);
  shared = std::move(fresh.shared);
  locality_names = std::move(fresh.locality_names);
  seq = head;
}

void Catalogue::Impl::put(const Member& member) {
  index.put(profiles.profile_of(member.organisation, member.ties));
  remember(member.organisation);
}

void Catalogue::Impl::take_out(OrganisationId id) {
  index.remove(id.uuid);
  cards.erase(id);
  shared.erase(id);
}

void Catalogue::Impl::catch_up() {
  std::int64_t head = 0;
  std::vector<OrganisationId> changed;
  std::vector<Member> found;
  database.read([&](store::Transaction& transaction) {
    head = store::AuditLog(transaction).head();
    if (head == seq) return;
    store::OrganisationStore organisations(transaction);
    changed = organisations.changed_since(seq);
    if (changed.size() > kManyChanges && changed.size() > cards.size() / 3) return;
    for (std::size_t from = 0; from < changed.size(); from += kBatch) {
      const auto batch = std::span(changed).subspan(from, std::min(kBatch, changed.size() - from));
      for (cluster::Organisation& organisation : organisations.find(batch)) {
        if (organisation.merged_into) continue;
        auto ties = store::ties_of(transaction, organisation.id);
        found.push_back({std::move(organisation), std::move(ties)});
      }
    }
  });
  if (head == seq) return;
  if (changed.size() > kManyChanges && changed.size() > cards.size() / 3) return build();

  const std::unique_lock lock(mutex);
  std::unordered_set<OrganisationId> present;
  for (const Member& member : found) present.insert(member.organisation.id);
  for (const OrganisationId id : changed)
    if (!present.contains(id)) take_out(id);
  for (const Member& member : found) put(member);
  seq = head;
}

Catalogue::Catalogue(store::Database& database, const cluster::Classifications& classifications,
                     std::shared_ptr<const text::Lemmatiser> lemmatiser)
    : impl_(std::make_unique<Impl>(database, classifications, std::move(lemmatiser))) {}
Catalogue::~Catalogue() = default;

void Catalogue::refresh() {
  // Most questions find nothing changed: they need not queue.
  if (impl_->seq >= 0) {
    std::int64_t head = 0;
    impl_->database.read(
        [&](store::Transaction& transaction) { head = store::AuditLog(transaction).head(); });
    if (head <= impl_->seq) return;
  }
  const std::lock_guard alone(impl_->refreshing);
  if (impl_->seq < 0)
    impl_->build();
  else
    impl_->catch_up();
}

matching::Result Catalogue::find(matching::Query query, const cluster::Actor& actor) {
  refresh();
  const std::shared_lock lock(impl_->mutex);
  query.audiences = impl_->profiles.audiences().known(cluster::audiences_of(actor));
  return impl_->index.find(query);
}

Facets Catalogue::facets(const matching::Result& result) const {
  const std::shared_lock lock(impl_->mutex);
  Facets made;
  if (result.facets.size() != kFacetPrefixes.size()) return made;
  const std::array<std::vector<FacetValue>*, kFacetPrefixes.size()> targets = {
      &made.kind, &made.place, &made.activity, &made.competence, &made.size};
  for (std::size_t i = 0; i < targets.size(); ++i) {
    for (const auto& [label, count] : result.facets[i]) {
      std::string value = label.substr(kFacetPrefixes[i].size());
      // The key of a locality is folded; people read the name as it is written.
      if (const auto name = impl_->locality_names.find(value);
          kFacetPrefixes[i] == labels::kLocality && name != impl_->locality_names.end())
        value = name->second;
      targets[i]->push_back({std::move(value), count});
      if (targets[i]->size() == kMostFacetValues) break;
    }
  }
  return made;
}

Facets Catalogue::facets(const Filter& filter, const cluster::Actor& actor) {
  matching::Query query = to_query(filter, impl_->classifications);
  query.limit = 0;
  query.with_reasons = false;
  ask_for_facets(query);
  return facets(find(std::move(query), actor));
}

std::vector<OrganisationId> Catalogue::ids(const Filter& filter, const cluster::Actor& actor) {
  refresh();
  matching::Query query = to_query(filter, impl_->classifications);
  query.order = matching::Query::Order::name;
  query.with_reasons = false;
  query.limit = size() + 1;
  std::vector<OrganisationId> made;
  for (const matching::Hit& hit : find(std::move(query), actor).hits) made.push_back({hit.id});
  return made;
}

std::vector<Card> Catalogue::cards(std::span<const OrganisationId> ids) const {
  std::vector<Card> made;
  made.reserve(ids.size());
  for_each_card(ids, [&](const Card& card) { made.push_back(card); });
  return made;
}

std::vector<Card> Catalogue::cards(const matching::Result& result) const {
  std::vector<OrganisationId> ids;
  ids.reserve(result.hits.size());
  for (const matching::Hit& hit : result.hits) ids.push_back({hit.id});
  return cards(ids);
}

void Catalogue::for_each_card(std::span<const OrganisationId> ids,
                              const std::function<void(const Card&)>& take) const {
  const std::shared_lock lock(impl_->mutex);
  for (const OrganisationId id : ids)
    if (const auto found = impl_->cards.find(id); found != impl_->cards.end()) take(found->second);
}

std::vector<SharedItem> Catalogue::shared_items(
    const std::map<OrganisationId, std::set<Uuid>>& items) const {
  std::vector<SharedItem> made;
  const std::shared_lock lock(impl_->mutex);
  for (const auto& [owner, wanted] : items)
    if (const auto found = impl_->shared.find(owner); found != impl_->shared.end())
      for (const SharedItem& each : found->second)
        if (wanted.contains(each.item)) made.push_back(each);
  return made;
}

std::vector<matching::Counterpart> Catalogue::counterparts(OrganisationId owner, const Uuid& item,
                                                           const cluster::Actor& actor, double least,
                                                           std::size_t most) {
  refresh();
  const std::shared_lock lock(impl_->mutex);
  const auto audiences = impl_->profiles.audiences().known(cluster::audiences_of(actor));
  return impl_->index.counterparts(owner.uuid, item, audiences, least, most);
}

std::optional<matching::ItemMeeting> Catalogue::meeting(OrganisationId owner, const Uuid& item,
                                                        OrganisationId other, const Uuid& other_item) const {
  const std::shared_lock lock(impl_->mutex);
  return impl_->index.meeting(owner.uuid, item, other.uuid, other_item);
}

std::int64_t Catalogue::seq() const {
  return impl_->seq;
}

std::size_t Catalogue::size() const {
  const std::shared_lock lock(impl_->mutex);
  return impl_->cards.size();
}

void ask_for_facets(matching::Query& query) {
  query.facets.assign(kFacetPrefixes.begin(), kFacetPrefixes.end());
}

matching::Query to_query(const Filter& filter, const cluster::Classifications& classifications) {
  matching::Query query;
  if (!filter.text.empty()) query.texts.push_back({{}, filter.text});
  query.as_you_type = true;
  if (filter.text.empty()) query.order = matching::Query::Order::name;
  const auto add_group = [&query](const auto& values, const auto& label) {
    std::vector<std::string> group;
    for (const auto& value : values) group.push_back(label(value));
    if (!group.empty()) query.labels.push_back(std::move(group));
  };
  if (filter.cluster) query.labels.push_back({labels::of(*filter.cluster)});
  add_group(filter.kinds, [](cluster::OrganisationKind kind) { return labels::of(kind); });
  add_group(filter.places, labels::sought_place);
  add_group(filter.activities,
            [&](const std::string& value) { return labels::sought_activity(value, classifications); });
  add_group(filter.competences, labels::sought_competence);
  add_group(filter.sizes, [](cluster::SizeClass size) { return labels::of(size); });
  return query;
}

}  // namespace grono::app
