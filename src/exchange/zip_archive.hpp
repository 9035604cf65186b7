#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

struct zip;
struct zip_file;

namespace grono::exchange {

/// A file inside an archive, unpacked while it is read and never beyond a bound.
class ZipPart {
 public:
  ZipPart(zip_file* file, std::string name, std::uint64_t size, std::uint64_t limit);
  ~ZipPart();
  ZipPart(const ZipPart&) = delete;
  ZipPart& operator=(const ZipPart&) = delete;

  /// @returns  how many bytes, 0 at the end
  /// @throws InvalidInput  the archive is damaged, or the part is larger than its bound
  std::size_t read(std::span<char> buffer);
  /// Share read so far, 0..1, by what the archive says of its size.
  [[nodiscard]] double progress() const;

 private:
  zip_file* file_;
  std::string name_;
  std::uint64_t size_, limit_, read_ = 0;
};

/// A zip archive opened for reading.
class ZipArchive {
 public:
  /// @throws InvalidInput  not a zip archive, damaged, or with more than 10,000 parts
  explicit ZipArchive(const std::filesystem::path& path);
  /// @param bytes  must outlive the archive
  explicit ZipArchive(std::string_view bytes);
  ~ZipArchive();
  ZipArchive(const ZipArchive&) = delete;
  ZipArchive& operator=(const ZipArchive&) = delete;

  [[nodiscard]] bool has(const std::string& part) const;
  /// @throws InvalidInput  no such part, encrypted, or packed in a way we do not know
  [[nodiscard]] std::unique_ptr<ZipPart> open(const std::string& part, std::uint64_t limit) const;
  /// The whole of a small part.
  [[nodiscard]] std::string read(const std::string& part, std::uint64_t limit) const;

 private:
  void check_size() const;
  zip* archive_ = nullptr;
};

}  // namespace grono::exchange
