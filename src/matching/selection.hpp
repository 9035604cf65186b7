#pragma once

#include <cstdint>
#include <vector>

#include "matching/scoring.hpp"

/// What narrows: labels, places within a distance, technology readiness; and the counting of facets.
namespace grono::matching {

class Selection {
 public:
  Selection(const Tables& tables, const Sight& sight, const Query& query);

  /// Looks at a candidate: counts its facets, and says whether it passes everything.
  [[nodiscard]] bool take(Slot slot);
  [[nodiscard]] std::vector<std::vector<FacetCount>> facets() const;

 private:
  /// Of a label: the group of the query that asks for it, and the facet that counts it; -1 for none.
  struct Role {
    std::int16_t group = -1, facet = -1;
  };
  [[nodiscard]] bool is_near_enough(Slot slot) const;
  [[nodiscard]] bool is_ready_enough(const Document& document) const;

  const Tables& tables_;
  const Sight& sight_;
  const Query& query_;
  geo::UnitVector from_;                        // of `near`
  std::vector<Role> roles_;                     // by label
  std::vector<std::uint64_t> groups_of_facet_;  // those that do not narrow it
  std::uint64_t all_groups_ = 0;
  std::vector<std::uint32_t> counts_;           // by label
  std::vector<std::uint32_t> seen_in_;          // by label: number of the last candidate that counted it
  std::uint32_t candidate_ = 0;
};

}  // namespace grono::matching
