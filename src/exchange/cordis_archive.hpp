#pragma once

#include <string>
#include <string_view>

#include "exchange/cordis_reader.hpp"

namespace grono::exchange {

/// The tables of a framework programme as CORDIS packs them: a zip archive with project.csv and
/// organization.csv.
class CordisArchive {
 public:
  /// Unpacks both; other tables of the archive are not looked at.
  /// @throws InvalidInput  it is no archive, damaged, lacks one of them, or one of them is over 1 GiB
  explicit CordisArchive(std::string_view bytes);
  CordisArchive(const CordisArchive&) = delete;
  CordisArchive& operator=(const CordisArchive&) = delete;

  /// Lives as long as this.
  [[nodiscard]] CordisFiles files() const;

 private:
  std::string projects_, participants_;
};

}  // namespace grono::exchange
