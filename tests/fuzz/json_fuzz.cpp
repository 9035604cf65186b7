// Any bytes as GeoJSON, JSON-LD or plain JSON.
#include "exchange/json_reader.hpp"
#include "fuzzing.hpp"

using namespace grono;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  return fuzz::refusing([&] {
    const auto reader =
        exchange::read_json(exchange::open_memory(fuzz::text_of(data, size)), fuzz::small_limits());
    for (exchange::Row row; reader->next(row);) {
    }
  });
}
