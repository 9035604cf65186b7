#pragma once

#include <string>

namespace grono::cli::map {

/// Appends a field that may hold anything, as RFC 4180 wants it.
void add_text(std::string& line, const std::string& text);

/// Appends the shortest text that reads back as the same number; nothing where there is none.
void add_number(std::string& line, double value);

}  // namespace grono::cli::map
