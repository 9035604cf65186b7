#include "app/comments.hpp"

#include <algorithm>
#include <map>

#include "app/clock.hpp"
#include "app/errors.hpp"
#include "app/ideas.hpp"
#include "app/notify.hpp"
#include "app/people.hpp"
#include "app/written_text.hpp"
#include "base/error.hpp"
#include "cluster/mention.hpp"
#include "store/notification_store.hpp"
#include "store/user_store.hpp"

namespace grono::app {
namespace {

using cluster::UserId;

constexpr std::size_t kMostCharacters = 5'000;
constexpr std::size_t kMostMentioned = 20;
constexpr std::chrono::hours kUndoFor{24};

std::string text_from(const nlohmann::json& body) {
  cluster::JsonReader reader(body, "");
  std::string text = written_text(reader, "text", kMostCharacters);
  if (text.empty()) throw InvalidInput("/text", "is empty", "write what you want to say");
  reader.expect_nothing_else();
  return text;
}

// Puts the names of their authors, and of whom they mention, to comments.
std::vector<CommentView> views_of(store::Transaction& transaction, const Caller& caller,
                                  std::vector<store::Comment> comments) {
  std::vector<UserId> people;
  for (const store::Comment& each : comments) {
    people.push_back(each.author);
    for (const UserId& id : cluster::mentions_in(each.text)) people.push_back(id);
  }
  std::sort(people.begin(), people.end());
  people.erase(std::unique(people.begin(), people.end()), people.end());
  std::map<UserId, std::string> names;
  for (store::User& user : store::UserStore(transaction).find(people)) names[user.id] = std::move(user.display_name);
  std::vector<CommentView> made;
  for (store::Comment& each : comments) {
    CommentView view;
    view.author_name = names[each.author];
    view.is_own = caller.actor.user == each.author;
    for (const UserId& id : cluster::mentions_in(each.text)) view.mentioned[id] = names[id];
    view.comment = std::move(each);
    made.push_back(std::move(view));
  }
  return made;
}

CommentView view_of(store::Transaction& transaction, const Caller& caller, store::Comment comment) {
  return std::move(views_of(transaction, caller, {std::move(comment)}).front());
}

// Of `people` those who are not in `others`; both sorted.
std::vector<UserId> without(const std::vector<UserId>& people, const std::vector<UserId>& others) {
  std::vector<UserId> made;
  std::set_difference(people.begin(), people.end(), others.begin(), others.end(), std::back_inserter(made));
  return made;
}

void require_may_mention(store::Transaction& transaction, const Caller& caller, const cluster::Idea& idea,
                         const std::vector<UserId>& people) {
  if (people.size() > kMostMentioned)
    throw InvalidInput("/text", "names more than " + std::to_string(kMostMentioned) + " people", "name fewer");
  // Whether there is such a person is not said.
  if (!may_mention(transaction, caller, idea, people))
    throw InvalidInput("/text", "names somebody who can't be named here", "choose from the list that opens with @");
}

void tell_mentioned(store::Transaction& transaction, const store::Comment& comment, std::vector<UserId> people) {
  notify(transaction, {cluster::NotificationKind::mentioned, comment.subject_kind, comment.subject, comment.id},
         std::move(people));
}

// Each is told once, for the reason that touches them most.
void tell_of(store::Transaction& transaction, const store::Comment& comment, const cluster::Idea& idea) {
  const auto mentioned = cluster::mentions_in(comment.text);
  tell_mentioned(transaction, comment, mentioned);
  std::vector<UserId> author;
  if (idea.author) author = without({*idea.author}, mentioned);
  notify(transaction, {cluster::NotificationKind::comment_on_mine, "idea", comment.subject, comment.id}, author);
  const auto others = without(store::CommentStore(transaction).authors(comment.subject), mentioned);
  notify(transaction, {cluster::NotificationKind::comment_followed, "idea", comment.subject, comment.id},
         without(others, idea.author ? std::vector<UserId>{*idea.author} : std::vector<UserId>()));
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
  return {views_of(transaction, caller, std::move(found.items)), found.next};
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
  require_may_mention(transaction, caller, about, cluster::mentions_in(comment.text));
  store::CommentStore(transaction).insert(comment, cluster_told(about));
  tell_of(transaction, comment, about);
  return view_of(transaction, caller, std::move(comment));
}

CommentView edit_comment(store::Transaction& transaction, const Caller& caller, cluster::CommentId id,
                         const nlohmann::json& body) {
  const Found found = find_seen(transaction, caller, id);
  require_part(caller, found.idea.cluster);
  if (found.comment.author != caller.actor.user)
    throw Conflict("what somebody else said is theirs to change: answer it in a comment of your own");
  const std::string text = text_from(body);
  const auto named = cluster::mentions_in(text);
  const auto newly = without(named, cluster::mentions_in(found.comment.text));
  require_may_mention(transaction, caller, found.idea, newly);
  store::CommentStore(transaction).edit(id, text, cluster_told(found.idea));
  store::NotificationStore(transaction).forget_mentions(id, named);
  tell_mentioned(transaction, found.comment, newly);
  return view_of(transaction, caller, *store::CommentStore(transaction).find(id));
}

void delete_comment(store::Transaction& transaction, const Caller& caller, cluster::CommentId id) {
  const Found found = find_seen(transaction, caller, id);
  if (found.comment.author != caller.actor.user)
    require(caller, cluster::Permission::choose_idea, {found.idea.cluster, found.idea.organisation, {}});
  store::CommentStore(transaction).remove(id, cluster_told(found.idea));
}

CommentView restore_comment(store::Transaction& transaction, const Caller& caller, cluster::CommentId id) {
  store::CommentStore comments(transaction);
  const auto deleted = comments.find_deleted(id);
  if (!deleted) return view_of(transaction, caller, find_seen(transaction, caller, id).comment);  // it is there already
  const auto subject = cluster::IdeaId::parse(deleted->comment.subject);
  GRONO_INVARIANT(subject);
  const auto idea = read_idea(transaction, caller, *subject).row.idea;
  const bool may_all = cluster::may(caller.actor, cluster::Permission::choose_idea, {idea.cluster, idea.organisation, {}});
  if (!may_all && (!deleted->by || deleted->by != caller.actor.user)) throw NotFound("there is no such comment");
  if (transaction.now() - deleted->at > kUndoFor)
    throw Gone("the comment was deleted too long ago: a deletion can be undone for a day");
  comments.restore(id, cluster_told(idea));
  return view_of(transaction, caller, *comments.find(id));
}

nlohmann::json to_json(const CommentView& view) {
  nlohmann::json made = {{"id", view.comment.id.str()},
                         {"author", view.author_name},
                         {"is_own", view.is_own},
                         {"text", view.comment.text},
                         {"created_at", to_string(view.comment.created_at)}};
  if (!view.mentioned.empty()) {
    made["mentions"] = nlohmann::json::array();
    for (const auto& [id, name] : view.mentioned) made["mentions"].push_back({{"id", id.str()}, {"name", name}});
  }
  if (view.comment.edited_at) made["edited_at"] = to_string(*view.comment.edited_at);
  return made;
}

}  // namespace grono::app
