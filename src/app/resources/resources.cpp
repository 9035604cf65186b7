#include "app/resources/resources.hpp"

#include <algorithm>

#include "app/clock.hpp"
#include "app/clusters.hpp"
#include "app/disclosures.hpp"
#include "app/errors.hpp"
#include "app/known_names.hpp"
#include "app/resources/opening.hpp"
#include "app/word_forms.hpp"
#include "base/error.hpp"
#include "cluster/names.hpp"
#include "store/booking_store.hpp"
#include "store/resource_store.hpp"

namespace grono::app {
namespace {

using cluster::DisclosureChannel;
using cluster::Permission;
using cluster::Resource;
using cluster::ResourceId;

bool sees_resource(const Caller& caller, const Resource& resource) {
  return cluster::may_see(caller.actor, cluster::sharing_of(resource), cluster::ties_of(resource));
}

[[noreturn]] void no_such_resource() {
  throw NotFound("there is no such resource");
}

Resource find_seen_resource(store::Transaction& transaction, const Caller& caller, ResourceId id) {
  auto found = store::ResourceStore(transaction).find(id);
  if (!found || !sees_resource(caller, *found)) no_such_resource();
  return *std::move(found);
}

std::string search_words_of(const Resource& resource, const Installation& installation) {
  WordForms forms(*installation.lemmatiser());
  forms.add(resource.title);
  forms.add(resource.description);
  forms.add(resource.location, "");
  for (const std::string& tag : resource.tags) forms.add(tag, "");
  return forms.joined();
}

// Puts names to resources; asks the store for each organisation once.
class ResourceViews {
 public:
  ResourceViews(store::Transaction& transaction, const Caller& caller, DisclosureChannel channel)
      : names_(transaction), caller_(caller), channel_(channel) {}

  ResourceView of(Resource resource) {
    ResourceView made;
    if (resource.organisation) {
      made.organisation_name = names_.organisation(*resource.organisation);
      made.is_owner_member = names_.is_member(*resource.organisation, resource.cluster);
      note_shown(caller_, cluster::sharing_of(resource),
                 {*resource.organisation, cluster::DisclosedKind::resource, resource.id.uuid,
                  resource.version, channel_, resource.title});
    }
    made.may = acts(resource);
    made.resource = std::move(resource);
    return made;
  }

 private:
  std::vector<std::string_view> acts(const Resource& resource) const {
    std::vector<std::string_view> made;
    if (cluster::may(caller_.actor, Permission::manage_resource, cluster::managed(resource)))
      made = {"edit", "delete"};
    const bool answers = cluster::may(caller_.actor, Permission::answer_booking, cluster::lent(resource));
    if (answers) made.push_back("answer");
    if (answers || cluster::may_somewhere(caller_.actor, Permission::book_resource)) made.push_back("book");
    return made;
  }

