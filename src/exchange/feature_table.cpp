#include "exchange/feature_table.hpp"

#include <array>
#include <limits>
#include <optional>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <simdjson.h>
#include <tbb/parallel_for.h>

#include "base/error.hpp"
#include "exchange/json_list.hpp"
#include "exchange/table_parts.hpp"
#include "text/fold.hpp"

namespace grono::exchange {
namespace {

namespace dom = simdjson::dom;
constexpr std::size_t kNoWish = std::numeric_limits<std::size_t>::max();

struct Found {
  double number = std::numeric_limits<double>::quiet_NaN();
  std::string text;
  bool is_there = false;
};

// One thread's reading of the features of a part.
class FeatureReader {
 public:
  explicit FeatureReader(std::span<const ColumnWish> wishes) : wishes_(wishes), is_found_(wishes.size()) {}

  TablePart read(std::string_view text) {
    TablePart part(wishes_.size());
    for (std::string_view object = take_object(text); !object.empty(); object = take_object(text)) {
      found_.assign(wishes_.size(), {});
      read_feature(object);
      ++part.rows;
      for (std::size_t wish = 0; wish < wishes_.size(); ++wish) {
        is_found_[wish] = is_found_[wish] || found_[wish].is_there;
        if (wishes_[wish].holds == ColumnWish::Holds::numbers)
          part.add_number(wish, found_[wish].number);
        else
          part.add_text(wish, std::move(found_[wish].text));
      }
      rows_ = part.rows;
    }
    return part;
  }

  [[nodiscard]] std::size_t rows() const { return rows_; }
  [[nodiscard]] const std::vector<bool>& is_found() const { return is_found_; }
  [[nodiscard]] const std::vector<std::string>& names() const { return names_; }

 private:
  void read_feature(std::string_view object) {
    padded_.assign(object);
    padded_.reserve(object.size() + simdjson::SIMDJSON_PADDING);
    const dom::object feature = parser_.parse(padded_.data(), padded_.size(), false).get_object();
    dom::object inner;
    if (feature["geometry"].get(inner) == simdjson::SUCCESS) read_geometry(inner);
    if (feature["properties"].get(inner) == simdjson::SUCCESS) read_properties(inner);
  }

  void read_geometry(const dom::object& geometry) {
    std::string_view type;
    dom::array coordinates;
    if (geometry["type"].get(type) != simdjson::SUCCESS || type != "Point" ||
        geometry["coordinates"].get(coordinates) != simdjson::SUCCESS)
      return;
    for (std::size_t wish = 0; wish < wishes_.size(); ++wish) {
      double number = 0;
      if (wishes_[wish].axis && coordinates.at(*wishes_[wish].axis).get(number) == simdjson::SUCCESS)
        found_[wish] = {number, {}, true};
    }
  }

  void read_properties(const dom::object& properties) {
    std::size_t place = 0;
    for (const auto& [key, value] : properties) {
      const std::size_t wish = wish_of(key, place++);
      if (wish == kNoWish || found_[wish].is_there) continue;
      Found& found = found_[wish];
      found.is_there = true;
      std::string_view text;
      if (value.get(text) == simdjson::SUCCESS) {
        found.text = trimmed(text);
        found.number = number_of(found.text);
      } else if (value.get(found.number) == simdjson::SUCCESS) {
        // A code written as a number is its digits.
        if (wishes_[wish].holds == ColumnWish::Holds::texts) found.text = simdjson::minify(value);
      }
    }
  }

  // Features mostly have the same properties in the same order: what the last one had at this place is tried
  // first.
  std::size_t wish_of(std::string_view key, std::size_t place) {
    if (place < names_.size() && names_[place] == key) return wish_at_[place];
    std::size_t wish = kNoWish;
    for (std::size_t i = 0; i < wishes_.size() && wish == kNoWish; ++i)
      for (const std::string& name : wishes_[i].names)
        if (text::fold(name) == text::fold(std::string(key))) wish = i;
    if (place < names_.size()) {
      names_[place] = key;
      wish_at_[place] = wish;
    } else {
      names_.emplace_back(key);
      wish_at_.push_back(wish);
    }
    return wish;
  }

