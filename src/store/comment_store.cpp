#include "store/comment_store.hpp"

#include "base/error.hpp"
#include "store/sql.hpp"

namespace grono::store {
namespace {

using cluster::CommentId;
using soci::into;
using soci::use;

void tell(Transaction& transaction, const std::string& subject, const CommentPlace& place) {
  transaction.changed({"comments", subject, 0, transaction.author().user, place.viewers});
}

template <class Bind>
std::vector<Comment> read_comments(Transaction& transaction, const std::string& rest, const Bind& bind,
                          bool is_deleted = false) {
  Comment row;
  auto temporary =
      (transaction.sql().prepare << "SELECT id, subject_kind, subject, author, text, created_at, "
                                    "edited_at FROM comment WHERE deleted_at IS " +
                                        std::string(is_deleted ? "NOT NULL" : "NULL") + " AND " + rest,
       into(row.id), into(row.subject_kind), into(row.subject), into(row.author), into(row.text),
       into(row.created_at), into(row.edited_at));
  bind(temporary);
  soci::statement statement = temporary;
  std::vector<Comment> made;
  each_row(statement, [&] { made.push_back(row); });
  return made;
}

}  // namespace

std::optional<Comment> CommentStore::find(CommentId id) {
  auto found = read_comments(transaction_, "id = :id", [&](auto& statement) { statement, use(id, "id"); });
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::optional<DeletedComment> CommentStore::find_deleted(CommentId id) {
  auto found = read_comments(transaction_, "id = :id", [&](auto& statement) { statement, use(id, "id"); }, true);
  if (found.empty()) return std::nullopt;
  DeletedComment made;
  made.comment = std::move(found.front());
  transaction_.sql() << "SELECT deleted_by, deleted_at FROM comment WHERE id = :id", into(made.by), into(made.at),
      use(id, "id");
  return made;
}

std::vector<cluster::UserId> CommentStore::authors(const std::string& subject) {
  cluster::UserId author;
  soci::statement statement =
      (transaction_.sql().prepare << "SELECT DISTINCT author FROM comment WHERE subject = :subject AND "
                                     "deleted_at IS NULL ORDER BY author",
       into(author), use(subject, "subject"));
  std::vector<cluster::UserId> made;
  each_row(statement, [&] { made.push_back(author); });
  return made;
}

Page<Comment> CommentStore::list(const std::string& subject, const PageRequest& page) {
  if (!page.cursor.empty() && !CommentId::parse(page.cursor))
    throw InvalidInput("query/cursor", "is of no page", "take it from \"next\" of the page before");
  const int most = page.limit + 1;
  Page<Comment> made;
  made.items =
      read_comments(transaction_, "subject = :subject AND id > :cursor ORDER BY id LIMIT :most", [&](auto& statement) {
        statement, use(subject, "subject"), use(page.cursor, "cursor"), use(most, "most");
      });
  if (made.items.size() == static_cast<std::size_t>(most)) {
    made.items.pop_back();
    made.next = made.items.back().id.str();
  }
  return made;
}

void CommentStore::insert(Comment& comment, const CommentPlace& place) {
  GRONO_INVARIANT(!comment.id.is_nil() && transaction_.author().user);
  comment.author = *transaction_.author().user;
  comment.created_at = transaction_.now();
  transaction_.sql()
      << "INSERT INTO comment (id, subject_kind, subject, author, text, created_at) VALUES (:id, "
         ":kind, :subject, :author, :text, :at)",
      use(comment.id, "id"), use(comment.subject_kind, "kind"), use(comment.subject, "subject"),
      use(comment.author, "author"), use(comment.text, "text"), use(comment.created_at, "at");
  transaction_.audit("comment.created", comment.subject_kind, comment.subject, "{}", place.log);
  tell(transaction_, comment.subject, place);
}

void CommentStore::edit(CommentId id, const std::string& text, const CommentPlace& place) {
  const auto before = find(id);
  if (!before) throw NotFound("there is no such comment");
  const Timestamp now = transaction_.now();
  transaction_.sql() << "UPDATE comment SET text = :text, edited_at = :now WHERE id = :id", use(text, "text"),
      use(now, "now"), use(id, "id");
  transaction_.audit("comment.edited", before->subject_kind, before->subject, "{}", place.log);
  tell(transaction_, before->subject, place);
}

void CommentStore::remove(CommentId id, const CommentPlace& place) {
  const auto before = find(id);
  if (!before) throw NotFound("there is no such comment");
  const Timestamp now = transaction_.now();
  const auto by = transaction_.author().user;
  transaction_.sql() << "UPDATE comment SET deleted_at = :now, deleted_by = :by WHERE id = :id", use(now, "now"),
      use(by, "by"), use(id, "id");
  transaction_.audit("comment.deleted", before->subject_kind, before->subject, "{}", place.log);
  tell(transaction_, before->subject, place);
}

void CommentStore::restore(CommentId id, const CommentPlace& place) {
  const auto deleted = find_deleted(id);
  if (!deleted) throw NotFound("there is no such comment to bring back");
  transaction_.sql() << "UPDATE comment SET deleted_at = NULL, deleted_by = NULL WHERE id = :id", use(id, "id");
  transaction_.audit("comment.restored", deleted->comment.subject_kind, deleted->comment.subject, "{}", place.log);
  tell(transaction_, deleted->comment.subject, place);
}

}  // namespace grono::store
