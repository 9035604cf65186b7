#include "exchange/establishment_reader.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <tbb/parallel_for.h>

#include "base/error.hpp"
#include "exchange/column_table.hpp"
#include "exchange/mapped_file.hpp"
#include "exchange/shared_columns.hpp"

namespace grono::exchange {
namespace {

using Holds = ColumnWish::Holds;
using Need = EstablishmentColumn::Need;
constexpr double kFarthest_m = 1e15;

// The wishes in this order, those unused left out.
enum Column : std::size_t { kX, kY, kActivity, kEmployees, kKind, kClassification, kName, kYear, kColumns };

class Wishes {
 public:
  explicit Wishes(const EstablishmentColumns& columns) {
    place_.fill(kColumns);
    add_coordinates(columns);
    add(kActivity, Holds::texts, columns.activity,
        {"activity", "activity_code", "code", "pkd", "nace", "industry"});
    add(kEmployees, Holds::numbers, columns.employees, {"employees", "employment", "weight"});
    add(kKind, Holds::texts, columns.kind, {"kind"});
    add(kClassification, Holds::texts, columns.classification, {"classification", "scheme"});
    add(kName, Holds::texts, columns.name, {"name", "legal_name"});
    if (columns.year) add(kYear, Holds::numbers, {Need::required, columns.year_column.name}, {"year"});
  }

  [[nodiscard]] const std::vector<ColumnWish>& all() const { return wishes_; }
  // What was read of a column; empty where it was not asked for.
  [[nodiscard]] ColumnTable::Column take(ColumnTable& table, Column column) const {
    return place_[column] == kColumns ? ColumnTable::Column{} : std::move(table.columns[place_[column]]);
  }

 private:
  void add(Column column, Holds holds, const EstablishmentColumn& wanted, std::vector<std::string> usual,
           std::optional<std::uint8_t> axis = {}) {
    if (wanted.need == Need::unused && wanted.name.empty()) return;
    place_[column] = wishes_.size();
    const bool is_required = wanted.need == Need::required || !wanted.name.empty();
    if (!wanted.name.empty()) usual = {wanted.name};
    wishes_.push_back({holds, std::move(usual), is_required, axis});
  }

  void add_coordinates(const EstablishmentColumns& columns) {
    std::string x, y;
    if (!columns.coordinates.empty()) {
      const std::size_t comma = columns.coordinates.find(',');
      if (comma == std::string::npos || columns.coordinates.find(',', comma + 1) != std::string::npos)
        throw InvalidInput("--columns", "two names are needed", "give for example --columns x,y");
      x = columns.coordinates.substr(0, comma);
      y = columns.coordinates.substr(comma + 1);
    }
    const bool projected = columns.projected;
    add(kX, Holds::numbers, {Need::required, x},
        projected ? std::vector<std::string>{"x", "x_m", "east", "easting"}
                  : std::vector<std::string>{"lon", "longitude", "lng", "long", "x"},
        std::uint8_t{0});
    add(kY, Holds::numbers, {Need::required, y},
        projected ? std::vector<std::string>{"y", "y_m", "north", "northing"}
                  : std::vector<std::string>{"lat", "latitude", "y"},
        std::uint8_t{1});
  }

