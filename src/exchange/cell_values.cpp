#include "exchange/cell_values.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "base/ascii.hpp"
#include "cluster/names.hpp"
#include "text/fold.hpp"
#include "text/unicode.hpp"

namespace grono::exchange {

namespace {

// Without spaces, also the no-break and thin ones that spreadsheet programs group digits with.
std::string without_spaces(std::string_view cell) {
  std::string made;
  for (std::size_t i = 0; i < cell.size(); ++i) {
    if (cell.substr(i).starts_with("\xC2\xA0")) {
      i += 1;
    } else if (cell.substr(i).starts_with("\xE2\x80\x89") || cell.substr(i).starts_with("\xE2\x80\xAF")) {
      i += 2;
    } else if (cell[i] != ' ') {
      made += cell[i];
    }
  }
  return made;
}

std::optional<double> number(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

}  // namespace

std::optional<int> whole_number(std::string_view cell) {
  const auto value = number(without_spaces(cell));
  if (!value || std::abs(*value) > 2e9 || std::trunc(*value) != *value) return std::nullopt;
  return static_cast<int>(*value);
}

std::optional<double> decimal_number(std::string_view cell) {
  std::string text = without_spaces(cell);
  bool is_negative = false;
  if (!text.empty() && std::string_view("NSEWnsew").find(text.back()) != std::string_view::npos) {
    is_negative = std::string_view("SWsw").find(text.back()) != std::string_view::npos;
    text.pop_back();
  }
  if (text.ends_with("\xC2\xB0")) text.resize(text.size() - 2);
  if (text.find('.') == std::string::npos) std::replace(text.begin(), text.end(), ',', '.');
  const auto value = number(text);
  return value && is_negative ? std::optional(-*value) : value;
}

std::optional<int> year(std::string_view cell) {
  for (std::size_t from = 0; from < cell.size();) {
    std::size_t to = from;
    while (to < cell.size() && is_digit(cell[to])) ++to;
    if (to - from == 4) return whole_number(cell.substr(from, 4));
    from = std::max(to, from + 1);
  }
  return std::nullopt;
}

std::optional<bool> yes_or_no(std::string_view cell) {
  const std::string word = text::name_key(cell);
  for (const auto* yes : {"yes", "tak", "true", "1", "t", "y", "x"})
    if (word == yes) return true;
  for (const auto* no : {"no", "nie", "false", "0", "n"})
    if (word == no) return false;
  return std::nullopt;
}

std::optional<std::pair<double, double>> two_numbers(std::string_view cell) {
  for (const std::string_view separator : {";", ", ", ",", " "}) {
    const auto at = cell.find(separator);
    if (at == std::string_view::npos) continue;
    const auto first = decimal_number(cell.substr(0, at)),
               second = decimal_number(cell.substr(at + separator.size()));
    if (first && second) return std::pair(*first, *second);
  }
  return std::nullopt;
}

std::optional<cluster::TurnoverClass> turnover_class(std::string_view cell) {
  using cluster::TurnoverClass;
  if (const auto named = cluster::value_of<TurnoverClass>(text::trimmed(cell))) return named;
  const auto eur = decimal_number(cell);
  if (!eur || *eur < 0) return std::nullopt;
  constexpr std::array bounds = {
      std::pair(2e6, TurnoverClass::up_to_2m), std::pair(1e7, TurnoverClass::up_to_10m),
      std::pair(5e7, TurnoverClass::up_to_50m), std::pair(1.5e8, TurnoverClass::up_to_150m)};
  for (const auto& [most, turnover] : bounds)
    if (*eur <= most) return turnover;
  return TurnoverClass::over_150m;
}

std::vector<std::string> split(std::string_view cell, std::string_view separators) {
  std::vector<std::string> items;
  while (!cell.empty()) {
    const auto end = std::min(cell.find_first_of(separators), cell.size());
    if (const auto item = text::trimmed(cell.substr(0, end)); !item.empty()) items.emplace_back(item);
    cell.remove_prefix(std::min(end + 1, cell.size()));
  }
  return items;
}

}  // namespace grono::exchange
