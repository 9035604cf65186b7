#include "cli/cordis_history.hpp"

#include <unordered_map>

#include "text/fold.hpp"

namespace grono::cli {

using matching::partners::PastProject;
using matching::partners::ProjectHistory;

std::vector<std::string> words_of(const exchange::CordisProject& project) {
  std::string text = project.title + '\n' + project.objective + '\n' + project.topics;
  for (const std::string& subject : project.subjects) text += '\n' + subject;
  return matching::partners::topic_words(text);
}

ProjectHistory history_of(const exchange::CordisTables& tables) {
  std::vector<std::uint32_t> countries;
  std::unordered_map<std::string, std::uint32_t> numbers;
  for (const exchange::CordisOrganisation& each : tables.organisations) {
    const std::string key = text::name_key(each.country);
    countries.push_back(key.empty()
                            ? ProjectHistory::kNoCountry
                            : numbers.emplace(key, static_cast<std::uint32_t>(numbers.size())).first->second);
  }
  std::vector<PastProject> projects;
  for (const exchange::CordisProject& each : tables.projects)
    projects.push_back({each.begin, {}, words_of(each)});
  for (const exchange::CordisParticipation& each : tables.participations)
    projects[each.project].participants.push_back(each.organisation);
  return {std::move(countries), std::move(projects)};
}

}  // namespace grono::cli
