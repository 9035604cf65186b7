#pragma once

#include <string_view>

namespace grono::server {

/// Of the program, as in CMakeLists.txt.
inline constexpr std::string_view kVersion = GRONO_VERSION;

}  // namespace grono::server
