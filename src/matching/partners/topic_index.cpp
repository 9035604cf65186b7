#include "matching/partners/topic_index.hpp"

#include <algorithm>
#include <cmath>

namespace grono::matching::partners {

TopicIndex::TopicIndex(const ProjectHistory& history) : lengths_(1, 0.0) {
  const auto projects = history.projects();
  for (Project project = 0; project < projects.size(); ++project) {
    for (const std::string& word : projects[project].words) {
      auto& found = occurrences_[word];
      if (found.empty() || found.back().project != project) found.push_back({project, 0});
      found.back().count += 1;
    }
    lengths_.push_back(lengths_.back() + static_cast<double>(projects[project].words.size()));
  }
}

std::vector<double> TopicIndex::scores(std::span<const std::string> words, Project end) const {
  constexpr double kSaturated = 1.2, kLengthShare = 0.75;  // k1, b
  std::vector<double> made(end, 0.0);
  if (end == 0) return made;
  const double count = end, mean = std::max(lengths_[end] / count, 1e-9);
  std::vector<std::string_view> asked(words.begin(), words.end());
  std::sort(asked.begin(), asked.end());
  asked.erase(std::unique(asked.begin(), asked.end()), asked.end());
  for (const std::string_view word : asked) {
    const auto found = occurrences_.find(std::string(word));
    if (found == occurrences_.end()) continue;
    const auto& all = found->second;
    const auto last =
        std::lower_bound(all.begin(), all.end(), end,
                         [](const Occurrence& each, Project bound) { return each.project < bound; });
    const auto having = static_cast<double>(last - all.begin());
    const double idf = std::log1p((count - having + 0.5) / (having + 0.5));
    for (auto at = all.begin(); at != last; ++at) {
      const double length = lengths_[at->project + 1] - lengths_[at->project];
      const double often = at->count;
      made[at->project] += idf * often * (kSaturated + 1) /
                           (often + kSaturated * (1 - kLengthShare + kLengthShare * length / mean));
    }
  }
  return made;
}

}  // namespace grono::matching::partners
