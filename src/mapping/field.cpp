#include "mapping/field.hpp"

#include <algorithm>
#include <cctype>

#include <fmt/core.h>

#include "base/error.hpp"

namespace grono::mapping {

std::string compact_code(std::string_view code) {
  std::string made;
  for (const char c : code)
    if (const auto byte = static_cast<unsigned char>(c); byte < 128 && std::isalnum(byte) != 0)
      made += static_cast<char>(std::toupper(byte));
  return made;
}

bool is_of_field(std::string_view code, std::span<const std::string> compact_prefixes) {
  const std::string compact = compact_code(code);
  return std::any_of(compact_prefixes.begin(), compact_prefixes.end(), [&](const std::string& prefix) {
    return !prefix.empty() && compact.starts_with(prefix);
  });
}

std::vector<std::uint32_t> establishments_of_field(const Dictionary& activity,
                                                   std::span<const std::string> compact_prefixes) {
  std::vector<bool> is_wanted;
  for (const std::string& text : activity.texts) is_wanted.push_back(is_of_field(text, compact_prefixes));
  std::vector<std::uint32_t> made;
  for (std::uint32_t i = 0; i < activity.column.size(); ++i)
    if (is_wanted[activity.column[i]]) made.push_back(i);
  return made;
}

void require_rows_of_field(std::span<const std::uint32_t> field, std::size_t sites) {
  std::vector<bool> seen(sites);
  for (const std::uint32_t row : field) {
    if (row >= sites || seen[row])
      throw InvalidInput("field",
                         fmt::format("row {} is {}", row, row < sites ? "named twice" : "none of the sites"),
                         "name each establishment of the field once");
    seen[row] = true;
  }
}

}  // namespace grono::mapping
