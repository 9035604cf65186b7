#include "exchange/formula_guard.hpp"

#include <algorithm>

#include "base/ascii.hpp"

namespace grono::exchange {

namespace {

bool begins_formula(char c) {
  return c == '=' || c == '+' || c == '-' || c == '@' || c == '\t' || c == '\r';
}

// "-71.5" and "+2" are numbers to everybody; "-1+cmd" is not.
bool is_number(std::string_view text) {
  if (!text.empty() && (text.front() == '-' || text.front() == '+')) text.remove_prefix(1);
  const auto point = std::min(text.find('.'), text.size());
  const auto whole = text.substr(0, point), part = text.substr(std::min(point + 1, text.size()));
  return !whole.empty() && std::all_of(whole.begin(), whole.end(), is_digit) &&
         (point == text.size() || !part.empty()) && std::all_of(part.begin(), part.end(), is_digit);
}

// Whether the text is apostrophes, perhaps none, and then a sign that begins a formula.
bool needs_guard(std::string_view text) {
  const auto first = text.find_first_not_of('\'');
  return first != std::string_view::npos && begins_formula(text[first]);
}

}  // namespace

std::string guarded(std::string_view cell) {
  if (!needs_guard(cell) || is_number(cell)) return std::string(cell);
  return "'" + std::string(cell);
}

std::string_view unguarded(std::string_view cell) noexcept {
  if (cell.starts_with('\'') && needs_guard(cell)) cell.remove_prefix(1);
  return cell;
}

}  // namespace grono::exchange
