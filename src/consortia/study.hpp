#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "consortia/conflict.hpp"
#include "consortia/instance.hpp"
#include "consortia/mip.hpp"
#include "consortia/objective.hpp"
#include "consortia/search.hpp"

/// The best consortia of an opportunity, and the same again while requirements are changed.
namespace grono::consortia {

/// Who of a consortium brings a required competence.
struct Coverage {
  Number requirement = 0;
  std::vector<Holder>
      answering;  ///< the best of each group, best first, as many as are asked for: they make the quality
  std::vector<Holder> also;  ///< the others that hold it
};

struct Consortium {
  Partners partners;
  std::vector<Money> budgets;  ///< of each partner: the least that meets everything, see `least_budgets`
  Money total_budget;
  Money sme_budget;
  Terms terms;
  std::vector<Coverage> coverage;            ///< of each required competence
  std::vector<std::pair<Number, Tie>> ties;  ///< proven cooperation among the partners, strongest first
};

struct StudyOptions {
  std::size_t best = 10;         ///< how many consortia, >= 1
  MipLimits limits;              ///< for everything together
  std::size_t trials = 120'000;  ///< of the search that comes before the exact one
  /// Where all have to be near one another: regions with more pairs that aren't are split before they are solved.
  std::size_t most_pairs = 4'000;
  bool explain_conflict = true;  ///< where nothing meets everything, find out what and who is missing
};

struct Effort {
  std::size_t eligible = 0;    ///< candidates that might take part at all
  std::size_t in_program = 0;  ///< of them, those that might be in one of the best
  std::size_t programs = 0;    ///< integer programs solved
};

struct Answer {
  std::vector<Consortium>
      consortia;           ///< best first; fewer than asked for where there are no more, or time was up
  bool is_proven = false;  ///< these are the best, in this order, and if they are fewer there are no more
  std::size_t proven = 0;  ///< so many from the first on are proven
  double bound = 1;        ///< no consortium that isn't among the proven ones has a higher total
  std::optional<Conflict> conflict;  ///< where there is no consortium at all
  Effort effort;
};

/// An opportunity that is being looked at. Each change keeps what it leaves true: who works with whom, the
/// sets found good, which start the next search.
class Study {
 public:
  /// @throws InvalidInput  as `require_valid`
  Study(Opportunity opportunity, std::vector<Candidate> candidates, std::vector<Cooperation> cooperations);

  /// What if the requirements were these: a partner locked (`fixed`), banned (`excluded`), a bound moved.
  /// @throws InvalidInput  as `require_valid`; then nothing has changed
  void change(Opportunity opportunity);

  /// The best consortia: distinct sets of partners by their total, which no other set exceeds.
  ///
  /// Totals are compared in double precision; sets whose totals differ by less than 1e-9 may stand in either
  /// order.
  /// @throws SolverUnavailable  the solver isn't installed or broke down
  [[nodiscard]] Answer solve(const MipSolver& solver, const StudyOptions& options);

  [[nodiscard]] const Instance& instance() const noexcept { return instance_; }

 private:
  Instance instance_;
  std::vector<Partners> known_;  // good sets of earlier solutions
};

/// A set of partners as a consortium with its reasons. @pre it meets everything
[[nodiscard]] Consortium describe(const Instance& instance, const Partners& partners);

}  // namespace grono::consortia
