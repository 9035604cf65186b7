#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cluster/ids.hpp"
#include "cluster/policy.hpp"

namespace grono::cluster {

/// Which one of many within the thing: who has it in that version already need not ask again.
struct ChangedPart {
  std::string kind;          ///< "task"
  std::string id;
  std::int64_t version = 0;  ///< 0: it is gone
  bool operator==(const ChangedPart&) const = default;
};

/// That a thing was changed, for those who see it and look at it just now. It holds nothing of the thing itself: who is
/// told asks for it anew, as who they are.
struct Change {
  std::string subject_kind;  ///< "idea"; "comments": what is said about a thing; "notifications": of `accounts`
  std::string subject;       ///< its id; empty with "notifications"
  std::int64_t version = 0;  ///< 0 where it has none
  std::optional<UserId> by;  ///< only where whoever sees the thing sees that too
  std::vector<Audience> audiences = {};  ///< who sees it now: told all of it
  std::vector<Audience> formerly = {};   ///< who saw it before: told only that it is another now
  std::vector<UserId> accounts = {};     ///< these persons are told as well
  std::optional<ChangedPart> part = {};  ///< where it is all that was changed
  bool operator==(const Change&) const = default;
};

}  // namespace grono::cluster
