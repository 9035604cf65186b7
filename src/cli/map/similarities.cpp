#include "cli/map/similarities.hpp"

#include <algorithm>
#include <cstdio>
#include <limits>
#include <unordered_map>

#include <fmt/core.h>
#include <fmt/ranges.h>

#include "base/error.hpp"
#include "exchange/column_table.hpp"
#include "mapping/ellison_glaeser.hpp"

namespace grono::cli::map {
namespace {

const std::vector<std::string> kNames = {"lc-emp", "lc-est", "coi", "io", "occ"};

/// The links between those industries that are asked for; NaN where one is not there.
mapping::Similarity aligned(const std::string& name, const std::string& path, const NamedLinks& links,
                            const std::vector<std::string>& industries) {
  constexpr std::size_t kNowhere = std::numeric_limits<std::size_t>::max();
  std::unordered_map<std::string, std::size_t> at;
  for (std::size_t i = 0; i < links.industries.size(); ++i) at.emplace(links.industries[i], i);
  std::vector<std::size_t> place;
  for (const std::string& industry : industries) {
    const auto found = at.find(industry);
    place.push_back(found == at.end() ? kNowhere : found->second);
  }
  const auto lacking = std::count(place.begin(), place.end(), kNowhere);
  if (static_cast<std::size_t>(lacking) == place.size())
    throw InvalidInput(path, "it holds none of the table's industries", "name industries as the table does");
  if (lacking > 0)
    fmt::print(stderr, "grono: {} of {} industries are not in {}: {} says nothing of them\n", lacking,
               place.size(), path, name);
  const std::size_t count = place.size(), width = links.industries.size();
  mapping::Similarity made{name,
                           std::vector<double>(count * count, std::numeric_limits<double>::quiet_NaN())};
  for (std::size_t i = 0; i < count; ++i)
    for (std::size_t j = 0; j < count; ++j)
      if (place[i] != kNowhere && place[j] != kNowhere)
        made.values[i * count + j] = links.values[place[i] * width + place[j]];
  return made;
}

FigureTable establishments_of(const SimilaritySource& source, const FigureSource& figures_from) {
  FigureSource from = figures_from;
  from.file = source.establishments;
  from.long_columns = source.establishments_long;
  FigureTable made(from);
  made.add_up(from);
  return made;
}

}  // namespace

NamedLinks read_occupation_links(const SimilaritySource& source) {
  const FigureTable staff({source.occupations, source.occupations_long, "", "", ""});
  const auto table = staff.table();
  return {staff.regions(), mapping::occupation_links({table.values, table.regions, table.industries})};
}

NamedLinks read_flow_links(const std::string& path, std::vector<double> (*links)(const mapping::Flows&)) {
  auto table = exchange::read_matrix(path);
  if (table.rows != table.columns)
    throw InvalidInput(path, "its rows and columns are not the same industries",
                       "name both alike, in one order");
  return {table.rows, links({table.values, static_cast<std::uint32_t>(table.rows.size())})};
}

std::vector<mapping::Similarity> read_similarities(const SimilaritySource& source,
                                                   const FigureSource& figures_from,
                                                   const FigureTable& figures) {
  for (const std::string& name : source.only)
    if (std::find(kNames.begin(), kNames.end(), name) == kNames.end())
      throw InvalidInput("--similarities", fmt::format("\"{}\" is none", name),
                         fmt::format("give some of {}", fmt::join(kNames, ", ")));
  std::vector<mapping::Similarity> made;
  // What is asked for by name must be there; what is not, is taken where it can be.
  const auto add = [&](const char* name, const std::string& path, const char* option, const auto& measure) {
    const bool is_named = std::find(source.only.begin(), source.only.end(), name) != source.only.end();
    if (is_named && path.empty())
      throw InvalidInput("--similarities", fmt::format("{} needs {}", name, option), "give its table");
    if (!path.empty() && (source.only.empty() || is_named)) made.push_back(measure());
  };
  const auto& industries = figures.industries();
  add("lc-emp", figures_from.file, "a table", [&] {
    return mapping::Similarity{"lc-emp", mapping::locational_correlation(figures.table())};
  });
  add("lc-est", source.establishments, "--establishments", [&] {
    const FigureTable table = establishments_of(source, figures_from);
    return aligned("lc-est", source.establishments,
                   {table.industries(), mapping::locational_correlation(table.table())}, industries);
  });
  add("coi", figures_from.file, "a table", [&] {
    return mapping::Similarity{"coi", mapping::coagglomeration(figures.table())};
  });
  add("io", source.purchases, "--purchases", [&] {
    return aligned("io", source.purchases, read_flow_links(source.purchases, mapping::input_output_links),
                   industries);
  });
  add("occ", source.occupations, "--occupations",
      [&] { return aligned("occ", source.occupations, read_occupation_links(source), industries); });
  if (made.size() > 1)
    made.push_back({"composite", mapping::composite(made, static_cast<std::uint32_t>(industries.size()))});
  return made;
}

}  // namespace grono::cli::map