  KnownNames names_;
  const Caller& caller_;
  DisclosureChannel channel_;
};

// Whoever shares it so that they do not see it themselves could not see what they did.
void require_still_seen(const Caller& caller, const Resource& resource) {
  if (!sees_resource(caller, resource))
    throw InvalidInput("/visibility", "you would not see the resource yourself",
                       "choose who sees it so that you are among them, or let its organisation do it");
}

void require_owner_is_member(store::Transaction& transaction, const Resource& resource) {
  if (resource.organisation)
    require_member(transaction, "/organisation", *resource.organisation, resource.cluster);
}

}  // namespace

ResourceList list_resources(store::Transaction& transaction, const Installation& installation,
                            const Caller& caller, std::string_view cluster, const ResourceQuestion& question,
                            const store::PageRequest& page) {
  store::ResourceFilter filter;
  filter.cluster = read_cluster(transaction, cluster).id;
  filter.audiences = cluster::audiences_of(caller.actor);
  filter.kinds = question.kinds;
  filter.words = forms_sought(*installation.lemmatiser(), question.text);
  store::ResourceStore resources(transaction);
  auto found = resources.list(filter, page);
  ResourceViews views(transaction, caller, DisclosureChannel::resources);
  ResourceList made;
  for (Resource& each : found.items) made.page.items.push_back(views.of(std::move(each)));
  made.page.next = found.next;
  made.total = resources.count(filter);
  return made;
}

ResourceView read_resource(store::Transaction& transaction, const Caller& caller, ResourceId id) {
  return ResourceViews(transaction, caller, DisclosureChannel::resource)
      .of(find_seen_resource(transaction, caller, id));
}

ResourceView share_resource(store::Transaction& transaction, const Installation& installation,
                            const Caller& caller, std::string_view cluster, const nlohmann::json& draft) {
  Resource resource = cluster::resource_from_json(draft);
  resource.cluster = read_cluster(transaction, cluster).id;
  require(caller, Permission::manage_resource, cluster::managed(resource));
  cluster::normalise(resource);
  require_time_zone(resource.terms);
  require_owner_is_member(transaction, resource);
  require_still_seen(caller, resource);
  resource.id = new_id<ResourceId>();
  store::ResourceStore(transaction).insert(resource, search_words_of(resource, installation));
  return read_resource(transaction, caller, resource.id);
}

ResourceView edit_resource(store::Transaction& transaction, const Installation& installation,
                           const Caller& caller, ResourceId id, std::int64_t version,
                           const nlohmann::json& draft) {
  const Resource stored = find_seen_resource(transaction, caller, id);
  require(caller, Permission::manage_resource, cluster::managed(stored));
  Resource edited = cluster::resource_from_json(draft, stored);
  cluster::normalise(edited);
  require_time_zone(edited.terms);
  require_still_seen(caller, edited);
  if (stored.is_paused && !edited.is_paused) require_owner_is_member(transaction, edited);
  edited.version = version;
  store::ResourceStore(transaction).update(edited, search_words_of(edited, installation));
  return read_resource(transaction, caller, id);
}

void delete_resource(store::Transaction& transaction, const Caller& caller, ResourceId id,
                     std::int64_t version) {
  const Resource resource = find_seen_resource(transaction, caller, id);
  require(caller, Permission::manage_resource, cluster::managed(resource));
  store::BookingFilter still_to_come;
  still_to_come.resources = {id};
  still_to_come.from = transaction.now();
  still_to_come.only_held = true;
  if (!store::BookingStore(transaction).list(still_to_come, 1).empty())
    throw Conflict("there are bookings that are still to come: cancel them first, or pause the resource");
  store::ResourceStore(transaction).remove(id, version);
}

ResourceView restore_resource(store::Transaction& transaction, const Caller& caller, ResourceId id) {
  store::ResourceStore resources(transaction);
  if (const auto deleted = resources.find_deleted(id)) {
    if (!sees_resource(caller, *deleted)) no_such_resource();
    require(caller, Permission::manage_resource, cluster::managed(*deleted));
    resources.restore(id);
  } else {
    require(caller, Permission::manage_resource,
            cluster::managed(find_seen_resource(transaction, caller, id)));
  }
  return read_resource(transaction, caller, id);
}

nlohmann::json resource_changes_as_seen_by(store::Transaction& transaction, const Caller& caller,
                                           std::string_view resource, nlohmann::json changes) {
  const auto id = ResourceId::parse(resource);
  GRONO_INVARIANT(id);
  store::ResourceStore resources(transaction);
  auto stored = resources.find(*id);
  if (!stored) stored = resources.find_deleted(*id);
  if (!stored || !sees_resource(caller, *stored)) return nlohmann::json::object();
  if (stored->organisation)
    note_shown(caller, cluster::sharing_of(*stored),
               {*stored->organisation, cluster::DisclosedKind::resource, stored->id.uuid, stored->version,
                DisclosureChannel::changes, stored->title});
  return changes;
}

nlohmann::json to_json(const ResourceView& view) {
  nlohmann::json made = cluster::to_json(view.resource);
  if (!view.organisation_name.empty()) made["organisation_name"] = view.organisation_name;
  made["is_owner_member"] = view.is_owner_member;
  // Who else was let in is between them and the owner.
  if (std::find(view.may.begin(), view.may.end(), "edit") == view.may.end())
    made["named"] = nlohmann::json::array();
  made["may"] = view.may;
  return made;
}

}  // namespace grono::app
