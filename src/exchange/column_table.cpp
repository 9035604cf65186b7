#include "exchange/column_table.hpp"

#include <algorithm>
#include <limits>
#include <optional>
#include <string_view>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <tbb/parallel_for.h>

#include "base/error.hpp"
#include "exchange/feature_table.hpp"
#include "exchange/json_list.hpp"
#include "exchange/mapped_file.hpp"
#include "exchange/table_parts.hpp"
#include "text/fold.hpp"

namespace grono::exchange {
namespace {

constexpr std::size_t kNoColumn = std::numeric_limits<std::size_t>::max();

/// Walks over the cells of a text, line by line.
class Cells {
 public:
  Cells(std::string_view text, char delimiter) : rest_(text), delimiter_(delimiter) {}

  [[nodiscard]] bool at_end() const { return rest_.empty(); }
  [[nodiscard]] std::size_t left() const { return rest_.size(); }

  /// The next cell of the line, quotes and all. @returns  whether it was the line's last
  bool take(std::string_view& cell) {
    std::size_t end = 0;
    if (!rest_.empty() && rest_.front() == '"') {
      end = 1;
      while (end < rest_.size() && (rest_[end] != '"' || (end + 1 < rest_.size() && rest_[end + 1] == '"')))
        end += rest_[end] == '"' ? std::size_t{2} : 1;
    }
    while (end < rest_.size() && rest_[end] != delimiter_ && rest_[end] != '\n') ++end;
    cell = rest_.substr(0, end);
    const bool is_last = end >= rest_.size() || rest_[end] == '\n';
    if (is_last && cell.ends_with('\r')) cell.remove_suffix(1);
    rest_.remove_prefix(std::min(rest_.size(), end + 1));
    return is_last;
  }
  /// Leaves out what is left of the line, which has no cell that anybody wants.
  void skip_line() {
    for (std::string_view cell; !take(cell);) {
    }
  }

 private:
  std::string_view rest_;
  char delimiter_;
};

std::string_view inside_quotes(std::string_view cell) {
  return cell.size() >= 2 && cell.front() == '"' && cell.back() == '"' ? cell.substr(1, cell.size() - 2)
                                                                       : cell;
}

std::string text_of(std::string_view cell) {
  const std::string_view inside = inside_quotes(cell);
  std::string made;
  made.reserve(inside.size());
  const bool is_quoted = inside.size() != cell.size();
  for (std::size_t i = 0; i < inside.size(); ++i) {
    made += inside[i];
    if (is_quoted && inside[i] == '"') ++i;
  }
  return made;
}

struct Header {
  char delimiter = ',';
  std::vector<std::string> names;
  std::string_view rows;  // what follows it
};

Header header_of(std::string_view text, const std::string& name) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  const std::string_view line = text.substr(0, text.find('\n'));
  if (trimmed(line).empty() || line == "\r")
    throw InvalidInput(name, "it has no first line with the names of its columns", "give a CSV file");
  constexpr std::string_view delimiters = ",;\t";
  Header made;
  made.delimiter = *std::max_element(delimiters.begin(), delimiters.end(), [&](char a, char b) {
    return std::count(line.begin(), line.end(), a) < std::count(line.begin(), line.end(), b);
  });
  Cells cells(text, made.delimiter);
  for (bool is_last = false; !is_last;) {
    std::string_view cell;
    is_last = cells.take(cell);
    made.names.push_back(text_of(trimmed(cell)));
  }
  made.rows = text.substr(text.size() - cells.left());
  return made;
}

// Where each part begins: after the end of a line that is no part of a quoted cell. Quotes come in pairs, so
// an odd number of them before a place means that it lies within one.
std::vector<std::string_view> parts_of(std::string_view text, const std::string& name,
                                       std::size_t part_bytes) {
  const std::size_t count = std::max<std::size_t>(1, text.size() / part_bytes);
  std::vector<std::size_t> quotes(count);
  const auto begin_of = [&](std::size_t part) {
    return part == count ? text.size() : part * (text.size() / count);
  };
  tbb::parallel_for(std::size_t{0}, count, [&](std::size_t part) {
    const std::string_view bytes = text.substr(begin_of(part), begin_of(part + 1) - begin_of(part));
    quotes[part] = static_cast<std::size_t>(std::count(bytes.begin(), bytes.end(), '"'));
  });
  std::vector<std::string_view> made;
  std::size_t before = 0, from = 0;
  for (std::size_t part = 1; part <= count; ++part) {
    before += quotes[part - 1];
    std::size_t to = begin_of(part);
    bool is_inside = before % 2 != 0;
    if (part == count) {
      if (is_inside)
        throw InvalidInput(name, "it ends within a cell in quotes",
                           "see whether the file is whole, and whether every quote has its pair");
    } else {
      if (to < from) continue;  // one long line spans this part
      while (to < text.size() && (text[to] != '\n' || is_inside)) is_inside ^= text[to++] == '"';
      to = std::min(text.size(), to + 1);
    }
    if (to > from) made.push_back(text.substr(from, to - from));
    from = std::max(from, to);
  }
  return made;
}

class PartReader {
 public:
  /// @param wish_at  of each column of the file, the wish it answers
  PartReader(std::span<const ColumnWish> wishes, std::span<const std::size_t> wish_at)
      : wishes_(wishes), wish_at_(wish_at) {}

