#pragma once

#include <string>
#include <string_view>

/// Numbers of public registers: what they look like and how their check digits are computed. Pure; asks no register.
namespace grono::cluster {

/// Tax number, 10 digits; spaces, dashes and a leading "PL" are taken away.
/// @throws InvalidInput  wrong length, a sign that is no digit, or a check digit that does not fit (weights
///                       6,5,7,2,3,4,5,6,7 mod 11; remainder 10 is never issued)
[[nodiscard]] std::string normalise_nip(std::string_view text);

/// Statistical number, 9 or 14 digits (weights 8,9,2,3,4,5,6,7 and 2,4,8,5,0,9,7,3,6,1,2,4,8, mod 11, 10 -> 0).
[[nodiscard]] std::string normalise_regon(std::string_view text);

/// Number in the National Court Register: up to 10 digits, zero-padded to 10; has no check digit.
[[nodiscard]] std::string normalise_krs(std::string_view text);

/// EU VAT number: country prefix and 2-12 letters or digits; Polish ones are checked as NIP.
[[nodiscard]] std::string normalise_eu_vat(std::string_view text);

}  // namespace grono::cluster
