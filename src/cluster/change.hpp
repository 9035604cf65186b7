#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cluster/ids.hpp"
#include "cluster/policy.hpp"

namespace grono::cluster {

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
  bool operator==(const Change&) const = default;
};

}  // namespace grono::cluster
