#include "app/written_text.hpp"

#include "base/error.hpp"
#include "text/unicode.hpp"

namespace grono::app {

std::string written_text(cluster::JsonReader& reader, std::string_view field, std::size_t most) {
  const auto written = text::nfc(text::trimmed(reader.text(field).value_or("")));
  if (!written) throw InvalidInput(reader.at(field), "is not valid UTF-8", "save the text as UTF-8");
  if (text::has_control_characters(*written, true))
    throw InvalidInput(reader.at(field), "holds a control character", "remove it");
  if (text::length(*written) > most)
    throw InvalidInput(reader.at(field), "is too long",
                       "shorten it to " + std::to_string(most) + " characters");
  return *written;
}

}  // namespace grono::app
