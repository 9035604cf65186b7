#pragma once

#include <cstdint>
#include <map>
#include <string>

namespace CLI {
class App;
}

/// `grono map …`: finding and measuring clusters in files. One file for each of its commands; none needs an
/// installation.
namespace grono::cli::map {

/// What `--timings` prints on standard error, as one line of JSON: seconds by part (reading, computing,
/// writing), threads, peak resident memory in bytes, rows.
class Timings {
 public:
  Timings();

  /// Ends the part that ran since the last call (or since the beginning) and gives it its name.
  void end_of(const std::string& part);
  void rows(std::uint64_t count) noexcept { rows_ = count; }

  /// Prints where it was asked for. @param threads  how many computed
  void print(bool wanted, unsigned threads) const;

 private:
  double last_;
  std::uint64_t rows_ = 0;
  std::map<std::string, double> seconds_;
};

/// Holds oneTBB to this many threads while it lives; 0 = as many as the machine has.
class Threads {
 public:
  explicit Threads(unsigned count);
  ~Threads();
  Threads(const Threads&) = delete;
  Threads& operator=(const Threads&) = delete;
  [[nodiscard]] unsigned count() const noexcept { return count_; }

 private:
  void* control_;  // tbb::global_control, kept out of this header
  unsigned count_;
};

/// Adds --threads and --timings.
void add_run_options(CLI::App& command, unsigned& threads, bool& timings);

void add_map_commands(CLI::App& program);

// Each command adds itself below `map`.
void add_density_command(CLI::App& map);
void add_concentration_command(CLI::App& map);
void add_kd_command(CLI::App& map);
void add_m_command(CLI::App& map);
void add_relate_command(CLI::App& map);
void add_find_command(CLI::App& map);
void add_measure_command(CLI::App& map);
void add_scan_command(CLI::App& map);

}  // namespace grono::cli::map
