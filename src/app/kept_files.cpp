#include "app/kept_files.hpp"

#include <fstream>
#include <sstream>

#include <fcntl.h>
#include <sodium.h>
#include <unistd.h>

#include "app/clock.hpp"
#include "base/error.hpp"

namespace grono::app {
namespace {

std::string sha256(std::string_view bytes) {
  std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
  crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
  std::string made(hash.size() * 2 + 1, '\0');
  sodium_bin2hex(made.data(), made.size(), hash.data(), hash.size());
  made.pop_back();
  return made;
}

struct Descriptor {
  int number;
  ~Descriptor() {
    if (number >= 0) ::close(number);
  }
};

[[noreturn]] void fail(const std::filesystem::path& path, const char* what) {
  throw StoreUnavailable(std::string(what) + " (" + path.string() + ")");
}

void write_whole(const std::filesystem::path& path, std::string_view bytes) {
  const Descriptor file{::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600)};
  if (file.number < 0) fail(path, "a file can't be made: is there space and the right to write?");
  while (!bytes.empty()) {
    const ::ssize_t written = ::write(file.number, bytes.data(), bytes.size());
    if (written <= 0) fail(path, "a file can't be written: is there space?");
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  if (::fsync(file.number) != 0) fail(path, "a file can't be brought to disk");
}

}  // namespace

std::filesystem::path KeptFiles::path_of(const std::string& digest) const {
  GRONO_INVARIANT(digest.size() == 64 && digest.find_first_not_of("0123456789abcdef") == digest.npos);
  return folder_ / digest.substr(0, 2) / digest.substr(2);
}

std::string KeptFiles::keep(std::string_view bytes) const {
  const std::string digest = sha256(bytes);
  const auto path = path_of(digest);
  if (std::filesystem::exists(path)) return digest;
  std::error_code error;
  std::filesystem::create_directories(path.parent_path(), error);
  if (error) fail(path.parent_path(), "a file can't be made: is there space and the right to write?");
  // Whole or not at all, however many write the same at once.
  const auto unfinished = path.parent_path() / ("unfinished-" + to_string(new_uuid()));
  write_whole(unfinished, bytes);
  std::filesystem::rename(unfinished, path, error);
  if (error) fail(path, "a file can't be put in its place");
  return digest;
}

std::string KeptFiles::read(const std::string& digest) const {
  const auto path = path_of(digest);
  std::ifstream in(path, std::ios::binary);
  if (!in) fail(path, "a file is missing: bring it back from a copy of the data folder");
  std::ostringstream out;
  out << in.rdbuf();
  std::string bytes = std::move(out).str();
  if (sha256(bytes) != digest) fail(path, "a file is no longer what was kept: bring it back from a copy of the data folder");
  return bytes;
}

}  // namespace grono::app