  TablePart read(std::string_view text, char delimiter) {
    TablePart part(wishes_.size());
    has_comma_ = delimiter != ',';
    Cells cells(text, delimiter);
    while (!cells.at_end()) read_line(cells, part);
    return part;
  }

 private:
  void read_line(Cells& cells, TablePart& part) {
    cells_.assign(wishes_.size(), {});
    bool is_last = false, is_blank = true;
    for (std::size_t i = 0; i < wish_at_.size() && !is_last; ++i) {
      std::string_view cell;
      is_last = cells.take(cell);
      is_blank = is_blank && is_last && i == 0 && trimmed(cell).empty();
      if (wish_at_[i] != kNoColumn) cells_[wish_at_[i]] = cell;
    }
    if (!is_last) cells.skip_line();
    if (is_blank) return;
    ++part.rows;
    for (const std::size_t wish : wish_at_) {
      if (wish == kNoColumn) continue;
      if (wishes_[wish].holds == ColumnWish::Holds::numbers)
        part.add_number(wish, number_of(inside_quotes(trimmed(cells_[wish])), has_comma_));
      else
        part.add_text(wish, text_of(trimmed(cells_[wish])));
    }
  }

  std::span<const ColumnWish> wishes_;
  std::span<const std::size_t> wish_at_;
  std::vector<std::string_view> cells_;
  bool has_comma_ = false;  // for the point of numbers
};
std::vector<std::size_t> wishes_by_column(const std::vector<std::string>& names,
                                          std::span<const ColumnWish> wishes, const std::string& file) {
  std::vector<std::size_t> made(names.size(), kNoColumn);
  for (std::size_t wish = 0; wish < wishes.size(); ++wish) {
    std::optional<std::size_t> found;
    for (const std::string& name : wishes[wish].names)
      for (std::size_t i = 0; i < names.size() && !found; ++i)
        if (text::fold(names[i]) == text::fold(name)) found = i;
    if (found && made[*found] != kNoColumn)
      throw InvalidInput(file, "the column \"" + names[*found] + "\" is there or asked for twice",
                         "name each column once");
    if (found)
      made[*found] = wish;
    else if (wishes[wish].is_required)
      throw InvalidInput(file,
                         fmt::format("it has no column {}; it has {}", fmt::join(wishes[wish].names, " or "),
                                     fmt::join(names, ", ")),
                         "name the columns as they are called in its first line");
  }
  return made;
}

}  // namespace

ColumnTable read_columns(std::string_view text, const std::string& name, std::span<const ColumnWish> wishes,
                         std::size_t part_bytes) {
  if (looks_like_json(text)) return read_features(text, name, wishes, part_bytes);
  const Header header = header_of(text, name);
  const auto wish_at = wishes_by_column(header.names, wishes, name);
  const auto texts = parts_of(header.rows, name, part_bytes);
  std::vector<TablePart> parts(texts.size());
  tbb::parallel_for(std::size_t{0}, texts.size(), [&](std::size_t i) {
    parts[i] = PartReader(wishes, wish_at).read(texts[i], header.delimiter);
  });
  return joined(std::move(parts), wishes.size());
}

ColumnTable read_columns(const std::string& path, std::span<const ColumnWish> wishes) {
  const MappedFile file(path);
  return read_columns(file.text(), path, wishes);
}

NamedMatrix read_matrix(const std::string& path) {
  const MappedFile file(path);
  const Header header = header_of(file.text(), path);
  std::vector<ColumnWish> wishes = {{ColumnWish::Holds::texts, {header.names.front()}}};
  NamedMatrix made;
  made.columns.assign(header.names.begin() + 1, header.names.end());
  for (const std::string& name : made.columns) wishes.push_back({ColumnWish::Holds::numbers, {name}});
  const ColumnTable table = read_columns(file.text(), path, wishes);
  const auto& names = table.columns.front().texts;
  if (names.texts.size() != table.rows) {
    std::vector<bool> seen(names.texts.size());
    std::size_t row = 0;
    while (!seen[names.column[row]]) seen[names.column[row++]] = true;
    throw InvalidInput(path, "\"" + names.texts[names.column[row]] + "\" stands twice in its first column",
                       "give each row a name of its own");
  }
  made.rows = names.texts;
  const std::size_t width = made.columns.size();
  made.values.resize(table.rows * width);
  tbb::parallel_for(std::size_t{0}, table.rows, [&](std::size_t row) {
    for (std::size_t i = 0; i < width; ++i) made.values[row * width + i] = table.columns[i + 1].numbers[row];
  });
  return made;
}

std::vector<std::string> column_names(const std::string& path) {
  const MappedFile file(path);
  return header_of(file.text(), path).names;
}

}  // namespace grono::exchange
