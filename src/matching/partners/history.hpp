#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"

/// Whom to ask into a project, from who has worked with whom on what. Formulas: docs/partner-search.md.
namespace grono::matching::partners {

using Organisation = std::uint32_t;
using Project = std::uint32_t;

/// A project of the past, or one to come.
struct PastProject {
  Date begin{};
  std::vector<Organisation> participants;  ///< in any order; repeated ones count once
  std::vector<std::string>
      words;  ///< what it is about: base forms, as often as they occur; see `topic_words`
};

/// Words of a text as they are compared: folded, without plurals, of three letters at least or with a digit.
/// @note  O(bytes)
[[nodiscard]] std::vector<std::string> topic_words(std::string_view text);

/// Everything that happened, in order of time. Questions are put to what of it was before a day, so that one
/// history serves all days.
class ProjectHistory {
 public:
  static constexpr std::uint32_t kNoCountry = std::numeric_limits<std::uint32_t>::max();

  /// @param countries  of each organisation, any numbers; `kNoCountry` where it is not known
  /// @param projects   in any order
  /// @throws InvalidInput  a participant is none of the organisations, or a project has no day: `where` is as
  ///                       "projects/3", counted from 0
  ProjectHistory(std::vector<std::uint32_t> countries, std::vector<PastProject> projects);

  [[nodiscard]] std::size_t organisations() const { return countries_.size(); }
  [[nodiscard]] std::uint32_t country(Organisation each) const { return countries_[each]; }
  /// By begin, equal ones in the order they were given; participants sorted, each once.
  [[nodiscard]] std::span<const PastProject> projects() const { return projects_; }
  /// Those of `projects()[each]`, side by side in memory.
  [[nodiscard]] std::span<const Organisation> participants(Project each) const {
    return {who_.data() + who_first_[each], who_first_[each + 1] - who_first_[each]};
  }
  /// The first of `projects` that did not begin before that day. @note O(log projects)
  [[nodiscard]] Project begun_before(Date day) const;
  /// Projects of an organisation among the first `end`, in order. @note O(log of its projects)
  [[nodiscard]] std::span<const Project> projects_of(Organisation each, Project end) const;

 private:
  std::vector<std::uint32_t> countries_;
  std::vector<PastProject> projects_;
  std::vector<std::size_t> first_;  // by organisation, where its projects begin in of_
  std::vector<Project> of_;
  std::vector<std::size_t> who_first_;  // by project, where its participants begin in who_
  std::vector<Organisation> who_;
};

}  // namespace grono::matching::partners
