#include "app/discovery/surroundings.hpp"

#include <optional>
#include <string>

#include <tbb/parallel_for.h>

#include "mapping/field.hpp"

namespace grono::app {
namespace {

using mapping::Establishments;

struct Text {
  bool is_activity = false;
  std::optional<std::uint32_t> activity;  // that is told of
};

std::vector<Text> texts_of(const mapping::Dictionary& activity, const ActivityLinks& links) {
  std::vector<Text> made;
  for (const std::string& text : activity.texts)
    made.push_back({!mapping::compact_code(text).empty(), links.activity_of(text)});
  return made;
}

}  // namespace

std::vector<Surroundings> surroundings_of(const std::vector<std::int32_t>& label, std::size_t clusters,
                                          const Establishments& establishments, const ActivityLinks& links,
                                          std::uint32_t most) {
  std::vector<std::vector<std::uint32_t>> rows(clusters);
  for (std::uint32_t row = 0; row < label.size(); ++row)
    if (label[row] >= 0) rows[static_cast<std::size_t>(label[row])].push_back(row);
  const auto texts = texts_of(establishments.activity, links);
  std::vector<Surroundings> made(clusters);
  tbb::parallel_for(std::size_t{0}, clusters, [&](std::size_t i) {
    Surroundings& it = made[i];
    it.activities = mapping::composition(establishments.activity, rows[i], establishments.weight);
    it.kinds = mapping::composition(establishments.kind, rows[i], establishments.weight);
    it.count.resize(links.names.size());
    for (const mapping::Part& part : it.activities.parts) {
      const auto& [is_activity, activity] = texts[part.text];
      if (is_activity) it.establishments += static_cast<double>(part.count);
      if (activity) it.count[*activity] += static_cast<double>(part.count);
    }
    if (links.from == ActivityLinks::From::nothing) return;
    it.relatedness = mapping::mean_relatedness(it.count, links.related);
    mapping::MissingRule rule;
    rule.most = most;
    it.missing = mapping::missing_activities({it.count, it.establishments}, {links.everywhere, links.all},
                                             links.related, rule);
  });
  return made;
}

}  // namespace grono::app
