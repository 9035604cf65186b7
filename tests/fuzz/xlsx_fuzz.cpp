// Any bytes as a workbook; and any bytes as the XML of its sheet, which a mutated archive seldom reaches.
#include "exchange/xlsx_reader.hpp"
#include "exchange/xml_elements.hpp"
#include "fuzzing.hpp"

using namespace grono;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto text = fuzz::text_of(data, size);
  fuzz::refusing([&] {
    const auto reader = exchange::read_xlsx(text, fuzz::small_limits());
    for (exchange::Row row; reader->next(row);) {
    }
  });
  return fuzz::refusing([&] {
    const auto bytes = exchange::open_memory(text);
    exchange::XmlElements rows([&](std::span<char> buffer) { return bytes->read(buffer); }, "sheet", "row",
                               16 << 10);
    while (rows.next()) {
    }
  });
}
