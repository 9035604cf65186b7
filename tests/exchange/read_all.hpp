#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "exchange/table.hpp"

namespace grono::exchange::test {

using Cells = std::vector<std::vector<std::string>>;

/// Every row of a table that stands in memory.
inline Cells read_all(std::string_view bytes, const TableOptions& options = {}) {
  const auto reader = open_table(bytes, options);
  Cells rows;
  for (Row row; reader->next(row);) rows.push_back(row.cells);
  return rows;
}

/// "where: what" of the error that reading ends with; "nothing" where it ends well.
template <class Work>
std::string error_of(const Work& work) {
  try {
    work();
    return "nothing";
  } catch (const InvalidInput& error) {
    return error.where() + ": " + error.problem();
  }
}

}  // namespace grono::exchange::test
