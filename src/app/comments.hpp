#pragma once

#include <map>
#include <string>

#include <nlohmann/json.hpp>

#include "app/discussed.hpp"
#include "store/comment_store.hpp"

/// What people say about ideas, joint projects and tasks. Who sees the thing sees what is said.
namespace grono::app {

struct CommentView {
  store::Comment comment;
  std::string author_name;
  bool is_own = false;
  std::map<cluster::UserId, std::string> mentioned;  ///< whom its text names, by their names of today
};

[[nodiscard]] store::Page<CommentView> list_comments(store::Transaction& transaction, const Caller& caller,
                                                     const Discussed& thing, const store::PageRequest& page);
/// From {"text"}. Tells whom it names ("@{ID}"), the author of the thing, and who has commented before.
/// @throws Refused, InvalidInput (it names somebody who can't be named there)
CommentView add_comment(store::Transaction& transaction, const Caller& caller, const Discussed& thing,
                        const nlohmann::json& body);
/// Of the caller's own; tells whom it names now and did not before. @throws Refused, NotFound, InvalidInput
CommentView edit_comment(store::Transaction& transaction, const Caller& caller, cluster::CommentId id,
                         const nlohmann::json& body);
/// Of the caller's own, or by who runs the cluster. @throws Refused, NotFound
void delete_comment(store::Transaction& transaction, const Caller& caller, cluster::CommentId id);
/// Undoes that, within a day, by who did it or by who runs the cluster. @throws Refused, NotFound, Gone
CommentView restore_comment(store::Transaction& transaction, const Caller& caller, cluster::CommentId id);

/// Schema Comment.
[[nodiscard]] nlohmann::json to_json(const CommentView& view);

}  // namespace grono::app
