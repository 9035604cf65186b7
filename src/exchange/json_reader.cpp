#include "exchange/json_reader.hpp"

#include <algorithm>
#include <optional>
#include <unordered_map>

#include <fmt/format.h>

#include "base/error.hpp"
#include "exchange/json_cells.hpp"
#include "exchange/json_elements.hpp"

namespace grono::exchange {

namespace {

class JsonTableReader final : public TableReader {
 public:
  JsonTableReader(std::unique_ptr<ByteSource> bytes, const TableOptions& options)
      : bytes_(std::move(bytes)), limits_(options.limits) {
    facts_.format = TableFormat::geojson;
    read_columns();
    bytes_->rewind();
    elements_.emplace(*bytes_, limits_.row_bytes);
  }

  const TableFacts& facts() const override { return facts_; }

  double progress() const override {
    const auto size = bytes_->size();
    return size == 0
               ? 1.0
               : std::min(1.0, static_cast<double>(elements_->bytes_read()) / static_cast<double>(size));
  }

  bool next(Row& row) override {
    row.number = ++row_;
    if (row_ == 1) {
      row.cells = names_;
      return !names_.empty();
    }
    const auto element = elements_->next();
    if (!element) return false;
    row.cells.assign(names_.size(), {});
    for (auto& [name, cell] : parsed(*element, row_)) row.cells[columns_.at(name)] = std::move(cell);
    return true;
  }

 private:
  static std::vector<std::pair<std::string, std::string>> parsed(std::string_view element, std::size_t row) {
    try {
      return json_row(nlohmann::json::parse(element));
    } catch (const nlohmann::json::exception& problem) {
      const std::string what = problem.what();
      throw InvalidInput(fmt::format("entry {}", row - 1), "is not JSON: " + what.substr(what.find("] ") + 2),
                         "save the file as JSON in UTF-8");
    }
  }

  void read_columns() {
    JsonElements elements(*bytes_, limits_.row_bytes);
    for (std::size_t row = 2; const auto element = elements.next(); ++row) {
      if (row > limits_.rows)
        throw InvalidInput(fmt::format("entry {}", row - 1),
                           fmt::format("the file has more than {} entries", limits_.rows),
                           "split it into several files");
      for (const auto& [name, cell] : parsed(*element, row)) {
        if (!columns_.emplace(name, names_.size()).second) continue;
        names_.push_back(name);
        if (names_.size() > limits_.columns)
          throw InvalidInput(fmt::format("entry {}", row - 1),
                             fmt::format("the entries have more than {} properties", limits_.columns),
                             "leave some out");
      }
    }
  }

  std::unique_ptr<ByteSource> bytes_;
  TableLimits limits_;
  TableFacts facts_;
  std::vector<std::string> names_;
  std::unordered_map<std::string, std::size_t> columns_;
  std::optional<JsonElements> elements_;
  std::size_t row_ = 0;
};

}  // namespace

std::unique_ptr<TableReader> read_json(std::unique_ptr<ByteSource> bytes, const TableOptions& options) {
  return std::make_unique<JsonTableReader>(std::move(bytes), options);
}

}  // namespace grono::exchange
