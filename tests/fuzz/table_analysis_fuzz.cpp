// Any table of organisations, from its bytes to checked rows; what is taken is in its stored form already.
#include <cstdlib>

#include "cluster/rules.hpp"
#include "exchange/organisation_row.hpp"
#include "fuzzing.hpp"

using namespace grono;

namespace {

struct Shipped {
  exchange::ImportWords words = exchange::ImportWords::load(GRONO_SOURCE_DIR "/data/import");
  cluster::Classifications classifications =
      cluster::Classifications::load(GRONO_SOURCE_DIR "/data/classifications");
  geo::Gazetteer gazetteer = geo::Gazetteer::load(GRONO_SOURCE_DIR "/data/gazetteer.csv");
};

void check(const exchange::OrganisationRow& row, const Shipped& shipped) {
  if (row.is_rejected()) return;
  auto again = row.organisation;
  if (!cluster::normalise_and_check(again, shipped.classifications).empty() || again != row.organisation)
    std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Shipped shipped;
  return fuzz::refusing([&] {
    const auto reader = exchange::open_table(fuzz::text_of(data, size), fuzz::small_limits());
    exchange::Row row;
    if (!reader->next(row)) return;
    std::vector<std::optional<exchange::Target>> targets;
    for (const auto& header : row.cells) targets.push_back(shipped.words.target(header));
    const exchange::RowReading reading{shipped.words, shipped.classifications, shipped.gazetteer, {}};
    while (reader->next(row)) {
      auto read = exchange::read_organisation_row(row.cells, targets, reading);
      check(read, shipped);
      exchange::overlay(read.organisation, read);
    }
  });
}
