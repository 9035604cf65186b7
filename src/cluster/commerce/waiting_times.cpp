#include "cluster/commerce/waiting_times.hpp"

#include <algorithm>
#include <cmath>

#include "base/error.hpp"

namespace grono::cluster {
namespace {

std::vector<WaitingTime> by_length(std::span<const WaitingTime> times) {
  std::vector<WaitingTime> made(times.begin(), times.end());
  std::sort(made.begin(), made.end(),
            [](const WaitingTime& a, const WaitingTime& b) { return a.length < b.length; });
  return made;
}

// How many wait at least that long, and how many end just then; the lengths asked for never fall.
class AtRisk {
 public:
  explicit AtRisk(std::span<const WaitingTime> times) : times_(by_length(times)) {}

  struct Count {
    double waiting = 0, ending = 0;
  };
  Count at(double length) {
    while (next_ < times_.size() && times_[next_].length < length) ++next_;
    Count made{static_cast<double>(times_.size() - next_), 0};
    for (std::size_t i = next_; i < times_.size() && times_[i].length == length; ++i)
      made.ending += times_[i].is_over ? 1 : 0;
    return made;
  }

 private:
  std::vector<WaitingTime> times_;
  std::size_t next_ = 0;
};

std::vector<double> ends_of(std::span<const WaitingTime> first, std::span<const WaitingTime> second) {
  std::vector<double> made;
  for (const auto group : {first, second})
    for (const WaitingTime& each : group)
      if (each.is_over) made.push_back(each.length);
  std::sort(made.begin(), made.end());
  made.erase(std::unique(made.begin(), made.end()), made.end());
  return made;
}

}  // namespace

std::optional<double> waiting_quantile(std::span<const WaitingTime> times, double part) {
  GRONO_INVARIANT(part > 0 && part <= 1);
  AtRisk risk(times);
  double still_waiting = 1;
  for (const double length : ends_of(times, {})) {
    const auto [waiting, ending] = risk.at(length);
    still_waiting *= 1 - ending / waiting;
    // What rounding leaves must not keep the last step from being taken.
    if (still_waiting <= 1 - part + 1e-12) return length;
  }
  return std::nullopt;
}

std::optional<double> log_rank_p(std::span<const WaitingTime> first, std::span<const WaitingTime> second) {
  AtRisk risk_first(first), risk_second(second);
  double difference = 0, variance = 0;
  for (const double length : ends_of(first, second)) {
    const auto one = risk_first.at(length), two = risk_second.at(length);
    const double waiting = one.waiting + two.waiting, ending = one.ending + two.ending;
    difference += one.ending - ending * one.waiting / waiting;
    if (waiting > 1)
      variance += ending * (one.waiting / waiting) * (two.waiting / waiting) * (waiting - ending) / (waiting - 1);
  }
  if (variance <= 0) return std::nullopt;
  return std::erfc(std::abs(difference) / std::sqrt(2 * variance));
}

}  // namespace grono::cluster
