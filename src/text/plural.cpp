#include "text/plural.hpp"

namespace grono::text {

std::string_view plural_form(std::string_view language, std::int64_t number) {
  if (number == 1) return "one";
  if (language != "pl") return "other";
  const std::int64_t last = number % 10, last_two = number % 100;
  return last >= 2 && last <= 4 && (last_two < 12 || last_two > 14) ? "few" : "many";
}

}  // namespace grono::text
