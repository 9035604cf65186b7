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
  const MappedFile file(path);
  return read_establishments(file.text(), path, columns);
}

EstablishmentFile read_establishments(std::string_view text, const std::string& path,
                                      const EstablishmentColumns& columns) {
  const Wishes wishes(columns);
  ColumnTable table = read_columns(text, path, wishes.all());
  if (table.rows >= std::numeric_limits<std::uint32_t>::max())
    throw InvalidInput(path, fmt::format("{} rows are too many", table.rows),
                       "give fewer than 4,294,967,295");
  EstablishmentFile made;
  mapping::Establishments& all = made.establishments;
  all.coordinates = columns.projected ? mapping::Coordinates::projected : mapping::Coordinates::lon_lat;
  all.x = wishes.take(table, kX).numbers;
  all.y = wishes.take(table, kY).numbers;
  all.weight = wishes.take(table, kEmployees).numbers;
  const auto year = wishes.take(table, kYear).numbers;
  if (!columns.projected) require_right_order(all.x, all.y, path);

  std::vector<std::uint8_t> state(table.rows);
  tbb::parallel_for(std::size_t{0}, state.size(), [&](std::size_t row) {
    state[row] = state_of_place(all.x[row], all.y[row], columns.projected);
    if (state[row] == kUsable && !all.weight.empty() &&
        !(all.weight[row] >= 0 && std::isfinite(all.weight[row])))
      state[row] = told(Unusable::no_employees);
    if (!year.empty() && year[row] != *columns.year) state[row] = kOtherYear;
  });
  made.report.rows = table.rows;
  std::uint64_t usable = 0;
  for (std::size_t row = 0; row < state.size(); ++row) {
    if (state[row] == kUsable)
      ++usable;
    else if (state[row] == kOtherYear)
      ++made.report.other_years;
    else if (auto& reason = made.report.unusable[state[row]]; reason.count++ < ReadingReport::kSampled)
      reason.rows.push_back(row + 1);
  }
  if (usable == 0 && table.rows > 0)
    throw InvalidInput(
        path,
        fmt::format("none of its {} rows can be used{}", table.rows,
                    made.report.messages().empty() ? "" : ": " + made.report.messages().front()),
        "check the columns, their order (longitude first) and --projected");
  all.activity = wishes.take(table, kActivity).texts;
  all.kind = wishes.take(table, kKind).texts;
  made.classification = wishes.take(table, kClassification).texts;
  made.name = wishes.take(table, kName).texts;
  if (usable < table.rows) {
    for (std::size_t row = 0; row < state.size(); ++row)
      if (state[row] == kUsable) all.row.push_back(row + 1);
    for (auto* numbers : {&all.x, &all.y, &all.weight}) keep(*numbers, state);
    for (auto* texts : {&all.activity, &all.kind, &made.classification, &made.name})
      keep(texts->column, state);
  }
  made.report.on_one_place = on_one_place(all);
  return made;
}

}  // namespace grono::exchange
