#include "cluster/registers.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include <fmt/format.h>

#include "base/error.hpp"

namespace grono::cluster {
namespace {

constexpr std::array kNipWeights = {6, 5, 7, 2, 3, 4, 5, 6, 7};
constexpr std::array kRegon9Weights = {8, 9, 2, 3, 4, 5, 6, 7};
constexpr std::array kRegon14Weights = {2, 4, 8, 5, 0, 9, 7, 3, 6, 1, 2, 4, 8};

// Prefixes of VAT numbers in VIES: the member states (Greece is EL) and Northern Ireland.
constexpr std::array<std::string_view, 28> kVatPrefixes = {
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "EL", "ES", "FI", "FR", "HR", "HU",
    "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK", "XI"};

bool is_digit(char sign) {
  return sign >= '0' && sign <= '9';
}
bool is_capital(char sign) {
  return sign >= 'A' && sign <= 'Z';
}

// The text in capitals, without the spaces, dashes and dots people group digits with.
std::string without_grouping(std::string_view text) {
  static constexpr std::array<std::string_view, 6> wide = {"\u00a0", "\u202f", "\u2009",
                                                           "\u2010", "\u2011", "\u2013"};
  std::string kept;
  for (std::size_t i = 0; i < text.size();) {
    const auto grouping = std::find_if(
        wide.begin(), wide.end(), [&](std::string_view each) { return text.substr(i).starts_with(each); });
    if (grouping != wide.end()) {
      i += grouping->size();
      continue;
    }
    const char sign = text[i++];
    if (sign == ' ' || sign == '\t' || sign == '-' || sign == '.') continue;
    kept += sign >= 'a' && sign <= 'z' ? static_cast<char>(sign - 'a' + 'A') : sign;
  }
  return kept;
}

void require_digits(std::string_view where, std::string_view number) {
  if (!std::all_of(number.begin(), number.end(), is_digit))
    throw InvalidInput(std::string(where), "there is a sign that is no digit", "write the digits only");
}

template <std::size_t N>
int weighted_remainder(std::string_view digits, const std::array<int, N>& weights) {
  GRONO_INVARIANT(digits.size() >= N);
  int sum = 0;
  for (std::size_t i = 0; i < N; ++i) sum += (digits[i] - '0') * weights[i];
  return sum % 11;
}

template <std::size_t N>
char regon_digit(std::string_view digits, const std::array<int, N>& weights) {
  return static_cast<char>('0' + weighted_remainder(digits, weights) % 10);
}

[[noreturn]] void wrong_check_digit(std::string_view where, std::string_view number) {
  throw InvalidInput(std::string(where),
                     fmt::format("the check digit of {} does not fit the other digits", number),
                     "compare it with the register: a digit is mistyped or two are swapped");
}

std::string checked_nip(std::string_view where, std::string number) {
  require_digits(where, number);
  if (number.size() != 10)
    throw InvalidInput(std::string(where), fmt::format("a NIP has 10 digits, here are {}", number.size()));
  if (nip_check_digit(std::string_view(number).substr(0, 9)) != number.back() || number == "0000000000")
    wrong_check_digit(where, number);
  return number;
}

}  // namespace

std::optional<char> nip_check_digit(std::string_view first_nine) {
  const int remainder = weighted_remainder(first_nine, kNipWeights);
  if (remainder == 10) return std::nullopt;
  return static_cast<char>('0' + remainder);
}

char regon_check_digit(std::string_view first_eight) {
  return regon_digit(first_eight, kRegon9Weights);
}

std::string normalise_nip(std::string_view text) {
  std::string number = without_grouping(text);
  if (number.starts_with("PL")) number.erase(0, 2);
  return checked_nip("/registers/nip", std::move(number));
}

std::string normalise_regon(std::string_view text) {
  constexpr std::string_view where = "/registers/regon";
  std::string number = without_grouping(text);
  require_digits(where, number);
  if (number.size() != 9 && number.size() != 14)
    throw InvalidInput(std::string(where),
                       fmt::format("a REGON has 9 or 14 digits, here are {}", number.size()));
  const bool is_zero = number.find_first_not_of('0') == std::string::npos;
  if (regon_check_digit(number) != number[8] || is_zero) wrong_check_digit(where, number);
  if (number.size() == 14 && regon_digit(number, kRegon14Weights) != number[13])
    wrong_check_digit(where, number);
  return number;
}

std::string normalise_krs(std::string_view text) {
  constexpr std::string_view where = "/registers/krs";
  std::string number = without_grouping(text);
  require_digits(where, number);
  if (number.empty() || number.size() > 10)
    throw InvalidInput(std::string(where),
                       fmt::format("a KRS number has up to 10 digits, here are {}", number.size()));
  if (number.find_first_not_of('0') == std::string::npos)
    throw InvalidInput(std::string(where), "a KRS number is not zero", "leave it empty where there is none");
  return std::string(10 - number.size(), '0') + number;
}

std::string normalise_eu_vat(std::string_view text) {
  constexpr std::string_view where = "/registers/eu_vat";
  std::string number = without_grouping(text);
  if (number.starts_with("GR")) number.replace(0, 2, "EL");
  if (std::find(kVatPrefixes.begin(), kVatPrefixes.end(), std::string_view(number).substr(0, 2)) ==
      kVatPrefixes.end())
    throw InvalidInput(std::string(where), "an EU VAT number begins with two letters of its country",
                       "write it as in VIES, for example PL5261040828");
  const std::string_view rest = std::string_view(number).substr(2);
  if (!std::all_of(rest.begin(), rest.end(), [](char sign) { return is_digit(sign) || is_capital(sign); }))
    throw InvalidInput(std::string(where), "there is a sign that is neither letter nor digit");
  if (rest.size() < 2 || rest.size() > 12)
    throw InvalidInput(std::string(where),
                       fmt::format("2 to 12 letters or digits follow the country, here are {}", rest.size()));
  if (number.starts_with("PL")) return "PL" + checked_nip(where, number.substr(2));
  return number;
}

}  // namespace grono::cluster
