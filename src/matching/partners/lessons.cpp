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
  Project project = 0;
  Organisation given = 0;
  double weight = 1;
};

struct Timetable {
  std::vector<Date> days;
  std::vector<Exercise> exercises;  // by moment
};

/// Parts the projects of several participants by days, and asks on each about those that follow.
class Teacher {
 public:
  Teacher(const ProjectHistory& history, Date before, const FittingOptions& options)
      : history_(history), options_(options) {
    for (Project each = 0; each < history.begun_before(before); ++each)
      if (history.participants(each).size() > 1) joint_.push_back(each);
    stretches_ = std::min(options.moments + 1, joint_.size());
  }

  [[nodiscard]] Timetable timetable() const {
    Timetable made;
    for (std::size_t stretch = 1; stretch < stretches_; ++stretch) {
      std::size_t first = bound(stretch);
      const Date day = begin(first);
      if (day == begin(0) || (!made.days.empty() && made.days.back() == day)) continue;
      while (begin(first - 1) == day) --first;
      add_exercises(std::span(joint_).subspan(first, bound(stretch + 2) - first), made);
      made.days.push_back(day);
    }
    return made;
  }

 private:
  [[nodiscard]] std::size_t bound(std::size_t stretch) const {
    return std::min(stretch, stretches_) * joint_.size() / stretches_;
  }
  [[nodiscard]] Date begin(std::size_t place) const { return history_.projects()[joint_[place]].begin; }

  // Asks about projects evenly, and of each for a few of its participants.
  void add_exercises(std::span<const Project> projects, Timetable& made) const {
    const std::size_t most = std::max<std::size_t>(options_.projects / options_.moments, 1),
                      count = std::min(projects.size(), most),
                      most_given = std::max<std::size_t>(
                          options_.questions / std::max<std::size_t>(options_.projects, 1), 1);
    for (std::size_t i = 0; i < count; ++i) {
      const Project project = projects[i * projects.size() / count];
      const auto who = history_.participants(project);
      const std::size_t givens = std::min(who.size(), most_given);
      for (std::size_t g = 0; g < givens; ++g)
        made.exercises.push_back(
            {made.days.size(), project, who[g * who.size() / givens], 1 / static_cast<double>(givens)});
    }
  }

  const ProjectHistory& history_;
  const FittingOptions& options_;
  std::vector<Project> joint_;
  std::size_t stretches_ = 0;
};

/// The candidates of a lesson by their places: first those who took part, behind them those who stand for
/// themselves, then those who stand for several.
struct Chosen {
  std::vector<std::size_t> places;
  std::size_t took_part = 0, several = 0;
  double stand_for = 1;
};

Chosen chosen_of(const Moment& moment, Organisation given, std::span<const Organisation> who,
                 const std::vector<Traits>& traits, std::size_t most) {
  const Weights believed = belief();
  const auto candidates = moment.candidates();
  Chosen made;
  std::vector<std::pair<double, std::size_t>> others;  // the best first
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    if (candidates[i] == given) continue;
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

Lesson lesson_of(const Moment& moment, const PastProject& project, const Exercise& asked, std::size_t most) {
  const auto traits = moment.traits({asked.given, project.words});
  const Chosen chosen = chosen_of(moment, asked.given, project.participants, traits, most);
  const auto count = static_cast<Eigen::Index>(chosen.places.size());
  Lesson made;
  made.took_part = static_cast<Eigen::Index>(chosen.took_part);
  made.weight = asked.weight;
  made.moment = asked.moment;
  made.project = asked.project;
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
  const Timetable timetable = Teacher(history, before, options).timetable();
  const auto& asked = timetable.exercises;
  std::vector<Lesson> made(asked.size());
  for (std::size_t first = 0; first < asked.size();) {
    const std::size_t number = asked[first].moment;
    std::size_t end = first;
    while (end < asked.size() && asked[end].moment == number) ++end;
    const Moment moment(history, index, timetable.days[number]);
    tbb::parallel_for(first, end, [&](std::size_t i) {
      made[i] = lesson_of(moment, history.projects()[asked[i].project], asked[i], options.candidates);
    });
    first = end;
  }
  std::erase_if(
      made, [](const Lesson& each) { return each.took_part == 0 || each.took_part == each.traits.rows(); });
  return made;
}

}  // namespace grono::matching::partners
