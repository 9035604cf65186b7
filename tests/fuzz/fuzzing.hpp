#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/error.hpp"
#include "exchange/table.hpp"

namespace grono::fuzz {

/// Bounds small enough for thousands of runs a second, and still reachable.
inline exchange::TableOptions small_limits() {
  exchange::TableOptions options;
  options.limits = {.columns = 50,
                    .cell_bytes = 4 << 10,
                    .row_bytes = 16 << 10,
                    .rows = 1'000,
                    .shared_text_bytes = 1 << 20,
                    .sheet_bytes = 4 << 20};
  return options;
}

/// Runs what reads outside input: it may refuse it, and nothing else.
template <class Work>
int refusing(const Work& work) {
  try {
    work();
  } catch (const InvalidInput&) {
    return 0;
  }
  return 0;
}

inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

}  // namespace grono::fuzz
