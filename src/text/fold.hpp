#pragma once

#include <string>
#include <string_view>

namespace grono::text {

/// A text in the form in which words are compared: lower case, without diacritics, compatibility forms
/// resolved, and letters with a stroke by their plain ones ("Łódź" -> "lodz", "Straße" -> "strasse", "Ørsted"
/// -> "orsted"). Bytes that are not UTF-8 become spaces; everything else stays, punctuation too.
/// @note  O(bytes); plain ASCII takes a short way
[[nodiscard]] std::string fold(std::string_view utf8);

/// The folded text with every run of what is neither letter nor digit made one space, none at the ends: the
/// key under which names are looked up ("Bielsko – Biała" and "BIELSKO-BIAŁA" -> "bielsko biala").
[[nodiscard]] std::string name_key(std::string_view utf8);

}  // namespace grono::text
