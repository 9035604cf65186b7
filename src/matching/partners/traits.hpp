#pragma once

#include <array>
#include <optional>

#include "matching/partners/cooperation.hpp"
#include "matching/partners/topic_index.hpp"

namespace grono::matching::partners {

/// What speaks for a candidate. Formulas: docs/partner-search.md. "Near" is 0..1, of the n candidates.
enum class Trait : std::uint8_t {
  topic_best,     ///< how near the nearest of its projects is to the topic
  topic_all,      ///< ln(1 + n · its share of all that is near): sum of near² over its projects
  topic_share,    ///< that sum over 1 + its projects
  topic_walk,     ///< ln(1 + n · walk from the participants of projects, near² · e^(-age / 5 years) each)
  worked_before,  ///< 1 where it has a project with the given partner, else 0
  worked_together,    ///< ln(1 + sum over those projects of e^(-age / 5 years))
  together_on_topic,  ///< ln(1 + sum over those projects of near²)
  partner_walk,       ///< ln(1 + n · walk from the given partner)
  activity,           ///< ln(1 + projects)
  joint_activity,     ///< ln(1 + sum over its projects with others of e^(-age / 3 years))
  reach,              ///< ln(1 + partners)
  recency,            ///< e^(-years since its last began / 2 years)
  abroad              ///< 1 in another country than the given partner, else 0
};
inline constexpr std::size_t kTraits = 13;
[[nodiscard]] std::string_view name_of(Trait trait);

using Traits = std::array<double, kTraits>;

/// What is sought.
struct PartnerQuestion {
  std::optional<Organisation> given;   ///< the partner who is there already; may have no past
  std::span<const std::string> words;  ///< what the project is about, see `topic_words`
};

/// What was known before a day, ready to be asked. Several threads may ask at once.
class Moment {
 public:
  /// History and index must outlive it. @note O(sum over projects of participants²)
  Moment(const ProjectHistory& history, const TopicIndex& index, Date day);

  /// Everybody with a project before that day, in order of their numbers.
  [[nodiscard]] std::span<const Organisation> candidates() const { return candidates_; }
  [[nodiscard]] bool knows(Organisation each) const { return !cooperation_.projects(each).empty(); }

  /// What speaks for each candidate, in their order; for the given partner, too.
  /// @note  O(participations · 10 + projects with any of the words)
  [[nodiscard]] std::vector<Traits> traits(const PartnerQuestion& question) const;

  /// How near each project begun before is to a text: (its score - the typical one) / (the best - the typical
  /// one), at least 0. Typical is the median, since in long texts everybody shares some words with everybody.
  [[nodiscard]] std::vector<double> nearness(std::span<const std::string> words) const;

 private:
  void put_past();
  void put_topic(std::span<const double> near, std::vector<Traits>& made) const;
  void put_given(Organisation given, std::span<const double> near, std::vector<Traits>& made) const;
  [[nodiscard]] std::vector<double> walk_from_topic(std::span<const double> near) const;
  [[nodiscard]] double years_since(Project project) const;
  [[nodiscard]] double candidate_count() const { return static_cast<double>(candidates_.size()); }

  const ProjectHistory& history_;
  const TopicIndex& index_;
  Date day_;
  Project end_;
  Cooperation cooperation_;
  std::vector<Organisation> candidates_;
  std::vector<double> faded_;  // by project: e^(-age / 5 years)
  std::vector<Traits> past_;   // of the candidates, what is the same for every question
};

}  // namespace grono::matching::partners
