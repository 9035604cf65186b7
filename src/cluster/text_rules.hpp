#pragma once

#include <cstddef>
#include <string>

#include "cluster/localised_text.hpp"

namespace grono::cluster {

/// Brings a text that somebody wrote into its stored form: trimmed, Unicode NFC.
/// @param longest  in characters
/// @param lines    line ends belong in it
/// @throws InvalidInput  where = `where`: not UTF-8, a control character, too long
[[nodiscard]] std::string stored_text(const std::string& where, const std::string& written, std::size_t longest,
                                      bool lines);

/// The same of each language; what is empty then is left out.
/// @throws InvalidInput  where = `where`/LANGUAGE: also where it is no language
void normalise_texts(const std::string& where, LocalisedText& texts, std::size_t longest, bool lines);

}  // namespace grono::cluster
