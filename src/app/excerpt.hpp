#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Short forms of long texts, for lists. All offsets are of bytes unless they say otherwise; no character is
/// cut.
namespace grono::app {

/// The first sentences that fit, at least a part of the first one, then with an ellipsis.
/// @param text   valid UTF-8
/// @param bytes  at most that many, the ellipsis not counted
[[nodiscard]] std::string first_sentences(std::string_view text, std::size_t bytes);

/// From byte, to byte.
using Mark = std::pair<std::size_t, std::size_t>;

struct Excerpt {
  std::string text;
  std::vector<Mark> marks;  ///< within `text`
};

/// A text of some 400 bytes around the first mark, with ellipses where it was cut; marks that are no longer
/// in it are left out, as are marks that are not within the text or cut a character.
/// @param marks  sorted
[[nodiscard]] Excerpt excerpt_around(std::string_view text, const std::vector<Mark>& marks);

/// How many UTF-16 code units (the characters of JavaScript) the text has.
[[nodiscard]] std::size_t utf16_length(std::string_view utf8) noexcept;

}  // namespace grono::app
