#include "matching/partners/lessons.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <tbb/parallel_for.h>

namespace grono::matching::partners {
namespace {

/// Asked on a day about a project that began on it or later.
struct Exercise {
  std::size_t moment = 0;
  const PastProject* project = nullptr;
  Organisation given = 0;
  double weight = 1;
};

struct Timetable {
  std::vector<Date> days;
  std::vector<Exercise> exercises;  // by moment
};

std::vector<const PastProject*> joint_projects(std::span<const PastProject> projects) {
  std::vector<const PastProject*> made;
  for (const PastProject& each : projects)
    if (each.participants.size() > 1) made.push_back(&each);
  return made;
}

// Asks about projects evenly, and of each for a few of its participants.
void add_exercises(std::span<const PastProject* const> projects, const FittingOptions& options,
                   Timetable& made) {
  const std::size_t count =
      std::min(projects.size(), std::max<std::size_t>(options.projects / options.moments, 1));
  const std::size_t most_given =
      std::max<std::size_t>(options.questions / std::max<std::size_t>(options.projects, 1), 1);
  for (std::size_t i = 0; i < count; ++i) {
    const PastProject& project = *projects[i * projects.size() / count];
    const auto& who = project.participants;
    const std::size_t givens = std::min(who.size(), most_given);
    for (std::size_t g = 0; g < givens; ++g)
      made.exercises.push_back(
          {made.days.size(), &project, who[g * who.size() / givens], 1 / static_cast<double>(givens)});
  }
}

Timetable timetable_of(std::span<const PastProject* const> joint, const FittingOptions& options) {
  Timetable made;
  const std::size_t stretches = std::min(options.moments + 1, joint.size());
  const auto bound = [&](std::size_t stretch) {
    return std::min(stretch, stretches) * joint.size() / stretches;
  };
  for (std::size_t stretch = 1; stretch < stretches; ++stretch) {
    const Date day = joint[bound(stretch)]->begin;
    if (day == joint.front()->begin || (!made.days.empty() && made.days.back() == day)) continue;
    auto first = bound(stretch);
    while (joint[first - 1]->begin == day) --first;
    add_exercises(joint.subspan(first, bound(stretch + 2) - first), options, made);
    made.days.push_back(day);
  }
  return made;
}

/// The candidates of a lesson by their places: first those who took part, behind them those who stand for
/// themselves, then those who stand for several.
struct Chosen {
  std::vector<std::size_t> places;
  std::size_t took_part = 0, several = 0;
  double stand_for = 1;
};

Chosen chosen_of(const Moment& moment, const Exercise& asked, const std::vector<Traits>& traits,
                 std::size_t most) {
  const Weights believed = belief();
  const auto candidates = moment.candidates();
  const auto& who = asked.project->participants;
  Chosen made;
  std::vector<std::pair<double, std::size_t>> others;  // the best first
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    if (candidates[i] == asked.given) continue;
    if (std::binary_search(who.begin(), who.end(), candidates[i]))
      made.places.push_back(i);
    else
      others.emplace_back(-std::inner_product(believed.begin(), believed.end(), traits[i].begin(), 0.0), i);
  }
  made.took_part = made.places.size();
  const std::size_t best = std::min(most / 2, others.size()), rest = others.size() - best;
  const auto middle = others.begin() + static_cast<std::ptrdiff_t>(best);
  std::partial_sort(others.begin(), middle, others.end());
  std::sort(middle, others.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  for (std::size_t i = 0; i < best; ++i) made.places.push_back(others[i].second);
  made.several = std::min(most - best, rest);
  for (std::size_t i = 0; i < made.several; ++i)
    made.places.push_back(others[best + i * rest / made.several].second);
  if (made.several > 0) made.stand_for = static_cast<double>(rest) / static_cast<double>(made.several);
  return made;
}

Lesson lesson_of(const Moment& moment, const Exercise& asked, std::size_t most) {
  const auto traits = moment.traits({asked.given, asked.project->words});
  const Chosen chosen = chosen_of(moment, asked, traits, most);
  const auto count = static_cast<Eigen::Index>(chosen.places.size());
  Lesson made;
  made.took_part = static_cast<Eigen::Index>(chosen.took_part);
  made.weight = asked.weight;
  made.moment = asked.moment;
  made.traits.resize(count, Eigen::NoChange);
  for (Eigen::Index i = 0; i < count; ++i) {
    const Traits& its = traits[chosen.places[static_cast<std::size_t>(i)]];
    std::copy(its.begin(), its.end(), made.traits.row(i).begin());
  }
  made.stand_for = Eigen::VectorXd::Zero(count);
  made.stand_for.tail(static_cast<Eigen::Index>(chosen.several)).setConstant(std::log(chosen.stand_for));
  return made;
}

}  // namespace

std::vector<Lesson> lessons_before(const ProjectHistory& history, const TopicIndex& index, Date before,
                                   const FittingOptions& options) {
  const auto joint = joint_projects(history.projects().first(history.begun_before(before)));
  const Timetable timetable = timetable_of(joint, options);
  const auto& asked = timetable.exercises;
  std::vector<Lesson> made(asked.size());
  for (std::size_t first = 0; first < asked.size();) {
    const std::size_t number = asked[first].moment;
    std::size_t end = first;
    while (end < asked.size() && asked[end].moment == number) ++end;
    const Moment moment(history, index, timetable.days[number]);
    tbb::parallel_for(first, end,
                      [&](std::size_t i) { made[i] = lesson_of(moment, asked[i], options.candidates); });
    first = end;
  }
  std::erase_if(
      made, [](const Lesson& each) { return each.took_part == 0 || each.took_part == each.traits.rows(); });
  return made;
}

}  // namespace grono::matching::partners
