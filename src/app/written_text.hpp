#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "cluster/json_reader.hpp"

namespace grono::app {

/// A text that somebody wrote, in its stored form: trimmed, Unicode NFC; empty where the field is absent.
/// @throws InvalidInput  not UTF-8, a control character other than line ends, more than `most` characters
[[nodiscard]] std::string written_text(cluster::JsonReader& reader, std::string_view field, std::size_t most);

}  // namespace grono::app
