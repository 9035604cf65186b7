#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace grono {

/// An exact amount of money: hundredths of the currency it is in (grosz, cent).
struct Money {
  std::int64_t hundredths = 0;
  auto operator<=>(const Money&) const = default;
  Money& operator+=(Money other) {
    hundredths += other.hundredths;
    return *this;
  }
};

/// "1234.50": always two decimals.
[[nodiscard]] std::string to_string(Money amount);
/// "1234", "1234.5" or "1234.50", with a leading "-" where it is negative; no value for anything else, nor from 10^13
/// on: sums of thousands of amounts stay exact.
[[nodiscard]] std::optional<Money> parse_money(std::string_view text) noexcept;

/// A share of an amount, rounded half away from zero to a hundredth. @param ten_thousandths  0..10,000: 8,500 = 85 %
[[nodiscard]] Money share_of(Money amount, int ten_thousandths);

}  // namespace grono
