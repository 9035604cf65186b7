#include <memory>

#include <tbb/global_control.h>

#include "columns.hpp"

namespace grono::python {
namespace {

// None of it while `count` is 0: as many threads as the machine has.
void set_threads(std::size_t count) {
  static std::unique_ptr<tbb::global_control> control;
  control.reset();
  if (count > 0)
    control = std::make_unique<tbb::global_control>(tbb::global_control::max_allowed_parallelism, count);
}

}  // namespace
}  // namespace grono::python

PYBIND11_MODULE(_grono, module) {
  using namespace grono::python;
  module.attr("version") = GRONO_VERSION;
  py::register_exception_translator([](std::exception_ptr thrown) {
    try {
      if (thrown) std::rethrow_exception(thrown);
    } catch (const grono::InvalidInput& error) {
      PyErr_SetString(PyExc_ValueError, error.what());
    }
  });
  module.def("set_threads", &set_threads, py::arg("count"));
  add_density(module);
  add_measures(module);
  add_tables(module);
  add_find(module);
}
