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

  /// Gives the pages of a part of the text back to the system, where they are the file's own: for what is
  /// read and not needed again. It may be read again all the same, at the cost of fetching it.
  void let_go(std::string_view part) const noexcept;

 private:
  void read_to_the_end(int file, const std::string& path);

  void* mapped_ = nullptr;
  std::size_t size_ = 0;
  std::string read_;
};

}  // namespace grono::exchange
