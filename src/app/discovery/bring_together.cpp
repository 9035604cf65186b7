#include "app/discovery/bring_together.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <string>
#include <utility>

namespace grono::app {
namespace {

using mapping::Establishments;

/// An establishment on its way to another process.
struct Traveller {
  std::uint64_t number = 0, row = 0;  // among all that can be used; in the file
  double x = 0, y = 0, weight = 0;
  std::uint32_t core = mapping::kNone, merge = 0;
};

struct Travellers {
  std::vector<Traveller> all;
  std::vector<std::string> activity, kind;
};

// Everybody's, in the order of the processes; with `only_first` the others get none.
Travellers sent_from(const Discovery& found, const std::vector<std::uint32_t>& rows, mapping::Ranks& ranks,
                     bool only_first) {
  const Establishments& it = found.input.establishments;
  std::vector<Traveller> mine;
  std::vector<char> texts;  // of each: activity, kind, each with a 0 behind it
  const auto add_text = [&](const mapping::Dictionary& from, std::uint32_t row) {
    if (!from.column.empty()) {
      const std::string& text = from.texts[from.column[row]];
      texts.insert(texts.end(), text.begin(), std::find(text.begin(), text.end(), '\0'));
    }
    texts.push_back('\0');
  };
  for (const std::uint32_t row : rows) {
    mine.push_back({std::uint64_t{found.excess.first_row} + row, it.row[row], it.x[row], it.y[row],
                    it.weight.empty() ? 0 : it.weight[row], found.excess.core[row], found.excess.merge[row]});
    add_text(it.activity, row);
    add_text(it.kind, row);
  }
  std::vector<std::vector<Traveller>> travellers(ranks.size());
  std::vector<std::vector<char>> letters(ranks.size());
  for (std::uint32_t rank = 0; rank < (only_first ? 1 : ranks.size()); ++rank) {
    travellers[rank] = mine;
    letters[rank] = texts;
  }
  Travellers made;
  for (const auto& part : mapping::all_to_all(ranks, travellers))
    made.all.insert(made.all.end(), part.begin(), part.end());
  for (const auto& part : mapping::all_to_all(ranks, letters)) {
    bool is_activity = true;
    for (auto from = part.begin(); from != part.end(); is_activity = !is_activity) {
      const auto end = std::find(from, part.end(), '\0');
      (is_activity ? made.activity : made.kind).emplace_back(from, end);
      from = end + 1;
    }
  }
  return made;
}

mapping::Dictionary dictionary_of(const std::vector<std::string>& texts,
                                  const std::vector<std::size_t>& order) {
  mapping::Dictionary made;
  std::map<std::string, std::uint32_t> numbers;
  for (const std::size_t i : order) {
    const auto [found, is_new] = numbers.try_emplace(texts[i], static_cast<std::uint32_t>(made.texts.size()));
    if (is_new) made.texts.push_back(texts[i]);
    made.column.push_back(found->second);
  }
  return made;
}

// Only these establishments, in the order of all; the excess counts in them.
void keep_only(Discovery& found, const Travellers& kept, const Establishments& like) {
  std::vector<std::size_t> order(kept.all.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return kept.all[a].number < kept.all[b].number; });
  Establishments made;
  made.coordinates = like.coordinates;
  std::map<std::uint64_t, std::uint32_t> place;
  found.excess.core.clear();
  found.excess.merge.clear();
  for (const std::size_t i : order) {
    const Traveller& one = kept.all[i];
    place.emplace(one.number, static_cast<std::uint32_t>(made.x.size()));
    made.x.push_back(one.x);
    made.y.push_back(one.y);
    if (!like.weight.empty()) made.weight.push_back(one.weight);
    made.row.push_back(one.row);
    found.excess.core.push_back(one.core);
    found.excess.merge.push_back(one.merge);
  }
  made.activity = dictionary_of(kept.activity, order);
  if (!like.kind.column.empty()) made.kind = dictionary_of(kept.kind, order);
  for (std::uint32_t& row : found.excess.field) row = place.at(row);
  found.excess.first_row = 0;
  found.input.establishments = std::move(made);
}

/// A rectangle about the members of a cluster, as its outline is laid flat.
struct Frame {
  double about = 0;  // longitudes are counted from here
  double low_x = std::numeric_limits<double>::infinity(), high_x = -low_x, low_y = low_x, high_y = -low_x;

  [[nodiscard]] double across(double x, bool on_earth) const {
    return on_earth ? std::remainder(x - about, 360.0) : x;
  }
  void take(double x, double y, bool on_earth) {
    low_x = std::min(low_x, across(x, on_earth));
    high_x = std::max(high_x, across(x, on_earth));
    low_y = std::min(low_y, y);
    high_y = std::max(high_y, y);
  }
  [[nodiscard]] bool holds(double x, double y, bool on_earth) const {
    const double at = across(x, on_earth);
    return at >= low_x && at <= high_x && y >= low_y && y <= high_y;
  }
};

}  // namespace

bool bring_together(const DiscoveryQuestion& question, Discovery& found, mapping::Ranks& ranks) {
  const Establishments& mine = found.input.establishments;
  const bool on_earth = mine.coordinates == mapping::Coordinates::lon_lat;
  std::vector<bool> is_field(mine.size());
  std::vector<std::uint32_t> own_field;
  for (const std::uint32_t number : found.excess.field)
    if (number >= found.excess.first_row && number - found.excess.first_row < mine.size()) {
      own_field.push_back(number - found.excess.first_row);
      is_field[number - found.excess.first_row] = true;
    }
  const Travellers field = sent_from(found, own_field, ranks, false);

  // Every process finds the same clusters in the field alone.
  Discovery of_field;
  of_field.excess = found.excess;
  of_field.ground = found.ground;
  keep_only(of_field, field, mine);
  const Establishments& members = of_field.input.establishments;
  of_field.places = places_of_groups(of_field.excess, members, of_field.ground, question.scope);
  const auto groups = wanted_groups(question, of_field);
  const auto member_label = mapping::areas_of(of_field.excess, groups);
  std::vector<Frame> frames(groups.size());
  for (std::size_t i = 0; i < groups.size(); ++i) frames[i].about = of_field.places[groups[i]].x;
  for (std::size_t i = 0; i < members.size(); ++i)
    if (member_label[i] >= 0)
      frames[static_cast<std::size_t>(member_label[i])].take(members.x[i], members.y[i], on_earth);

  const auto label = mapping::areas_of(found.excess, groups);
  std::vector<std::uint32_t> near;
  for (std::uint32_t row = 0; row < mine.size(); ++row) {
    if (is_field[row]) continue;
    const auto holds = [&](const Frame& frame) { return frame.holds(mine.x[row], mine.y[row], on_earth); };
    if (label[row] >= 0 || std::any_of(frames.begin(), frames.end(), holds)) near.push_back(row);
  }
  Travellers all = sent_from(found, near, ranks, true);
  if (ranks.rank() != 0) return false;
  all.all.insert(all.all.end(), field.all.begin(), field.all.end());
  all.activity.insert(all.activity.end(), field.activity.begin(), field.activity.end());
  all.kind.insert(all.kind.end(), field.kind.begin(), field.kind.end());
  keep_only(found, all, Establishments(mine));
  return true;
}

}  // namespace grono::app
