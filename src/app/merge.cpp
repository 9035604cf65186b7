#include "app/merge.hpp"

#include <algorithm>

#include "app/clock.hpp"
#include "app/errors.hpp"
#include "app/json.hpp"
#include "app/organisations.hpp"
#include "base/error.hpp"
#include "cluster/json_reader.hpp"
#include "cluster/rules.hpp"
#include "store/membership_store.hpp"
#include "store/organisation_store.hpp"
#include "store/ties.hpp"
#include "store/user_store.hpp"

namespace grono::app {
namespace {

using cluster::Capability;
using cluster::Organisation;
using cluster::Permission;
using cluster::Place;

bool is_empty(const std::string& value) {
  return value.empty();
}
template <class Value>
bool is_empty(const std::optional<Value>& value) {
  return !value;
}

Keep keep_named(const std::string& name, const std::string& pointer) {
  if (name == "keep") return Keep::keep;
  if (name == "merge") return Keep::merge;
  if (name == "both") return Keep::both;
  throw InvalidInput(pointer, "\"" + name + "\" is not one of its values", "use keep, merge or both");
}

bool is_same_place(const Place& a, const Place& b) {
  return a.country == b.country && a.locality == b.locality && a.street == b.street;
}

bool is_same_item(const Capability& a, const Capability& b) {
  return a.kind == b.kind && a.title == b.title;
}

/// Goes through the fields of two organisations; what was chosen and never asked for is no field.
class FieldMerge {
 public:
  explicit FieldMerge(std::map<std::string, Keep> fields) : fields_(std::move(fields)) {}

  template <class Value>
  void value(const char* name, Value& kept, const Value& other) {
    const auto choice = take(name);
    if (choice == Keep::both)
      throw InvalidInput(std::string("/fields/") + name, "holds one value, which can't be joined",
                         "use keep or merge");
    if (choice == Keep::merge || (!choice && is_empty(kept))) kept = other;
  }

  void kind(Organisation& kept, const Organisation& other) {
    const auto choice = take("kind");
    if (choice == Keep::both)
      throw InvalidInput("/fields/kind", "holds one value, which can't be joined", "use keep or merge");
    if (choice == Keep::merge) kept.kind = other.kind;
  }

  void text(const char* name, cluster::LocalisedText& kept, const cluster::LocalisedText& other) {
    const auto choice = take(name);
    if (choice == Keep::merge) kept = other;
    if (choice == Keep::keep || choice == Keep::merge) return;
    for (const auto& [language, written] : other) {
      std::string& text = kept[language];
      if (text.empty())
        text = written;
      else if (choice == Keep::both && text != written)
        text += "\n\n" + written;
    }
  }

  /// @param same  whether two entries say the same thing
  template <class Item, class Same>
  void list(const char* name, std::vector<Item>& kept, const std::vector<Item>& other, const Same& same) {
    const auto choice = take(name).value_or(Keep::both);
    if (choice == Keep::merge) kept = other;
    if (choice != Keep::both) return;
    for (const Item& item : other)
      if (std::none_of(kept.begin(), kept.end(), [&](const Item& each) { return same(each, item); }))
        kept.push_back(item);
  }

  void finish() const {
    if (fields_.empty()) return;
    throw InvalidInput("/fields/" + fields_.begin()->first, "is no field that can be chosen",
                       "see the API document");
  }

 private:
  std::optional<Keep> take(const char* name) {
    const auto found = fields_.find(name);
    if (found == fields_.end()) return std::nullopt;
    const Keep choice = found->second;
    fields_.erase(found);
    return choice;
  }

