#include "cluster/market/suppression.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <queue>
#include <set>

#include "base/error.hpp"

namespace grono::cluster {
namespace {

constexpr std::int64_t kUnbounded = std::numeric_limits<std::int64_t>::max() / 4;

/// The table with its totals: of each cell its value and what each contributor has in it.
struct Grid {
  std::size_t rows = 0, columns = 0;
  bool has_columns = false;
  std::vector<std::int64_t> values;
  std::vector<std::map<std::size_t, std::int64_t>> parts;

  [[nodiscard]] std::size_t at(std::size_t row, std::size_t column) const { return row * columns + column; }
  [[nodiscard]] std::int64_t part(std::size_t cell, std::optional<std::size_t> contributor) const {
    if (!contributor) return 0;
    const auto found = parts[cell].find(*contributor);
    return found == parts[cell].end() ? 0 : found->second;
  }
};

Grid grid_of(const ContributedTable& table) {
  Grid made;
  made.has_columns = table.columns > 0;
  made.rows = table.rows + 1;
  made.columns = made.has_columns ? table.columns + 1 : 1;
  made.values.assign(made.rows * made.columns, 0);
  made.parts.resize(made.values.size());
  for (const Contribution& each : table.contributions) {
    GRONO_INVARIANT(each.row < table.rows &&
                    (made.has_columns ? each.column < table.columns : each.column == 0) && each.value >= 0);
    if (each.value == 0) continue;
    std::vector<std::size_t> cells = {made.at(each.row, each.column), made.at(table.rows, each.column)};
    if (made.has_columns) {
      cells.push_back(made.at(each.row, table.columns));
      cells.push_back(made.at(table.rows, table.columns));
    }
    for (const std::size_t cell : cells) {
      made.values[cell] += each.value;
      made.parts[cell][each.contributor] += each.value;
    }
  }
  return made;
}

bool is_hidden(CellFate fate) {
  return fate != CellFate::published && fate != CellFate::empty;
}
bool is_unsafe(CellFate fate) {
  return is_hidden(fate) && fate != CellFate::complementary;
}

// How many contributors' parts of a cell differ between two tables: the difference of the sums tells of
// these.
std::size_t differing(const Grid& a, const Grid& b, std::size_t cell) {
  std::set<std::size_t> all;
  for (const auto& [contributor, value] : a.parts[cell]) all.insert(contributor);
  for (const auto& [contributor, value] : b.parts[cell]) all.insert(contributor);
  return static_cast<std::size_t>(std::count_if(
      all.begin(), all.end(), [&](std::size_t each) { return a.part(cell, each) != b.part(cell, each); }));
}

CellFate fate_by_itself(const Grid& grid, std::size_t cell, const SuppressionRules& rules,
                        const std::vector<Grid>& earlier) {
  const auto& parts = grid.parts[cell];
  if (parts.empty()) return CellFate::empty;
  if (parts.size() < rules.min_contributors) return CellFate::too_few;
  std::int64_t largest = 0;
  for (const auto& [contributor, value] : parts) largest = std::max(largest, value);
  if (rules.max_share_percent < 100 &&
      static_cast<long double>(largest) * 100 >
          static_cast<long double>(grid.values[cell]) * rules.max_share_percent)
    return CellFate::dominated;
  for (const Grid& each : earlier) {
    if (each.values.size() != grid.values.size()) continue;
    const std::size_t others = differing(grid, each, cell);
    if (others > 0 && others < rules.min_contributors) return CellFate::differencing;
  }
  return CellFate::published;
}

/// The hidden cells as edges between the equations they stand in: each row and each column sums to its total,
/// totals counted negative. A change of hidden values that keeps every published figure is a circulation.
class HiddenCells {
 public:
  HiddenCells(const Grid& grid, std::optional<std::size_t> by) : grid_(grid), by_(by) {
    nodes_ = grid.has_columns ? grid.rows + grid.columns : 2;
    arcs_.resize(nodes_);
  }

  void add(std::size_t cell, std::int64_t cost) {
    // Who has all of a cell knows it whole.
    const std::int64_t own = grid_.part(cell, by_), down = grid_.values[cell] - own;
    if (by_ && down == 0 && own > 0) return;
    const auto [from, to] = ends_of(cell);
    const std::int64_t forward = is_positive(cell) ? kUnbounded : down,
                       backward = is_positive(cell) ? down : kUnbounded;
    arcs_[from].push_back({to, forward, cost, cell, arcs_[to].size()});
    arcs_[to].push_back({from, backward, cost, cell, arcs_[from].size() - 1});
  }

