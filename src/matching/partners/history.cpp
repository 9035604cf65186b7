#include "matching/partners/history.hpp"

#include <algorithm>

#include "base/ascii.hpp"
#include "base/error.hpp"
#include "text/fold.hpp"
#include "text/words.hpp"

namespace grono::matching::partners {
namespace {

// Harman (1991), How effective is suffixing?: plurals only, which errs least; a wrong cut is the same in all
// texts.
void cut_plural(std::string& word) {
  const auto ends = [&](std::string_view end) { return word.size() > end.size() + 1 && word.ends_with(end); };
  if (ends("ies") && !ends("eies") && !ends("aies"))
    word.replace(word.size() - 3, 3, "y");
  else if (ends("s") && !ends("us") && !ends("ss") && !ends("aes") && !ends("ees") && !ends("oes"))
    word.pop_back();
}

}  // namespace

std::vector<std::string> topic_words(std::string_view text) {
  constexpr std::size_t kLeastLetters = 3;
  std::vector<std::string> made;
  for (const text::Word& each : text::words(text)) {
    std::string word = text::fold(text.substr(each.from, each.to - each.from));
    cut_plural(word);
    const bool has_digit = std::any_of(word.begin(), word.end(), is_digit);
    if (word.size() >= (has_digit ? kLeastLetters - 1 : kLeastLetters)) made.push_back(std::move(word));
  }
  return made;
}

ProjectHistory::ProjectHistory(std::vector<std::uint32_t> countries, std::vector<PastProject> projects)
    : countries_(std::move(countries)), projects_(std::move(projects)) {
  for (std::size_t i = 0; i < projects_.size(); ++i) {
    auto& who = projects_[i].participants;
    std::sort(who.begin(), who.end());
    who.erase(std::unique(who.begin(), who.end()), who.end());
    const std::string where = "projects/" + std::to_string(i);
    if (!who.empty() && who.back() >= countries_.size())
      throw InvalidInput(where, "names a participant who is none of the organisations");
    if (!projects_[i].begin.ok()) throw InvalidInput(where, "has no day on which it begins");
  }
  std::stable_sort(projects_.begin(), projects_.end(),
                   [](const PastProject& a, const PastProject& b) { return a.begin < b.begin; });
  first_.assign(countries_.size() + 1, 0);
  for (const PastProject& project : projects_)
    for (const Organisation each : project.participants) ++first_[each + 1];
  for (std::size_t i = 1; i < first_.size(); ++i) first_[i] += first_[i - 1];
  of_.resize(first_.back());
  who_.reserve(of_.size());
  who_first_.assign(1, 0);
  auto next = first_;
  for (Project project = 0; project < projects_.size(); ++project) {
    for (const Organisation each : projects_[project].participants) {
      of_[next[each]++] = project;
      who_.push_back(each);
    }
    who_first_.push_back(who_.size());
  }
}

Project ProjectHistory::begun_before(Date day) const {
  const auto at = std::lower_bound(projects_.begin(), projects_.end(), day,
                                   [](const PastProject& each, Date other) { return each.begin < other; });
  return static_cast<Project>(at - projects_.begin());
}

std::span<const Project> ProjectHistory::projects_of(Organisation each, Project end) const {
  const std::span all(of_.data() + first_[each], first_[each + 1] - first_[each]);
  return all.first(static_cast<std::size_t>(std::lower_bound(all.begin(), all.end(), end) - all.begin()));
}

}  // namespace grono::matching::partners
