#include "consortia/region.hpp"

#include <algorithm>
#include <cmath>

namespace grono::consortia {
namespace {

double longitude(const Instance& it, Number candidate) {
  return it.candidates[candidate].position->lon;
}
double latitude(const Instance& it, Number candidate) {
  return it.candidates[candidate].position->lat;
}

std::vector<Number> those_in(const Strip& strip, const Instance& it, const std::vector<Number>& candidates,
                             double (*place)(const Instance&, Number)) {
  std::vector<Number> made;
  for (const Number c : candidates)
    if (strip.holds(place(it, c))) made.push_back(c);
  return made;
}

bool is_near_one_of(const Appraisal& appraisal, Number candidate, const std::vector<Number>& anchors) {
  return std::any_of(anchors.begin(), anchors.end(), [&](Number anchor) {
    return anchor == candidate || !appraisal.are_distant(anchor, candidate);
  });
}

// Whoever lies west of both strips belongs to other regions; the others have to be near anchors that are there
// themselves.
void settle_region(const Instance& it, const Appraisal& appraisal, Region& region) {
  const auto is_outside = [&](Number c) {
    return longitude(it, c) < region.west.from || latitude(it, c) < region.south.from;
  };
  std::erase_if(region.candidates, is_outside);
  for (std::size_t before = region.candidates.size() + 1; before > region.candidates.size();) {
    before = region.candidates.size();
    region.anchors = {those_in(region.west, it, region.candidates, longitude),
                      those_in(region.south, it, region.candidates, latitude)};
    std::erase_if(region.candidates, [&](Number c) {
      return !std::all_of(region.anchors.begin(), region.anchors.end(),
                          [&](const auto& anchors) { return is_near_one_of(appraisal, c, anchors); });
    });
  }
  const bool lacks_fixed = std::any_of(it.fixed.begin(), it.fixed.end(), [&](Number f) {
    return !std::binary_search(region.candidates.begin(), region.candidates.end(), f);
  });
  if (lacks_fixed) region.candidates.clear();
}

/// The places of anchors in order, each once, and how far apart the first and the last are.
struct Spread {
  std::vector<double> places;
  double degrees = 0;
};
Spread spread_of(const Instance& it, const std::vector<Number>& anchors,
                 double (*place)(const Instance&, Number)) {
  Spread made;
  for (const Number c : anchors) made.places.push_back(place(it, c));
  std::sort(made.places.begin(), made.places.end());
  made.places.erase(std::unique(made.places.begin(), made.places.end()), made.places.end());
  if (!made.places.empty()) made.degrees = made.places.back() - made.places.front();
  return made;
}

}  // namespace

Region whole_region(std::span<const Number> candidates) {
  Region made;
  made.candidates.assign(candidates.begin(), candidates.end());
  return made;
}

void keep_only(const Instance& instance, const Appraisal& appraisal, std::vector<Number> candidates,
               Region& region) {
  region.candidates = std::move(candidates);
  // Of the whole nobody lies outside, and there is nobody whom all others need not be near.
  if (!region.anchors.empty()) settle_region(instance, appraisal, region);
}

std::vector<Region> split(const Instance& it, const Appraisal& appraisal, const Region& region) {
  constexpr double kRadiansInDegree = 0.017453292519943295;
  if (region.candidates.empty()) return {};
  const bool is_whole = region.anchors.empty();
  const Spread west = spread_of(it, is_whole ? region.candidates : region.anchors[0], longitude),
               south = spread_of(it, is_whole ? region.candidates : region.anchors[1], latitude);
  const double across = std::cos(latitude(it, region.candidates.front()) * kRadiansInDegree);
  const bool by_longitude = west.degrees * across >= south.degrees;
  const auto& places = by_longitude ? west.places : south.places;
  if (places.size() < 2) return {};
  const double middle = places[places.size() / 2];
  std::vector<Region> made = {region, region};
  (by_longitude ? made[0].west : made[0].south).to = middle;
  (by_longitude ? made[1].west : made[1].south).from = middle;
  for (Region& each : made) settle_region(it, appraisal, each);
  return made;
}

Model make_model(const Instance& instance, const Appraisal& appraisal, const Region& region) {
  Model model = make_model(instance, appraisal, std::span<const Number>(region.candidates));
  for (const auto& anchors : region.anchors) {
    if (anchors.size() == region.candidates.size()) continue;
    std::vector<MipModel::Term> terms;
    for (std::size_t i = 0; i < model.candidates.size(); ++i)
      if (std::binary_search(anchors.begin(), anchors.end(), model.candidates[i]))
        terms.push_back({model.of_candidate[i], 1});
    model.program.at_least(std::move(terms), 1);
  }
  return model;
}

}  // namespace grono::consortia