  /// How much the cell can be more (or less) than it is, with what is added; not counting that it is never
  /// negative.
  std::int64_t reach(std::size_t cell, bool is_more, std::int64_t enough) {
    const auto [source, sink] = way_back(cell, is_more);
    std::int64_t flow = 0;
    while (flow < enough) {
      const auto path = cheapest(source, sink, cell, false);
      if (path.empty()) break;
      std::int64_t width = kUnbounded;
      for (const auto& [node, arc] : path) width = std::min(width, arcs_[node][arc].room);
      if (width >= kUnbounded / 2) return kUnbounded;
      for (const auto& [node, arc] : path) push(arcs_[node][arc], width);
      flow += width;
    }
    return flow;
  }

  /// Cells that have to be hidden as well for more reach, after `reach`; none where there is no way.
  std::vector<std::size_t> missing(std::size_t cell, bool is_more) {
    const auto [source, sink] = way_back(cell, is_more);
    std::vector<std::size_t> made;
    for (const auto& [node, arc] : cheapest(source, sink, cell, true))
      if (arcs_[node][arc].cost > 0) made.push_back(arcs_[node][arc].cell);
    return made;
  }

 private:
  struct Arc {
    std::size_t to;
    std::int64_t room;
    std::int64_t cost;  ///< 0: hidden already
    std::size_t cell;
    std::size_t reverse;
  };
  using Step = std::pair<std::size_t, std::size_t>;  ///< node, arc

  [[nodiscard]] bool is_positive(std::size_t cell) const {
    const bool is_last_row = cell / grid_.columns == grid_.rows - 1;
    if (!grid_.has_columns) return !is_last_row;
    return is_last_row == (cell % grid_.columns == grid_.columns - 1);
  }
  [[nodiscard]] std::pair<std::size_t, std::size_t> ends_of(std::size_t cell) const {
    if (!grid_.has_columns) return {0, 1};
    return {cell / grid_.columns, grid_.rows + cell % grid_.columns};
  }
  // What the cell gains along its own edge has to come back over the others.
  [[nodiscard]] std::pair<std::size_t, std::size_t> way_back(std::size_t cell, bool is_more) const {
    const auto [row, column] = ends_of(cell);
    return is_positive(cell) == is_more ? std::pair(column, row) : std::pair(row, column);
  }
  void push(Arc& arc, std::int64_t width) {
    if (arc.room < kUnbounded / 2) arc.room -= width;
    Arc& back = arcs_[arc.to][arc.reverse];
    if (back.room < kUnbounded / 2) back.room += width;
  }

  // Dijkstra over arcs with room; those not hidden yet only where they are offered.
  std::vector<Step> cheapest(std::size_t source, std::size_t sink, std::size_t without,
                             bool with_others) const {
    std::vector<std::int64_t> cost(nodes_, kUnbounded);
    std::vector<std::optional<Step>> came(nodes_);
    using Entry = std::pair<std::int64_t, std::size_t>;
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> open;
    cost[source] = 0;
    open.emplace(0, source);
    while (!open.empty()) {
      const auto [so_far, node] = open.top();
      open.pop();
      if (so_far > cost[node]) continue;
      for (std::size_t i = 0; i < arcs_[node].size(); ++i) {
        const Arc& arc = arcs_[node][i];
        if (arc.cell == without || arc.room <= 0 || (arc.cost > 0 && !with_others) ||
            cost[arc.to] <= so_far + arc.cost)
          continue;
        cost[arc.to] = so_far + arc.cost;
        came[arc.to] = Step{node, i};
        open.emplace(cost[arc.to], arc.to);
      }
    }
    std::vector<Step> path;
    if (cost[sink] == kUnbounded) return path;
    for (std::size_t node = sink; node != source; node = came[node]->first) path.push_back(*came[node]);
    return path;
  }

