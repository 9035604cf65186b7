#pragma once

#include <span>
#include <string>

#include "exchange/column_table.hpp"
#include "mapping/ranks.hpp"

namespace grono::exchange {

/// Makes the shares of one table alike that processes have read: a column that any of them found is there in
/// all, without a number or a text in the rows of the others, as it would be had one process read everything.
/// Only GeoJSON has such columns.
///
/// @param name  what messages call the table
/// @throws InvalidInput  a required column that no process found, though there are rows; in all processes
/// @note   O(rows) for a column that is filled in
void agree_on_columns(ColumnTable& table, std::span<const ColumnWish> wishes, const std::string& name,
                      mapping::Ranks& ranks);

}  // namespace grono::exchange
