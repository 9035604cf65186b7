#include "cluster/mention.hpp"

#include <algorithm>

namespace grono::cluster {

std::vector<UserId> mentions_in(std::string_view text) {
  constexpr std::size_t id_length = 36;
  std::vector<UserId> made;
  for (std::size_t at = text.find("@{"); at != text.npos; at = text.find("@{", at + 2)) {
    if (at + 2 + id_length >= text.size() || text[at + 2 + id_length] != '}') continue;
    if (const auto id = UserId::parse(text.substr(at + 2, id_length))) made.push_back(*id);
  }
  std::sort(made.begin(), made.end());
  made.erase(std::unique(made.begin(), made.end()), made.end());
  return made;
}

}  // namespace grono::cluster
