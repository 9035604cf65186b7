#include "exchange/column_table.hpp"

#include <algorithm>
#include <array>
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

constexpr std::size_t kPartBytes = 1U << 20;
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

// Tells what of a text is within cells in quotes by its quotes alone. As `Cells` has it: one at the beginning
// of a cell opens, the next that is not doubled closes, any other is a letter.
class Quotes {
 public:
  Quotes(std::string_view text, char delimiter) : text_(text), delimiter_(delimiter) {}

  /// Whether a place is within quotes, told from an earlier one; neither parts a doubled quote.
  [[nodiscard]] bool is_inside_at(std::size_t to, std::size_t from, bool is_inside) const {
    const std::string_view before = text_.substr(0, to);
    while ((from = before.find('"', from)) != kNone) step(from, is_inside);
    return is_inside;
  }
  /// Behind the next end of a line that is not within quotes.
  [[nodiscard]] std::size_t next_line(std::size_t from, bool is_inside) const {
    for (;;) {
      const std::size_t end =
          is_inside ? text_.size() : std::min(text_.find('\n', from), text_.size() - 1) + 1;
      const std::size_t quote = text_.substr(0, end).find('"', from);
      if (quote == kNone) return end;
      step(from = quote, is_inside);
    }
  }

  /// The next place that parts no quotes.
  [[nodiscard]] std::size_t between_quotes(std::size_t place) const {
    while (place > 0 && place < text_.size() && (text_[place] == '"' || text_[place - 1] == '"')) ++place;
    return place;
  }

 private:
  static constexpr std::size_t kNone = std::string_view::npos;

  void step(std::size_t& quote, bool& is_inside) const {
    if (is_inside && quote + 1 < text_.size() && text_[quote + 1] == '"') {
      quote += 2;
      return;
    }
    if (is_inside || quote == 0 || text_[quote - 1] == delimiter_ || text_[quote - 1] == '\n')
      is_inside = !is_inside;
    ++quote;
  }

  std::string_view text_;
  char delimiter_;
};

// Parts of whole lines. Each part's share of the text is looked through twice at the same time, as if it
// began within quotes and as if it did not; then it is known which of them is so.
std::vector<std::string_view> parts_of(std::string_view text, char delimiter, const std::string& name,
                                       std::size_t part_bytes) {
  if (text.empty()) return {};
  const std::size_t count = std::max<std::size_t>(1, text.size() / part_bytes);
  const Quotes quotes(text, delimiter);
  std::vector<std::size_t> begin(count + 1, text.size());
  for (std::size_t part = 0; part < count; ++part)
    begin[part] =
        std::max(part == 0 ? 0 : begin[part - 1], quotes.between_quotes(part * (text.size() / count)));
  std::vector<std::array<bool, 2>> inside_after(count);
  tbb::parallel_for(std::size_t{0}, count, [&](std::size_t part) {
    for (const bool is_inside : {false, true})
      inside_after[part][is_inside ? 1 : 0] = quotes.is_inside_at(begin[part + 1], begin[part], is_inside);
  });
  std::vector<std::string_view> made;
  std::size_t from = 0;
  bool is_inside = false;
  for (std::size_t part = 0; part < count; ++part) {
    is_inside = inside_after[part][is_inside ? 1 : 0];
    if (begin[part + 1] < from) continue;  // one long line spans this part
    const std::size_t to = part + 1 == count ? text.size() : quotes.next_line(begin[part + 1], is_inside);
    if (to > from) made.push_back(text.substr(from, to - from));
    from = to;
  }
  if (is_inside)
    throw InvalidInput(name, "it ends within a cell in quotes",
                       "see whether the file is whole, and whether every quote has its pair");
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
    part.close();
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
                         std::size_t part_bytes, RowShare share, const PartRead& part_read) {
  if (share.count > 1) part_bytes = std::min(part_bytes, text.size() / (4 * std::size_t{share.count}) + 1);
  if (looks_like_json(text)) return read_features(text, name, wishes, part_bytes, share, part_read);
  const Header header = header_of(text, name);
  const auto wish_at = wishes_by_column(header.names, wishes, name);
  const auto texts = share_of(parts_of(header.rows, header.delimiter, name, part_bytes), share, part_read);
  std::vector<TablePart> parts(texts.size());
  tbb::parallel_for(std::size_t{0}, texts.size(), [&](std::size_t i) {
    parts[i] = PartReader(wishes, wish_at).read(texts[i], header.delimiter);
    if (part_read) part_read(texts[i]);
  });
  ColumnTable made = joined(std::move(parts), wishes.size());
  for (const std::size_t wish : wish_at)
    if (wish != kNoColumn) made.columns[wish].is_found = true;
  return made;
}

ColumnTable read_columns(const std::string& path, std::span<const ColumnWish> wishes) {
  const MappedFile file(path);
  return read_columns(file.text(), path, wishes, kPartBytes, {},
                      [&file](std::string_view part) { file.let_go(part); });
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
