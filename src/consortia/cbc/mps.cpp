#include "consortia/cbc/mps.hpp"

#include <charconv>
#include <cmath>
#include <cstdio>
#include <sstream>

namespace grono::consortia::cbc {
namespace {

std::string number(double value) {
  char text[32];
  const auto end = std::to_chars(text, text + sizeof text, value);
  return {text, end.ptr};
}

char kind_of(const MipModel::Row& row) {
  if (row.low == row.high) return 'E';
  return row.high < kUnbounded ? 'L' : 'G';
}

void write_rows(const MipModel& model, std::string& out) {
  out += "NAME grono FREE\nROWS\n N cost\n";
  for (std::size_t r = 0; r < model.rows.size(); ++r)
    out += std::string(" ") + kind_of(model.rows[r]) + " r" + std::to_string(r) + "\n";
}

void write_columns(const MipModel& model, std::string& out) {
  std::vector<std::vector<std::pair<std::size_t, double>>> of_column(model.variables.size());
  for (std::size_t r = 0; r < model.rows.size(); ++r)
    for (const auto& term : model.rows[r].terms) of_column[term.column].emplace_back(r, term.factor);
  out += "COLUMNS\n";
  bool in_integers = false;
  for (std::size_t c = 0; c < of_column.size(); ++c) {
    const auto& variable = model.variables[c];
    if (variable.is_integer != in_integers) {
      in_integers = variable.is_integer;
      out +=
          std::string(" M") + std::to_string(c) + " 'MARKER' " + (in_integers ? "'INTORG'\n" : "'INTEND'\n");
    }
    const std::string name = " c" + std::to_string(c) + " ";
    // A column has to stand there even where nothing asks for it.
    out += name + "cost " + number(variable.cost) + "\n";
    for (const auto& [row, factor] : of_column[c])
      out += name + "r" + std::to_string(row) + " " + number(factor) + "\n";
  }
  if (in_integers) out += " MEND 'MARKER' 'INTEND'\n";
}

void write_sides(const MipModel& model, std::string& out) {
  out += "RHS\n";
  for (std::size_t r = 0; r < model.rows.size(); ++r) {
    const auto& row = model.rows[r];
    const double side = row.high < kUnbounded ? row.high : row.low;
    if (side != 0) out += " rhs r" + std::to_string(r) + " " + number(side) + "\n";
  }
  out += "RANGES\n";
  for (std::size_t r = 0; r < model.rows.size(); ++r) {
    const auto& row = model.rows[r];
    if (row.low != row.high && row.low > -kUnbounded && row.high < kUnbounded)
      out += " rng r" + std::to_string(r) + " " + number(row.high - row.low) + "\n";
  }
}

void write_bounds(const MipModel& model, std::string& out) {
  out += "BOUNDS\n";
  for (std::size_t c = 0; c < model.variables.size(); ++c) {
    const auto& variable = model.variables[c];
    const std::string name = " bnd c" + std::to_string(c);
    if (variable.low == variable.high) {
      out += " FX" + name + " " + number(variable.low) + "\n";
      continue;
    }
    if (variable.low != 0) out += " LO" + name + " " + number(variable.low) + "\n";
    // An integer column without an upper bound would be taken for a binary by some readers.
    out +=
        variable.high < kUnbounded ? " UP" + name + " " + number(variable.high) + "\n" : " PL" + name + "\n";
  }
}

double bound_in(std::string_view log) {
  // The last one is the final one.
  const std::string_view key = "Lower bound:";
  const auto at = log.rfind(key);
  if (at == log.npos) return -kUnbounded;
  std::istringstream rest{std::string(log.substr(at + key.size(), 60))};
  double bound = -kUnbounded;
  rest >> bound;
  return bound;
}

[[noreturn]] void not_understood() {
  throw SolverUnavailable("cbc wrote a solution that can't be read; reinstall the package coinor-cbc");
}

// " 12 c12  1  0.5", with "**" in front where a bound is broken by more than the tolerance. Rows are skipped.
void read_line(std::string line, MipAnswer& answer) {
  if (const auto stars = line.find("**"); stars != line.npos) line.erase(stars, 2);
  std::istringstream words(line);
  std::size_t place = 0;
  std::string name;
  double value = 0, reduced = 0;
  if (!(words >> place >> name >> value >> reduced)) not_understood();
  if (!name.starts_with('c') || name == "cost") return;
  const std::size_t column = std::stoul(name.substr(1));
  if (column >= answer.values.size()) not_understood();
  answer.values[column] = value;
  answer.reduced_costs[column] = reduced;
}

}  // namespace

std::string mps_of(const MipModel& model) {
  std::string out;
  write_rows(model, out);
  write_columns(model, out);
  write_sides(model, out);
  write_bounds(model, out);
  return out + "ENDATA\n";
}

std::string start_of(const MipModel& model, std::span<const double> values) {
  std::string out = "start\n";
  for (std::size_t c = 0; c < values.size(); ++c)
    if (model.variables[c].is_integer && values[c] != 0)
      out += std::to_string(c) + " c" + std::to_string(c) + " " + number(values[c]) + "\n";
  return out;
}

MipAnswer answer_of(const MipModel& model, std::string_view solution, std::string_view log) {
  std::istringstream lines{std::string(solution)};
  std::string first;
  if (!std::getline(lines, first)) not_understood();
  MipAnswer answer;
  const bool is_infeasible = first.starts_with("Infeasible") || first.starts_with("Integer infeasible");
  if (is_infeasible) {
    answer.state = MipAnswer::State::infeasible;
    return answer;
  }
  const bool is_optimal = first.starts_with("Optimal");
  if (!is_optimal && !first.starts_with("Stopped")) not_understood();
  answer.bound = bound_in(log);
  if (first.find("no integer solution") != first.npos) return answer;
  answer.values.assign(model.variables.size(), 0);
  answer.reduced_costs.assign(model.variables.size(), 0);
  for (std::string line; std::getline(lines, line);) read_line(line, answer);
  for (std::size_t c = 0; c < answer.values.size(); ++c) {
    const auto& variable = model.variables[c];
    if (variable.is_integer && !std::isfinite(answer.values[c])) not_understood();
    answer.objective += variable.cost * answer.values[c];
  }
  if (is_optimal) {
    answer.state = MipAnswer::State::optimal;
    answer.bound = answer.objective;
  }
  return answer;
}

}  // namespace grono::consortia::cbc
