#include "cli/map/lines.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <tbb/parallel_for.h>

#include "base/error.hpp"
#include "cli/map/cells.hpp"

namespace grono::cli::map {
namespace {

constexpr std::size_t kLinesOfAPart = 32'768;
constexpr std::size_t kPartsAtOnce = 32;  // bounds the memory that texts take

}  // namespace

void Lines::Close::operator()(std::FILE* file) const {
  if (file != stdout) std::fclose(file);
}

Lines::Lines(const std::string& path, const std::string& header)
    : path_(path), file_(path == "-" ? stdout : std::fopen(path.c_str(), "wb")) {
  if (!file_) throw InvalidInput(path_, std::strerror(errno), "give a file that can be written");
  put(header + '\n');
}

Lines::Lines(const std::string& path, Continued) : path_(path), file_(std::fopen(path.c_str(), "ab")) {
  if (!file_) throw InvalidInput(path_, std::strerror(errno), "give a file that can be written");
}

void Lines::write(std::size_t count, const std::function<void(std::size_t, std::string&)>& append) {
  std::vector<std::string> texts(kPartsAtOnce);
  // Few lines may be long ones: they are shared out too.
  const std::size_t lines_of_a_part = std::min(kLinesOfAPart, count / kPartsAtOnce + 1);
  for (std::size_t begin = 0; begin < count; begin += kPartsAtOnce * lines_of_a_part) {
    tbb::parallel_for(std::size_t{0}, kPartsAtOnce, [&](std::size_t part) {
      texts[part].clear();
      const std::size_t from = std::min(count, begin + part * lines_of_a_part),
                        to = std::min(count, from + lines_of_a_part);
      for (std::size_t i = from; i < to; ++i) append(i, texts[part]);
    });
    for (const std::string& text : texts) put(text);
  }
}

void Lines::put(const std::string& text) {
  if (std::fwrite(text.data(), 1, text.size(), file_.get()) != text.size())
    throw InvalidInput(path_, std::strerror(errno), "make room, or give another file");
}

void Lines::close() {
  std::FILE* file = file_.release();
  const bool written = file == stdout ? std::fflush(file) == 0 : std::fclose(file) == 0;
  if (!written) throw InvalidInput(path_, std::strerror(errno), "make room, or give another file");
}

void write_matrix(const std::string& path, const char* corner, const std::vector<std::string>& rows,
                  const std::vector<std::string>& columns, const std::vector<double>& values) {
  std::string header = corner;
  for (const std::string& column : columns) {
    header += ',';
    add_text(header, column);
  }
  Lines lines(path, header);
  lines.write(rows.size(), [&](std::size_t row, std::string& text) {
    add_text(text, rows[row]);
    for (std::size_t column = 0; column < columns.size(); ++column) {
      text += ',';
      add_number(text, values[row * columns.size() + column]);
    }
    text += '\n';
  });
  lines.close();
}

}  // namespace grono::cli::map
