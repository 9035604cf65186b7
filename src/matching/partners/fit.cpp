#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include <tbb/parallel_for.h>

#include "matching/partners/lessons.hpp"

namespace grono::matching::partners {
namespace {

constexpr auto kSize = static_cast<Eigen::Index>(kTraits);
using Vector = Eigen::Matrix<double, kSize, 1>;
using Square = Eigen::Matrix<double, kSize, kSize>;

struct Likelihood {
  double value = 0;  // logarithm
  Vector slope = Vector::Zero();
  Square curvature = Square::Zero();  // of its negative
};

Likelihood likelihood(const Lesson& lesson, const Vector& weights) {
  Eigen::VectorXd chances = lesson.traits * weights + lesson.stand_for;
  const double of_those_who_did = chances.head(lesson.took_part).mean(), most = chances.maxCoeff();
  chances = (chances.array() - most).exp().matrix();
  const double sum = chances.sum();
  chances /= sum;
  const Vector expected = lesson.traits.transpose() * chances;
  const Vector seen = lesson.traits.topRows(lesson.took_part).colwise().mean().transpose();
  const Lesson::TraitRows scaled = chances.cwiseSqrt().asDiagonal() * lesson.traits;
  Likelihood made;
  made.value = lesson.weight * (of_those_who_did - most - std::log(sum));
  made.slope = lesson.weight * (seen - expected);
  made.curvature = lesson.weight * (scaled.transpose() * scaled - expected * expected.transpose());
  return made;
}

Likelihood likelihood(std::span<const Lesson> lessons, const Vector& weights) {
  std::vector<Likelihood> all(lessons.size());
  tbb::parallel_for(std::size_t{0}, lessons.size(),
                    [&](std::size_t i) { all[i] = likelihood(lessons[i], weights); });
  Likelihood made;
  for (const Likelihood& each : all) {  // in their order: the same sum with any number of threads
    made.value += each.value;
    made.slope += each.slope;
    made.curvature += each.curvature;
  }
  return made;
}

// Nothing that speaks for a candidate may count against it; abroad may go either way.
Vector least_weights() {
  Vector made = Vector::Zero();
  made[static_cast<Eigen::Index>(Trait::abroad)] = -HUGE_VAL;
  return made;
}

// The best move on slope·move - move·curvature·move / 2 that keeps weights + move at their least or above:
// one weight after another, until none moves.
Vector bounded_move(const Vector& weights, const Vector& slope, const Square& curvature) {
  constexpr int kMostRounds = 200;
  const Vector least = least_weights();
  Vector move = Vector::Zero();
  for (int round = 0; round < kMostRounds; ++round) {
    double moved = 0;
    for (Eigen::Index i = 0; i < kSize; ++i) {
      const double best = move[i] + (slope[i] - curvature.row(i).dot(move)) / curvature(i, i);
      const double bounded = std::max(best, least[i] - weights[i]);
      moved = std::max(moved, std::abs(bounded - move[i]));
      move[i] = bounded;
    }
    if (moved < 1e-10) break;
  }
  return move;
}

// The weights of the greatest likelihood less strength/2 · |weights - believed|², sought from `weights` on.
Vector learned(std::span<const Lesson> lessons, double strength, const Vector& believed, Vector weights) {
  constexpr int kMostSteps = 50, kMostHalves = 20;
  const auto aim = [&](const Likelihood& at, const Vector& where) {
    return at.value - strength / 2 * (where - believed).squaredNorm();
  };
  Likelihood now = likelihood(lessons, weights);
  for (int step = 0; step < kMostSteps; ++step) {
    Vector move = bounded_move(weights, now.slope - strength * (weights - believed),
                               now.curvature + strength * Square::Identity());
    const double before = aim(now, weights);
    Likelihood then = likelihood(lessons, weights + move);
    for (int half = 0; half < kMostHalves && !(aim(then, weights + move) >= before); ++half) {
      move /= 2;
      then = likelihood(lessons, weights + move);
    }
    weights += move;
    now = then;
    if (move.norm() < 1e-6) break;
  }
  return weights;
}

// The logarithm of the likelihood of each project's lessons: those of one project are alike, and count as one
// where chance is judged.
std::vector<double> by_project(std::span<const Lesson> lessons, const Vector& weights) {
  std::map<Project, double> sums;
  for (const Lesson& each : lessons) sums[each.project] += likelihood(each, weights).value;
  std::vector<double> made;
  for (const auto& [project, sum] : sums) made.push_back(sum);
  return made;
}

// Whether `a` is worse than `b` by more than a standard error of the difference.
bool is_clearly_worse(const std::vector<double>& a, const std::vector<double>& b) {
  const auto count = static_cast<double>(a.size());
  double sum = 0, squares = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += b[i] - a[i], squares += (b[i] - a[i]) * (b[i] - a[i]);
  const double mean = sum / count, variance = std::max(squares / count - mean * mean, 0.0);
  return mean > std::sqrt(variance / count);
}

// The greatest strength that at the last moments, learned from the first, is not clearly worse than the best.
double chosen_strength(std::span<const Lesson> lessons, double validation, const Vector& believed) {
  constexpr std::array kStrengths = {1.0, 3.0, 10.0, 30.0, 100.0, 300.0};
  const auto moments = static_cast<double>(lessons.back().moment + 1);
  const auto is_first = [&](const Lesson& each) {
    return static_cast<double>(each.moment) < (1 - validation) * moments;
  };
  const auto cut = static_cast<std::size_t>(std::partition_point(lessons.begin(), lessons.end(), is_first) -
                                            lessons.begin());
  if (cut == 0 || cut == lessons.size()) return kStrengths.back();  // nothing to choose by
  std::array<std::vector<double>, kStrengths.size()> values;
  std::size_t best = kStrengths.size() - 1;
  const auto total = [](const std::vector<double>& of) { return std::accumulate(of.begin(), of.end(), 0.0); };
  Vector weights = believed;
  for (std::size_t i = kStrengths.size(); i-- > 0;) {
    weights = learned(lessons.first(cut), kStrengths[i], believed, weights);
    values[i] = by_project(lessons.subspan(cut), weights);
    if (total(values[i]) > total(values[best])) best = i;
  }
  std::size_t chosen = kStrengths.size() - 1;
  while (chosen > best && is_clearly_worse(values[chosen], values[best])) --chosen;
  return kStrengths[chosen];
}

}  // namespace

Weights belief() {
  // Traits are logarithms of odds in nature, so a weight of 1 on `activity` says: twice the projects, twice
  // the chance.
  Weights made{};
  const auto set = [&](Trait trait, double weight) { made[static_cast<std::size_t>(trait)] = weight; };
  set(Trait::topic_best, 0.3), set(Trait::topic_all, 0.3), set(Trait::topic_share, 0.8),
      set(Trait::topic_walk, 0.3);
  set(Trait::worked_before, 2), set(Trait::worked_together, 0.2), set(Trait::together_on_topic, 0.2);
  set(Trait::partner_walk, 0.15);
  set(Trait::activity, 0.8), set(Trait::joint_activity, 0.4), set(Trait::reach, 0.1),
      set(Trait::recency, 0.4);
  return made;
}

Fitted fit(const ProjectHistory& history, const TopicIndex& index, Date before,
           const FittingOptions& options) {
  const auto lessons = lessons_before(history, index, before, options);
  Fitted made;
  made.weights = belief();
  made.questions = lessons.size();
  if (lessons.empty()) return made;
  const Vector believed = Eigen::Map<const Vector>(made.weights.data());
  made.strength = chosen_strength(lessons, options.validation, believed);
  const Vector weights = learned(lessons, made.strength, believed, believed);
  std::copy(weights.begin(), weights.end(), made.weights.begin());
  return made;
}

}  // namespace grono::matching::partners
