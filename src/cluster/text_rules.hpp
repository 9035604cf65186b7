#pragma once

#include <cstddef>
#include <string>

namespace grono::cluster {

/// Brings a text that somebody wrote into its stored form: trimmed, Unicode NFC.
/// @param longest  in characters
/// @param lines    line ends belong in it
/// @throws InvalidInput  where = `where`: not UTF-8, a control character, too long
[[nodiscard]] std::string stored_text(const std::string& where, const std::string& written, std::size_t longest,
                                      bool lines);

}  // namespace grono::cluster
