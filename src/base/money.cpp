#include "base/money.hpp"

#include <algorithm>
#include <charconv>

#include "base/ascii.hpp"
#include "base/error.hpp"

namespace grono {
namespace {

constexpr std::size_t kMostDigits = 13;

bool is_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), is_digit);
}

std::int64_t number(std::string_view digits) {
  std::int64_t value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

}  // namespace

std::string to_string(Money amount) {
  const std::int64_t size = amount.hundredths < 0 ? -amount.hundredths : amount.hundredths;
  const std::string rest = std::to_string(size % 100);
  return (amount.hundredths < 0 ? "-" : "") + std::to_string(size / 100) + (rest.size() == 1 ? ".0" : ".") + rest;
}

std::optional<Money> parse_money(std::string_view text) noexcept {
  const bool is_negative = text.starts_with('-');
  if (is_negative) text.remove_prefix(1);
  const auto point = text.find('.');
  const std::string_view whole = text.substr(0, point);
  const std::string_view part = point == text.npos ? "" : text.substr(point + 1);
  const bool has_form = !whole.empty() && whole.size() <= kMostDigits && is_digits(whole) && is_digits(part) &&
                        part.size() <= 2 && (point == text.npos || !part.empty());
  if (!has_form) return std::nullopt;
  const std::int64_t hundredths = number(whole) * 100 + number(part) * (part.size() == 1 ? 10 : 1);
  return Money{is_negative ? -hundredths : hundredths};
}

Money share_of(Money amount, int ten_thousandths) {
  GRONO_INVARIANT(ten_thousandths >= 0 && ten_thousandths <= 10'000);
  // Whole and rest apart: the product of the two would leave 64 bits.
  const std::int64_t whole = amount.hundredths / 10'000, rest = amount.hundredths % 10'000;
  const std::int64_t product = rest * ten_thousandths;
  const std::int64_t half = product < 0 ? -5'000 : 5'000;
  return {whole * ten_thousandths + (product + half) / 10'000};
}

}  // namespace grono
