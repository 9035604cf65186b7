#include "cli/map/point_file.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>
#include <limits>
#include <string_view>

#include <fcntl.h>
#include <fmt/core.h>
#include <fmt/ranges.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <tbb/parallel_for.h>
#include <unistd.h>

#include "base/error.hpp"

namespace grono::cli::map {
namespace {

constexpr double kNoNumber = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t kSampledRows = 5;

// The bytes of a file, mapped; of a pipe, read to its end.
class Bytes {
 public:
  explicit Bytes(const std::string& path) {
    const int file = path == "-" ? STDIN_FILENO : open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) throw InvalidInput(path, std::strerror(errno), "give a file that can be read");
    struct stat about {};
    if (fstat(file, &about) == 0 && S_ISREG(about.st_mode) && about.st_size > 0) {
      size_ = static_cast<std::size_t>(about.st_size);
      mapped_ = mmap(nullptr, size_, PROT_READ, MAP_PRIVATE | MAP_POPULATE, file, 0);
    }
    if (mapped_ == MAP_FAILED) read_to_the_end(file, path);
    if (path != "-") close(file);
  }
  ~Bytes() {
    if (mapped_ != MAP_FAILED) munmap(mapped_, size_);
  }
  Bytes(const Bytes&) = delete;
  Bytes& operator=(const Bytes&) = delete;

  [[nodiscard]] std::string_view text() const {
    return mapped_ == MAP_FAILED ? std::string_view(read_)
                                 : std::string_view(static_cast<const char*>(mapped_), size_);
  }