  std::span<const ColumnWish> wishes_;
  dom::parser parser_;
  std::string padded_;
  std::vector<Found> found_;
  std::vector<std::string> names_;  // of properties, by their place
  std::vector<std::size_t> wish_at_;
  std::vector<bool> is_found_;
  std::size_t rows_ = 0;
};

// What became of a part.
struct Outcome {
  TablePart part;
  std::vector<bool> is_found;
  std::vector<std::string> names;
  std::size_t rows = 0;  // read before it ended
  std::optional<std::string> problem;
};

void require_columns(std::span<const ColumnWish> wishes, const std::vector<Outcome>& outcomes,
                     const std::string& name) {
  std::vector<std::string> names;
  bool has_rows = false;
  for (const Outcome& outcome : outcomes) {
    has_rows = has_rows || outcome.rows > 0;
    if (names.empty()) names = outcome.names;
  }
  for (std::size_t wish = 0; wish < wishes.size() && has_rows; ++wish) {
    bool is_found = !wishes[wish].is_required;
    for (const Outcome& outcome : outcomes) is_found = is_found || outcome.is_found[wish];
    if (is_found) continue;
    if (wishes[wish].axis)
      throw InvalidInput(name, "no feature has a point for a geometry", "give points, as centres of areas");
    throw InvalidInput(name,
                       fmt::format("no feature has a property {}; they have {}",
                                   fmt::join(wishes[wish].names, " or "), fmt::join(names, ", ")),
                       "name the properties as they are called");
  }
}

}  // namespace

ColumnTable read_features(std::string_view text, const std::string& name, std::span<const ColumnWish> wishes,
                          std::size_t part_bytes, RowShare share, const PartRead& part_read) {
  const auto texts = share_of(parts_of_json_list(text, name, part_bytes), share, part_read);
  std::vector<Outcome> outcomes(texts.size());
  tbb::parallel_for(std::size_t{0}, texts.size(), [&](std::size_t i) {
    FeatureReader reader(wishes);
    Outcome& outcome = outcomes[i];
    try {
      outcome.part = reader.read(texts[i]);
    } catch (const simdjson::simdjson_error& error) {
      outcome.problem = error.what();
    }
    outcome.part.close();
    if (part_read) part_read(texts[i]);
    outcome.rows = reader.rows();
    outcome.is_found = reader.is_found();
    outcome.names = reader.names();
  });
  std::size_t before = 0;
  for (const Outcome& outcome : outcomes) {
    before += outcome.rows;
    if (outcome.problem)
      throw InvalidInput(fmt::format("{}, feature {}", name, before + 1),
                         "it is no JSON: " + *outcome.problem,
                         "see whether the file is whole, and mend the feature");
  }
  // A column that one share lacks may be in another.
  if (share.count == 1) require_columns(wishes, outcomes, name);
  std::vector<bool> is_found(wishes.size());
  for (const Outcome& outcome : outcomes)
    for (std::size_t wish = 0; wish < wishes.size(); ++wish)
      is_found[wish] = is_found[wish] || outcome.is_found[wish];
  std::vector<TablePart> parts;
  for (Outcome& outcome : outcomes) {
    // A column that nobody has is empty, as in a table without it.
    for (std::size_t wish = 0; wish < wishes.size(); ++wish)
      if (!is_found[wish] && !wishes[wish].is_required) outcome.part.columns[wish] = {};
    parts.push_back(std::move(outcome.part));
  }
  ColumnTable made = joined(std::move(parts), wishes.size());
  for (std::size_t wish = 0; wish < wishes.size(); ++wish) made.columns[wish].is_found = is_found[wish];
  return made;
}

}  // namespace grono::exchange
