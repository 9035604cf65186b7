#include "exchange/table_parts.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <utility>

#ifdef __GLIBC__
#include <malloc.h>
#endif

#include <tbb/parallel_for.h>

namespace grono::exchange {
namespace {

// Frees what a list holds; to assign {} would keep its memory.
template <typename T>
void release(std::vector<T>& list) {
  std::vector<T>().swap(list);
}

// The row with which each part begins.
std::vector<std::size_t> first_rows(const std::vector<TablePart>& parts) {
  std::vector<std::size_t> made{0};
  for (const TablePart& part : parts) made.push_back(made.back() + part.rows);
  return made;
}

void join_numbers(std::vector<TablePart>& parts, std::size_t column,
                  const std::vector<std::size_t>& first_row, std::vector<double>& to) {
  const auto numbers = [column](TablePart & part) -> auto& {
    return part.columns[column].numbers;
  };
  if (std::all_of(parts.begin(), parts.end(), [&](TablePart& part) { return numbers(part).empty(); })) return;
  to.resize(first_row.back());
  tbb::parallel_for(std::size_t{0}, parts.size(), [&](std::size_t i) {
    auto& from = numbers(parts[i]);
    std::copy(from.begin(), from.end(), to.begin() + static_cast<std::ptrdiff_t>(first_row[i]));
    release(from);
  });
}

// Dictionaries of the parts become one, in the order of the rows.
void join_texts(std::vector<TablePart>& parts, std::size_t column, const std::vector<std::size_t>& first_row,
                mapping::Dictionary& to) {
  const auto texts = [column](TablePart & part) -> auto& {
    return part.columns[column].texts;
  };
  if (std::all_of(parts.begin(), parts.end(), [&](TablePart& part) { return texts(part).column.empty(); }))
    return;
  std::unordered_map<std::string, std::uint32_t> numbers;
  std::vector<std::vector<std::uint32_t>> number_in(parts.size());  // of each part's texts
  for (std::size_t i = 0; i < parts.size(); ++i) {
    for (std::string& text : texts(parts[i]).texts) {
      const auto [at, is_new] = numbers.emplace(text, static_cast<std::uint32_t>(to.texts.size()));
      if (is_new) to.texts.push_back(std::move(text));
      number_in[i].push_back(at->second);
    }
    release(texts(parts[i]).texts);
  }
  to.column.resize(first_row.back());
  tbb::parallel_for(std::size_t{0}, parts.size(), [&](std::size_t i) {
    auto& from = texts(parts[i]).column;
    std::transform(from.begin(), from.end(), to.column.begin() + static_cast<std::ptrdiff_t>(first_row[i]),
                   [&](std::uint32_t number) { return number_in[i][number]; });
    release(from);
  });
}

// Gives the system what was freed. The parts' memory lies in pieces of a size that the allocator keeps for
// later, which of large tables would be as much again as the table itself.
void give_back_freed([[maybe_unused]] std::size_t rows) {
#ifdef __GLIBC__
  constexpr std::size_t kLarge = 1'000'000;
  if (rows >= kLarge) malloc_trim(0);
#endif
}

}  // namespace

void TablePart::add_text(std::size_t column, std::string&& text) {
  mapping::Dictionary& texts = columns[column].texts;
  const auto [at, is_new] = numbers_[column].emplace(text, static_cast<std::uint32_t>(texts.texts.size()));
  if (is_new) texts.texts.push_back(std::move(text));
  texts.column.push_back(at->second);
}

void TablePart::close() {
  release(numbers_);
  for (ColumnTable::Column& column : columns) {
    column.numbers.shrink_to_fit();
    column.texts.column.shrink_to_fit();
    column.texts.texts.shrink_to_fit();
  }
}

ColumnTable joined(std::vector<TablePart>&& parts, std::size_t columns) {
  const auto first_row = first_rows(parts);
  ColumnTable made;
  made.rows = first_row.back();
  made.columns.resize(columns);
  // One column after the other: no more than one of them is in memory twice.
  for (std::size_t i = 0; i < columns; ++i) {
    join_numbers(parts, i, first_row, made.columns[i].numbers);
    join_texts(parts, i, first_row, made.columns[i].texts);
    give_back_freed(made.rows);
  }
  return made;
}

std::vector<std::string_view> share_of(std::vector<std::string_view> parts, RowShare share,
                                       const PartRead& part_read) {
  const auto bound = [&](std::size_t index) {
    return parts.begin() + static_cast<std::ptrdiff_t>(index * parts.size() / share.count);
  };
  const auto first = bound(share.index), last = bound(share.index + std::size_t{1});
  if (part_read) {
    std::for_each(parts.begin(), first, part_read);
    std::for_each(last, parts.end(), part_read);
  }
  return {first, last};
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
