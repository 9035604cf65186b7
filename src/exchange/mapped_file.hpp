#pragma once

#include <string>
#include <string_view>

namespace grono::exchange {

/// The bytes of a file, mapped into memory; of a pipe, read to its end.
class MappedFile {
 public:
  /// @param path  "-" for standard input
  /// @throws InvalidInput  it can't be read
  explicit MappedFile(const std::string& path);
  ~MappedFile();
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;

  [[nodiscard]] std::string_view text() const;

 private:
  void read_to_the_end(int file, const std::string& path);

  void* mapped_ = nullptr;
  std::size_t size_ = 0;
  std::string read_;
};

}  // namespace grono::exchange
