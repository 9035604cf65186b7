#pragma once

#include <string>
#include <string_view>

namespace grono::exchange {

struct Address {
  std::string street, postal_code, locality;
  bool operator==(const Address&) const = default;
};

/// Takes an address in one line apart: "ul. Prosta 1, 00-838 Warszawa" and, as CORDIS writes them, "VIA XXI
/// LUGLIO 20, MIRANDOLA, 41073". What does not look like a town or its code stays with the street.
[[nodiscard]] Address parse_address(std::string_view text);

}  // namespace grono::exchange
