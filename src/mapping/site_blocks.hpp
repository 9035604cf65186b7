#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "mapping/dendrogram.hpp"
#include "mapping/points.hpp"

namespace grono::mapping {

/// Sites that stand beside each other in their order and come into the same merge of a field's dendrogram.
struct EnteringRun {
  std::uint32_t merge = 0;            ///< as many as there are merges: into none
  std::uint32_t first = 0, last = 0;  ///< sites, without the last
};

/// Sites in blocks of neighbours, for asking of many fields where everybody joins their hierarchy: the blocks
/// do not depend on the field, and most of them join as a whole, so that few sites are looked at one by one.
class SiteBlocks {
 public:
  /// @param sites  in an order of space, that of a `geo::KdTree` at best: another makes it slow, not wrong.
  ///               Their memory is the caller's and must outlive this
  /// @note  O(n log n), parallel; 2 D bytes a site
  explicit SiteBlocks(const Points& sites);

  /// Where every site comes in: by the rule of `FieldReach` and `entering_sums`, but into the first merge
  /// that has `min_size` points or more.
  ///
  /// From the root of the blocks down, each keeps of the cores above it those that may reach one of its sites
  /// first. It ends where all of these lead into one merge for every distance that is left between the
  /// nearest and the farthest site.
  ///
  /// @param field            establishments, of the same kind of points
  /// @param core_distance_m  of each of them, metres on the ground; infinite = never a core
  /// @param dendrogram       of the field
  /// @return  all sites, each once, in their order; the same for any number of threads
  /// @note    about O(field log field + borders between merges), at most O(sites × cores near a block);
  ///          parallel
  /// @source  two trees at once, after Gray and Moore (2001), "N-body problems in statistical learning"
  [[nodiscard]] std::vector<EnteringRun> entering(const Points& field,
                                                  std::span<const double> core_distance_m,
                                                  const Dendrogram& dendrogram, std::uint32_t min_size) const;

 private:
  Points sites_;
  std::uint32_t levels_ = 0;   // of blocks below the root; numbered as in a heap, 1 = root
  std::vector<double> boxes_;  // of each block: lowest and highest x, then y, then z
};

}  // namespace grono::mapping
