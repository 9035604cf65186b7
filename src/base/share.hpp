#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// Exact shares of a thing that several own.
namespace grono {

/// A fraction in lowest terms: parts of a whole, 0 < parts <= whole where it is a share.
struct Share {
  std::int64_t parts = 0;
  std::int64_t whole = 1;
  bool operator==(const Share&) const = default;
};

/// "1/3", "50%", "33.33 %", "12,5%"; a percentage to its hundredths (a basis point). No value for anything else, for
/// nothing, for more than all, nor for a fraction of more than a million parts.
[[nodiscard]] std::optional<Share> parse_share(std::string_view text) noexcept;

/// "50%" or "12.5%" where hundredths of a percent hold it exactly, else "1/3".
[[nodiscard]] std::string to_string(Share share);

/// Exact; no value where the common whole is beyond what 64 bits hold.
[[nodiscard]] std::optional<Share> sum(Share a, Share b) noexcept;
[[nodiscard]] std::optional<Share> difference(Share a, Share b) noexcept;

}  // namespace grono
