#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cluster/ids.hpp"
#include "cluster/policy.hpp"
#include "store/database.hpp"
#include "store/page.hpp"

namespace grono::store {

/// What a person says about a thing. Who sees the thing sees what is said about it.
struct Comment {
  cluster::CommentId id;
  std::string subject_kind;  ///< "idea", "project", "task"
  std::string subject;       ///< its id
  cluster::UserId author;
  std::string text;
  Timestamp created_at{};
  std::optional<Timestamp> edited_at;
};

struct DeletedComment {
  Comment comment;
  std::optional<cluster::UserId> by;  ///< none: deleted before that was kept
  Timestamp at{};
};

/// Where a comment stands.
struct CommentPlace {
  std::optional<cluster::ClusterId> log;   ///< whose audit log; none where those who run the cluster do not see the thing
  std::vector<cluster::Audience> viewers;  ///< who sees the thing, and so what is said about it, and by whom
};

class CommentStore {
 public:
  explicit CommentStore(Transaction& transaction) : transaction_(transaction) {}

  [[nodiscard]] std::optional<Comment> find(cluster::CommentId id);
  /// A deleted one, for bringing it back.
  [[nodiscard]] std::optional<DeletedComment> find_deleted(cluster::CommentId id);
  /// Who has said something about the thing; sorted.
  [[nodiscard]] std::vector<cluster::UserId> authors(const std::string& subject);
  /// In the order they were made.
  [[nodiscard]] Page<Comment> list(const std::string& subject, const PageRequest& page);

  /// Sets the time and, as its author, this transaction's.
  void insert(Comment& comment, const CommentPlace& place);
  /// @throws NotFound
  void edit(cluster::CommentId id, const std::string& text, const CommentPlace& place);
  void remove(cluster::CommentId id, const CommentPlace& place);
  /// @throws NotFound
  void restore(cluster::CommentId id, const CommentPlace& place);

 private:
  Transaction& transaction_;
};

}  // namespace grono::store
