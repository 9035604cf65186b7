#include "exchange/bytes.hpp"

#include <algorithm>
#include <fstream>

#include "base/error.hpp"

namespace grono::exchange {

namespace {

class FileBytes final : public ByteSource {
 public:
  explicit FileBytes(const std::filesystem::path& path) : path_(path.string()) {
    std::error_code error;
    const auto status = std::filesystem::status(path, error);
    if (!std::filesystem::exists(status)) throw InvalidInput(path_, "there is no such file");
    if (std::filesystem::is_directory(status))
      throw InvalidInput(path_, "this is a folder", "name a file in it");
    size_ = std::filesystem::file_size(path, error);
    if (error) size_ = 0;  // a pipe has no size; only progress needs it
    file_.open(path, std::ios::binary);
    if (!file_) throw InvalidInput(path_, "the file can't be opened", "check who may read it");
  }

  std::size_t read(std::span<char> buffer) override {
    file_.read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
    if (file_.bad()) throw InvalidInput(path_, "reading the file failed");
    return static_cast<std::size_t>(file_.gcount());
  }

  void rewind() override {
    file_.clear();
    file_.seekg(0);
    if (!file_) throw InvalidInput(path_, "the file can't be read twice", "save it to a disk first");
  }

  std::uint64_t size() const override { return size_; }

 private:
  std::string path_;
  std::ifstream file_;
  std::uint64_t size_ = 0;
};

class MemoryBytes final : public ByteSource {
 public:
  explicit MemoryBytes(std::string_view bytes) : bytes_(bytes) {}

  std::size_t read(std::span<char> buffer) override {
    const auto count = std::min(buffer.size(), bytes_.size() - at_);
    std::copy_n(bytes_.data() + at_, count, buffer.data());
    at_ += count;
    return count;
  }
  void rewind() override { at_ = 0; }
  std::uint64_t size() const override { return bytes_.size(); }

 private:
  std::string_view bytes_;
  std::size_t at_ = 0;
};

}  // namespace

std::unique_ptr<ByteSource> open_file(const std::filesystem::path& path) {
  return std::make_unique<FileBytes>(path);
}

std::unique_ptr<ByteSource> open_memory(std::string_view bytes) {
  return std::make_unique<MemoryBytes>(bytes);
}

}  // namespace grono::exchange
