#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string_view>

namespace grono::exchange {

/// Bytes read one after another, from a file or from memory, and read again from their start.
class ByteSource {
 public:
  virtual ~ByteSource() = default;
  /// Fills `buffer` from where reading stands. @return how many bytes, 0 at the end
  /// @throws InvalidInput  the file can't be read any more
  virtual std::size_t read(std::span<char> buffer) = 0;
  virtual void rewind() = 0;
  [[nodiscard]] virtual std::uint64_t size() const = 0;
};

/// @throws InvalidInput  where = the path: not there, a folder, not readable
[[nodiscard]] std::unique_ptr<ByteSource> open_file(const std::filesystem::path& path);

/// @param bytes  must outlive the source
[[nodiscard]] std::unique_ptr<ByteSource> open_memory(std::string_view bytes);

}  // namespace grono::exchange
