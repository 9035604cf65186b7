#include "mapping/field.hpp"

#include <algorithm>
#include <cctype>

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

}  // namespace grono::mapping
