#include <algorithm>
#include <cmath>
#include <memory>
#include <numeric>

#include <Eigen/Dense>

#include "matching/partners/partner_search.hpp"

namespace grono::matching::partners {
namespace {

constexpr auto kSize = static_cast<Eigen::Index>(kTraits);
using Vector = Eigen::Matrix<double, kSize, 1>;
using Square = Eigen::Matrix<double, kSize, kSize>;
using Rows = Eigen::Matrix<double, Eigen::Dynamic, kSize>;

/// A question of the past with its answer.
struct Lesson {
  Rows traits;  // of the candidates, those who took part first
  Eigen::Index took_part = 0;
  double weight = 1;  // so that each project counts alike
  std::size_t project = 0;
};

Lesson lesson_of(const Moment& moment, const PastProject& project, Organisation given, std::size_t most) {
  const auto all = moment.traits({given, project.words});
  const auto candidates = moment.candidates();
  std::vector<std::size_t> in, out;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    if (candidates[i] == given) continue;
    const bool took_part =
        std::binary_search(project.participants.begin(), project.participants.end(), candidates[i]);
    (took_part ? in : out).push_back(i);
  }
  Lesson made;
  made.took_part = static_cast<Eigen::Index>(in.size());
  const std::size_t others = std::min(most, out.size());
  for (std::size_t i = 0; i < others; ++i) in.push_back(out[i * out.size() / others]);
  made.traits.resize(static_cast<Eigen::Index>(in.size()), kSize);
  for (std::size_t i = 0; i < in.size(); ++i)
    made.traits.row(static_cast<Eigen::Index>(i)) = Eigen::Map<const Vector>(all[in[i]].data()).transpose();
  return made;
}

std::vector<Lesson> lessons_before(const ProjectHistory& history, const TopicIndex& index, Date before,
                                   const FittingOptions& options) {
  const auto projects = history.projects().first(history.begun_before(before));
  std::vector<std::size_t> asked;
  for (std::size_t i = 0; i < projects.size(); ++i)
    if (projects[i].participants.size() > 1) asked.push_back(i);
  const std::size_t count = std::min(asked.size(), options.projects);
  std::vector<Lesson> made;
  std::unique_ptr<Moment> moment;
  Date day{};
  for (std::size_t i = 0; i < count; ++i) {
    const PastProject& project = projects[asked[i * asked.size() / count]];
    if (!moment || day != project.begin) {
      moment = std::make_unique<Moment>(history, index, project.begin);
      day = project.begin;
    }
    const auto& who = project.participants;
    const std::size_t givens = std::min(who.size(), std::max<std::size_t>(options.questions / count, 1));
    const std::size_t first = made.size();
    for (std::size_t g = 0; g < givens; ++g) {
      auto lesson = lesson_of(*moment, project, who[g * who.size() / givens], options.candidates);
      lesson.project = i;
      if (lesson.took_part > 0 && lesson.took_part < lesson.traits.rows()) made.push_back(std::move(lesson));
    }
    for (std::size_t g = first; g < made.size(); ++g)
      made[g].weight = 1 / static_cast<double>(made.size() - first);
  }
  return made;
}

// The spread of each trait within questions, 1 where it has none.
Vector spreads(std::span<const Lesson> lessons) {
  Vector sum = Vector::Zero();
  double weights = 0;
  for (const Lesson& each : lessons) {
    const Vector mean = each.traits.colwise().mean().transpose();
    const Vector square = each.traits.array().square().matrix().colwise().mean().transpose();
    sum += each.weight * (square - mean.cwiseProduct(mean)).cwiseMax(0);
    weights += each.weight;
  }
  Vector made = Vector::Ones();
  for (Eigen::Index i = 0; i < kSize; ++i)
    if (weights > 0 && sum[i] / weights > 1e-12) made[i] = std::sqrt(sum[i] / weights);
  return made;
}

struct Likelihood {
  double value = 0;  // logarithm
  Vector slope = Vector::Zero();
  Square curvature = Square::Zero();  // of its negative
};

Likelihood likelihood(std::span<const Lesson> lessons, const Vector& weights) {
  Likelihood made;
  for (const Lesson& each : lessons) {
    Eigen::VectorXd scores = each.traits * weights;
    const double most = scores.maxCoeff();
    Eigen::VectorXd chances = (scores.array() - most).exp().matrix();
    const double sum = chances.sum();
    chances /= sum;
    const auto took_part = each.traits.topRows(each.took_part);
    const Vector expected = each.traits.transpose() * chances;
    made.value += each.weight * (scores.head(each.took_part).mean() - most - std::log(sum));
    made.slope += each.weight * (took_part.colwise().mean().transpose() - expected);
    made.curvature += each.weight * (each.traits.transpose() * chances.asDiagonal() * each.traits -
                                     expected * expected.transpose());
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

// The weights of the greatest likelihood less strength/2 · |weights - believed|².
Vector learned(std::span<const Lesson> lessons, double strength, const Vector& believed) {
  constexpr int kMostSteps = 50, kMostHalves = 20;
  Vector weights = believed;
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
    if (move.norm() < 1e-8) break;
  }
  return weights;
}

// The logarithm of the likelihood of each project's lessons.
std::vector<double> by_project(std::span<const Lesson> lessons, const Vector& weights) {
  std::vector<double> made;
  for (std::size_t i = 0; i < lessons.size(); ++i) {
    if (i == 0 || lessons[i].project != lessons[i - 1].project) made.push_back(0);
    made.back() += likelihood(lessons.subspan(i, 1), weights).value;
  }
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

// The greatest strength that on the last lessons, learned from the first, is not clearly worse than the best.
double chosen_strength(std::span<const Lesson> lessons, double validation, const Vector& believed) {
  constexpr std::array kStrengths = {1.0, 3.0, 10.0, 30.0, 100.0, 300.0};
  const auto projects = static_cast<double>(lessons.back().project + 1);
  const auto is_first = [&](const Lesson& each) {
    return static_cast<double>(each.project) < (1 - validation) * projects;
  };
  const auto cut = static_cast<std::size_t>(std::partition_point(lessons.begin(), lessons.end(), is_first) -
                                            lessons.begin());
  if (cut == 0 || cut == lessons.size()) return kStrengths.back();  // nothing to choose by
  std::array<std::vector<double>, kStrengths.size()> values;
  std::size_t best = 0;
  const auto total = [](const std::vector<double>& of) { return std::accumulate(of.begin(), of.end(), 0.0); };
  for (std::size_t i = 0; i < values.size(); ++i) {
    values[i] = by_project(lessons.subspan(cut), learned(lessons.first(cut), kStrengths[i], believed));
    if (total(values[i]) > total(values[best])) best = i;
  }
  std::size_t chosen = values.size() - 1;
  while (chosen > best && is_clearly_worse(values[chosen], values[best])) --chosen;
  return kStrengths[chosen];
}

}  // namespace

Weights belief() {
  Weights made;
  made.fill(0.4);
  made[static_cast<std::size_t>(Trait::abroad)] = 0;
  return made;
}

Fitted fit(const ProjectHistory& history, const TopicIndex& index, Date before,
           const FittingOptions& options) {
  auto lessons = lessons_before(history, index, before, options);
  Fitted made;
  made.weights = belief();
  made.questions = lessons.size();
  if (lessons.empty()) return made;
  const Vector spread = spreads(lessons);
  for (Lesson& each : lessons) each.traits.array().rowwise() /= spread.transpose().array();
  const Vector believed = Eigen::Map<const Vector>(made.weights.data());
  made.strength = chosen_strength(lessons, options.validation, believed);
  const Vector weights = learned(lessons, made.strength, believed).cwiseQuotient(spread);
  std::copy(weights.begin(), weights.end(), made.weights.begin());
  return made;
}

}  // namespace grono::matching::partners
