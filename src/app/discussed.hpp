#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/caller.hpp"
#include "cluster/policy.hpp"
#include "store/comment_store.hpp"

/// What people talk about: ideas, joint projects, tasks. For who says something, and for who may be named there.
namespace grono::app {

/// Such a thing, as the caller sees it.
struct Discussed {
  std::string kind, id;                    ///< "idea", "project" or "task", and its id
  std::vector<cluster::Audience> viewers;  ///< who sees it, and with it what is said
  std::vector<cluster::Audience> known;    ///< of these, those the caller may know to be among them
  std::optional<cluster::ClusterId> log;   ///< in whose audit log it stands; none where who runs that does not see it
  std::optional<cluster::UserId> author;
  std::string notified_kind, notified;  ///< what notifications lead to: of a task its project
  bool may_talk = false;
  bool may_moderate = false;  ///< take away what others said

  [[nodiscard]] store::CommentPlace place() const { return {log, viewers}; }
};

/// @throws NotFound  there is none, or the caller may not see it or what goes on in it
[[nodiscard]] Discussed discussed(store::Transaction& transaction, const Caller& caller, std::string_view kind,
                                  std::string_view id);

/// @throws Refused  the caller may say nothing about it
void require_talk(const Caller& caller, const Discussed& thing);

}  // namespace grono::app
