#include "consortia/study.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "consortia/appraisal.hpp"
#include "consortia/model.hpp"
#include "consortia/region.hpp"

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

/// A region whose best sets are not all known.
struct Open {
  Region region;
  double bound = 1;  ///< no set in it that isn't known yet has a higher total
  /// Of its relaxed program, by candidate's number: how far each takes part, and what any set with one that
  /// takes part by less than a half loses at least against the relaxed total. Empty where it was not solved.
  std::vector<double> part, loss;
  double relaxed = 1;  ///< the relaxed total
};

/// One search for the best sets.
///
/// The best sets known are forbidden, all at once, and one better than the last of them is sought: where there
/// is none, they are proven together.
class Solution {
 public:
  Solution(const Instance& instance, const MipSolver& solver, const StudyOptions& options)
      : it_(instance),
        solver_(solver),
        options_(options),
        time_(options.limits),
        appraisal_(instance),
        good_(std::max(kKnown, options.best)) {}

  /// @param known  sets to begin with
  void find(const std::vector<Partners>& known) {
    effort_.eligible = effort_.in_program = appraisal_.eligible().size();
    try_out(known);
    if (time_.is_up()) return;
    open_region(whole_region(appraisal_.eligible()), 1);
    if (!open_.empty() && !it_.opportunity.within_each_other_m) look_among_promising();
    if (!open_.empty()) effort_.in_program = hopeful(open_.front()).size();
    while (!open_.empty() && !time_.is_up()) {
      std::pop_heap(open_.begin(), open_.end(), has_less);
      Open next = std::move(open_.back());
      open_.pop_back();
      look_into(std::move(next));
    }
  }

  [[nodiscard]] Answer answer() const {
    Answer made;
    made.effort = effort_;
    made.is_proven = is_finished();
    const double bound = open_bound();
    for (const Found& one : good_.all()) {
      if (made.consortia.size() == options_.best) break;
      made.proven += one.total >= bound ? 1 : 0;
      made.consortia.push_back(describe(it_, one.partners));
      if (made.is_proven) made.bound = one.total;
    }
    if (!made.is_proven) made.bound = bound;
    return made;
  }
  [[nodiscard]] bool is_impossible() const { return is_finished() && good_.all().empty(); }
  [[nodiscard]] MipLimits time_left() const { return time_.left(); }
  [[nodiscard]] std::vector<Partners> good() const {
    std::vector<Partners> sets;
    for (const Found& one : good_.all()) sets.push_back(one.partners);
    return sets;
  }

 private:
  static bool has_less(const Open& one, const Open& other) { return one.bound < other.bound; }

