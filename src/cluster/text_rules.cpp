#include "cluster/text_rules.hpp"

#include "base/error.hpp"
#include "text/unicode.hpp"

namespace grono::cluster {

std::string stored_text(const std::string& where, const std::string& written, std::size_t longest, bool lines) {
  auto composed = text::nfc(text::trimmed(written));
  if (!composed) throw InvalidInput(where, "is not valid UTF-8", "save the text as UTF-8");
  if (text::has_control_characters(*composed, lines))
    throw InvalidInput(where, "holds a control character (NUL or another sign that can't be seen)",
                       lines ? "remove it" : "remove it; line ends do not belong here either");
  if (const std::size_t length = text::length(*composed); length > longest)
    throw InvalidInput(where, "has " + std::to_string(length) + " characters",
                       "shorten it to " + std::to_string(longest));
  return *std::move(composed);
}

}  // namespace grono::cluster
