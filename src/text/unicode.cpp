#include "text/unicode.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>

#include <utf8proc.h>

namespace grono::text {
namespace {

constexpr auto is_ascii = [](char c) { return static_cast<unsigned char>(c) < 0x80; };

// White space beyond ASCII that spreadsheets and web pages leave at the ends of cells.
constexpr std::array<std::string_view, 6> kWideSpaces = {"\u00a0", "\u2007", "\u202f", "\u3000", "\u200b", "\ufeff"};

// Bytes of the space at the start (or end) of the text; 0 where there is none.
std::size_t space_at(std::string_view text, bool at_end) {
  if (text.empty()) return 0;
  const char edge = at_end ? text.back() : text.front();
  if (edge == ' ' || (edge >= '\t' && edge <= '\r')) return 1;
  for (const std::string_view space : kWideSpaces)
    if (at_end ? text.ends_with(space) : text.starts_with(space)) return space.size();
  return 0;
}

}  // namespace

std::optional<std::string> nfc(std::string_view utf8) {
  if (std::all_of(utf8.begin(), utf8.end(), is_ascii)) return std::string(utf8);
  utf8proc_uint8_t* made = nullptr;
  const utf8proc_ssize_t size =
      utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(utf8.data()), static_cast<utf8proc_ssize_t>(utf8.size()),
                   &made, static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
  const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owned(made, &std::free);
  if (size < 0) return std::nullopt;
  return std::string(reinterpret_cast<const char*>(made), static_cast<std::size_t>(size));
}

std::string_view trimmed(std::string_view utf8) noexcept {
  while (const std::size_t bytes = space_at(utf8, false)) utf8.remove_prefix(bytes);
  while (const std::size_t bytes = space_at(utf8, true)) utf8.remove_suffix(bytes);
  return utf8;
}

std::size_t length(std::string_view utf8) noexcept {
  return static_cast<std::size_t>(
      std::count_if(utf8.begin(), utf8.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

bool has_control_characters(std::string_view utf8, bool allow_lines) noexcept {
  return std::any_of(utf8.begin(), utf8.end(), [allow_lines](char c) {
    const auto byte = static_cast<unsigned char>(c);
    if (allow_lines && (c == '\n' || c == '\r' || c == '\t')) return false;
    return byte < 0x20 || byte == 0x7f;
  });
}

}  // namespace grono::text
