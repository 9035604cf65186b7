#include "exchange/zip_archive.hpp"

#include <algorithm>
#include <vector>

#include <fmt/format.h>
#include <zip.h>

#include "base/error.hpp"

namespace grono::exchange {

namespace {

constexpr zip_int64_t kMostParts = 10'000;

[[noreturn]] void damaged(const std::string& where) {
  throw InvalidInput(where, "the workbook is damaged or not complete", "save it again as .xlsx");
}

}  // namespace

ZipPart::ZipPart(zip_file* file, std::string name, std::uint64_t size, std::uint64_t limit)
    : file_(file), name_(std::move(name)), size_(size), limit_(limit) {}

ZipPart::~ZipPart() {
  zip_fclose(file_);
}

std::size_t ZipPart::read(std::span<char> buffer) {
  const auto count = zip_fread(file_, buffer.data(), buffer.size());
  if (count < 0) damaged(name_);
  read_ += static_cast<std::uint64_t>(count);
  if (read_ > limit_)
    throw InvalidInput(name_, fmt::format("it is larger than {} bytes unpacked", limit_),
                       "leave out what is no table of organisations, or save it as CSV");
  return static_cast<std::size_t>(count);
}

double ZipPart::progress() const {
  return size_ == 0 ? 1.0 : std::min(1.0, static_cast<double>(read_) / static_cast<double>(size_));
}

ZipArchive::ZipArchive(const std::filesystem::path& path) {
  int error = 0;
  archive_ = zip_open(path.c_str(), ZIP_RDONLY | ZIP_CHECKCONS, &error);
  if (archive_ == nullptr) damaged(path.string());
  check_size();
}

ZipArchive::ZipArchive(std::string_view bytes) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  if (source != nullptr) archive_ = zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error);
  if (archive_ == nullptr && source != nullptr) zip_source_free(source);
  zip_error_fini(&error);
  if (archive_ == nullptr) damaged("file");
  check_size();
}

ZipArchive::~ZipArchive() {
  zip_discard(archive_);
}

void ZipArchive::check_size() const {
  if (zip_get_num_entries(archive_, 0) <= kMostParts) return;
  zip_discard(archive_);
  throw InvalidInput("file", fmt::format("the archive has more than {} parts", kMostParts),
                     "save it again as .xlsx");
}

bool ZipArchive::has(const std::string& part) const {
  return zip_name_locate(archive_, part.c_str(), 0) >= 0;
}

std::unique_ptr<ZipPart> ZipArchive::open(const std::string& part, std::uint64_t limit) const {
  zip_stat_t facts;
  zip_stat_init(&facts);
  if (zip_stat(archive_, part.c_str(), 0, &facts) != 0) damaged(part);
  zip_file* file = zip_fopen(archive_, part.c_str(), 0);
  if (file == nullptr) damaged(part);
  return std::make_unique<ZipPart>(file, part, (facts.valid & ZIP_STAT_SIZE) != 0 ? facts.size : 0, limit);
}

std::string ZipArchive::read(const std::string& part, std::uint64_t limit) const {
  const auto opened = open(part, limit);
  std::vector<char> buffer(1 << 16);
  std::string text;
  while (const auto count = opened->read(buffer)) text.append(buffer.data(), count);
  return text;
}

}  // namespace grono::exchange
