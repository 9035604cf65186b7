#include "base/share.hpp"

#include <charconv>
#include <numeric>

namespace grono {
namespace {

constexpr std::int64_t kBasisPoints = 10'000;
constexpr std::int64_t kMostParts = 1'000'000;

Share reduced(std::int64_t parts, std::int64_t whole) {
  const std::int64_t common = std::gcd(parts, whole);
  return common == 0 ? Share{0, 1} : Share{parts / common, whole / common};
}

std::string_view without_blanks_around(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

std::optional<std::int64_t> digits_of(std::string_view text) {
  std::int64_t made = 0;
  if (text.empty() || text.size() > 9 || text.front() == '-') return std::nullopt;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), made);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return made;
}

std::optional<std::int64_t> basis_points_of(std::string_view percent) {
  const auto point = percent.find_first_of(".,");
  const auto units = digits_of(percent.substr(0, point));
  if (!units || *units > 100) return std::nullopt;
  std::int64_t hundredths = 0;
  if (point != std::string_view::npos) {
    const std::string_view after = percent.substr(point + 1);
    const auto read = digits_of(after);
    if (!read || after.size() > 2) return std::nullopt;
    hundredths = after.size() == 1 ? *read * 10 : *read;
  }
  return *units * 100 + hundredths;
}

std::optional<Share> combined(Share a, Share b, std::int64_t sign) noexcept {
  const std::int64_t common = std::gcd(a.whole, b.whole);
  std::int64_t whole = 0, left = 0, right = 0, parts = 0;
  if (__builtin_mul_overflow(a.whole, b.whole / common, &whole) || __builtin_mul_overflow(a.parts, b.whole / common, &left) ||
      __builtin_mul_overflow(sign * b.parts, a.whole / common, &right) || __builtin_add_overflow(left, right, &parts))
    return std::nullopt;
  return reduced(parts, whole);
}

}  // namespace

std::optional<Share> parse_share(std::string_view text) noexcept {
  text = without_blanks_around(text);
  std::optional<Share> made;
  if (text.ends_with('%')) {
    const auto points = basis_points_of(without_blanks_around(text.substr(0, text.size() - 1)));
    if (points) made = reduced(*points, kBasisPoints);
  } else if (const auto line = text.find('/'); line != std::string_view::npos) {
    const auto parts = digits_of(without_blanks_around(text.substr(0, line)));
    const auto whole = digits_of(without_blanks_around(text.substr(line + 1)));
    if (parts && whole && *whole > 0 && *whole <= kMostParts) made = reduced(*parts, *whole);
  }
  if (!made || made->parts <= 0 || made->parts > made->whole) return std::nullopt;
  return made;
}

std::string to_string(Share share) {
  if (kBasisPoints % share.whole != 0) return std::to_string(share.parts) + "/" + std::to_string(share.whole);
  const std::int64_t points = share.parts * (kBasisPoints / share.whole);
  std::string made = std::to_string(points / 100);
  if (const std::int64_t rest = points % 100; rest != 0) {
    made += "." + std::to_string(rest / 10);
    if (rest % 10 != 0) made += std::to_string(rest % 10);
  }
  return made + "%";
}

std::optional<Share> sum(Share a, Share b) noexcept { return combined(a, b, 1); }

std::optional<Share> difference(Share a, Share b) noexcept { return combined(a, b, -1); }

}  // namespace grono
