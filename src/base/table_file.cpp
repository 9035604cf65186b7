#include "base/table_file.hpp"

#include <fstream>
#include <iterator>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/error.hpp"

namespace grono {
namespace {

std::string read_whole(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in)
    throw InvalidInput(file.string(), "the file can't be read",
                       "it comes with the program: install it again");
  return {std::istreambuf_iterator<char>(in), {}};
}

// Walks through the text of a table, one row at a time.
class TableText {
 public:
  TableText(const std::filesystem::path& file, std::string_view text) : file_(file), text_(text) {}

  [[nodiscard]] bool at_end() const { return at_ == text_.size(); }
  [[nodiscard]] std::size_t line() const { return line_; }

  // The next row's fields into `fields`, whose strings are used again.
  void next(std::vector<std::string>& fields) {
    std::size_t count = 0;
    bool more = true;
    while (more) {
      if (count == fields.size()) fields.emplace_back();
      more = next_field(fields[count++]);
    }
    fields.resize(count);
  }

 private:
  // Whether another field of the row follows.
  bool next_field(std::string& field) {
    field.clear();
    if (at_ < text_.size() && text_[at_] == '"')
      quoted(field);
    else
      plain(field);
    if (at_ == text_.size()) return false;
    const char sign = text_[at_++];
    if (sign == ',') return true;
    if (sign == '\r' && at_ < text_.size() && text_[at_] == '\n')
      ++at_;
    else if (sign != '\n')
      throw InvalidInput(place_in_table(file_, line_),
                         "a sign stands where a comma or the line's end should");
    ++line_;
    return false;
  }

  void plain(std::string& field) {
    const auto end = std::min(text_.find_first_of(",\r\n", at_), text_.size());
    field = text_.substr(at_, end - at_);
    at_ = end;
  }

  void quoted(std::string& field) {
    for (++at_; at_ < text_.size(); ++at_) {
      if (text_[at_] == '\n') ++line_;
      if (text_[at_] == '"') {
        const bool doubled = at_ + 1 < text_.size() && text_[at_ + 1] == '"';
        if (!doubled) {
          ++at_;
          return;
        }
        ++at_;
      }
      field += text_[at_];
    }
    throw InvalidInput(place_in_table(file_, line_), "a quote is opened and not closed");
  }

  const std::filesystem::path& file_;
  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t line_ = 1;
};

}  // namespace

std::string place_in_table(const std::filesystem::path& file, std::size_t line) {
  return fmt::format("{}, line {}", file.filename().string(), line);
}

void read_table(const std::filesystem::path& file, std::span<const std::string_view> columns,
                const std::function<void(std::span<const std::string>, std::size_t)>& take) {
  const std::string text = read_whole(file);
  TableText table(file, text);
  std::vector<std::string> fields;
  if (!table.at_end()) table.next(fields);
  if (!std::equal(fields.begin(), fields.end(), columns.begin(), columns.end()))
    throw InvalidInput(place_in_table(file, 1), "the table has other columns than it should",
                       fmt::format("the first line must be: {}", fmt::join(columns, ",")));
  while (!table.at_end()) {
    const std::size_t line = table.line();
    table.next(fields);
    if (fields.size() != columns.size())
      throw InvalidInput(place_in_table(file, line),
                         fmt::format("the row has {} fields instead of {}", fields.size(), columns.size()));
    take(fields, line);
  }
}

}  // namespace grono
