#include "mapping/marcon_puech.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <optional>

#include <tbb/enumerable_thread_specific.h>
#include <tbb/parallel_for.h>

#include "base/error.hpp"
#include "mapping/drawing.hpp"
#include "mapping/neighbour_sums.hpp"
#include "mapping/radii.hpp"

namespace grono::mapping {
namespace {

void require_valid(const Points& sites, std::span<const double> weights,
                   std::span<const std::uint32_t> reference) {
  sites.require_valid();
  require_weights(weights, sites.size());
  if (reference.empty()) throw InvalidInput("the industry", "it has no establishment", "name another");
}

/// Sums over all neighbours of some establishments: by establishment, then radius.
template <std::size_t D>
class Around {
 public:
  Around(const Points& sites, std::span<const double> weights, std::span<const double> radii2)
      : sites_(sites), weights_(weights), radii2_(radii2) {}

  void sum(const NeighbourSums<D>& among, std::span<const std::uint32_t> rows, std::span<double> sums) const {
    const std::size_t radii = radii2_.size();
    tbb::parallel_for(std::size_t{0}, rows.size(),
                      [&](std::size_t i) { one(among, rows[i], sums.subspan(i * radii, radii)); });
  }
  void one(const NeighbourSums<D>& among, std::uint32_t row, std::span<double> sums) const {
    among.within(NeighbourSums<D>::place_of(sites_, row), radii2_, sums);
  }
  [[nodiscard]] double weight(std::uint32_t row) const { return weights_.empty() ? 1 : weights_[row]; }
  [[nodiscard]] std::size_t radii() const { return radii2_.size(); }

 private:
  const Points& sites_;
  std::span<const double> weights_, radii2_;
};

/// The ratio of two sums by radius, as establishments are added.
struct Ratio {
  explicit Ratio(std::size_t radii) : local(radii), global(radii), count(radii) {}

  // @param of, all  weight within each radius, of the neighbour industry and of all, without the
  // establishment itself
  void add(std::span<const double> of, std::span<const double> all, double self_of, double self,
           double everywhere) {
    for (std::size_t r = 0; r < local.size(); ++r) {
      const double around = all[r] - self;
      if (!(around > 0)) continue;
      local[r] += (of[r] - self_of) / around;
      global[r] += everywhere;
      ++count[r];
    }
  }
  void write(std::span<double> curve) const {
    for (std::size_t r = 0; r < local.size(); ++r)
      curve[r] = global[r] > 0 ? local[r] / global[r] : std::numeric_limits<double>::quiet_NaN();
  }

  std::vector<double> local, global;
  std::vector<std::uint32_t> count;
};

template <std::size_t D>
class Question {
 public:
  Question(const Points& sites, std::span<const double> weights, std::span<const double> radii2)
      : sites_(sites), weights_(weights), around_(sites, weights, radii2), rows_(sites.size()) {
    std::iota(rows_.begin(), rows_.end(), 0U);
    all_.emplace(sites, rows_, weights);
    for (const std::uint32_t row : rows_) everything_ += around_.weight(row);
  }

  Ratio observed(std::span<const std::uint32_t> reference, std::span<const std::uint32_t> neighbours) const {
    std::vector<double> all(reference.size() * around_.radii());
    around_.sum(*all_, reference, all);
    return ratio(reference, neighbours,
                 [&](std::size_t i, std::uint32_t) { return all.data() + i * around_.radii(); });
  }

  Bands bands(std::size_t reference, std::size_t neighbours, const BandOptions& options) const {
    if (options.draws == 0) return {};
    std::vector<double> all(rows_.size() * around_.radii());
    around_.sum(*all_, rows_, all);
    tbb::enumerable_thread_specific<Drawing> drawings;
    return bands_of_draws(options, around_.radii(), [&](std::uint32_t draw, std::span<double> curve) {
      Drawing& drawing = drawings.local();
      drawing.begin(options.seed, draw);
      auto drawn = drawing.some_of(rows_.size(), reference + neighbours);
      // Of those drawn, some are the neighbour industry.
      for (std::size_t i = drawn.size(); i > 1 && neighbours > 0; --i)
        std::swap(drawn[i - 1], drawn[drawing.below(i)]);
      const auto dealt = std::span<const std::uint32_t>(drawn);
      ratio(dealt.first(reference), dealt.subspan(reference), [&](std::size_t, std::uint32_t row) {
        return all.data() + row * around_.radii();
      }).write(curve);
    });
  }

 private:
  // @param all_of  of an establishment by its number among the references and its row
  template <typename AllOf>
  Ratio ratio(std::span<const std::uint32_t> reference, std::span<const std::uint32_t> neighbours,
              const AllOf& all_of) const {
    const bool same = neighbours.empty();
    const auto others = same ? reference : neighbours;
    const NeighbourSums<D> among(sites_, others, weights_);
    double industry = 0;
    for (const std::uint32_t row : others) industry += around_.weight(row);
    std::vector<double> of(reference.size() * around_.radii());
    around_.sum(among, reference, of);
    Ratio made(around_.radii());
    for (std::size_t i = 0; i < reference.size(); ++i) {
      const double self = around_.weight(reference[i]), self_of = same ? self : 0;
      made.add({of.data() + i * around_.radii(), around_.radii()}, {all_of(i, reference[i]), around_.radii()},
               self_of, self, (industry - self_of) / (everything_ - self));
    }
    return made;
  }

  const Points& sites_;
  std::span<const double> weights_;
  Around<D> around_;
  std::vector<std::uint32_t> rows_;
  std::optional<NeighbourSums<D>> all_;
  double everything_ = 0;
};

template <std::size_t D>
M ask(const Points& sites, std::span<const double> weights, std::span<const std::uint32_t> reference,
      std::span<const std::uint32_t> neighbours, const MOptions& options) {
  const auto radii2 = squared_radii(sites, options.radii_m);
  const Question<D> question(sites, weights, radii2);
  M made;
  Ratio observed = question.observed(reference, neighbours);
  made.value.resize(radii2.size());
  observed.write(made.value);
  made.references = std::move(observed.count);
  made.bands = question.bands(reference.size(), neighbours.size(), options.bands);
  return made;
}

}  // namespace

M marcon_puech(const Points& sites, std::span<const double> weights, std::span<const std::uint32_t> reference,
               std::span<const std::uint32_t> neighbours, const MOptions& options) {
  require_valid(sites, weights, reference);
  return sites.z.empty() ? ask<2>(sites, weights, reference, neighbours, options)
                         : ask<3>(sites, weights, reference, neighbours, options);
}

}  // namespace grono::mapping
