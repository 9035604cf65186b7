#include "consortia/study.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "consortia/appraisal.hpp"
#include "consortia/model.hpp"

namespace grono::consortia {
namespace {

using Clock = std::chrono::steady_clock;

// Costs come from a file with eight digits; what is kept for want of certainty costs little.
constexpr double kUncertain = 1e-6;
// Of good sets, how many a study remembers.
constexpr std::size_t kKnown = 200;
// Candidates among whom a first good set is sought.
constexpr std::size_t kPromising = 120;
// Around a set just proven so small a share of the trials.
constexpr std::size_t kShareAround = 4;
constexpr double kWorthRebuilding = 0.9;

/// What is left of the time.
class Time {
 public:
  explicit Time(const MipLimits& limits) : limits_(limits), until_(Clock::now() + limits.time) {}
  [[nodiscard]] MipLimits left() const {
    MipLimits left = limits_;
    left.time = std::chrono::duration_cast<std::chrono::milliseconds>(until_ - Clock::now());
    return left;
  }
  [[nodiscard]] bool is_up() const { return limits_.stop.stop_requested() || Clock::now() >= until_; }

 private:
  MipLimits limits_;
  Clock::time_point until_;
};

/// One search for the best sets.
class Solution {
 public:
  Solution(const Instance& instance, const MipSolver& solver, const StudyOptions& options)
      : it_(instance),
        solver_(solver),
        options_(options),
        time_(options.limits),
        appraisal_(instance),
        good_(kKnown) {}

  /// @param known  sets to begin with
  void find(const std::vector<Partners>& known) {
    effort_.eligible = appraisal_.eligible().size();
    try_out(known);
    if (time_.is_up()) return;
    whole_ = make_model(it_, appraisal_, appraisal_.eligible());
    relaxed_ = solver_.relax(whole_.program, time_.left());
    is_exhausted_ = relaxed_.state == MipAnswer::State::infeasible;
    if (relaxed_.state != MipAnswer::State::optimal) return;
    bound_ = std::min(bound_, whole_.total_of(relaxed_.objective));
    look_among_promising();
    Model model = model_of(hopeful());
    effort_.in_program = model.candidates.size();
    while (proven_.size() < options_.best && !is_exhausted_ && !time_.is_up() && prove_next(model))
      narrow(model);
  }

  [[nodiscard]] Answer answer() const {
    Answer made;
    made.effort = effort_;
    made.proven = proven_.size();
    made.is_proven = proven_.size() >= options_.best || is_exhausted_;
    made.bound = bound_;
    std::vector<Partners> sets = proven_;
    if (!made.is_proven)
      for (const Found& one : good_.all())
        if (sets.size() < options_.best && !is_proven(one.partners)) sets.push_back(one.partners);
    for (const Partners& one : sets) made.consortia.push_back(describe(it_, one));
    return made;
  }
  [[nodiscard]] bool is_impossible() const { return is_exhausted_ && proven_.empty(); }
  [[nodiscard]] MipLimits time_left() const { return time_.left(); }
  [[nodiscard]] std::vector<Partners> good() const {
    std::vector<Partners> sets = proven_;
    for (const Found& one : good_.all()) sets.push_back(one.partners);
    return sets;
  }

 private:
  [[nodiscard]] bool is_proven(const Partners& partners) const {
    return std::find(proven_.begin(), proven_.end(), partners) != proven_.end();
  }

  // The total that the last of the wanted sets has at least; none where not so many are known.
  [[nodiscard]] std::optional<double> threshold() const {
    if (good_.all().size() < options_.best) return std::nullopt;
    return good_.all()[options_.best - 1].total;
  }

  void try_out(const std::vector<Partners>& starts, std::size_t share = 1) {
    SearchOptions trying;
    trying.trials = options_.trials / share;
    search(appraisal_, it_.fixed, it_.opportunity.max_partners, trying, starts, good_);
  }

  // A good set is mostly one of those whom the relaxed program takes in part or nearly takes.
  void look_among_promising() {
    std::vector<std::pair<double, Number>> by_price;
    for (std::size_t i = 0; i < whole_.candidates.size(); ++i) {
      const auto column = whole_.of_candidate[i];
      const bool is_taken = relaxed_.values[column] > 0 || whole_.program.variables[column].low > 0;
      by_price.emplace_back(is_taken ? -1 : relaxed_.reduced_costs[column], whole_.candidates[i]);
    }
    if (by_price.size() <= kPromising) return;
    std::nth_element(by_price.begin(), by_price.begin() + kPromising, by_price.end());
    std::vector<Number> promising;
    for (std::size_t i = 0; i < kPromising; ++i) promising.push_back(by_price[i].second);
    std::sort(promising.begin(), promising.end());
    const Model core = make_model(it_, appraisal_, promising);
    const MipAnswer found = solver_.solve(core.program, time_.left(), {});
    ++effort_.programs;
    if (found.values.empty()) return;
    const Partners partners = partners_in(core, found.values);
    take(partners);
    try_out({partners});
  }

  // Who may be in one of the best sets: with the others, not even the relaxed program reaches the last of the
  // sets that are already known.
  [[nodiscard]] std::vector<Number> hopeful() const {
    const auto least = threshold();
    if (!least) return whole_.candidates;
    std::vector<Number> kept;
    for (std::size_t i = 0; i < whole_.candidates.size(); ++i) {
      const auto column = whole_.of_candidate[i];
      const bool is_out =
          relaxed_.values[column] < 0.5 &&
          whole_.total_of(relaxed_.objective + relaxed_.reduced_costs[column]) < *least - kUncertain;
      if (!is_out) kept.push_back(whole_.candidates[i]);
    }
    return kept;
  }

