#include "app/ideas.hpp"

#include <algorithm>

#include "app/clock.hpp"
#include "app/clusters.hpp"
#include "app/disclosures.hpp"
#include "app/errors.hpp"
#include "app/known_names.hpp"
#include "app/projects/inside.hpp"
#include "app/notify.hpp"
#include "app/word_forms.hpp"
#include "base/error.hpp"
#include "base/invalid_fields.hpp"
#include "cluster/names.hpp"
#include "matching/similar_texts.hpp"
#include "store/organisation_store.hpp"
#include "store/project_store.hpp"
#include "store/ties.hpp"
#include "store/user_store.hpp"

namespace grono::app {
namespace {

using cluster::Idea;
using cluster::IdeaId;
using cluster::IdeaLink;
using cluster::IdeaStage;
using cluster::OrganisationId;
using cluster::Permission;

constexpr int kMostCompared = 5'000;
constexpr double kLeastSimilarity = 0.4;  // tests/app/similar_ideas_test.cpp measures it
constexpr std::size_t kMostSimilar = 5;

cluster::Subject subject_of(const Idea& idea) {
  return {idea.cluster, idea.organisation, {}};
}

// Who proposed an idea has a say in its words until it is chosen.
cluster::Subject subject_with_author(const Idea& idea) {
  cluster::Subject made = subject_of(idea);
  if (idea.stage == IdeaStage::spark || idea.stage == IdeaStage::discussed || idea.stage == IdeaStage::shaped)
    made.author = idea.author;
  return made;
}

bool may_see(const Caller& caller, const Idea& idea) {
  return cluster::may_see(caller.actor, cluster::sharing_of(idea), cluster::ties_of(idea));
}

store::IdeaFilter filter_of(store::Transaction& transaction, const Caller& caller, std::string_view cluster) {
  store::IdeaFilter made;
  made.cluster = read_cluster(transaction, cluster).id;
  made.audiences = cluster::audiences_of(caller.actor);
  return made;
}

store::IdeaForms forms_of(const Idea& idea, const Installation& installation) {
  WordForms forms(*installation.lemmatiser());
  forms.add(idea.title);
  std::string title = forms.joined();
  forms.add(idea.description);
  for (const std::string& tag : idea.tags) forms.add(tag, "");
  return {std::move(title), forms.joined()};
}

matching::ComparedText compared(const store::IdeaWords& stored, const text::Lemmatiser& lemmatiser) {
  if (!stored.title_words.empty()) return {split_forms(stored.title_words), split_forms(stored.words)};
  WordForms title(lemmatiser);
  title.add(stored.title);
  return {title.sorted(), split_forms(stored.words)};
}

// Puts names and links to ideas; asks the store for each organisation and person once.
class Views {
 public:
  Views(store::Transaction& transaction, const Caller& caller,
        cluster::DisclosureChannel channel = cluster::DisclosureChannel::idea)
      : transaction_(transaction), caller_(caller), channel_(channel), names_(transaction) {}

  IdeaView of(store::IdeaRow row) {
    IdeaView made;
    const Idea& idea = row.idea;
    if (idea.organisation)
      if (const auto* found = organisation(*idea.organisation)) made.organisation_name = found->legal_name;
    made.author_name = names_.person(idea.author);
    for (const IdeaLink& link : idea.links)
      if (auto seen = seen_link(link)) {
        note_link(link);
        made.links.push_back(*std::move(seen));
      }
    if (idea.stage == IdeaStage::project) made.project = seen_project_of(idea);
    made.may = acts(idea);
    if (idea.organisation)
      note_shown(caller_, cluster::sharing_of(idea),
                 {*idea.organisation, cluster::DisclosedKind::idea, idea.id.uuid, idea.version, channel_, idea.title});
    made.row = std::move(row);
    return made;
  }

  bool sees(const IdeaLink& link) { return seen_link(link).has_value(); }

 private:
  // The organisation as the caller sees it.
  const cluster::Organisation* organisation(OrganisationId id) {
    const auto [found, is_new] = organisations_.try_emplace(id);
    if (is_new)
      if (auto stored = store::OrganisationStore(transaction_).find(id); stored && !stored->merged_into)
        found->second =
            cluster::as_seen_by(caller_.actor, *std::move(stored), store::ties_of(transaction_, id));
    return found->second ? &*found->second : nullptr;
  }

