#include "app/suggestions.hpp"

#include <algorithm>
#include <set>

#include "app/code_finder.hpp"
#include "text/unicode.hpp"

namespace grono::app {
namespace {

void add_organisations(std::vector<Suggestion>& made, const Installation& installation, const Caller& caller,
                       std::string_view text, std::optional<cluster::ClusterId> cluster, std::size_t limit) {
  Filter filter;
  filter.text = text;
  filter.cluster = cluster;
  matching::Query query = to_query(filter, installation.classifications());
  query.limit = limit;
  query.with_reasons = false;
  for (const auto& [hit, card] : find_with_cards(installation, caller, std::move(query)).hits)
    made.push_back({Suggestion::Kind::organisation, card.name, card.id.str()});
}

void add_activities(std::vector<Suggestion>& made, const Installation& installation, std::string_view text,
                    std::size_t limit) {
  for (const auto& [scheme, entry] : installation.code_finder().find(text, std::nullopt, limit)) {
    const std::string& title = entry->title_pl.empty() ? entry->title_en : entry->title_pl;
    made.push_back({Suggestion::Kind::activity, entry->code + " " + title, scheme + ":" + entry->code});
  }
}

void add_places(std::vector<Suggestion>& made, const Installation& installation, std::string_view text,
                std::size_t limit) {
  std::set<std::string> seen;  // the filter goes by name: two villages of one name are one suggestion
  for (const geo::Locality& locality : installation.gazetteer().starting_with(text, limit))
    if (seen.insert(locality.name).second)
      made.push_back({Suggestion::Kind::place, locality.name, locality.name});
}

}  // namespace

std::vector<Suggestion> suggest(const Installation& installation, const Caller& caller, std::string_view text,
                                std::optional<cluster::ClusterId> cluster, std::size_t limit) {
  std::vector<Suggestion> made;
  const std::string_view sought = text::trimmed(text);
  if (sought.empty()) return made;
  // Each kind gets its share, so that none hides the others.
  const std::size_t share = std::max<std::size_t>(1, limit / 3);
  add_organisations(made, installation, caller, sought, cluster, std::max<std::size_t>(1, limit - 2 * share));
  add_activities(made, installation, sought, share);
  add_places(made, installation, sought, share);
  if (made.size() > limit) made.resize(limit);
  return made;
}

}  // namespace grono::app