 private:
  void read_to_the_end(int file, const std::string& path) {
    constexpr std::size_t kBlock = 1U << 20;
    for (;;) {
      const std::size_t before = read_.size();
      read_.resize(before + kBlock);
      const ssize_t got = ::read(file, read_.data() + before, kBlock);
      read_.resize(before + static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
      if (got < 0 && errno != EINTR)
        throw InvalidInput(path, std::strerror(errno), "give a file that can be read");
      if (got == 0) return;
    }
  }

  void* mapped_ = MAP_FAILED;
  std::size_t size_ = 0;
  std::string read_;
};

// Takes the next line off the text, without its end; a quoted line end is part of the line.
std::string_view take_line(std::string_view& text, bool quotes) {
  std::size_t end = text.find('\n');
  if (quotes)
    for (bool inside = false; end != text.npos; end = text.find('\n', end + 1)) {
      inside = std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(end), '"') % 2 != 0;
      if (!inside) break;
    }
  std::string_view line = text.substr(0, end);
  text.remove_prefix(end == text.npos ? text.size() : end + 1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

// Takes the next cell off the line, quotes and all.
std::string_view take_cell(std::string_view& line, char delimiter) {
  std::size_t end = 0;
  for (bool inside = false; end < line.size() && (inside || line[end] != delimiter); ++end)
    if (line[end] == '"') inside = !inside;
  const std::string_view cell = line.substr(0, end);
  line.remove_prefix(std::min(line.size(), end + 1));
  return cell;
}

std::string_view bare(std::string_view cell) {
  while (!cell.empty() && (cell.front() == ' ' || cell.front() == '"')) cell.remove_prefix(1);
  while (!cell.empty() && (cell.back() == ' ' || cell.back() == '"')) cell.remove_suffix(1);
  return cell;
}

double number(std::string_view cell) {
  cell = bare(cell);
  if (cell.starts_with('+')) cell.remove_prefix(1);
  double value = kNoNumber;
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
  return error == std::errc{} && end == cell.data() + cell.size() ? value : kNoNumber;
}

std::vector<std::string> cells_of(std::string_view line, char delimiter) {
  std::vector<std::string> cells;
  for (std::string_view rest = line; !rest.empty();) cells.emplace_back(bare(take_cell(rest, delimiter)));
  return cells;
}

char delimiter_of(std::string_view line) {
  constexpr std::string_view kDelimiters = ",;\t";
  return *std::max_element(kDelimiters.begin(), kDelimiters.end(), [&](char a, char b) {
    return std::count(line.begin(), line.end(), a) < std::count(line.begin(), line.end(), b);
  });
}

std::string lower(std::string text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return text;
}

std::size_t column_of(const std::vector<std::string>& names, const std::vector<std::string>& wanted) {
  for (const std::string& want : wanted)
    for (std::size_t i = 0; i < names.size(); ++i)
      if (lower(names[i]) == lower(want)) return i;
  throw InvalidInput(
      "the first line",
      fmt::format("no column {}; it names {}", fmt::join(wanted, " or "), fmt::join(names, ", ")),
      "name the two columns of coordinates with --columns");
}

struct Layout {
  char delimiter = ',';
  std::size_t x = 0, y = 0;
  mapping::Coordinates coordinates{};

  [[nodiscard]] bool is_usable(double at_x, double at_y) const {
    if (coordinates == mapping::Coordinates::projected)
      return std::abs(at_x) <= 1e15 && std::abs(at_y) <= 1e15;
    return std::abs(at_x) <= 360 && std::abs(at_y) <= 90;
  }
};

Layout layout_of(std::string_view header, const std::string& columns, mapping::Coordinates coordinates) {
  if (header.starts_with("\xEF\xBB\xBF")) header.remove_prefix(3);
  Layout made;
  made.delimiter = delimiter_of(header);
  made.coordinates = coordinates;
  const auto names = cells_of(header, made.delimiter);
  if (!columns.empty()) {
    const auto chosen = cells_of(columns, ',');
    if (chosen.size() != 2)
      throw InvalidInput("--columns", "two names are needed", "give for example --columns x,y");
    made.x = column_of(names, {chosen[0]});
    made.y = column_of(names, {chosen[1]});
  } else if (coordinates == mapping::Coordinates::projected) {
    made.x = column_of(names, {"x", "x_m", "east", "easting"});
    made.y = column_of(names, {"y", "y_m", "north", "northing"});
  } else {
    made.x = column_of(names, {"lon", "longitude", "lng", "long", "x"});
    made.y = column_of(names, {"lat", "latitude", "y"});
  }
  return made;
}

// Parts of the text that end where lines end, so that each can be read alone.
std::vector<std::string_view> parts_of(std::string_view text, bool quotes) {
  constexpr std::size_t kPart = 1U << 20;
  std::vector<std::string_view> parts;
  while (!text.empty()) {
    std::size_t end = quotes || text.size() <= kPart ? text.npos : text.find('\n', kPart);
    end = end == text.npos ? text.size() : end + 1;
    parts.push_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return parts;
}

struct Part {
  std::vector<double> x, y;
};

Part read_part(std::string_view text, const Layout& layout, bool quotes) {
  Part part;
  part.x.reserve(text.size() / 24);
  part.y.reserve(text.size() / 24);
  const std::size_t last = std::max(layout.x, layout.y);
  while (!text.empty()) {
    std::string_view line = take_line(text, quotes);
    if (line.empty()) continue;
    double x = kNoNumber, y = kNoNumber;
    for (std::size_t column = 0; column <= last && !line.empty(); ++column) {
      const std::string_view cell = take_cell(line, layout.delimiter);
      if (column == layout.x) x = number(cell);
      if (column == layout.y) y = number(cell);
    }
    part.x.push_back(x);
    part.y.push_back(y);
  }
  return part;
}

// Puts the parts together and sets aside the rows that can't be used.
PointFile gather(std::vector<Part> parts, const Layout& layout, const std::string& path) {
  std::size_t rows = 0;
  for (const Part& part : parts) rows += part.x.size();
  if (rows >= std::numeric_limits<std::uint32_t>::max())
    throw InvalidInput(path, fmt::format("{} rows are too many", rows), "give fewer than 4,294,967,295");
  PointFile made;
  made.rows = static_cast<std::uint32_t>(rows);
  made.x.reserve(rows);
  made.y.reserve(rows);
  std::uint32_t row = 0, unusable = 0;
  for (Part& part : parts) {
    for (std::size_t i = 0; i < part.x.size(); ++i, ++row) {
      if (layout.is_usable(part.x[i], part.y[i])) {
        if (unusable > 0) made.row.push_back(row);
        made.x.push_back(part.x[i]);
        made.y.push_back(part.y[i]);
        continue;
      }
      if (unusable++ == 0)
        for (std::uint32_t before = 0; before < row; ++before) made.row.push_back(before);
      if (made.unusable.size() < kSampledRows) made.unusable.push_back(row);
    }
    part = {};
  }
  if (made.x.empty() && rows > 0)
    throw InvalidInput(path, fmt::format("none of its {} rows has coordinates that can be used", rows),
                       "check the columns, their order (longitude first) and --projected");
  return made;
}

}  // namespace

PointFile read_points(const std::string& path, const std::string& columns, mapping::Coordinates coordinates) {
  const Bytes bytes(path);
  std::string_view text = bytes.text();
  const bool quotes = text.find('"') != text.npos;
  const std::string_view header = take_line(text, quotes);
  if (header.empty())
    throw InvalidInput(path, "it has no first line with names of columns", "give a CSV file");
  const Layout layout = layout_of(header, columns, coordinates);
  const auto texts = parts_of(text, quotes);
  std::vector<Part> parts(texts.size());
  tbb::parallel_for(std::size_t{0}, texts.size(),
                    [&](std::size_t i) { parts[i] = read_part(texts[i], layout, quotes); });
  return gather(std::move(parts), layout, path);
}

}  // namespace grono::cli::map
