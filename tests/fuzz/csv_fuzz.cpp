// Any bytes as CSV; what was read is written and must come back.
#include <cstdlib>
#include <sstream>

#include "exchange/csv_reader.hpp"
#include "exchange/csv_writer.hpp"
#include "fuzzing.hpp"

using namespace grono;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  return fuzz::refusing([&] {
    std::vector<std::vector<std::string>> rows;
    const auto reader =
        exchange::read_csv(exchange::open_memory(fuzz::text_of(data, size)), fuzz::small_limits());
    for (exchange::Row row; reader->next(row);) rows.push_back(row.cells);
    std::ostringstream out;
    exchange::CsvWriter writer(out);
    for (const auto& row : rows) writer.write(row);
    exchange::TableOptions options;
    options.delimiter = ',';
    options.encoding = exchange::Encoding::utf_8;
    const std::string bytes = out.str();
    const auto again = exchange::read_csv(exchange::open_memory(bytes), options);
    exchange::Row row;
    for (const auto& expected : rows)
      if (!again->next(row) || row.cells != expected) std::abort();
    if (again->next(row)) std::abort();
  });
}
