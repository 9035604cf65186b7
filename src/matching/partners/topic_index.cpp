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

std::span<const TopicIndex::Occurrence> TopicIndex::occurrences_before(const std::string& word,
                                                                       Project end) const {
  const auto found = occurrences_.find(word);
  if (found == occurrences_.end()) return {};
  const auto& all = found->second;
  const auto last = std::lower_bound(all.begin(), all.end(), end, [](const Occurrence& each, Project bound) {
    return each.project < bound;
  });
  return {all.data(), static_cast<std::size_t>(last - all.begin())};
}

std::vector<double> TopicIndex::scores(std::span<const std::string> words, Project end) const {
  constexpr double kSaturated = 1.2, kLengthShare = 0.75;  // k1, b
  std::vector<double> made(end, 0.0), saturates(end);
  if (end == 0) return made;
  const double count = end, mean = std::max(lengths_[end] / count, 1e-9);
  for (Project i = 0; i < end; ++i)
    saturates[i] = kSaturated * (1 - kLengthShare + kLengthShare * (lengths_[i + 1] - lengths_[i]) / mean);
  std::vector<std::string> asked(words.begin(), words.end());
  std::sort(asked.begin(), asked.end());
  asked.erase(std::unique(asked.begin(), asked.end()), asked.end());
  for (const std::string& word : asked) {
    const auto all = occurrences_before(word, end);
    const auto having = static_cast<double>(all.size());
    if (end >= kManyProjects && having > kMostCommon * count) continue;
    const double idf = std::log1p((count - having + 0.5) / (having + 0.5));
    for (const Occurrence& each : all) {
      const double often = each.count;
      made[each.project] += idf * often * (kSaturated + 1) / (often + saturates[each.project]);
    }
  }
  return made;
}

}  // namespace grono::matching::partners
