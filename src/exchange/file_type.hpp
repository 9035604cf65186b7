#pragma once

#include <string>
#include <string_view>

namespace grono::exchange {

/// What a file is by its content (libmagic), held against what its name says.
///
/// @param name     as the sender calls it: "umowa.pdf"
/// @returns        its media type: "application/pdf"; of text formats that content can't tell apart the one of the name
/// @throws InvalidInput  where = `where`: it holds a program, or another kind of thing than its name says
[[nodiscard]] std::string media_type_of(std::string_view where, std::string_view name, std::string_view bytes);

/// The types that a browser may show within a page: pictures that can hold nothing that runs.
[[nodiscard]] bool is_plain_picture(std::string_view media_type);

}  // namespace grono::exchange
