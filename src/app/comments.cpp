#include "app/comments.hpp"

#include <algorithm>
#include <map>

#include "app/clock.hpp"
#include "app/errors.hpp"
#include "app/ideas.hpp"
#include "app/written_text.hpp"
#include "base/error.hpp"
#include "store/user_store.hpp"

namespace grono::app {
namespace {

constexpr std::size_t kMostCharacters = 5'000;

std::string text_from(const nlohmann::json& body) {
  cluster::JsonReader reader(body, "");
  std::string text = written_text(reader, "text", kMostCharacters);
  if (text.empty()) throw InvalidInput("/text", "is empty", "write what you want to say");
  reader.expect_nothing_else();
  return text;
}

CommentView view_of(store::Transaction& transaction, const Caller& caller, store::Comment comment) {
  CommentView made{std::move(comment), {}, false};
  if (const auto user = store::UserStore(transaction).find(made.comment.author))
    made.author_name = user->display_name;
  made.is_own = caller.actor.user == made.comment.author;
  return made;
}

// In whose audit log it stands.
std::optional<cluster::ClusterId> cluster_told(const cluster::Idea& idea) {
  if (!cluster::runners_see(cluster::sharing_of(idea), cluster::ties_of(idea))) return std::nullopt;
  return idea.cluster;
}

struct Found {
  store::Comment comment;
  cluster::Idea idea;
};

[[noreturn]] void no_such_comment() {
  throw NotFound("there is no such comment");
}

// A comment on what one may not see is not there.
Found find_seen(store::Transaction& transaction, const Caller& caller, cluster::CommentId id) {
  auto comment = store::CommentStore(transaction).find(id);
  if (!comment) no_such_comment();
  const auto idea = cluster::IdeaId::parse(comment->subject);
  GRONO_INVARIANT(idea);
  try {
    return {*std::move(comment), read_idea(transaction, caller, *idea).row.idea};
  } catch (const NotFound&) {
    no_such_comment();  // neither is it told that there is one
  }
}

}  // namespace

store::Page<CommentView> list_comments(store::Transaction& transaction, const Caller& caller,
                                       cluster::IdeaId idea, const store::PageRequest& page) {
  static_cast<void>(read_idea(transaction, caller, idea));
  auto found = store::CommentStore(transaction).list(idea.str(), page);
  std::vector<cluster::UserId> authors;
  for (const store::Comment& each : found.items) authors.push_back(each.author);
  std::sort(authors.begin(), authors.end());
  authors.erase(std::unique(authors.begin(), authors.end()), authors.end());
  std::map<cluster::UserId, std::string> names;
  for (store::User& user : store::UserStore(transaction).find(authors))
    names[user.id] = std::move(user.display_name);
  store::Page<CommentView> made;
  for (store::Comment& each : found.items) {
    const bool is_own = caller.actor.user == each.author;
    std::string name = names[each.author];
    made.items.push_back({std::move(each), std::move(name), is_own});
  }
  made.next = found.next;
  return made;
}

CommentView add_comment(store::Transaction& transaction, const Caller& caller, cluster::IdeaId idea,
                        const nlohmann::json& body) {
  const auto about = read_idea(transaction, caller, idea).row.idea;
  require_part(caller, about.cluster);
  store::Comment comment;
  comment.id = new_id<cluster::CommentId>();
  comment.subject_kind = "idea";
  comment.subject = idea.str();
  comment.text = text_from(body);
  store::CommentStore(transaction).insert(comment, cluster_told(about));
  return view_of(transaction, caller, std::move(comment));
}

CommentView edit_comment(store::Transaction& transaction, const Caller& caller, cluster::CommentId id,
                         const nlohmann::json& body) {
  const Found found = find_seen(transaction, caller, id);
  require_part(caller, found.idea.cluster);
  if (found.comment.author != caller.actor.user)
    throw Conflict("what somebody else said is theirs to change: answer it in a comment of your own");
  store::CommentStore(transaction).edit(id, text_from(body), cluster_told(found.idea));
  return view_of(transaction, caller, *store::CommentStore(transaction).find(id));
}

void delete_comment(store::Transaction& transaction, const Caller& caller, cluster::CommentId id) {
  const Found found = find_seen(transaction, caller, id);
  if (found.comment.author != caller.actor.user)
    require(caller, cluster::Permission::choose_idea, {found.idea.cluster, found.idea.organisation, {}});
  store::CommentStore(transaction).remove(id, cluster_told(found.idea));
}

nlohmann::json to_json(const CommentView& view) {
  nlohmann::json made = {{"id", view.comment.id.str()},
                         {"author", view.author_name},
                         {"is_own", view.is_own},
                         {"text", view.comment.text},
                         {"created_at", to_string(view.comment.created_at)}};
  if (view.comment.edited_at) made["edited_at"] = to_string(*view.comment.edited_at);
  return made;
}

}  // namespace grono::app
