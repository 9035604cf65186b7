#include "mapping/composition.hpp"

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace grono::mapping {

Composition composition(const Dictionary& texts, std::span<const std::uint32_t> rows,
                        std::span<const double> weights) {
  Composition made;
  if (texts.column.empty()) return made;
  std::unordered_map<std::uint32_t, Part> by_text;
  std::uint64_t all = 0;
  for (const std::uint32_t row : rows) {
    const std::uint32_t text = texts.column[row];
    if (texts.texts[text].empty()) continue;
    Part& part = by_text[text];
    part.text = text;
    ++part.count;
    if (!weights.empty()) part.weight += static_cast<double>(weights[row]);
    ++all;
  }
  for (const auto& [text, part] : by_text) made.parts.push_back(part);
  std::sort(made.parts.begin(), made.parts.end(), [&](const Part& a, const Part& b) {
    return a.count != b.count ? a.count > b.count : texts.texts[a.text] < texts.texts[b.text];
  });
  double entropy = 0, alike = 0;
  for (Part& part : made.parts) {
    part.share = static_cast<double>(part.count) / static_cast<double>(all);
    entropy -= part.share * std::log(part.share);
    alike += part.share * part.share;
  }
  if (all == 0) return made;
  made.diversity = std::exp(entropy);
  made.simpson = 1 - alike;
  return made;
}

}  // namespace grono::mapping
