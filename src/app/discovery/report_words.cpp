#include "app/discovery/report_words.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace grono::app {

std::string escaped(std::string_view text) {
  std::string made;
  for (const char c : text) switch (c) {
      case '&':
        made += "&amp;";
        break;
      case '<':
        made += "&lt;";
        break;
      case '>':
        made += "&gt;";
        break;
      case '"':
        made += "&quot;";
        break;
      default:
        made += c;
    }
  return made;
}

std::string Words::number(double value, int digits) const {
  if (!std::isfinite(value)) return "–";
  std::string made = fmt::format("{:.{}f}", value, digits);
  if (is_polish_) std::replace(made.begin(), made.end(), '.', ',');
  return made;
}

std::string Words::scope(mapping::Scope scope) const {
  switch (scope) {
    case mapping::Scope::city:
      return pick("miasto", "city");
    case mapping::Scope::region:
      return pick("region", "region");
    case mapping::Scope::country:
      return pick("kraj", "country");
    case mapping::Scope::cross_border:
      return pick("ponad granicą", "across borders");
  }
  return {};
}

}  // namespace grono::app
