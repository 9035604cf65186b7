#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cluster/ids.hpp"

/// People named in a text: "@{ACCOUNT-ID}" stands for the person, whatever their name is today.
namespace grono::cluster {

/// Whom the text names; sorted, unique. What has the form but no id in it is plain text.
[[nodiscard]] std::vector<UserId> mentions_in(std::string_view text);

}  // namespace grono::cluster
