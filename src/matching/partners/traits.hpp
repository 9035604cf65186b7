#pragma once

#include <array>
#include <optional>

#include "matching/partners/cooperation.hpp"
#include "matching/partners/topic_index.hpp"

namespace grono::matching::partners {

/// What speaks for a candidate. Formulas: docs/partner-search.md.
enum class Trait : std::uint8_t {
  topic_best,            ///< how near the nearest of its projects is to the topic, 0..1
  topic_all,             ///< ln(1 + sum of that over its projects)
  topic_walk,            ///< ln(1 + n · walk from those whose projects are near the topic)
  worked_together,       ///< ln(1 + sum over projects with the given partner of e^(-age / 5 years))
  partners_of_partners,  ///< ln(1 + Adamic and Adar's sum)
  partner_walk,          ///< ln(1 + n · walk from the given partner)
  activity,              ///< ln(1 + projects)
  recency,               ///< e^(-years since its last began / 2 years)
  abroad                 ///< 1 in another country than the given partner, else 0
};
inline constexpr std::size_t kTraits = 9;
[[nodiscard]] std::string_view name_of(Trait trait);

using Traits = std::array<double, kTraits>;

/// What is sought.
struct PartnerQuestion {
  std::optional<Organisation> given;   ///< the partner who is there already; may have no past
  std::span<const std::string> words;  ///< what the project is about, see `topic_words`
};

/// What was known before a day, ready to be asked.
class Moment {
 public:
  /// History and index must outlive it. @note O(sum over projects of participants² · log)
  Moment(const ProjectHistory& history, const TopicIndex& index, Date day);

  /// Everybody with a project before that day, in order of their numbers.
  [[nodiscard]] std::span<const Organisation> candidates() const { return candidates_; }
  [[nodiscard]] bool knows(Organisation each) const { return !history_.projects_of(each, end_).empty(); }

  /// What speaks for each candidate, in their order; for the given partner, too.
  /// @note  O(participations · 30 + projects with any of the words + partners of partners)
  [[nodiscard]] std::vector<Traits> traits(const PartnerQuestion& question) const;

 private:
  void put_topic(const PartnerQuestion& question, std::vector<Traits>& made) const;
  void put_given(Organisation given, std::vector<Traits>& made) const;
  void put_past(std::vector<Traits>& made) const;
  [[nodiscard]] double years_since(Project project) const;

  const ProjectHistory& history_;
  const TopicIndex& index_;
  Date day_;
  Project end_;
  Cooperation cooperation_;
  std::vector<Organisation> candidates_;
};

}  // namespace grono::matching::partners
