#include "consortia/search.hpp"

#include <algorithm>
#include <random>

namespace grono::consortia {
namespace {

bool has(const std::vector<Number>& partners, Number c) {
  return std::find(partners.begin(), partners.end(), c) != partners.end();
}

/// One set that is being improved.
class Draft {
 public:
  Draft(const Appraisal& appraisal, const std::vector<Number>& fixed, int most, Best& best)
      : appraisal_(appraisal), fixed_(fixed), most_(static_cast<std::size_t>(most)), best_(best) {}

  void begin_with(std::vector<Number> partners) {
    partners_ = std::move(partners);
    worth_ = look(partners_);
  }
  /// Adds partners one by one, the most helpful first.
  void fill() {
    while (partners_.size() < most_ && add_best()) continue;
  }
  /// Exchanges, adds and leaves out while that helps and there are trials left.
  void improve(std::size_t trials) {
    while (trials_ < trials &&
           (exchange_one(trials) || leave_one_out() || (partners_.size() < most_ && add_best())))
      continue;
  }
  [[nodiscard]] const std::vector<Number>& partners() const noexcept { return partners_; }
  [[nodiscard]] const Worth& worth() const noexcept { return worth_; }
  [[nodiscard]] std::size_t trials() const noexcept { return trials_; }

 private:
  Worth look(const std::vector<Number>& partners) {
    ++trials_;
    const Worth worth = appraisal_.of(partners);
    if (worth.lack == 0) best_.offer(partners, worth.total);
    return worth;
  }
  bool take_if_better(const std::vector<Number>& partners) {
    const Worth worth = look(partners);
    if (!worth.is_better_than(worth_)) return false;
    worth_ = worth;
    partners_ = partners;
    return true;
  }

  bool add_best() {
    const std::vector<Number> before = partners_;
    std::vector<Number> tried = before;
    tried.push_back(0);
    for (const Number c : appraisal_.eligible()) {
      if (has(before, c)) continue;
      tried.back() = c;
      take_if_better(tried);
    }
    return partners_.size() > before.size();
  }
  // The best exchange of one partner; of each in turn, so that a pass ends with the set as good as it can be
  // by exchanges.
  bool exchange_one(std::size_t trials) {
    bool is_better = false;
    for (std::size_t i = 0; i < partners_.size() && trials_ < trials; ++i) {
      if (has(fixed_, partners_[i])) continue;
      std::vector<Number> tried = partners_;
      const std::vector<Number> before = partners_;
      for (const Number c : appraisal_.eligible()) {
        if (has(before, c)) continue;
        tried[i] = c;
        is_better = take_if_better(tried) || is_better;
      }
    }
    return is_better;
  }
  bool leave_one_out() {
    for (std::size_t i = 0; i < partners_.size(); ++i) {
      if (has(fixed_, partners_[i])) continue;
      std::vector<Number> tried = partners_;
      tried.erase(tried.begin() + static_cast<std::ptrdiff_t>(i));
      if (take_if_better(tried)) return true;
    }
    return false;
  }

  const Appraisal& appraisal_;
  const std::vector<Number>& fixed_;
  std::size_t most_;
  Best& best_;
  std::vector<Number> partners_;
  Worth worth_;
  std::size_t trials_ = 0;
};

// Some partners thrown out, none of the fixed ones.
std::vector<Number> shaken(std::vector<Number> partners, const std::vector<Number>& fixed,
                           std::mt19937_64& random) {
  std::size_t thrown = 2 + random() % 3;
  for (std::size_t tries = 0; thrown > 0 && tries < 20 && !partners.empty(); ++tries) {
    const std::size_t i = random() % partners.size();
    if (has(fixed, partners[i])) continue;
    partners.erase(partners.begin() + static_cast<std::ptrdiff_t>(i));
    --thrown;
  }
  return partners;
}

}  // namespace

void Best::offer(const std::vector<Number>& partners, double total) {
  if (is_full() && total <= all_.back().total) return;
  Partners sorted = partners;
  std::sort(sorted.begin(), sorted.end());
  for (const Found& one : all_)
    if (one.partners == sorted) return;
  const auto place =
      std::find_if(all_.begin(), all_.end(), [&](const Found& one) { return one.total < total; });
  all_.insert(place, {std::move(sorted), total});
  if (all_.size() > most_) all_.pop_back();
}

Partners greedy_choice(const Appraisal& appraisal, const std::vector<Number>& fixed, int most) {
  Best seen(1);
  Draft draft(appraisal, fixed, most, seen);
  draft.begin_with(fixed);
  draft.fill();
  Partners made = draft.partners();
  std::sort(made.begin(), made.end());
  return made;
}

void search(const Appraisal& appraisal, const std::vector<Number>& fixed, int most,
            const SearchOptions& options, const std::vector<Partners>& starts, Best& best) {
  std::mt19937_64 random(options.seed);
  Draft draft(appraisal, fixed, most, best);
  std::vector<Number> kept;
  Worth kept_worth{1e300, 0};
  const auto keep_if_better = [&] {
    if (!draft.worth().is_better_than(kept_worth)) return;
    kept = draft.partners();
    kept_worth = draft.worth();
  };
  for (const Partners& start : starts) {
    draft.begin_with(start);
    keep_if_better();
  }
  draft.begin_with(kept);
  draft.improve(options.trials);
  keep_if_better();
  draft.begin_with(fixed);
  while (draft.trials() < options.trials) {
    draft.fill();
    draft.improve(options.trials);
    keep_if_better();
    draft.begin_with(shaken(kept, fixed, random));
  }
}

void look_around(const Appraisal& appraisal, const std::vector<Number>& fixed, int most, std::size_t wanted,
                 const std::vector<Number>& candidates, Best& best) {
  std::vector<Partners> seen;
  const auto offer = [&](const std::vector<Number>& partners) {
    const Worth worth = appraisal.of(partners);
    if (worth.lack == 0) best.offer(partners, worth.total);
  };
  const auto next = [&]() -> const Partners* {
    for (std::size_t i = 0; i < std::min(wanted, best.all().size()); ++i)
      if (std::find(seen.begin(), seen.end(), best.all()[i].partners) == seen.end())
        return &best.all()[i].partners;
    return nullptr;
  };
  for (const Partners* found = next(); found != nullptr; found = next()) {
    const Partners partners = *found;
    seen.push_back(partners);
    std::vector<Number> tried = partners;
    for (std::size_t i = 0; i <= partners.size(); ++i) {
      // In the place behind the last one somebody is added.
      const bool is_added = i == partners.size();
      if (is_added ? static_cast<int>(i) >= most : has(fixed, partners[i])) continue;
      if (is_added) tried.push_back(0);
      for (const Number c : candidates)
        if (!has(partners, c)) {
          tried[i] = c;
          offer(tried);
        }
      if (is_added) continue;
      tried = partners;
      tried.erase(tried.begin() + static_cast<std::ptrdiff_t>(i));
      offer(tried);
      tried = partners;
    }
  }
}

}  // namespace grono::consortia
