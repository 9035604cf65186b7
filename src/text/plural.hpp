#pragma once

#include <cstdint>
#include <string_view>

namespace grono::text {

/// The form of a number in a language: "one", "few", "many" or "other".
/// @source  Unicode CLDR, plural rules of whole numbers
[[nodiscard]] std::string_view plural_form(std::string_view language, std::int64_t number);

}  // namespace grono::text
