#include "matching/selection.hpp"

#include <algorithm>

#include "base/error.hpp"

namespace grono::matching {

Selection::Selection(const Tables& tables, const Sight& sight, const Query& query)
    : tables_(tables),
      sight_(sight),
      query_(query),
      from_(geo::unit_vector(query.near.value_or(geo::LonLat{}))),
      roles_(tables.label_names.size()),
      groups_of_facet_(query.facets.size()),
      counts_(tables.label_names.size()),
      seen_in_(tables.label_names.size()) {
  GRONO_INVARIANT(query.labels.size() <= 64);
  for (std::size_t facet = 0; facet < query.facets.size(); ++facet) {
    const std::string& prefix = query.facets[facet];
    for (auto at = tables.label_numbers.lower_bound(prefix); at != tables.label_numbers.end() && at->first.starts_with(prefix); ++at)
      roles_[at->second].facet = static_cast<std::int16_t>(facet);
    for (std::size_t group = 0; group < query.labels.size(); ++group)
      if (std::any_of(query.labels[group].begin(), query.labels[group].end(),
                      [&](const std::string& label) { return label.starts_with(prefix); }))
        groups_of_facet_[facet] |= std::uint64_t{1} << group;
  }
  for (std::size_t group = 0; group < query.labels.size(); ++group) {
    all_groups_ |= std::uint64_t{1} << group;
    for (const std::string& label : query.labels[group])
      if (const auto at = tables.label_numbers.find(label); at != tables.label_numbers.end())
        roles_[at->second].group = static_cast<std::int16_t>(group);
  }
}

bool Selection::is_near_enough(Slot slot) const {
  if (!query_.near || !query_.within_m) return true;
  const auto distance = distance_to(tables_, slot, from_);
  return distance && *distance <= *query_.within_m;
}

bool Selection::is_ready_enough(const Document& document) const {
  if (!query_.trl_min) return true;
  for (ItemNumber i = 0; i < document.profile.offers.size(); ++i) {
    const Item& offer = document.profile.offers[i];
    const auto reached = offer.trl_to ? offer.trl_to : offer.trl_from;
    if (reached && *reached >= *query_.trl_min && sight_.sees(document, i)) return true;
  }
  return false;
}

bool Selection::take(Slot slot) {
  if (!is_near_enough(slot) || !is_ready_enough(tables_.documents[slot])) return false;
  if (all_groups_ == 0 && query_.facets.empty()) return true;
  std::uint64_t met = 0;
  const auto labels = tables_.labels[slot];
  for (const Labelled& each : labels)
    if (const auto group = roles_[each.label].group; group >= 0 && sight_.sees(each.audience))
      met |= std::uint64_t{1} << group;
  const std::uint64_t unmet = all_groups_ & ~met;

  ++candidate_;
  for (const Labelled& each : labels) {
    const auto facet = roles_[each.label].facet;
    if (facet < 0 || seen_in_[each.label] == candidate_ || !sight_.sees(each.audience)) continue;
    if ((unmet & ~groups_of_facet_[static_cast<std::size_t>(facet)]) != 0) continue;
    seen_in_[each.label] = candidate_;
    ++counts_[each.label];
  }
  return unmet == 0;
}

std::vector<std::vector<FacetCount>> Selection::facets() const {
  std::vector<std::vector<FacetCount>> made(query_.facets.size());
  for (std::size_t label = 0; label < counts_.size(); ++label)
    if (counts_[label] > 0)
      made[static_cast<std::size_t>(roles_[label].facet)].push_back({tables_.label_names[label], counts_[label]});
  for (auto& facet : made)
    std::sort(facet.begin(), facet.end(), [](const FacetCount& a, const FacetCount& b) {
      return std::tie(b.count, a.label) < std::tie(a.count, b.label);
    });
  return made;
}

}  // namespace grono::matching