  std::optional<SeenLink> seen_link(const IdeaLink& link) {
    const auto* found = organisation(link.organisation);
    if (!found) return std::nullopt;
    for (const auto& [side, items] : {std::pair("offer", &found->offers), std::pair("need", &found->needs)})
      for (const cluster::Capability& item : *items)
        if (item.id == link.capability) return SeenLink{link, found->legal_name, side, item.title};
    return std::nullopt;
  }

  std::optional<cluster::ProjectId> seen_project_of(const Idea& idea) const {
    const auto project = store::ProjectStore(transaction_).find_of_idea(idea.id);
    if (!project || !sees_project(transaction_, caller_, *project)) return std::nullopt;
    return project->id;
  }

  void note_link(const IdeaLink& link) {
    const auto* found = organisation(link.organisation);
    for (const auto& [kind, items] : {std::pair(cluster::DisclosedKind::offer, &found->offers),
                                      std::pair(cluster::DisclosedKind::need, &found->needs)})
      for (const cluster::Capability& item : *items)
        if (item.id == link.capability)
          note_shown(caller_, cluster::sharing_of(item, found->id),
                     {found->id, kind, item.id.uuid, found->version, channel_, item.title});
  }

  std::vector<std::string_view> acts(const Idea& idea) const {
    std::vector<std::string_view> made;
    const auto may = [&](Permission permission, const cluster::Subject& subject) {
      return cluster::may(caller_.actor, permission, subject);
    };
    if (may(Permission::edit_idea, subject_of(idea)))
      made = {"edit", "share", "move", "delete"};
    else if (may(Permission::edit_idea, subject_with_author(idea)))
      made = {"edit"};
    if (may(Permission::choose_idea, subject_of(idea))) made.push_back("choose");
    if (cluster::takes_part(caller_.actor, idea.cluster)) made.push_back("take_part");
    return made;
  }

