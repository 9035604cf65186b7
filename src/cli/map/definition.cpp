#include "cli/map/definition.hpp"

#include <cstdio>
#include <unordered_map>

#include <fmt/core.h>

#include "base/error.hpp"
#include "exchange/column_table.hpp"

namespace grono::cli::map {
namespace {

using Holds = exchange::ColumnWish::Holds;

/// The number of its category in the file, by industry.
std::unordered_map<std::string, std::uint32_t> by_industry(const std::string& path,
                                                           const mapping::Dictionary& industry,
                                                           const mapping::Dictionary& category) {
  std::unordered_map<std::string, std::uint32_t> made;
  for (std::size_t row = 0; row < industry.column.size(); ++row) {
    const std::string& name = industry.texts[industry.column[row]];
    if (category.texts[category.column[row]].empty()) continue;
    const auto [at, is_new] = made.emplace(name, category.column[row]);
    if (!is_new && at->second != category.column[row])
      throw InvalidInput(path,
                         fmt::format("industry \"{}\" is in \"{}\" and in \"{}\"", name,
                                     category.texts[at->second], category.texts[category.column[row]]),
                         "put each industry into one category");
  }
  return made;
}

}  // namespace

Definition read_definition(const std::string& path, const std::vector<std::string>& industries) {
  const std::vector<exchange::ColumnWish> wishes = {{Holds::texts, {"industry", "naics", "code"}},
                                                    {Holds::texts, {"category", "cluster"}}};
  const auto read = exchange::read_columns(path, wishes);
  const auto& names = read.columns[1].texts.texts;
  const auto of = by_industry(path, read.columns[0].texts, read.columns[1].texts);
  Definition made;
  std::vector<std::uint32_t> number(names.size(), mapping::kNoCategory);
  std::size_t without = 0;
  for (const std::string& industry : industries) {
    const auto found = of.find(industry);
    made.categories.of.push_back(mapping::kNoCategory);
    if (found == of.end()) {
      ++without;
      continue;
    }
    std::uint32_t& category = number[found->second];
    if (category == mapping::kNoCategory) {
      category = made.categories.count++;
      made.names.push_back(names[found->second]);
    }
    made.categories.of.back() = category;
  }
  if (made.categories.count == 0)
    throw InvalidInput(path, "it holds none of the table's industries", "name industries as the table does");
  if (without > 0)
    fmt::print(stderr, "grono: {} of {} industries are in no category of {}\n", without, industries.size(),
               path);
  return made;
}

}  // namespace grono::cli::map
