#pragma once

#include <cstdint>
#include <vector>

#include "consortia/appraisal.hpp"

/// Good consortia found by trying: a start for the exact search, which then needs to prove only, and a
/// yardstick.
namespace grono::consortia {

struct Found {
  Partners partners;
  double total = 0;
};

/// The best distinct sets seen so far, best first, at most so many.
class Best {
 public:
  explicit Best(std::size_t most) : most_(most) {}
  /// @param partners  any order
  void offer(const std::vector<Number>& partners, double total);
  [[nodiscard]] const std::vector<Found>& all() const noexcept { return all_; }
  [[nodiscard]] bool is_full() const noexcept { return all_.size() >= most_; }

 private:
  std::size_t most_;
  std::vector<Found> all_;
};

/// The greedy choice: always the partner that mends most of what is missing, of those the one that adds most
/// to the total, until nothing is missing and nobody adds any more.
/// @return  may meet less than everything
[[nodiscard]] Partners greedy_choice(const Appraisal& appraisal, const std::vector<Number>& fixed, int most);

struct SearchOptions {
  std::size_t trials = 150'000;  ///< sets that are looked at
  std::size_t keep = 10;
  std::uint64_t seed = 1;  ///< the same seed, the same sets
};

/// Iterated local search from the greedy choice and the given sets: partners are exchanged, added and left
/// out while that helps, then some are thrown out and it starts again. All that meets everything on the way
/// is offered to `best`.
void search(const Appraisal& appraisal, const std::vector<Number>& fixed, int most,
            const SearchOptions& options, const std::vector<Partners>& starts, Best& best);

/// Looks at everything one step away from the first `wanted` of the best sets - somebody exchanged, added or
/// left out - until none of them has a better neighbour that isn't known: the best of many are near one another.
/// @param candidates  who may come in
void look_around(const Appraisal& appraisal, const std::vector<Number>& fixed, int most, std::size_t wanted,
                 const std::vector<Number>& candidates, Best& best);

}  // namespace grono::consortia
