#include "network/years.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <tuple>
#include <utility>

#include "base/error.hpp"
#include "network/core.hpp"

namespace grono::network {
namespace {

using Labels = std::vector<std::uint32_t>;

std::uint32_t count_missing(const std::vector<Edge>& edges, const std::vector<Edge>& elsewhere) {
  const auto before = [](const Edge& x, const Edge& y) { return std::pair(x.a, x.b) < std::pair(y.a, y.b); };
  return static_cast<std::uint32_t>(std::count_if(edges.begin(), edges.end(), [&](const Edge& edge) {
    return !std::binary_search(elsewhere.begin(), elsewhere.end(), edge, before);
  }));
}

/// Gives communities the numbers of those they go on from.
class Following {
 public:
  Labels next(const Labels& now) {
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> shared;
    std::map<std::uint32_t, std::uint32_t> size_now, size_before;
    for (std::size_t node = 0; node < now.size(); ++node) {
      const std::uint32_t before = before_.empty() ? History::kNone : before_[node];
      if (now[node] != History::kNone) ++size_now[now[node]];
      if (before != History::kNone) ++size_before[before];
      if (now[node] != History::kNone && before != History::kNone) ++shared[{before, now[node]}];
    }
    // By likeness, the greatest first; of equal ones the lower numbers.
    std::vector<std::tuple<double, std::uint32_t, std::uint32_t>> likeness;
    for (const auto& [both, count] : shared)
      likeness.emplace_back(
          -static_cast<double>(count) / (size_before[both.first] + size_now[both.second] - count), both.first,
          both.second);
    std::sort(likeness.begin(), likeness.end());
    std::map<std::uint32_t, std::uint32_t> number, taken;
    for (const auto& [minus, old, fresh] : likeness)
      if (!taken.contains(old) && !number.contains(fresh)) number[fresh] = old, taken[old] = fresh;
    for (const auto& [fresh, size] : size_now)
      if (!number.contains(fresh)) number[fresh] = next_++;
    before_.assign(now.size(), History::kNone);
    for (std::size_t node = 0; node < now.size(); ++node)
      if (now[node] != History::kNone) before_[node] = number[now[node]];
    return before_;
  }

 private:
  Labels before_;
  std::uint32_t next_ = 0;
};

YearFigures figures_of(const Graph& graph, const Parts& parts, const Communities& found,
                       const std::vector<std::uint32_t>& degree) {
  YearFigures made;
  made.edges = static_cast<std::uint32_t>(graph.edges.size());
  made.active = static_cast<std::uint32_t>(
      std::count_if(degree.begin(), degree.end(), [](auto each) { return each > 0; }));
  const double pairs = made.active * (made.active - 1.0) / 2;
  made.density = pairs > 0 ? made.edges / pairs : 0;
  const auto more_than_one = [](std::uint32_t size) { return size > 1; };
  made.components =
      static_cast<std::uint32_t>(std::count_if(parts.sizes.begin(), parts.sizes.end(), more_than_one));
  made.largest = made.edges > 0 ? parts.sizes[0] : 0;

  std::vector<std::uint8_t> is_seen(found.parts.sizes.size());
  for (std::size_t node = 0; node < degree.size(); ++node)
    if (degree[node] > 0) is_seen[found.parts.of[node]] = 1;
  made.communities = static_cast<std::uint32_t>(std::count(is_seen.begin(), is_seen.end(), 1));
  made.modularity = found.modularity;
  const CorePeriphery core = core_and_periphery(graph);
  made.core = core.core;
  made.core_fit = core.fit;
  return made;
}

}  // namespace

History history(std::uint32_t nodes, std::span<const Tie> ties, int first, int last,
                const CommunitySearch& search, const KindWeights& kinds) {
  constexpr int kMostYears = 200;
  if (last < first || last - first >= kMostYears)
    throw InvalidInput(
        "years",
        "from " + std::to_string(first) + " to " + std::to_string(last) + " is no span of 1 to 200 years",
        "give the first year, then the last");
  check(nodes, ties);
  History made;
  Following following;
  std::vector<Edge> before;
  for (int number = first; number <= last; ++number) {
    Graph graph = graph_of(nodes, ties, year(number), kinds);
    const auto degree = degrees(graph);
    const Communities found = communities(graph, search);
    YearFigures figures = figures_of(graph, components(graph), found, degree);
    figures.year = number;
    figures.begun = number == first ? 0 : count_missing(graph.edges, before);
    figures.ended = number == first ? 0 : count_missing(before, graph.edges);
    made.years.push_back(figures);
    Labels labels = found.parts.of;
    for (Node node = 0; node < nodes; ++node)
      if (degree[node] == 0) labels[node] = History::kNone;
    made.community.push_back(following.next(labels));
    before = std::move(graph.edges);
  }
  return made;
}

}  // namespace grono::network
