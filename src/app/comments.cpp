#include "app/comments.hpp"

#include <algorithm>
#include <map>

#include "app/clock.hpp"
#include "app/errors.hpp"
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

void require_may_mention(store::Transaction& transaction, const Discussed& thing, const std::vector<UserId>& people) {
  if (people.size() > kMostMentioned)
    throw InvalidInput("/text", "names more than " + std::to_string(kMostMentioned) + " people", "name fewer");
  // Whether there is such a person is not said.
  if (!may_mention(transaction, thing, people))
    throw InvalidInput("/text", "names somebody who can't be named here", "choose from the list that opens with @");
}

// Of what a comment tells: it leads to the thing, of a task to its project.
void tell(store::Transaction& transaction, cluster::NotificationKind kind, const store::Comment& comment,
          const Discussed& thing, std::vector<UserId> people) {
  Occasion occasion{kind, thing.notified_kind, thing.notified, comment.id};
  if (thing.kind == "task") occasion.detail = {{"part", thing.id}};
  notify(transaction, occasion, std::move(people));
}

// Each is told once, for the reason that touches them most.
void tell_of(store::Transaction& transaction, const store::Comment& comment, const Discussed& thing) {
  const auto mentioned = cluster::mentions_in(comment.text);
  tell(transaction, cluster::NotificationKind::mentioned, comment, thing, mentioned);
  const std::vector<UserId> author = thing.author ? std::vector<UserId>{*thing.author} : std::vector<UserId>();
  tell(transaction, cluster::NotificationKind::comment_on_mine, comment, thing, without(author, mentioned));
  const auto others = without(store::CommentStore(transaction).authors(comment.subject), mentioned);
  tell(transaction, cluster::NotificationKind::comment_followed, comment, thing, without(others, author));
}

struct FoundComment {
  store::Comment comment;
  Discussed thing;
};

// A comment on what one may not see is answered as one that never was, whatever keeps one from seeing it.
Discussed thing_of(store::Transaction& transaction, const Caller& caller, const store::Comment& comment) {
  try {
    return discussed(transaction, caller, comment.subject_kind, comment.subject);
  } catch (const NotFound&) {
    throw NotFound("there is no such comment");
  } catch (const Refused&) {
    throw NotFound("there is no such comment");
  }
}

FoundComment find_seen(store::Transaction& transaction, const Caller& caller, cluster::CommentId id) {
  auto comment = store::CommentStore(transaction).find(id);
  if (!comment) throw NotFound("there is no such comment");
  Discussed thing = thing_of(transaction, caller, *comment);
  return {*std::move(comment), std::move(thing)};
}

}  // namespace

store::Page<CommentView> list_comments(store::Transaction& transaction, const Caller& caller, const Discussed& thing,
                                       const store::PageRequest& page) {
  auto found = store::CommentStore(transaction).list(thing.id, page);
  return {views_of(transaction, caller, std::move(found.items)), found.next};
}

CommentView add_comment(store::Transaction& transaction, const Caller& caller, const Discussed& thing,
                        const nlohmann::json& body) {
  require_talk(caller, thing);
  store::Comment comment;
  comment.id = new_id<cluster::CommentId>();
  comment.subject_kind = thing.kind;
  comment.subject = thing.id;
  comment.text = text_from(body);
  require_may_mention(transaction, thing, cluster::mentions_in(comment.text));
  store::CommentStore(transaction).insert(comment, thing.place());
  tell_of(transaction, comment, thing);
  return view_of(transaction, caller, std::move(comment));
}

CommentView edit_comment(store::Transaction& transaction, const Caller& caller, cluster::CommentId id,
                         const nlohmann::json& body) {
  const auto [comment, thing] = find_seen(transaction, caller, id);
  require_talk(caller, thing);
  if (comment.author != caller.actor.user)
    throw Conflict("what somebody else said is theirs to change: answer it in a comment of your own");
  const std::string text = text_from(body);
  const auto named = cluster::mentions_in(text);
  const auto newly = without(named, cluster::mentions_in(comment.text));
  require_may_mention(transaction, thing, newly);
  store::CommentStore(transaction).edit(id, text, thing.place());
  store::NotificationStore(transaction).forget_mentions(id, named);
  tell(transaction, cluster::NotificationKind::mentioned, comment, thing, newly);
  return view_of(transaction, caller, *store::CommentStore(transaction).find(id));
}

void delete_comment(store::Transaction& transaction, const Caller& caller, cluster::CommentId id) {
  const auto [comment, thing] = find_seen(transaction, caller, id);
  if (comment.author != caller.actor.user && !thing.may_moderate)
    throw Refused(cluster::Permission::choose_idea,
                  caller.actor.user ? Refused::Reason::not_allowed : Refused::Reason::not_logged_in);
  store::CommentStore(transaction).remove(id, thing.place());
}

CommentView restore_comment(store::Transaction& transaction, const Caller& caller, cluster::CommentId id) {
  store::CommentStore comments(transaction);
  const auto deleted = comments.find_deleted(id);
  if (!deleted) return view_of(transaction, caller, find_seen(transaction, caller, id).comment);  // it is there already
  const Discussed thing = thing_of(transaction, caller, deleted->comment);
  if (!thing.may_moderate && (!deleted->by || deleted->by != caller.actor.user))
    throw NotFound("there is no such comment");
  if (transaction.now() - deleted->at > kUndoFor)
    throw Gone("the comment was deleted too long ago: a deletion can be undone for a day");
  comments.restore(id, thing.place());
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