  store::Transaction& transaction_;
  const Caller& caller_;
  cluster::DisclosureChannel channel_;
  std::map<OrganisationId, std::optional<cluster::Organisation>> organisations_;
  KnownNames names_;
};

[[noreturn]] void no_such_idea() {
  throw NotFound("there is no such idea");
}

// What one may not see is not there.
store::IdeaRow find_seen(store::Transaction& transaction, const Caller& caller, IdeaId id) {
  auto found = store::IdeaStore(transaction).find(id, caller.actor.user);
  if (!found || !may_see(caller, found->idea)) no_such_idea();
  return *std::move(found);
}

Idea find_own(store::Transaction& transaction, const Caller& caller, IdeaId id) {
  Idea idea = find_seen(transaction, caller, id).idea;
  require(caller, Permission::edit_idea, subject_of(idea));
  return idea;
}

// Whoever shares an idea so that they do not see it themselves could not see what they did.
void require_still_seen(const Caller& caller, const Idea& idea) {
  if (!may_see(caller, idea))
    throw InvalidInput("/visibility", "you would not see the idea yourself",
                       "choose who sees it so that you are among them, or let its organisation do it");
}

// A new link leads to what its author sees; of those stored, what the author can't see stays.
void merge_links(Idea& edited, const Idea& stored, Views& views) {
  BrokenRules broken;
  for (std::size_t i = 0; i < edited.links.size(); ++i)
    broken.attempt([&] {
      if (!views.sees(edited.links[i]))
        throw InvalidInput("/links/" + std::to_string(i), "there is no such offer or need",
                           "choose one from the catalogue");
    });
  broken.refuse();
  for (const IdeaLink& link : stored.links)
    if (!views.sees(link)) edited.links.push_back(link);
  std::sort(edited.links.begin(), edited.links.end());
  edited.links.erase(std::unique(edited.links.begin(), edited.links.end()), edited.links.end());
}

// Who merely wrote an idea does not decide for the organisation who sees it. Whom it names such an author is not told,
// so can't send back.
void keep_sharing(Idea& edited, const Idea& stored) {
  if (edited.visibility != stored.visibility)
    throw InvalidInput("/visibility", "is for those who represent the organisation to change",
                       "leave it as it is, and ask them");
  edited.named = stored.named;
}

// Its author, and who supports it.
void tell_of_stage(store::Transaction& transaction, const Idea& idea) {
  auto people = store::IdeaStore(transaction).supporters(idea.id);
  if (idea.author) people.push_back(*idea.author);
  Occasion occasion{cluster::NotificationKind::idea_stage_changed, "idea", idea.id.str()};
  occasion.detail = {{"stage", name_of(idea.stage)}};
  notify(transaction, occasion, std::move(people));
}

}  // namespace

IdeaList list_ideas(store::Transaction& transaction, const Installation& installation,
                    const Caller& caller, std::string_view cluster, const IdeaQuestion& question,
                    const store::PageRequest& page) {
  store::IdeaFilter filter = filter_of(transaction, caller, cluster);
  filter.kinds = question.kinds;
  filter.stages = question.stages;
  filter.words = forms_sought(*installation.lemmatiser(), question.text);
  auto found = store::IdeaStore(transaction).list(filter, question.order, caller.actor.user, page);
  Views views(transaction, caller, cluster::DisclosureChannel::ideas);
  IdeaList made;
  for (store::IdeaRow& row : found.items) made.page.items.push_back(views.of(std::move(row)));
  made.page.next = found.next;
  made.total = store::IdeaStore(transaction).count(filter);
  return made;
}

IdeaCounts count_ideas(store::Transaction& transaction, const Caller& caller, std::string_view cluster) {
  return store::IdeaStore(transaction).counts(filter_of(transaction, caller, cluster));
}

std::vector<SimilarIdea> similar_ideas(store::Transaction& transaction, const Installation& installation,
                                       const Caller& caller, std::string_view cluster, std::string_view text,
                                       std::optional<IdeaId> except, std::string_view language) {
  WordForms typed(*installation.lemmatiser());
  typed.add(text, language.empty() ? std::string_view(caller.language) : language);
  auto stored = store::IdeaStore(transaction).words(filter_of(transaction, caller, cluster), kMostCompared);
  if (except) std::erase_if(stored, [&](const store::IdeaWords& each) { return each.id == *except; });
  std::vector<matching::ComparedText> texts;
  texts.reserve(stored.size());
  for (const store::IdeaWords& each : stored) texts.push_back(compared(each, *installation.lemmatiser()));
  std::vector<SimilarIdea> made;
  for (auto& found : matching::similar_texts(typed.sorted(), texts, kLeastSimilarity, kMostSimilar)) {
    const store::IdeaWords& like = stored[found.text];
    if (like.organisation)
      note_shown(caller, {like.visibility, *like.organisation},
                 {*like.organisation, cluster::DisclosedKind::idea, like.id.uuid, like.version,
                  cluster::DisclosureChannel::similar, like.title});
    made.push_back({like.id, like.title, found.similarity, std::move(found.shared)});
  }
  return made;
}

IdeaView read_idea(store::Transaction& transaction, const Caller& caller, IdeaId id) {
  return Views(transaction, caller).of(find_seen(transaction, caller, id));
}

nlohmann::json idea_changes_as_seen_by(store::Transaction& transaction, const Caller& caller,
                                       std::string_view idea, nlohmann::json changes) {
  const auto id = IdeaId::parse(idea);
  GRONO_INVARIANT(id);
  store::IdeaStore ideas(transaction);
  const auto found = ideas.find(*id, {});
  const auto stored = found ? std::optional(found->idea) : ideas.find_deleted(*id);
  if (!stored || !may_see(caller, *stored)) return nlohmann::json::object();
  if (stored->organisation)
    note_shown(caller, cluster::sharing_of(*stored),
               {*stored->organisation, cluster::DisclosedKind::idea, stored->id.uuid, stored->version,
                cluster::DisclosureChannel::changes, stored->title});
  // What it builds on may be somebody's secret.
  changes.erase("links");
  return changes;
}

IdeaView propose_idea(store::Transaction& transaction, const Installation& installation, const Caller& caller,
                      std::string_view cluster, const nlohmann::json& draft) {
  const auto where = read_cluster(transaction, cluster);
  BrokenRules broken;
  Idea idea = cluster::idea_from_json(draft, {}, broken);
  idea.cluster = where.id;
  idea.author = caller.actor.user;
  require(caller, Permission::propose_idea, subject_of(idea));
  Views views(transaction, caller);
  broken.attempt([&] { if (idea.organisation) require_member(transaction, "/organisation", *idea.organisation, where.id); });
  broken.attempt([&] { cluster::normalise(idea, installation.classifications()); });
  broken.attempt([&] { merge_links(idea, {}, views); });
  broken.attempt([&] { require_still_seen(caller, idea); });
  broken.refuse();
  idea.id = new_id<IdeaId>();
  store::IdeaStore(transaction).insert(idea, forms_of(idea, installation));
  return read_idea(transaction, caller, idea.id);
}

IdeaView edit_idea(store::Transaction& transaction, const Installation& installation, const Caller& caller,
                   IdeaId id, std::int64_t version, const nlohmann::json& draft) {
  const Idea stored = find_seen(transaction, caller, id).idea;
  require(caller, Permission::edit_idea, subject_with_author(stored));
  BrokenRules broken;
  Idea edited = cluster::idea_from_json(draft, stored, broken);
  if (!cluster::may(caller.actor, Permission::edit_idea, subject_of(stored)))
    broken.attempt([&] { keep_sharing(edited, stored); });
  Views views(transaction, caller);
  // Before the links that the caller can't see are put back: no error may count them.
  broken.attempt([&] { cluster::normalise(edited, installation.classifications()); });
  broken.attempt([&] { merge_links(edited, stored, views); });
  broken.attempt([&] { require_still_seen(caller, edited); });
  broken.refuse();
  edited.version = version;
  store::IdeaStore(transaction).update(edited, forms_of(edited, installation));
  return read_idea(transaction, caller, id);
}

IdeaView move_idea(store::Transaction& transaction, const Installation& installation, const Caller& caller,
                   IdeaId id, std::int64_t version, IdeaStage stage, std::string reason) {
  Idea idea = find_own(transaction, caller, id);
  if (stage == IdeaStage::chosen || idea.stage == IdeaStage::chosen)
    require(caller, Permission::choose_idea, subject_of(idea));
  cluster::move(idea, stage, std::move(reason));
  cluster::normalise(idea, installation.classifications());
  idea.version = version;
  store::IdeaStore(transaction).update(idea, forms_of(idea, installation));
  tell_of_stage(transaction, idea);
  return read_idea(transaction, caller, id);
}

void delete_idea(store::Transaction& transaction, const Caller& caller, IdeaId id, std::int64_t version) {
  const Idea idea = find_own(transaction, caller, id);
  if (idea.stage == IdeaStage::project)
    throw Conflict("a project carries on for the idea: it stays as its beginning");
  store::IdeaStore(transaction).remove(id, version);
}

IdeaView restore_idea(store::Transaction& transaction, const Caller& caller, IdeaId id) {
  store::IdeaStore ideas(transaction);
  if (const auto deleted = ideas.find_deleted(id)) {
    if (!may_see(caller, *deleted)) no_such_idea();
    require(caller, Permission::edit_idea, subject_of(*deleted));
    ideas.restore(id);
  } else {
    static_cast<void>(find_own(transaction, caller, id));  // it is there already
  }
  return read_idea(transaction, caller, id);
}

IdeaView support_idea(store::Transaction& transaction, const Caller& caller, IdeaId id, bool is_supported) {
  const Idea idea = find_seen(transaction, caller, id).idea;
  require_part(caller, idea.cluster);
  store::IdeaStore(transaction).support(idea, is_supported);
  return read_idea(transaction, caller, id);
}

void store_idea(store::Transaction& transaction, const Installation& installation, Idea idea) {
  store::IdeaStore(transaction).update(idea, forms_of(idea, installation));
}

nlohmann::json to_json(const IdeaView& view) {
  nlohmann::json made = cluster::to_json(view.row.idea);
  nlohmann::json links = nlohmann::json::array();
  for (const SeenLink& link : view.links)
    links.push_back({{"organisation", link.link.organisation.str()},
                     {"capability", link.link.capability.str()},
                     {"name", link.organisation_name},
                     {"side", link.side},
                     {"title", link.title}});
  made["links"] = std::move(links);
  if (!view.organisation_name.empty()) made["organisation_name"] = view.organisation_name;
  if (view.project) made["project"] = view.project->str();
  if (!view.author_name.empty()) made["author"] = view.author_name;
  // Who else was let in is between them and the owner.
  if (std::find(view.may.begin(), view.may.end(), "share") == view.may.end())
    made["named"] = nlohmann::json::array();
  made["supporters"] = view.row.supporters;
  made["is_supported"] = view.row.is_supported;
  made["comments"] = view.row.comments;
  made["may"] = view.may;
  return made;
}

}  // namespace grono::app
