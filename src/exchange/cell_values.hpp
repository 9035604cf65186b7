#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cluster/organisation.hpp"

/// What people mean by what they write into a cell. No value, or an empty list, where it can't be told.
namespace grono::exchange {

/// "12 000", "12000.0"; spaces of every kind group digits.
[[nodiscard]] std::optional<int> whole_number(std::string_view cell);
/// "52.23", "52,23", "52.23° N".
[[nodiscard]] std::optional<double> decimal_number(std::string_view cell);
/// "1990", "1990-05-01", "01.05.1990".
[[nodiscard]] std::optional<int> year(std::string_view cell);
/// yes, no, tak, nie, true, false, 1, 0.
[[nodiscard]] std::optional<bool> yes_or_no(std::string_view cell);
/// Two numbers with a comma, semicolon or space between them, in the order they stand.
[[nodiscard]] std::optional<std::pair<double, double>> two_numbers(std::string_view cell);
/// Our own name of a class ("up_to_2m") or a yearly turnover in EUR.
[[nodiscard]] std::optional<cluster::TurnoverClass> turnover_class(std::string_view cell);

/// What stands between any of the `separators`, trimmed, without empty items.
[[nodiscard]] std::vector<std::string> split(std::string_view cell, std::string_view separators);

}  // namespace grono::exchange
