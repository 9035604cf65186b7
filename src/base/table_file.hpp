#pragma once

#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <string_view>

namespace grono {

/// Where a row of a table stands, for messages: "gazetteer.csv, line 12".
[[nodiscard]] std::string place_in_table(const std::filesystem::path& file, std::size_t line);

/// Reads a table that the program ships: UTF-8, comma-separated, fields in double quotes where they need it
/// (RFC 4180), first line the names of the columns. Strict, since the file is ours; what users bring is read
/// by `exchange`.
///
/// @param columns  exactly the columns the file must have, in order
/// @param take     called for each row with its fields and the line it begins in; the fields live until it
/// returns
/// @throws InvalidInput  the file can't be read, has other columns, or a row has another number of fields
/// @note  O(bytes)
void read_table(const std::filesystem::path& file, std::span<const std::string_view> columns,
                const std::function<void(std::span<const std::string> fields, std::size_t line)>& take);

}  // namespace grono
