#include "cluster/conduct/rivals.hpp"

#include <algorithm>
#include <map>

#include "base/ascii.hpp"

namespace grono::cluster {
namespace {

std::vector<ActivityCode> classes_of(const Organisation& organisation) {
  std::vector<ActivityCode> made;
  for (const ActivityCode& each : organisation.activities)
    if (const auto found = activity_class(each)) made.push_back(*found);
  std::sort(made.begin(), made.end());
  made.erase(std::unique(made.begin(), made.end()), made.end());
  return made;
}

OrganisationPair ordered_pair(OrganisationId a, OrganisationId b) {
  return a < b ? OrganisationPair{a, b} : OrganisationPair{b, a};
}

}  // namespace

std::optional<ActivityCode> activity_class(const ActivityCode& code) {
  const bool is_second = code.scheme == "nace_2.0" || code.scheme == "pkd_2007";
  const bool is_second_one = code.scheme == "nace_2.1" || code.scheme == "pkd_2025";
  if (!is_second && !is_second_one) return std::nullopt;
  const std::string& text = code.code;
  const bool has_form = text.size() >= 5 && is_digit(text[0]) && is_digit(text[1]) && text[2] == '.' &&
                        is_digit(text[3]) && is_digit(text[4]);
  if (!has_form) return std::nullopt;
  return ActivityCode{is_second ? "nace_2.0" : "nace_2.1", text.substr(0, 5), false};
}

std::vector<Rivals> rivals_among(std::span<const Organisation> group,
                                 std::span<const OrganisationPair> declared) {
  std::vector<std::vector<ActivityCode>> classes;
  for (const Organisation& each : group) classes.push_back(classes_of(each));
  std::map<OrganisationPair, Rivals> found;
  for (std::size_t i = 0; i < group.size(); ++i)
    for (std::size_t j = i + 1; j < group.size(); ++j) {
      if (group[i].id == group[j].id) continue;
      Rivals pair;
      std::tie(pair.one, pair.other) = ordered_pair(group[i].id, group[j].id);
      std::set_intersection(classes[i].begin(), classes[i].end(), classes[j].begin(), classes[j].end(),
                            std::back_inserter(pair.shared));
      pair.is_declared = std::any_of(declared.begin(), declared.end(), [&](const OrganisationPair& each) {
        return ordered_pair(each.first, each.second) == OrganisationPair{pair.one, pair.other};
      });
      if (pair.is_declared || !pair.shared.empty()) found[{pair.one, pair.other}] = std::move(pair);
    }
  std::vector<Rivals> made;
  for (auto& [ids, pair] : found) made.push_back(std::move(pair));
  return made;
}

}  // namespace grono::cluster
