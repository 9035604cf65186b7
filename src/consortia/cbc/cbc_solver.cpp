#include "consortia/cbc/cbc_solver.hpp"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "consortia/cbc/child_process.hpp"
#include "consortia/cbc/mps.hpp"

namespace grono::consortia::cbc {
namespace {

namespace fs = std::filesystem;

/// A folder of one call, gone with it.
class Workplace {
 public:
  Workplace() {
    std::string name = fs::temp_directory_path() / "grono-cbc-XXXXXX";
    if (mkdtemp(name.data()) == nullptr)
      throw SolverUnavailable("no folder for temporary files can be made; free space in " + name);
    path_ = name;
  }
  Workplace(const Workplace&) = delete;
  Workplace& operator=(const Workplace&) = delete;
  ~Workplace() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  [[nodiscard]] fs::path file(const char* name) const { return path_ / name; }

 private:
  fs::path path_;
};

void write(const fs::path& file, const std::string& text) {
  std::ofstream out(file, std::ios::binary);
  out << text;
  if (!out.flush())
    throw SolverUnavailable("a temporary file can't be written; free space for " + file.string());
}

std::string read(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string last_line(const std::string& log) {
  const auto end = log.find_last_not_of("\n ");
  if (end == log.npos) return "";
  return log.substr(log.rfind('\n', end) + 1, end - log.rfind('\n', end));
}

[[noreturn]] void broke_down(const ProcessEnd& end, const std::string& log) {
  const std::string how = end.how == ProcessEnd::How::crashed ? "was ended by signal " : "ended with code ";
  throw SolverUnavailable(
      "cbc " + how + std::to_string(end.code) +
      ", for want of memory perhaps; give it more, or fewer candidates. Its last words: " + last_line(log));
}

MipAnswer run_on(const MipModel& model, const MipLimits& limits, const Workplace& place,
                 const std::vector<std::string>& words) {
  const ProcessEnd end = run(words, place.file("log"), {limits.time, limits.memory_bytes, limits.stop});
  const std::string log = read(place.file("log"));
  if (end.how == ProcessEnd::How::killed_by_limit || end.how == ProcessEnd::How::cancelled) return {};
  if (end.how != ProcessEnd::How::exited || end.code != 0 || !fs::exists(place.file("solution")))
    broke_down(end, log);
  return answer_of(model, read(place.file("solution")), log);
}

std::string seconds(std::chrono::milliseconds time) {
  // CBC looks at its clock now and then only: asked to end before it would be killed, it still tells what it
  // has found.
  return std::to_string(std::max(0.05, static_cast<double>(time.count()) * 0.9 / 1000));
}

std::string exactly(double value) {
  char text[32];
  const auto end = std::to_chars(text, text + sizeof text, value);
  return {text, end.ptr};
}

}  // namespace

MipAnswer CbcSolver::solve(const MipModel& model, const MipLimits& limits,
                           std::span<const double> start) const {
  const Workplace place;
  write(place.file("model.mps"), mps_of(model));
  std::vector<std::string> words = {program_, place.file("model.mps")};
  if (!start.empty()) {
    write(place.file("start"), start_of(model, start));
    // Heuristics would look for what is there already.
    words.insert(words.end(), {"-mipstart", place.file("start"), "-heuristicsOnOff", "off"});
  }
  if (limits.cutoff) words.insert(words.end(), {"-cutoff", exactly(*limits.cutoff), "-heuristicsOnOff", "off"});
  if (model.is_tight) words.insert(words.end(), {"-cuts", "off"});
  // Gaps and the least step between solutions are in the objective's own units, which the caller scales.
  words.insert(words.end(), {"-timeMode", "elapsed", "-sec", seconds(limits.time), "-ratioGap", "0",
                             "-allowableGap", "1e-9", "-increment", "1e-9", "-feaspump", "off", "-solve",
                             "-solution", place.file("solution")});
  return run_on(model, limits, place, words);
}

MipAnswer CbcSolver::relax(const MipModel& model, const MipLimits& limits) const {
  const Workplace place;
  write(place.file("model.mps"), mps_of(model));
  return run_on(model, limits, place,
                {program_, place.file("model.mps"), "-printingOptions", "all", "-initialSolve", "-solution",
                 place.file("solution")});
}

}  // namespace grono::consortia::cbc