  std::vector<ColumnWish> wishes_;
  std::array<std::size_t, kColumns> place_{};
};

// What is wrong with each row; kUnusableReasons where nothing is, and one more for those of other years.
constexpr std::uint8_t kUsable = kUnusableReasons, kOtherYear = kUnusableReasons + 1;

std::uint8_t told(Unusable reason) {
  return static_cast<std::uint8_t>(reason);
}

// @pre  x, y as read: NaN where a cell holds no number
std::uint8_t state_of_place(double x, double y, bool projected) {
  if (std::isnan(x) || std::isnan(y)) return told(Unusable::no_coordinates);
  if (projected)
    return std::abs(x) <= kFarthest_m && std::abs(y) <= kFarthest_m ? kUsable
                                                                    : told(Unusable::no_coordinates);
  return std::abs(x) <= 360 && std::abs(y) <= 90 ? kUsable : told(Unusable::off_the_earth);
}

void require_right_order(const std::vector<double>& x, const std::vector<double>& y,
                         const std::string& path) {
  std::size_t swapped = 0, located = 0;
  for (std::size_t row = 0; row < x.size(); ++row) {
    if (std::isnan(x[row]) || std::isnan(y[row])) continue;
    ++located;
    if (state_of_place(x[row], y[row], false) != kUsable && state_of_place(y[row], x[row], false) == kUsable)
      ++swapped;
  }
  if (located > 0 && 2 * swapped > located)
    throw InvalidInput(path,
                       fmt::format("{} of {} rows are on the Earth only with longitude and latitude swapped",
                                   swapped, located),
                       "name the column of longitudes first, as --columns lon,lat");
}

// Closes the gaps that rows left out leave.
template <typename T>
void keep(std::vector<T>& column, const std::vector<std::uint8_t>& state) {
  if (column.empty()) return;
  std::size_t to = 0;
  for (std::size_t row = 0; row < state.size(); ++row)
    if (state[row] == kUsable) column[to++] = column[row];
  column.resize(to);
}

// Of a sample spread over all rows, how many in a thousand stand on its most frequent place.
std::uint32_t on_one_place(const mapping::Establishments& all) {
  constexpr std::size_t kSample = 4096, kFew = 20;
  if (all.size() < kFew) return 0;
  std::map<std::pair<double, double>, std::size_t> counts;
  const std::size_t sampled = std::min(kSample, all.size());
  std::size_t most = 0;
  for (std::size_t i = 0; i < sampled; ++i) {
    const std::size_t at = i * all.size() / sampled;
    most = std::max(most, ++counts[{all.x[at], all.y[at]}]);
  }
  const std::size_t share = 1000 * most / sampled;
  return share >= 500 ? static_cast<std::uint32_t>(share) : 0;
}

// What is wrong with each row, if anything.
std::vector<std::uint8_t> states(const mapping::Establishments& all, const std::vector<double>& year,
                                 const EstablishmentColumns& columns) {
  std::vector<std::uint8_t> state(all.x.size());
  tbb::parallel_for(std::size_t{0}, state.size(), [&](std::size_t row) {
    state[row] = state_of_place(all.x[row], all.y[row], columns.projected);
    if (state[row] == kUsable && !all.weight.empty() &&
        !(all.weight[row] >= 0 && std::isfinite(all.weight[row])))
      state[row] = told(Unusable::no_employees);
    if (!year.empty() && year[row] != *columns.year) state[row] = kOtherYear;
  });
  return state;
}

// @param first_row  rows before the first of these
ReadingReport report_of(const std::vector<std::uint8_t>& state, std::uint64_t first_row) {
  ReadingReport made;
  made.rows = state.size();
  for (std::size_t row = 0; row < state.size(); ++row) {
    if (state[row] == kUsable) continue;
    if (state[row] == kOtherYear)
      ++made.other_years;
    else if (auto& reason = made.unusable[state[row]]; reason.count++ < ReadingReport::kSampled)
      reason.rows.push_back(first_row + row + 1);
  }
  return made;
}

// The report of all processes from that of each.
ReadingReport joined(const ReadingReport& mine, mapping::Ranks& ranks) {
  ReadingReport made;
  made.rows = mapping::count_before(ranks, mine.rows).all;
  made.other_years = mapping::count_before(ranks, mine.other_years).all;
  for (std::size_t i = 0; i < made.unusable.size(); ++i) {
    made.unusable[i].count = mapping::count_before(ranks, mine.unusable[i].count).all;
    made.unusable[i].rows = mapping::all_gather(ranks, mine.unusable[i].rows);
    made.unusable[i].rows.resize(std::min(made.unusable[i].rows.size(), ReadingReport::kSampled));
  }
  for (const std::uint32_t share : mapping::all_gather(ranks, std::vector{mine.on_one_place}))
    made.on_one_place = std::max(made.on_one_place, share);
  return made;
}

EstablishmentFile read_share(std::string_view text, const std::string& path,
                             const EstablishmentColumns& columns, mapping::Ranks& ranks,
                             const PartRead& part_read = {}) {
  const Wishes wishes(columns);
  constexpr std::size_t kPartBytes = 1U << 20;
  ColumnTable table =
      read_columns(text, path, wishes.all(), kPartBytes, {ranks.rank(), ranks.size()}, part_read);
  agree_on_columns(table, wishes.all(), path, ranks);
  EstablishmentFile made;
  mapping::Establishments& all = made.establishments;
  all.coordinates = columns.projected ? mapping::Coordinates::projected : mapping::Coordinates::lon_lat;
  all.x = wishes.take(table, kX).numbers;
  all.y = wishes.take(table, kY).numbers;
  all.weight = wishes.take(table, kEmployees).numbers;
  if (!columns.projected) require_right_order(all.x, all.y, path);
  const auto state = states(all, wishes.take(table, kYear).numbers, columns);
  const std::uint64_t first_row = mapping::count_before(ranks, table.rows).mine;
  made.report = report_of(state, first_row);
  all.activity = wishes.take(table, kActivity).texts;
  all.kind = wishes.take(table, kKind).texts;
  made.classification = wishes.take(table, kClassification).texts;
  made.name = wishes.take(table, kName).texts;
  const bool has_gaps =
      std::any_of(state.begin(), state.end(), [](std::uint8_t each) { return each != kUsable; });
  if (has_gaps) {
    for (auto* numbers : {&all.x, &all.y, &all.weight}) keep(*numbers, state);
    for (auto* texts : {&all.activity, &all.kind, &made.classification, &made.name})
      keep(texts->column, state);
  }
  if (has_gaps || !ranks.is_alone())
    for (std::size_t row = 0; row < state.size(); ++row)
      if (state[row] == kUsable) all.row.push_back(first_row + row + 1);
  made.report.on_one_place = on_one_place(all);
  if (!ranks.is_alone()) made.report = joined(made.report, ranks);
  return made;
}

void require_some(const EstablishmentFile& file, const std::string& path) {
  const ReadingReport& report = file.report;
  if (report.rows >= std::numeric_limits<std::uint32_t>::max())
    throw InvalidInput(path, fmt::format("{} rows are too many", report.rows),
                       "give fewer than 4,294,967,295");
  if (report.rows == 0 || report.unusable_rows() + report.other_years < report.rows) return;
  throw InvalidInput(path,
                     fmt::format("none of its {} rows can be used{}", report.rows,
                                 report.messages().empty() ? "" : ": " + report.messages().front()),
                     "check the columns, their order (longitude first) and --projected");
}

}  // namespace

std::uint64_t ReadingReport::unusable_rows() const {
  std::uint64_t sum = 0;
  for (const Reason& reason : unusable) sum += reason.count;
  return sum;
}

std::vector<std::string> ReadingReport::messages() const {
  static constexpr std::array<const char*, kUnusableReasons> kWhat = {
      "have no coordinates that are numbers", "have coordinates that are not on the Earth",
      "have employees or a weight that is no number or below 0"};
  std::vector<std::string> made;
  for (std::size_t i = 0; i < unusable.size(); ++i)
    if (unusable[i].count > 0)
      made.push_back(fmt::format("{} of {} rows {} and are left out: rows {}{}", unusable[i].count, rows,
                                 kWhat[i], fmt::join(unusable[i].rows, ", "),
                                 unusable[i].rows.size() < unusable[i].count ? ", …" : ""));
  if (other_years > 0) made.push_back(fmt::format("{} of {} rows are of other years", other_years, rows));
  if (on_one_place > 0)
    made.push_back(
        fmt::format("about {} % of the establishments stand on one and the same place; if their coordinates "
                    "are a default, they make a cluster that is none",
                    on_one_place / 10));
  return made;
}

EstablishmentFile read_establishments(const std::string& path, const EstablishmentColumns& columns) {
  return read_establishments(path, columns, mapping::alone());
}

EstablishmentFile read_establishments(std::string_view text, const std::string& name,
                                      const EstablishmentColumns& columns) {
  auto made = read_share(text, name, columns, mapping::alone());
  require_some(made, name);
  return made;
}

EstablishmentFile read_establishments(const std::string& path, const EstablishmentColumns& columns,
                                      mapping::Ranks& ranks) {
  const MappedFile file(path);
  auto made =
      read_share(file.text(), path, columns, ranks, [&file](std::string_view part) { file.let_go(part); });
  require_some(made, path);
  return made;
}

}  // namespace grono::exchange