  const Grid& grid_;
  std::optional<std::size_t> by_;
  std::size_t nodes_ = 0;
  std::vector<std::vector<Arc>> arcs_;
};

// A dear cell is one whose loss is felt: totals more than inner cells, large ones more than small ones.
std::int64_t cost_of(const Grid& grid, std::size_t cell) {
  const bool is_total =
      cell / grid.columns == grid.rows - 1 || (grid.has_columns && cell % grid.columns == grid.columns - 1);
  const std::int64_t grand = std::max<std::int64_t>(grid.values.back(), 1);
  const std::int64_t share = static_cast<std::int64_t>(
      1'000'000 * (static_cast<long double>(grid.values[cell]) / static_cast<long double>(grand)));
  return 1 + share + (is_total ? 1'000'000 : 0);
}

HiddenCells edges_of(const Grid& grid, const std::vector<CellFate>& fates, std::optional<std::size_t> by,
                     bool with_others) {
  HiddenCells made(grid, by);
  for (std::size_t cell = 0; cell < fates.size(); ++cell) {
    if (is_hidden(fates[cell]))
      made.add(cell, 0);
    else if (with_others && fates[cell] == CellFate::published)
      made.add(cell, cost_of(grid, cell));
  }
  return made;
}

std::int64_t protection_of(std::int64_t value, int percent) {
  return std::max<std::int64_t>(1,
                                static_cast<std::int64_t>(static_cast<long double>(value) * percent / 100));
}

// Everybody who could try to compute a hidden cell: an outsider, and who knows a part of what is hidden.
std::vector<std::optional<std::size_t>> attackers(const Grid& grid, const std::vector<CellFate>& fates) {
  std::set<std::size_t> inside;
  for (std::size_t cell = 0; cell < fates.size(); ++cell)
    if (is_hidden(fates[cell]))
      for (const auto& [contributor, value] : grid.parts[cell]) inside.insert(contributor);
  std::vector<std::optional<std::size_t>> made = {std::nullopt};
  made.insert(made.end(), inside.begin(), inside.end());
  return made;
}

struct Breach {
  std::size_t cell;
  std::optional<std::size_t> by;
  bool is_more;
};

// The first unsafe cell that somebody can infer too closely.
std::optional<Breach> find_breach(const Grid& grid, const std::vector<CellFate>& fates, int percent) {
  const auto all = attackers(grid, fates);
  for (std::size_t cell = 0; cell < fates.size(); ++cell) {
    if (!is_unsafe(fates[cell])) continue;
    for (const auto& by : all) {
      const std::int64_t others = grid.values[cell] - grid.part(cell, by);
      if (others == 0) continue;  // the cell is all its own
      const std::int64_t needed = protection_of(others, percent);
      for (const bool is_more : {true, false})
        if (edges_of(grid, fates, by, false).reach(cell, is_more, needed) < needed)
          return Breach{cell, by, is_more};
    }
  }
  return std::nullopt;
}

void hide_everything(std::vector<CellFate>& fates) {
  for (CellFate& each : fates)
    if (each == CellFate::published) each = CellFate::complementary;
}

void hide_complements(const Grid& grid, std::vector<CellFate>& fates, int percent) {
  while (const auto breach = find_breach(grid, fates, percent)) {
    HiddenCells edges = edges_of(grid, fates, breach->by, true);
    static_cast<void>(edges.reach(breach->cell, breach->is_more, kUnbounded));
    const auto more = edges.missing(breach->cell, breach->is_more);
    if (more.empty()) return hide_everything(fates);
    for (const std::size_t cell : more) fates[cell] = CellFate::complementary;
  }
}

// Later complements may have made earlier ones needless; the dearest are tried first.
void show_needless(const Grid& grid, std::vector<CellFate>& fates, int percent) {
  std::vector<std::size_t> hidden;
  for (std::size_t cell = 0; cell < fates.size(); ++cell)
    if (fates[cell] == CellFate::complementary) hidden.push_back(cell);
  std::sort(hidden.begin(), hidden.end(),
            [&](std::size_t a, std::size_t b) { return cost_of(grid, a) > cost_of(grid, b); });
  for (const std::size_t cell : hidden) {
    fates[cell] = CellFate::published;
    if (find_breach(grid, fates, percent)) fates[cell] = CellFate::complementary;
  }
}

}  // namespace

SuppressedTable suppress(const ContributedTable& table, const SuppressionRules& rules,
                         const std::vector<ContributedTable>& earlier) {
  GRONO_INVARIANT(table.rows > 0 && rules.min_contributors > 0 && rules.max_share_percent > 0);
  const Grid grid = grid_of(table);
  std::vector<Grid> before;
  for (const ContributedTable& each : earlier) before.push_back(grid_of(each));
  SuppressedTable made{grid.rows, grid.columns, grid.values, {}};
  for (std::size_t cell = 0; cell < grid.values.size(); ++cell)
    made.fates.push_back(fate_by_itself(grid, cell, rules, before));
  hide_complements(grid, made.fates, rules.protection_percent);
  show_needless(grid, made.fates, rules.protection_percent);
  return made;
}

InferredRange inferred_range(const ContributedTable& table, const SuppressedTable& made, std::size_t cell,
                             std::optional<std::size_t> by) {
  const Grid grid = grid_of(table);
  GRONO_INVARIANT(cell < made.fates.size());
  const std::int64_t value = grid.values[cell], own = grid.part(cell, by);
  if (!is_hidden(made.fates[cell]) || (by && own == value)) return {value, value};
  const std::int64_t more = edges_of(grid, made.fates, by, false).reach(cell, true, kUnbounded);
  const std::int64_t less =
      std::min(value - own, edges_of(grid, made.fates, by, false).reach(cell, false, kUnbounded));
  return {value - less, more >= kUnbounded ? std::nullopt : std::optional(value + more)};
}

}  // namespace grono::cluster
