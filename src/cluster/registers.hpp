#pragma once

#include <optional>
#include <string>
#include <string_view>

/// Numbers of public registers: what they look like and how their check digits are computed. Pure; asks no
/// register.
namespace grono::cluster {

/// Tax number, 10 digits; spaces, dashes and a leading "PL" are taken away.
/// @throws InvalidInput  wrong length, a sign that is no digit, or a check digit that does not fit (weights
///                       6,5,7,2,3,4,5,6,7 mod 11; remainder 10 is never issued)
[[nodiscard]] std::string normalise_nip(std::string_view text);

/// Statistical number, 9 or 14 digits (weights 8,9,2,3,4,5,6,7 and 2,4,8,5,0,9,7,3,6,1,2,4,8, mod 11, 10 ->
/// 0). Of 14 digits the first 9 are a REGON themselves and are checked first. Grouping signs are taken away.
/// @throws InvalidInput  as for `normalise_nip`
[[nodiscard]] std::string normalise_regon(std::string_view text);

/// Number in the National Court Register: up to 10 digits, zero-padded to 10; has no check digit.
/// @throws InvalidInput  no digits, more than 10, a sign that is no digit, or zero
[[nodiscard]] std::string normalise_krs(std::string_view text);

/// EU VAT number: country prefix and 2-12 letters or digits; Polish ones are checked as NIP. Greece
/// is EL, as in VIES; GR is accepted and rewritten.
/// @throws InvalidInput  no country of the EU in front, wrong length or sign, or a Polish number that is no
/// NIP
[[nodiscard]] std::string normalise_eu_vat(std::string_view text);

/// The tenth digit of the NIP that begins with these nine; no value where the remainder is 10: never issued.
[[nodiscard]] std::optional<char> nip_check_digit(std::string_view first_nine);

/// The ninth digit of the REGON that begins with these eight; further digits are not looked at.
[[nodiscard]] char regon_check_digit(std::string_view first_eight);

}  // namespace grono::cluster
