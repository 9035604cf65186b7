#include "exchange/address.hpp"

#include <algorithm>
#include <cctype>
#include <vector>

#include "base/ascii.hpp"
#include "text/unicode.hpp"

namespace grono::exchange {

namespace {

// "00-838", "41073", "SE-412 96", "NE1 7RU": short, with a digit, and no word of more than four letters.
bool is_postal_code(std::string_view text) {
  if (text.size() < 3 || text.size() > 12 || std::none_of(text.begin(), text.end(), is_digit)) return false;
  int letters = 0;
  for (const char c : text) {
    const bool is_letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    if (!is_letter && !is_digit(c) && c != ' ' && c != '-') return false;
    letters = is_letter ? letters + 1 : 0;
    if (letters > 4) return false;
  }
  return true;
}

std::vector<std::string_view> parts_of(std::string_view text) {
  std::vector<std::string_view> parts;
  while (!text.empty()) {
    const auto comma = std::min(text.find_first_of(",;\n"), text.size());
    if (const auto part = text::trimmed(text.substr(0, comma)); !part.empty()) parts.push_back(part);
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
  return parts;
}

std::string joined(const std::vector<std::string_view>& parts) {
  std::string text;
  for (const auto part : parts) text.append(text.empty() ? "" : ", ").append(part);
  return text;
}

// A code of digits (and a dash) in front of the town: "00-838 Warszawa".
std::size_t leading_code(std::string_view part) {
  const auto space = part.find(' ');
  if (space == std::string_view::npos || space < 4 || space > 6) return 0;
  const auto code = part.substr(0, space);
  const bool fits = std::all_of(code.begin(), code.end(), [](char c) { return is_digit(c) || c == '-'; });
  return fits ? space : 0;
}

}  // namespace

Address parse_address(std::string_view text) {
  Address made;
  auto parts = parts_of(text);
  if (parts.size() >= 2 && is_postal_code(parts.back())) {
    made.postal_code = parts.back();
    parts.pop_back();
    made.locality = parts.back();
    parts.pop_back();
  } else if (!parts.empty() && leading_code(parts.back()) > 0) {
    const auto length = leading_code(parts.back());
    made.postal_code = parts.back().substr(0, length);
    made.locality = text::trimmed(parts.back().substr(length));
    parts.pop_back();
  } else if (parts.size() >= 2 && std::none_of(parts.back().begin(), parts.back().end(), is_digit)) {
    made.locality = parts.back();
    parts.pop_back();
  }
  made.street = joined(parts);
  return made;
}

}  // namespace grono::exchange
