#include "matching/partners/traits.hpp"

#include <algorithm>
#include <cmath>

namespace grono::matching::partners {
namespace {

// Years after which a past counts 1/e.
constexpr double kFadingYears = 5, kJointYears = 3, kActiveYears = 2;

double& at(Traits& traits, Trait which) {
  return traits[static_cast<std::size_t>(which)];
}

double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

}  // namespace

std::string_view name_of(Trait trait) {
  constexpr std::array<std::string_view, kTraits> kNames = {
      "topic_best",      "topic_all",         "topic_share",  "topic_walk", "worked_before",
      "worked_together", "together_on_topic", "partner_walk", "activity",   "joint_activity",
      "reach",           "recency",           "abroad"};
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
  put_past();
}

double Moment::years_since(Project project) const {
  constexpr double kDays = 365.25;
  const auto begin = std::chrono::sys_days(history_.projects()[project].begin);
  return static_cast<double>((std::chrono::sys_days(day_) - begin).count()) / kDays;
}

std::vector<double> Moment::nearness(std::span<const std::string> words) const {
  auto made = index_.scores(words, end_);
  const double best = made.empty() ? 0 : *std::max_element(made.begin(), made.end());
  if (!(best > 0)) return made;
  // Where all score alike, all are near.
  constexpr double kMostTypical = 0.9;
  const double typical = std::min(median(made), kMostTypical * best);
  for (double& each : made) each = std::max((each - typical) / (best - typical), 0.0);
  return made;
}

std::vector<Traits> Moment::traits(const PartnerQuestion& question) const {
  std::vector<Traits> made = past_;
  const auto near = nearness(question.words);
  put_topic(near, made);
  if (question.given) put_given(*question.given, near, made);
  return made;
}

void Moment::put_past() {
  for (Project project = 0; project < end_; ++project)
    faded_.push_back(std::exp(-years_since(project) / kFadingYears));
  past_.assign(candidates_.size(), Traits{});
  for (std::size_t i = 0; i < past_.size(); ++i) {
    const Organisation each = candidates_[i];
    const auto projects = cooperation_.projects(each);
    double joint = 0;
    for (const Project project : projects)
      if (history_.participants(project).size() > 1) joint += std::exp(-years_since(project) / kJointYears);
    at(past_[i], Trait::activity) = std::log1p(static_cast<double>(projects.size()));
    at(past_[i], Trait::joint_activity) = std::log1p(joint);
    at(past_[i], Trait::reach) = std::log1p(static_cast<double>(cooperation_.partners(each)));
    at(past_[i], Trait::recency) = std::exp(-years_since(projects.back()) / kActiveYears);
  }
}

std::vector<double> Moment::walk_from_topic(std::span<const double> near) const {
  std::vector<double> starts(history_.organisations(), 0.0);
  for (Project project = 0; project < end_; ++project) {
    if (near[project] == 0) continue;
    const auto who = history_.participants(project);
    const double share = near[project] * near[project] * faded_[project] / static_cast<double>(who.size());
    for (const Organisation each : who) starts[each] += share;
  }
  return cooperation_.walk(starts);
}

void Moment::put_topic(std::span<const double> near, std::vector<Traits>& made) const {
  const auto walk = walk_from_topic(near);
  std::vector<double> sums(made.size(), 0.0);
  double all = 0;
  for (std::size_t i = 0; i < made.size(); ++i) {
    const auto projects = cooperation_.projects(candidates_[i]);
    double& best = at(made[i], Trait::topic_best);
    for (const Project project : projects) {
      sums[i] += near[project] * near[project];
      best = std::max(best, near[project]);
    }
    all += sums[i];
    at(made[i], Trait::topic_share) = sums[i] / static_cast<double>(1 + projects.size());
    at(made[i], Trait::topic_walk) = std::log1p(candidate_count() * walk[candidates_[i]]);
  }
  if (all > 0)
    for (std::size_t i = 0; i < made.size(); ++i)
      at(made[i], Trait::topic_all) = std::log1p(candidate_count() * sums[i] / all);
}

void Moment::put_given(Organisation given, std::span<const double> near, std::vector<Traits>& made) const {
  const std::size_t count = history_.organisations();
  std::vector<double> together(count, 0.0), on_topic(count, 0.0), start(count, 0.0);
  for (const Project project : cooperation_.projects(given)) {
    for (const Organisation each : history_.participants(project)) {
      together[each] += faded_[project];
      on_topic[each] += near[project] * near[project];
    }
  }
  start[given] = knows(given) ? 1 : 0;
  const auto walk = cooperation_.walk(start);
  const auto country = history_.country(given);
  for (std::size_t i = 0; i < made.size(); ++i) {
    const Organisation each = candidates_[i];
    at(made[i], Trait::worked_before) = together[each] > 0 ? 1 : 0;
    at(made[i], Trait::worked_together) = std::log1p(together[each]);
    at(made[i], Trait::together_on_topic) = std::log1p(on_topic[each]);
    at(made[i], Trait::partner_walk) = std::log1p(candidate_count() * walk[each]);
    const bool both_known =
        country != ProjectHistory::kNoCountry && history_.country(each) != ProjectHistory::kNoCountry;
    at(made[i], Trait::abroad) = both_known && history_.country(each) != country ? 1 : 0;
  }
}

}  // namespace grono::matching::partners
