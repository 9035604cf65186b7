#include "exchange/table_parts.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <utility>

#include <tbb/parallel_for.h>

namespace grono::exchange {
namespace {

// Dictionaries of the parts become one, in the order of the rows.
void append(mapping::Dictionary& to, mapping::Dictionary&& part,
            std::unordered_map<std::string, std::uint32_t>& numbers) {
  std::vector<std::uint32_t> number_of_part(part.texts.size());
  for (std::size_t i = 0; i < part.texts.size(); ++i) {
    const auto [at, is_new] = numbers.emplace(part.texts[i], static_cast<std::uint32_t>(to.texts.size()));
    if (is_new) to.texts.push_back(std::move(part.texts[i]));
    number_of_part[i] = at->second;
  }
  for (const std::uint32_t number : part.column) to.column.push_back(number_of_part[number]);
}

}  // namespace

void TablePart::add_text(std::size_t column, std::string&& text) {
  mapping::Dictionary& texts = columns[column].texts;
  const auto [at, is_new] = numbers_[column].emplace(text, static_cast<std::uint32_t>(texts.texts.size()));
  if (is_new) texts.texts.push_back(std::move(text));
  texts.column.push_back(at->second);
}

ColumnTable joined(std::vector<TablePart>&& parts, std::size_t columns) {
  ColumnTable made;
  made.columns.resize(columns);
  for (TablePart& part : parts) {
    made.rows += part.rows;
    part.close();
  }
  tbb::parallel_for(std::size_t{0}, columns, [&](std::size_t i) {
    ColumnTable::Column& column = made.columns[i];
    std::unordered_map<std::string, std::uint32_t> numbers;
    for (const TablePart& part : parts) {
      if (!part.columns[i].numbers.empty()) column.numbers.reserve(made.rows);
      if (!part.columns[i].texts.column.empty()) column.texts.column.reserve(made.rows);
    }
    for (TablePart& part : parts) {
      auto& read = part.columns[i];
      column.numbers.insert(column.numbers.end(), read.numbers.begin(), read.numbers.end());
      append(column.texts, std::move(read.texts), numbers);
      read = {};
    }
  });
  return made;
}

std::vector<std::string_view> share_of(std::vector<std::string_view> parts, RowShare share) {
  const auto bound = [&](std::size_t index) {
    return parts.begin() + static_cast<std::ptrdiff_t>(index * parts.size() / share.count);
  };
  return {bound(share.index), bound(share.index + std::size_t{1})};
}

std::string_view trimmed(std::string_view cell) {
  while (!cell.empty() && cell.front() == ' ') cell.remove_prefix(1);
  while (!cell.empty() && cell.back() == ' ') cell.remove_suffix(1);
  return cell;
}

double number_of(std::string_view text, bool has_comma) {
  text = trimmed(text);
  if (text.starts_with('+')) text.remove_prefix(1);
  constexpr std::size_t kLongest = 64;
  std::array<char, kLongest> pointed;
  if (const std::size_t comma = text.find(',');
      has_comma && comma != std::string_view::npos && text.size() <= kLongest) {
    std::copy(text.begin(), text.end(), pointed.begin());
    pointed[comma] = '.';
    text = {pointed.data(), text.size()};
  }
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && end == text.data() + text.size() ? value
                                                                  : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace grono::exchange
