#pragma once

#include <optional>
#include <string>
#include <vector>

namespace grono::store {

/// Where a page of a list begins and how much it holds.
struct PageRequest {
  std::string cursor;  ///< `next` of the page before; empty: from the start
  int limit = 50;      ///< at least 1
};

/// A part of a list, with what asks for the rest.
/// A cursor that no page gave throws InvalidInput, where = "query/cursor".
template <class T>
struct Page {
  std::vector<T> items;
  std::optional<std::string> next;  ///< none: nothing follows
};

}  // namespace grono::store
