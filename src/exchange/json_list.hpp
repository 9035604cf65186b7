#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace grono::exchange {

/// Whether a text is JSON, told by its first character.
[[nodiscard]] bool looks_like_json(std::string_view text);

/// Where the objects of a large JSON text stand: those of the list "features" of a GeoJSON FeatureCollection,
/// or one object after another (newline-delimited, with or without the record separators of RFC 8142).
///
/// Found on all threads without parsing: quotes and brackets are counted part by part, so that each part
/// knows whether it begins within a string and how deep.
///
/// @param name        what messages call the text
/// @param part_bytes  about how much of it goes into a part
/// @return  parts of the text, in order; each holds whole objects with commas or white space between them
/// @throws InvalidInput  the text ends within an object or the list
/// @note    O(bytes), at the speed of a scan
[[nodiscard]] std::vector<std::string_view> parts_of_json_list(std::string_view text, const std::string& name,
                                                               std::size_t part_bytes);

/// Takes the next object from the front of a part. @return  empty at the end
[[nodiscard]] std::string_view take_object(std::string_view& part);

}  // namespace grono::exchange
