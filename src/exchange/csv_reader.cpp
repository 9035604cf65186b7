#include "exchange/csv_reader.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/error.hpp"
#include "exchange/csv_dialect.hpp"
#include "exchange/formula_guard.hpp"

namespace grono::exchange {

namespace {

constexpr std::size_t kCsvChunk = 1 << 18;
constexpr std::size_t kDialectSample = 1 << 16;

class CsvReader final : public TableReader {
 public:
  CsvReader(std::unique_ptr<ByteSource> bytes, const TableOptions& options)
      : bytes_(std::move(bytes)),
        limits_(options.limits),
        encoding_(options.encoding ? *options.encoding : detect_encoding(*bytes_)),
        decoder_(encoding_) {
    facts_.encoding = encoding_;
    while (text_.size() < kDialectSample && fill()) {
    }
    facts_.delimiter = options.delimiter != 0 ? options.delimiter : delimiter_at_start();
  }

  const TableFacts& facts() const override { return facts_; }

  double progress() const override {
    const auto size = bytes_->size();
    return size == 0 ? 1.0 : std::min(1.0, static_cast<double>(read_) / static_cast<double>(size));
  }

  bool next(Row& row) override {
    while (read_record(row))
      if (!is_blank(row)) return true;
    return false;
  }

 private:
  static bool is_blank(const Row& row) {
    return std::all_of(row.cells.begin(), row.cells.end(),
                       [](const std::string& cell) { return cell.empty(); });
  }

  // "sep=;" is how spreadsheet programs tell one another; it is no row of the table.
  char delimiter_at_start() {
    const std::string_view text(text_);
    if (text.size() > 5 && text.starts_with("sep=") && (text[5] == '\n' || text[5] == '\r')) {
      at_ = text.substr(5).starts_with("\r\n") ? 7 : 6;
      row_ = 1;
      return text[4];
    }
    return detect_delimiter(text);
  }

  // Decodes another piece of the input behind what is still to be read; false at its end.
  bool fill() {
    if (is_finished_) return false;
    text_.erase(0, at_);
    at_ = 0;
    buffer_.resize(kCsvChunk);
    const auto count = bytes_->read(buffer_);
    read_ += count;
    if (count > 0) {
      decoder_.decode(std::string_view(buffer_.data(), count), text_);
    } else {
      decoder_.finish(text_);
      is_finished_ = true;
    }
    return true;
  }

  // The next character, -1 at the end.
  int peek() {
    while (at_ == text_.size())
      if (!fill()) return -1;
    return static_cast<unsigned char>(text_[at_]);
  }

  bool read_record(Row& row) {
    row.cells.clear();
    if (peek() < 0) return false;
    row.number = ++row_;
    if (row_ > limits_.rows)
      throw InvalidInput(fmt::format("row {}", row_),
                         fmt::format("the file has more than {} rows", limits_.rows),
                         "split it into several files");
    std::size_t row_bytes = 0;
    while (true) {
      if (row.cells.size() == limits_.columns)
        throw InvalidInput(fmt::format("row {}", row_),
                           fmt::format("it has more than {} columns", limits_.columns),
                           "check the delimiter, or leave out columns that are not needed");
      std::string& cell = row.cells.emplace_back();
      read_cell(cell);
      row_bytes += cell.size();
      if (row_bytes > limits_.row_bytes)
        throw InvalidInput(fmt::format("row {}", row_),
                           fmt::format("it is longer than {} bytes", limits_.row_bytes));
      if (const auto kept = unguarded(cell); kept.size() != cell.size())
        cell.erase(0, cell.size() - kept.size());
      if (ends_record()) return true;
    }
  }

  // Takes the delimiter or the line's end that stands behind a cell.
  bool ends_record() {
    const int c = peek();
    if (c < 0) return true;
    ++at_;
    if (c == static_cast<unsigned char>(facts_.delimiter)) return false;
    if (c == '\r' && peek() == '\n') ++at_;
    return true;
  }

  void read_cell(std::string& cell) {
    if (peek() == '"') {
      ++at_;
      read_quoted(cell);
    }
    // What stands behind a closing quote is text too, as spreadsheet programs read it.
    const std::string ends{facts_.delimiter, '\n', '\r'};
    take_until(ends, cell);
  }

  void read_quoted(std::string& cell) {
    while (true) {
      take_until("\"", cell);
      if (peek() < 0)
        throw InvalidInput(fmt::format("row {}", row_),
                           "a quotation mark opens a cell and the file ends before it is closed",
                           "close the quote, or double it where it is a part of the text");
      ++at_;
      if (peek() != '"') return;
      cell += '"';
      ++at_;
    }
  }

  void take_until(std::string_view ends, std::string& cell) {
    while (peek() >= 0) {
      const auto to = std::min(text_.find_first_of(ends, at_), text_.size());
      cell.append(text_, at_, to - at_);
      at_ = to;
      if (cell.size() > limits_.cell_bytes)
        throw InvalidInput(fmt::format("row {}", row_),
                           fmt::format("a cell is longer than {} bytes", limits_.cell_bytes),
                           "look for a quotation mark that is not closed");
      if (to < text_.size()) return;
    }
  }

  std::unique_ptr<ByteSource> bytes_;
  TableLimits limits_;
  Encoding encoding_;
  Decoder decoder_;
  TableFacts facts_;
  std::vector<char> buffer_;
  std::string text_;  // decoded, read up to at_
  std::size_t at_ = 0;
  std::size_t row_ = 0;
  std::uint64_t read_ = 0;
  bool is_finished_ = false;
};

}  // namespace

std::unique_ptr<TableReader> read_csv(std::unique_ptr<ByteSource> bytes, const TableOptions& options) {
  return std::make_unique<CsvReader>(std::move(bytes), options);
}

}  // namespace grono::exchange