  [[nodiscard]] Model model_of(const std::vector<Number>& candidates) const {
    Model model = make_model(it_, appraisal_, candidates);
    for (const Partners& clique : cliques_) keep_apart(model, clique);
    for (const Partners& set : forbidden_) forbid(model, set);
    return model;
  }

  // The more good sets are known, the fewer candidates are left to look at.
  void narrow(Model& model) {
    if (proven_.empty() || proven_.size() == options_.best) return;
    try_out({proven_.back()}, kShareAround);
    const auto kept = hopeful();
    if (static_cast<double>(kept.size()) < kWorthRebuilding * static_cast<double>(model.candidates.size()))
      model = model_of(kept);
  }

  // The best set that isn't proven yet, if it is found in time.
  bool prove_next(Model& model) {
    const Found* start = nullptr;
    for (const Found& one : good_.all())
      if (start == nullptr && !is_proven(one.partners)) start = &one;
    const auto values = start == nullptr ? std::vector<double>() : start_of(model, start->partners);
    const MipAnswer found = solver_.solve(model.program, time_.left(), values);
    ++effort_.programs;
    if (found.state == MipAnswer::State::infeasible) {
      is_exhausted_ = true;
      return false;
    }
    if (!found.values.empty()) take(partners_in(model, found.values));
    if (found.state != MipAnswer::State::optimal) {
      bound_ = std::min(bound_, model.total_of(found.bound));
      return false;
    }
    Partners best = partners_in(model, found.values);
    const auto cliques = distant_cliques(appraisal_, best);
    for (const Partners& clique : cliques) keep_apart(model, clique);
    cliques_.insert(cliques_.end(), cliques.begin(), cliques.end());
    if (!cliques.empty()) return true;
    forbid(model, best);
    forbidden_.push_back(best);
    // The solver's tolerances may let pass what a hundredth is missing for: forbidden, and on to the next.
    if (!meets(it_, best)) return true;
    bound_ = appraisal_.of(best).total;
    proven_.push_back(std::move(best));
    return true;
  }

  void take(const Partners& partners) {
    const Worth worth = appraisal_.of(partners);
    if (worth.lack == 0) good_.offer(partners, worth.total);
  }

  const Instance& it_;
  const MipSolver& solver_;
  const StudyOptions& options_;
  Time time_;
  Appraisal appraisal_;
  Best good_;
  Model whole_;  // with everybody eligible
  MipAnswer relaxed_;
  std::vector<Partners> proven_, forbidden_, cliques_;
  bool is_exhausted_ = false;
  double bound_ = 1;
  Effort effort_;
};

Coverage coverage_of(const Instance& it, const Partners& partners, Number requirement) {
  Coverage made;
  made.requirement = requirement;
  std::vector<Number> groups;
  for (const Holder& one : it.holders[requirement]) {
    if (!std::binary_search(partners.begin(), partners.end(), one.candidate)) continue;
    const Number group = it.group[one.candidate];
    const bool is_new = std::find(groups.begin(), groups.end(), group) == groups.end();
    const bool is_asked =
        groups.size() < static_cast<std::size_t>(it.opportunity.competences[requirement].holders);
    if (is_new && is_asked) {
      groups.push_back(group);
      made.answering.push_back(one);
    } else {
      made.also.push_back(one);
    }
  }
  return made;
}

}  // namespace

Consortium describe(const Instance& it, const Partners& partners) {
  Consortium made;
  made.partners = partners;
  const auto budgets = least_budgets(it, partners);
  GRONO_INVARIANT(budgets.has_value());
  for (std::size_t i = 0; i < partners.size(); ++i) {
    const Money budget{(*budgets)[i]};
    made.budgets.push_back(budget);
    made.total_budget += budget;
    if (it.is_sme(partners[i])) made.sme_budget += budget;
  }
  made.terms = terms_of(it, partners, made.total_budget.hundredths);
  for (Number r = 0; r < it.opportunity.competences.size(); ++r)
    made.coverage.push_back(coverage_of(it, partners, r));
  for (const Number c : partners)
    for (const Tie& tie : it.ties[c])
      if (tie.other > c && std::binary_search(partners.begin(), partners.end(), tie.other))
        made.ties.emplace_back(c, tie);
  std::stable_sort(made.ties.begin(), made.ties.end(),
                   [](const auto& a, const auto& b) { return a.second.strength > b.second.strength; });
  return made;
}

Study::Study(Opportunity opportunity, std::vector<Candidate> candidates,
             std::vector<Cooperation> cooperations)
    : instance_(make_instance(std::move(opportunity), std::move(candidates), std::move(cooperations))) {}

void Study::change(Opportunity opportunity) {
  require_valid(opportunity, instance_.candidates, {});
  instance_ = with_opportunity(std::move(instance_), std::move(opportunity));
}

Answer Study::solve(const MipSolver& solver, const StudyOptions& options) {
  Solution solution(instance_, solver, options);
  solution.find(known_);
  Answer answer = solution.answer();
  auto good = solution.good();
  if (!good.empty()) known_ = std::move(good);
  if (solution.is_impossible() && options.explain_conflict)
    answer.conflict = smallest_conflict(instance_, solver, solution.time_left());
  return answer;
}

}  // namespace grono::consortia
