#include "matching/scoring.hpp"

#include <algorithm>
#include <cmath>

#include "text/fold.hpp"

namespace grono::matching {
namespace {

constexpr double kHalfDistance_m = 50'000;

}  // namespace

void score_codes(const Tables& tables, std::span<const Code> codes, Values& score) {
  thread_local Values best;
  for (const Code& code : codes) {
    best.clear(tables.documents.size());
    const std::size_t depth = code.path.size();
    for (std::size_t i = 0; i < depth; ++i) {
      const std::size_t common = depth - i;
      if (common == 1 && depth > 1) break;  // the section says too little
      const auto having = tables.coded.find(code.path[i]);
      if (having == tables.coded.end()) continue;
      for (const Coded& each : having->second) {
        if (tables.is_alive[each.slot])
          best.raise_to(each.slot, 2 * static_cast<float>(common) / static_cast<float>(depth + each.depth));
      }
    }
    for (const Slot slot : best.touched()) score.add(slot, best[slot] / static_cast<float>(codes.size()));
  }
}

void score_tags(const Tables& tables, const Sight& sight, std::span<const std::string> tags, Values& score) {
  thread_local Values once;
  for (const std::string& tag : tags) {
    once.clear(tables.documents.size());
    const auto having = tables.tagged.find(text::fold(tag));
    if (having == tables.tagged.end()) continue;
    for (const Tagged& each : having->second) {
      const Document& document = tables.documents[each.slot];
      if (tables.is_alive[each.slot] && sight.sees(document, each.item)) once.raise_to(each.slot, 1);
    }
    for (const Slot slot : once.touched()) score.add(slot, 1 / static_cast<float>(tags.size()));
  }
}

float nearness(double distance_m) { return static_cast<float>(std::exp2(-distance_m / kHalfDistance_m)); }

std::optional<double> distance_to(const Tables& tables, Slot slot, const geo::UnitVector& from) {
  std::optional<double> nearest;
  for (const geo::UnitVector& position : tables.positions[slot]) {
    const double distance = geo::quick_distance_m(from, position);
    if (!nearest || distance < *nearest) nearest = distance;
  }
  return nearest;
}

}  // namespace grono::matching
