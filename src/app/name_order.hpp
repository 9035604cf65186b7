#pragma once

#include <string>
#include <string_view>

namespace grono::app {

/// A key whose bytes compare as names sort in a Polish list: case does not matter, ą comes after a, ż after ź
/// after z, other diacritics do not matter, signs that are neither letters nor digits only separate. Not for
/// display.
/// @note  Two names may have one key ("Abc", "ABC").
[[nodiscard]] std::string name_order(std::string_view utf8);

}  // namespace grono::app