  [[nodiscard]] bool is_finished() const { return is_begun_ && open_.empty(); }
  // What a set that isn't known yet has at most.
  [[nodiscard]] double open_bound() const {
    if (!is_begun_) return 1;
    double bound = 0;
    for (const Open& each : open_) bound = std::max(bound, each.bound);
    return bound;
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

  void put(Open open) {
    open_.push_back(std::move(open));
    std::push_heap(open_.begin(), open_.end(), has_less);
  }

  // Who is worth looking at in a region, unless nobody is. @param bound  of what it is a part of
  void open_region(Region region, double bound) {
    is_begun_ = true;
    if (region.candidates.size() < static_cast<std::size_t>(it_.opportunity.min_partners)) return;
    const Model model = make_model(it_, appraisal_, region);
    const MipAnswer relaxed = solver_.relax(model.program, time_.left());
    if (relaxed.state == MipAnswer::State::infeasible) return;
    Open made;
    made.bound = bound;
    if (relaxed.state == MipAnswer::State::optimal) {
      made.relaxed = model.total_of(relaxed.objective);
      made.bound = std::min(bound, made.relaxed);
      made.part.assign(it_.size(), 0);
      made.loss.assign(it_.size(), 0);
      for (std::size_t i = 0; i < model.candidates.size(); ++i) {
        const auto column = model.of_candidate[i];
        made.part[model.candidates[i]] = relaxed.values[column];
        made.loss[model.candidates[i]] = std::max(0.0, relaxed.reduced_costs[column]) / kScale;
      }
    }
    made.region = std::move(region);
    put(std::move(made));
  }

  // A good set is mostly one of those whom the relaxed program takes in part or nearly takes; among so few the
  // best are soon found.
  void look_among_promising() {
    const Open& whole = open_.front();
    if (whole.loss.empty()) return;
    std::vector<std::pair<double, Number>> by_price;
    for (const Number c : whole.region.candidates) {
      const bool is_taken =
          whole.part[c] > 0 || std::find(it_.fixed.begin(), it_.fixed.end(), c) != it_.fixed.end();
      by_price.emplace_back(is_taken ? -1 : whole.loss[c], c);
    }
    if (by_price.size() <= kPromising) return;
    std::nth_element(by_price.begin(), by_price.begin() + kPromising, by_price.end());
    std::vector<Number> promising;
    for (std::size_t i = 0; i < kPromising; ++i) promising.push_back(by_price[i].second);
    std::sort(promising.begin(), promising.end());
    Open core;
    core.region = whole_region(promising);
    for (std::size_t i = 0; i < options_.best && !time_.is_up(); ++i)
      if (!seek_better(core)) return;
  }

  // Who may be in a set of the region that is worth knowing: with the others, not even the relaxed program
  // reaches the last of the sets that are known already.
  [[nodiscard]] std::vector<Number> hopeful(const Open& open) const {
    const auto least = threshold();
    if (!least || open.loss.empty()) return open.region.candidates;
    std::vector<Number> kept;
    for (const Number c : open.region.candidates)
      if (open.part[c] >= 0.5 || open.relaxed - open.loss[c] >= *least - kUncertain) kept.push_back(c);
    return kept;
  }

  // Too many pairs in it are too far from one another for the solver to be told all.
  [[nodiscard]] bool is_too_wide(const Region& region) const {
    if (!it_.opportunity.within_each_other_m) return false;
    std::size_t pairs = 0;
    for (std::size_t i = 0; i < region.candidates.size(); ++i)
      for (std::size_t j = 0; j < i; ++j)
        if (appraisal_.are_distant(region.candidates[i], region.candidates[j])) ++pairs;
    return pairs > options_.most_pairs;
  }

  void look_into(Open open) {
    const auto least = threshold();
    if (least && open.bound <= *least) return;
    keep_only(it_, appraisal_, hopeful(open), open.region);
    if (open.region.candidates.empty()) return;
    if (is_too_wide(open.region))
      if (auto parts = split(it_, appraisal_, open.region); !parts.empty()) {
        for (Region& part : parts) open_region(std::move(part), open.bound);
        return;
      }
    if (seek_better(open)) put(std::move(open));
  }

  [[nodiscard]] Model model_of(const Region& region) const {
    Model model = make_model(it_, appraisal_, region);
    const auto is_within = [&](const Partners& set) {
      return std::includes(region.candidates.begin(), region.candidates.end(), set.begin(), set.end());
    };
    for (const Partners& clique : cliques_) keep_apart(model, clique);
    for (const Partners& set : forbidden_)
      if (is_within(set)) forbid(model, set);
    for (std::size_t i = 0; i < std::min(options_.best, good_.all().size()); ++i)
      if (is_within(good_.all()[i].partners)) forbid(model, good_.all()[i].partners);
    return model;
  }

  // The best set of the region that isn't known yet, if it is among the best of all. @returns  whether there
  // may be more
  bool seek_better(Open& open) {
    const Model model = model_of(open.region);
    MipLimits limits = time_.left();
    const auto least = threshold();
    if (least) limits.cutoff = model.cost_of(*least - kUncertain);
    const MipAnswer found = solver_.solve(model.program, limits, {});
    ++effort_.programs;
    if (found.state == MipAnswer::State::infeasible) return false;
    if (found.state != MipAnswer::State::optimal) {
      if (!found.values.empty()) take(partners_in(model, found.values));
      open.bound = std::min(open.bound, model.total_of(found.bound));
      return true;
    }
    const Partners best = partners_in(model, found.values);
    open.bound = std::min(open.bound, model.total_of(found.objective));
    if (const auto cliques = distant_cliques(appraisal_, best); !cliques.empty()) {
      cliques_.insert(cliques_.end(), cliques.begin(), cliques.end());
      return true;
    }
    // The solver's tolerances may let pass what a hundredth is missing for: forbidden, and on to the next.
    if (!meets(it_, best)) {
      forbidden_.push_back(best);
      return true;
    }
    if (least && appraisal_.of(best).total <= *least) return false;
    take(best);
    try_out({best}, kShareAround);
    look_around(appraisal_, it_.fixed, it_.opportunity.max_partners, options_.best, open.region.candidates,
                good_);
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
  std::vector<Open> open_;  // a heap by their bounds
  std::vector<Partners> forbidden_, cliques_;
  bool is_begun_ = false;
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
