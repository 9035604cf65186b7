// Any bytes as a table of establishments, CSV or GeoJSON, in parts of any size.
#include <vector>

#include "exchange/column_table.hpp"
#include "fuzzing.hpp"

using namespace grono;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  using exchange::ColumnWish;
  static const std::vector<ColumnWish> wishes = {
      {ColumnWish::Holds::numbers, {"lon"}, false, std::uint8_t{0}},
      {ColumnWish::Holds::numbers, {"lat"}, false, std::uint8_t{1}},
      {ColumnWish::Holds::texts, {"activity"}, false},
  };
  return fuzz::refusing([&] {
    const std::string_view text = fuzz::text_of(data + 1, size - 1);
    const auto whole = exchange::read_columns(text, "fuzz", wishes);
    const auto parted =
        exchange::read_columns(text, "fuzz", wishes, 1 + std::size_t{data[0]});
    if (whole.rows != parted.rows ||
        whole.columns[2].texts.column.size() != parted.columns[2].texts.column.size())
      __builtin_trap();
  });
}
