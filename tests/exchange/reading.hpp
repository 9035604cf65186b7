#pragma once

#include <array>

#include "cluster/classification.hpp"
#include "exchange/import_words.hpp"
#include "exchange/organisation_row.hpp"
#include "geo/gazetteer.hpp"

namespace grono::exchange::test {

/// What the program ships, read once.
struct Shipped {
  ImportWords words = ImportWords::load(GRONO_SOURCE_DIR "/data/import");
  cluster::Classifications classifications =
      cluster::Classifications::load(GRONO_SOURCE_DIR "/data/classifications");
  geo::Gazetteer gazetteer = geo::Gazetteer::load(GRONO_SOURCE_DIR "/data/gazetteer.csv");
};

inline const Shipped& shipped() {
  static const Shipped made;
  return made;
}

inline RowReading reading() {
  return {shipped().words, shipped().classifications, shipped().gazetteer, {}};
}

/// A row under headers as people write them.
inline OrganisationRow row_of(const std::vector<std::pair<std::string, std::string>>& cells) {
  std::vector<std::string> texts;
  std::vector<std::optional<Target>> targets;
  for (const auto& [header, cell] : cells) {
    texts.push_back(cell);
    targets.push_back(shipped().words.target(header));
  }
  return read_organisation_row(texts, targets, reading());
}

}  // namespace grono::exchange::test
