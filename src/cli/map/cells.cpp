#include "cli/map/cells.hpp"

#include <array>
#include <charconv>
#include <cmath>

namespace grono::cli::map {

void add_text(std::string& line, const std::string& text) {
  if (text.find_first_of(",\"\n\r") == text.npos) {
    line += text;
    return;
  }
  line += '"';
  for (const char c : text) {
    if (c == '"') line += '"';
    line += c;
  }
  line += '"';
}

void add_number(std::string& line, double value) {
  if (std::isnan(value)) return;
  std::array<char, 32> digits;
  line.append(digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr);
}

}  // namespace grono::cli::map
