#include "matching/partners/traits.hpp"

#include <algorithm>
#include <cmath>

namespace grono::matching::partners {
namespace {

constexpr double kPartnerYears = 5, kActiveYears = 2;  // after which a past counts 1/e

double& at(Traits& traits, Trait which) {
  return traits[static_cast<std::size_t>(which)];
}

}  // namespace

std::string_view name_of(Trait trait) {
  constexpr std::array<std::string_view, kTraits> kNames = {
      "topic_best",   "topic_all", "topic_walk", "worked_together", "partners_of_partners",
      "partner_walk", "activity",  "recency",    "abroad"};
  return kNames[static_cast<std::size_t>(trait)];
}

Moment::Moment(const ProjectHistory& history, const TopicIndex& index, Date day)
    : history_(history),
      index_(index),
      day_(day),
      end_(history.begun_before(day)),
      cooperation_(history, end_) {
  for (Organisation each = 0; each < history.organisations(); ++each)
    if (knows(each)) candidates_.push_back(each);
}

double Moment::years_since(Project project) const {
  constexpr double kDays = 365.25;
  return static_cast<double>(
             (std::chrono::sys_days(day_) - std::chrono::sys_days(history_.projects()[project].begin))
                 .count()) /
         kDays;
}

std::vector<Traits> Moment::traits(const PartnerQuestion& question) const {
  std::vector<Traits> made(candidates_.size(), Traits{});
  put_past(made);
  put_topic(question, made);
  if (question.given) put_given(*question.given, made);
  return made;
}

void Moment::put_past(std::vector<Traits>& made) const {
  for (std::size_t i = 0; i < made.size(); ++i) {
    const auto projects = history_.projects_of(candidates_[i], end_);
    at(made[i], Trait::activity) = std::log1p(static_cast<double>(projects.size()));
    at(made[i], Trait::recency) = std::exp(-years_since(projects.back()) / kActiveYears);
  }
}

void Moment::put_topic(const PartnerQuestion& question, std::vector<Traits>& made) const {
  auto scores = index_.scores(question.words, end_);
  const double best = scores.empty() ? 0 : *std::max_element(scores.begin(), scores.end());
  if (!(best > 0)) return;
  std::vector<std::pair<Organisation, double>> starts;
  for (Project project = 0; project < end_; ++project) {
    scores[project] /= best;
    const auto& who = history_.projects()[project].participants;
    // Squared, so that many projects that are a little near do not outweigh the few that are near.
    const double share = scores[project] * scores[project] / std::max(static_cast<double>(who.size()), 1.0);
    if (share > 0)
      for (const Organisation each : who) starts.emplace_back(each, share);
  }
  const auto walk = cooperation_.walk(starts);
  for (std::size_t i = 0; i < made.size(); ++i) {
    double sum = 0;
    for (const Project project : history_.projects_of(candidates_[i], end_)) {
      sum += scores[project];
      at(made[i], Trait::topic_best) = std::max(at(made[i], Trait::topic_best), scores[project]);
    }
    at(made[i], Trait::topic_all) = std::log1p(sum);
    at(made[i], Trait::topic_walk) =
        std::log1p(static_cast<double>(candidates_.size()) * walk[candidates_[i]]);
  }
}

void Moment::put_given(Organisation given, std::vector<Traits>& made) const {
  std::vector<double> together(history_.organisations(), 0.0);
  for (const Project project : history_.projects_of(given, end_))
    for (const Organisation each : history_.projects()[project].participants)
      together[each] += std::exp(-years_since(project) / kPartnerYears);
  const auto common = cooperation_.adamic_adar(given);
  const std::vector<std::pair<Organisation, double>> start = {{given, 1.0}};
  const auto walk =
      knows(given) ? cooperation_.walk(start) : std::vector<double>(history_.organisations(), 0.0);
  const auto country = history_.country(given);
  for (std::size_t i = 0; i < made.size(); ++i) {
    const Organisation each = candidates_[i];
    at(made[i], Trait::worked_together) = std::log1p(together[each]);
    at(made[i], Trait::partners_of_partners) = std::log1p(common[each]);
    at(made[i], Trait::partner_walk) = std::log1p(static_cast<double>(candidates_.size()) * walk[each]);
    const bool both_known =
        country != ProjectHistory::kNoCountry && history_.country(each) != ProjectHistory::kNoCountry;
    at(made[i], Trait::abroad) = both_known && history_.country(each) != country ? 1 : 0;
  }
}

}  // namespace grono::matching::partners
