#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <random>
#include <string_view>
#include <vector>

#include "mapping/points.hpp"

namespace grono::mapping::testing {

/// Points that own their columns.
struct PointSet {
  std::vector<double> x, y, z;
  bool on_earth = false;

  void add(double at_x, double at_y) {
    x.push_back(at_x);
    y.push_back(at_y);
  }
  [[nodiscard]] std::size_t size() const { return x.size(); }
  [[nodiscard]] Points view() const { return {x, y, z, on_earth}; }
  [[nodiscard]] double squared(std::size_t a, std::size_t b) const {
    const double dx = x[a] - x[b], dy = y[a] - y[b], dz = z.empty() ? 0 : z[a] - z[b];
    return dx * dx + dy * dy + dz * dz;
  }
};

/// A map drawn in text: every character but a dot or a space is a point, 100 m a column and 100 m a line,
/// read from the top left. `drawn` holds the characters, one a point.
struct DrawnMap {
  PointSet points;
  std::string_view map;
  std::vector<char> drawn;
};
inline DrawnMap draw(std::string_view map) {
  DrawnMap made{{}, map, {}};
  double column = 0, line = 0;
  for (const char c : map) {
    if (c == '\n') {
      column = 0;
      line += 1;
      continue;
    }
    if (c != '.' && c != ' ') {
      made.points.add(column * 100, -line * 100);
      made.drawn.push_back(c);
    }
    column += 1;
  }
  return made;
}

/// Some towns and some countryside, with a share of twins on the same coordinates.
inline PointSet towns(std::size_t count, std::uint32_t seed, double twins = 0.1) {
  std::mt19937 random(seed);
  std::uniform_real_distribution<double> anywhere(0, 20'000), share(0, 1);
  std::normal_distribution<double> spread(0, 600);
  std::vector<std::pair<double, double>> centres(1 + count / 60);
  for (auto& centre : centres) centre = {anywhere(random), anywhere(random)};
  PointSet made;
  for (std::size_t i = 0; i < count; ++i) {
    if (i > 0 && share(random) < twins) {
      const std::size_t of = random() % i;
      made.add(made.x[of], made.y[of]);
    } else if (share(random) < 0.7) {
      const auto& [x, y] = centres[random() % centres.size()];
      made.add(x + spread(random), y + spread(random));
    } else {
      made.add(anywhere(random), anywhere(random));
    }
  }
  return made;
}

/// The same points in space: on a rough sheet, so that the third dimension matters.
inline PointSet in_space(PointSet points, std::uint32_t seed) {
  std::mt19937 random(seed);
  std::normal_distribution<double> height(0, 300);
  points.z.resize(points.size());
  for (std::size_t i = 0; i < points.size(); ++i) {
    const auto twin = static_cast<std::size_t>(
        std::find_if(points.x.begin(), points.x.end(),
                     [&](const double& x) {
                       const auto of = static_cast<std::size_t>(&x - points.x.data());
                       return points.x[of] == points.x[i] && points.y[of] == points.y[i];
                     }) -
        points.x.begin());
    points.z[i] = twin < i ? points.z[twin] : height(random);
  }
  return points;
}

/// Points on whole hundreds of metres: many distances are equal.
inline PointSet on_a_grid(std::size_t count, std::uint32_t seed) {
  std::mt19937 random(seed);
  PointSet made;
  for (std::size_t i = 0; i < count; ++i)
    made.add(100.0 * static_cast<double>(random() % 25), 100.0 * static_cast<double>(random() % 25));
  return made;
}

/// Rows in another order: `order[i]` is the old row of the new row i.
inline std::vector<std::uint32_t> shuffled(std::size_t count, std::uint32_t seed) {
  std::vector<std::uint32_t> order(count);
  for (std::size_t i = 0; i < count; ++i) order[i] = static_cast<std::uint32_t>(i);
  std::shuffle(order.begin(), order.end(), std::mt19937(seed));
  return order;
}
inline PointSet reordered(const PointSet& points, const std::vector<std::uint32_t>& order) {
  PointSet made;
  made.on_earth = points.on_earth;
  for (const std::uint32_t row : order) {
    made.add(points.x[row], points.y[row]);
    if (!points.z.empty()) made.z.push_back(points.z[row]);
  }
  return made;
}

}  // namespace grono::mapping::testing
