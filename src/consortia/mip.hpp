#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <stdexcept>
#include <stop_token>
#include <utility>
#include <vector>

/// A mixed integer program and who solves it: our own interface, so that another solver can stand in CBC's
/// place.
namespace grono::consortia {

inline constexpr double kUnbounded = std::numeric_limits<double>::infinity();

/// Minimise the columns' costs; each row's sum stays within its bounds.
struct MipModel {
  using Column = std::uint32_t;
  struct Variable {
    double cost = 0, low = 0, high = kUnbounded;
    bool is_integer = false;
  };
  struct Term {
    Column column = 0;
    double factor = 0;
  };
  struct Row {
    std::vector<Term> terms;  ///< each column once
    double low = -kUnbounded, high = kUnbounded;
  };
  std::vector<Variable> variables;
  std::vector<Row> rows;
  /// The relaxation is close: cuts of the solver's own cost more time than they save.
  bool is_tight = false;

  Column add(Variable variable) {
    variables.push_back(variable);
    return static_cast<Column>(variables.size() - 1);
  }
  Column add_binary(double cost = 0) { return add({cost, 0, 1, true}); }
  /// From 0 to 1, any value.
  Column add_part(double cost = 0) { return add({cost, 0, 1, false}); }
  void at_least(std::vector<Term> terms, double low) { rows.push_back({std::move(terms), low, kUnbounded}); }
  void at_most(std::vector<Term> terms, double high) {
    rows.push_back({std::move(terms), -kUnbounded, high});
  }
  void exactly(std::vector<Term> terms, double value) { rows.push_back({std::move(terms), value, value}); }
};

struct MipLimits {
  std::chrono::milliseconds time{60'000};  ///< on the clock, from the call on
  std::size_t memory_bytes = std::size_t{2} << 30;
  std::stop_token stop;  ///< asked for a stop, it ends within a tenth of a second
  /// Only what costs less counts; where nothing does, the model is infeasible.
  std::optional<double> cutoff = {};
};

struct MipAnswer {
  enum class State { optimal, infeasible, stopped } state = State::stopped;
  std::vector<double>
      values;  ///< of each column: of the optimum, or of the best found when stopped; else empty
  std::vector<double> reduced_costs;  ///< of each column; of a relaxation only
  double objective = 0;               ///< of `values`
  double bound = -kUnbounded;         ///< no solution costs less
};

/// The solver isn't there or broke down: says what to do. Not a statement about the model.
class SolverUnavailable : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

class MipSolver {
 public:
  virtual ~MipSolver() = default;
  /// @param start  a solution to begin with, one value for each column; or empty
  /// @throws SolverUnavailable
  [[nodiscard]] virtual MipAnswer solve(const MipModel& model, const MipLimits& limits,
                                        std::span<const double> start) const = 0;
  /// The same without integrality, with reduced costs.
  [[nodiscard]] virtual MipAnswer relax(const MipModel& model, const MipLimits& limits) const = 0;
};

}  // namespace grono::consortia
