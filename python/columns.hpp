#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>

#include "base/error.hpp"
#include "geo/earth_points.hpp"
#include "mapping/points.hpp"

namespace grono::python {

namespace py = pybind11;

/// A contiguous column of NumPy, converted where it is of another type.
template <typename T>
using Column = py::array_t<T, py::array::c_style | py::array::forcecast>;

template <typename T>
std::span<const T> span_of(const Column<T>& column) {
  return {column.data(), static_cast<std::size_t>(column.size())};
}

/// A vector as a NumPy array of the given shape (one axis without it); its memory is handed over, not copied.
template <typename T>
py::array_t<T> array_of(std::vector<T> values, std::vector<py::ssize_t> shape = {}) {
  if (shape.empty()) shape = {static_cast<py::ssize_t>(values.size())};
  auto kept = std::make_unique<std::vector<T>>(std::move(values));
  const T* data = kept->data();
  py::capsule owner(kept.get(), [](void* held) { delete static_cast<std::vector<T>*>(held); });
  static_cast<void>(kept.release());
  return py::array_t<T>(shape, data, owner);
}

/// Points as the library takes them: metres on a plane, or degrees turned into places on the Earth.
/// Holds its columns, so that it outlives the GIL being released.
class Located {
 public:
  Located(Column<double> x, Column<double> y, bool on_earth) : x_(std::move(x)), y_(std::move(y)) {
    if (x_.size() != y_.size())
      throw InvalidInput("points", "there are not as many first coordinates as second ones");
    points_ = {span_of(x_), span_of(y_), {}, false};
    if (!on_earth) return;
    earth_ = geo::earth_points(span_of(x_), span_of(y_));
    points_ = {earth_.x, earth_.y, earth_.z, true};
  }
  Located(const Located&) = delete;
  Located& operator=(const Located&) = delete;

  [[nodiscard]] const mapping::Points& points() const { return points_; }

 private:
  Column<double> x_, y_;
  geo::EarthPoints earth_;
  mapping::Points points_;
};

void add_density(py::module_& module);
void add_measures(py::module_& module);
void add_tables(py::module_& module);
void add_find(py::module_& module);

}  // namespace grono::python
