#include "exchange/mapped_file.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.hpp"

namespace grono::exchange {
namespace {

/// Closes what it was given, but not standard input.
struct Descriptor {
  int number;
  ~Descriptor() {
    if (number > STDERR_FILENO) close(number);
  }
};

[[noreturn]] void unreadable(const std::string& path) {
  throw InvalidInput(path, std::strerror(errno), "give a file that can be read");
}

}  // namespace

MappedFile::MappedFile(const std::string& path) {
  const Descriptor file{path == "-" ? STDIN_FILENO : open(path.c_str(), O_RDONLY | O_CLOEXEC)};
  if (file.number < 0) unreadable(path);
  struct stat about {};
  if (fstat(file.number, &about) == 0 && S_ISREG(about.st_mode) && about.st_size > 0) {
    size_ = static_cast<std::size_t>(about.st_size);
    void* const mapped = mmap(nullptr, size_, PROT_READ, MAP_PRIVATE | MAP_POPULATE, file.number, 0);
    if (mapped != MAP_FAILED) mapped_ = mapped;
  }
  if (!mapped_) read_to_the_end(file.number, path);
}

MappedFile::~MappedFile() {
  if (mapped_) munmap(mapped_, size_);
}

std::string_view MappedFile::text() const {
  return mapped_ ? std::string_view(static_cast<const char*>(mapped_), size_) : std::string_view(read_);
}

void MappedFile::let_go(std::string_view part) const noexcept {
  if (!mapped_) return;
  // Whole pages only: their neighbours may be read yet.
  const auto page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
  const std::size_t from = static_cast<std::size_t>(part.data() - static_cast<const char*>(mapped_));
  const std::size_t first = (from + page - 1) / page * page, last = (from + part.size()) / page * page;
  if (first < last) madvise(static_cast<char*>(mapped_) + first, last - first, MADV_DONTNEED);
}

void MappedFile::read_to_the_end(int file, const std::string& path) {
  constexpr std::size_t block = 1U << 20;
  for (;;) {
    const std::size_t before = read_.size();
    read_.resize(before + block);
    const ssize_t got = ::read(file, read_.data() + before, block);
    const int error = errno;
    read_.resize(before + static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
    errno = error;
    if (got < 0 && errno != EINTR) unreadable(path);
    if (got == 0) return;
  }
}

}  // namespace grono::exchange
