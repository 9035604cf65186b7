#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace grono::app {

/// Files kept by their content: the same bytes once, under their SHA-256. Several servers on one database share the
/// folder.
class KeptFiles {
 public:
  explicit KeptFiles(std::filesystem::path folder) : folder_(std::move(folder)) {}

  /// Writes the file where it is not there yet; on disk when this returns.
  /// @returns  its digest, 64 hexadecimal digits
  /// @throws StoreUnavailable  the folder can't be written
  [[nodiscard]] std::string keep(std::string_view bytes) const;

  /// @throws StoreUnavailable  it is not there, can't be read, or is no longer what was kept: says which
  [[nodiscard]] std::string read(const std::string& digest) const;

 private:
  [[nodiscard]] std::filesystem::path path_of(const std::string& digest) const;

  std::filesystem::path folder_;
};

}  // namespace grono::app
