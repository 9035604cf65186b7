#pragma once

#include <limits>
#include <span>
#include <vector>

#include "consortia/appraisal.hpp"
#include "consortia/model.hpp"

/// Where all partners have to be near one another: sets of them parted by where they lie.
namespace grono::consortia {

/// From one value to below another.
struct Strip {
  double from = -std::numeric_limits<double>::infinity(), to = std::numeric_limits<double>::infinity();
  [[nodiscard]] bool holds(double value) const noexcept { return from <= value && value < to; }
};

/// The sets of partners whose westernmost lies in one strip of longitudes and whose southernmost in one of
/// latitudes. Every set belongs to exactly one of the regions that a region is split into.
struct Region {
  std::vector<Number> candidates;  ///< who may be in such a set, sorted
  /// Of each of these lists somebody takes part: who lies in the strips. None where the strips leave nobody out.
  std::vector<std::vector<Number>> anchors;
  Strip west, south;
};

/// All of them.
[[nodiscard]] Region whole_region(std::span<const Number> candidates);

/// Only these candidates, and of them only those who can be in a set of the region: near somebody of each list
/// of anchors, as everybody in a set is. Nobody is left where no set can be.
void keep_only(const Instance& instance, const Appraisal& appraisal, std::vector<Number> candidates,
               Region& region);

/// Two regions in place of one, by the strip in which its candidates lie farther apart.
/// @returns  two, one of them or both perhaps without candidates; none where it can't be split
[[nodiscard]] std::vector<Region> split(const Instance& instance, const Appraisal& appraisal,
                                        const Region& region);

/// The program of the sets of a region.
[[nodiscard]] Model make_model(const Instance& instance, const Appraisal& appraisal, const Region& region);

}  // namespace grono::consortia