  std::map<std::string, Keep> fields_;
};

// Joined lists may have two seats, or two main codes of one scheme: the first stands.
void settle(Organisation& organisation) {
  bool has_seat = false;
  for (Place& place : organisation.places) {
    place.is_seat = place.is_seat && !has_seat;
    has_seat = has_seat || place.is_seat;
  }
  std::vector<std::string> with_main;
  for (auto& code : organisation.activities) {
    if (!code.is_main) continue;
    code.is_main = std::find(with_main.begin(), with_main.end(), code.scheme) == with_main.end();
    with_main.push_back(code.scheme);
  }
}

cluster::Subject subject_of(store::Transaction& transaction, cluster::OrganisationId id,
                            std::vector<cluster::ClusterId>& clusters) {
  clusters = store::MembershipStore(transaction).clusters_of(id);
  return {std::nullopt, id, clusters};
}

// Whoever merges chooses among what they see; what they can't see of either stays.
void keep_unseen(store::Transaction& transaction, const Caller& caller, const Organisation& from, Organisation& made) {
  const auto ties = store::ties_of(transaction, from.id);
  for (auto items : {&Organisation::offers, &Organisation::needs})
    for (const Capability& item : from.*items) {
      if (cluster::may_see(caller.actor, cluster::sharing_of(item, from.id), ties)) continue;
      const bool is_there = std::any_of((made.*items).begin(), (made.*items).end(), [&](const Capability& each) {
        return each.id == item.id || is_same_item(each, item);
      });
      if (!is_there) (made.*items).push_back(item);
    }
}

}  // namespace

MergeRequest merge_request_from(const nlohmann::json& body) {
  cluster::JsonReader reader(body, "");
  MergeRequest request;
  request.keep = reader.required("keep", reader.id<cluster::OrganisationId>("keep"));
  request.merge = reader.required("merge", reader.id<cluster::OrganisationId>("merge"));
  if (request.keep == request.merge) throw InvalidInput("/merge", "is the same organisation", "choose two");
  if (const auto* fields = reader.value("fields")) {
    if (!fields->is_object())
      throw InvalidInput("/fields", "is no object", "give each field keep, merge or both");
    for (const auto& [name, choice] : fields->items()) {
      const std::string pointer = "/fields/" + name;
      if (!choice.is_string()) throw InvalidInput(pointer, "is no text", "use keep, merge or both");
      request.fields.emplace(name, keep_named(choice.get<std::string>(), pointer));
    }
  }
  reader.expect_nothing_else();
  return request;
}

Organisation merged_fields(const Organisation& keep, const Organisation& merge,
                           const std::map<std::string, Keep>& fields) {
  Organisation made = keep;
  FieldMerge of(fields);
  of.value("legal_name", made.legal_name, merge.legal_name);
  of.value("short_name", made.short_name, merge.short_name);
  of.kind(made, merge);
  of.value("nip", made.registers.nip, merge.registers.nip);
  of.value("regon", made.registers.regon, merge.registers.regon);
  of.value("krs", made.registers.krs, merge.registers.krs);
  of.value("eu_vat", made.registers.eu_vat, merge.registers.eu_vat);
  of.value("website", made.website, merge.website);
  of.value("founded", made.founded, merge.founded);
  of.value("employees", made.employees, merge.employees);
  of.value("turnover", made.turnover, merge.turnover);
  of.text("description", made.description, merge.description);
  of.list("tags", made.tags, merge.tags, std::equal_to<>());
  of.list("places", made.places, merge.places, is_same_place);
  of.list("activities", made.activities, merge.activities,
          [](const auto& a, const auto& b) { return a.scheme == b.scheme && a.code == b.code; });
  of.list("offers", made.offers, merge.offers, is_same_item);
  of.list("needs", made.needs, merge.needs, is_same_item);
  of.finish();
  settle(made);
  return made;
}

store::Merge merge_organisations(store::Transaction& transaction, const Installation& installation,
                                 const Caller& caller, const MergeRequest& request) {
  require_on(transaction, caller, Permission::merge_organisations, request.keep);
  require_on(transaction, caller, Permission::merge_organisations, request.merge);
  store::OrganisationStore organisations(transaction);
  const auto keep = organisations.find(request.keep), merge = organisations.find(request.merge);
  Organisation made = merged_fields(*keep, *merge, request.fields);
  keep_unseen(transaction, caller, *keep, made);
  keep_unseen(transaction, caller, *merge, made);
  cluster::normalise(made, installation.classifications());
  return store::MergeStore(transaction).merge(new_id<cluster::MergeId>(), made, *merge);
}

void undo_merge(store::Transaction& transaction, const Caller& caller, cluster::MergeId id) {
  require_somewhere(caller, Permission::merge_organisations);
  const auto merge = store::MergeStore(transaction).find(id);
  if (!merge) throw store::NotFound("there is no such merge");
  std::vector<cluster::ClusterId> clusters;
  require(caller, Permission::merge_organisations, subject_of(transaction, merge->keep, clusters));
  if (!merge->can_undo)
    throw Conflict("the merge can't be undone any more: one of the organisations was changed since");
  store::MergeStore(transaction).undo(id);
}

nlohmann::json to_json(store::Transaction& transaction, const store::Merge& merge,
                       const cluster::Classifications& classifications) {
  nlohmann::json made = {{"id", merge.id.str()},
                         {"keep", summary(merge.keep_before, classifications)},
                         {"merged", summary(merge.merged_before, classifications)},
                         {"at", to_string(merge.at)},
                         {"can_undo", merge.can_undo}};
  if (merge.by)
    if (const auto user = store::UserStore(transaction).find(*merge.by)) made["by"] = user->display_name;
  if (merge.undone_at) made["undone_at"] = to_string(*merge.undone_at);
  return made;
}

}  // namespace grono::app
