#include "cli/map/run_ranks.hpp"

#include <cstdlib>
#include <memory>
#include <string>

#include <dlfcn.h>
#include <fmt/core.h>

#include "app/installation.hpp"
#include "base/error.hpp"

namespace grono::cli::map {
namespace {

// The symbols of mpi/mpi_ranks.cpp.
struct Module {
  mapping::Ranks* (*ranks)() = nullptr;
  void (*abort)(int) = nullptr;
};

Module load_module() {
  const auto path = app::find_share().parent_path() / "lib/libgrono_mpi.so";
  void* const module = dlopen(path.c_str(), RTLD_NOW | RTLD_GLOBAL);
  if (!module)
    throw InvalidInput("mpirun", std::string("this program can't join its processes: ") + dlerror(),
                       "install libopenmpi-dev and build it again, or start it without mpirun");
  Module made;
  made.ranks = reinterpret_cast<mapping::Ranks* (*)()>(dlsym(module, "grono_mpi_ranks"));
  made.abort = reinterpret_cast<void (*)(int)>(dlsym(module, "grono_mpi_abort"));
  GRONO_INVARIANT(made.ranks && made.abort);
  return made;
}

bool is_one_of_several() {
  const char* const size = std::getenv("OMPI_COMM_WORLD_SIZE");
  return size && std::string(size) != "1";
}

}  // namespace

void on_run_ranks(const std::function<void(mapping::Ranks&)>& work) {
  if (!is_one_of_several()) {
    work(mapping::alone());
    return;
  }
  const Module module = load_module();
  const std::unique_ptr<mapping::Ranks> ranks(module.ranks());
  try {
    work(*ranks);
  } catch (const std::exception& error) {
    // The others wait for this one: they are ended with it.
    fmt::print(stderr, "grono (process {}): {}\n", ranks->rank(), error.what());
    module.abort(1);
  }
}

}  // namespace grono::cli::map
