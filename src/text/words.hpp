#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace grono::text {

/// A word and where it stands, in bytes.
struct Word {
  std::size_t from = 0, to = 0;
};

/// Runs of letters and digits; everything else parts them. Combining marks belong to the word they stand in. Bytes that
/// are not UTF-8 part words too.
/// @note  O(bytes)
[[nodiscard]] std::vector<Word> words(std::string_view utf8);

}  // namespace grono::text
