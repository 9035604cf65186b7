#pragma once

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "app/clock.hpp"

namespace grono::server {

/// A file that is gone when nobody needs it any more.
struct TemporaryFile {
  std::filesystem::path path = std::filesystem::temp_directory_path() / ("grono-" + to_string(app::new_uuid()));
  TemporaryFile() = default;
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  ~TemporaryFile() {
    std::error_code ignored;
    std::filesystem::remove(path, ignored);
  }

  [[nodiscard]] std::string bytes() const {
    std::ostringstream made;
    made << std::ifstream(path, std::ios::binary).rdbuf();
    return std::move(made).str();
  }
};

}  // namespace grono::server
