// The best consortia of calls with 1,000 candidates and about 40 requirements: ours, the plain program given
// to the same solver, and the greedy choice. One thread of ours, one process of CBC at a time.
#include <benchmark/benchmark.h>
#include <sys/resource.h>

#include "consortia/appraisal.hpp"
#include "consortia/calls.hpp"
#include "consortia/cbc/cbc_solver.hpp"
#include "consortia/model.hpp"
#include "consortia/search.hpp"
#include "consortia/study.hpp"

namespace {

using namespace grono::consortia;
using bench::Call;

const cbc::CbcSolver kCbc;
constexpr std::chrono::seconds kLongest{600};

Call call_of(const benchmark::State& state) {
  return bench::make_call(static_cast<std::uint64_t>(state.range(0)));
}

StudyOptions options(std::size_t best) {
  StudyOptions made;
  made.best = best;
  made.limits.time = kLongest;
  return made;
}

/// CPU seconds of this process and of the solver's, which say more than the clock where others compute as
/// well.
class CpuSeconds {
 public:
  explicit CpuSeconds(benchmark::State& state) : state_(state), before_(now()) {}
  CpuSeconds(const CpuSeconds&) = delete;
  CpuSeconds& operator=(const CpuSeconds&) = delete;
  ~CpuSeconds() { state_.counters["cpu_s"] = now() - before_; }

 private:
  static double now() {
    double sum = 0;
    for (const auto whose : {RUSAGE_SELF, RUSAGE_CHILDREN}) {
      rusage used{};
      getrusage(whose, &used);
      for (const timeval& part : {used.ru_utime, used.ru_stime})
        sum += static_cast<double>(part.tv_sec) + static_cast<double>(part.tv_usec) / 1e6;
    }
    return sum;
  }
  benchmark::State& state_;
  double before_;
};

void tell(benchmark::State& state, const Study& study, const Answer& answer) {
  state.counters["requirements"] = static_cast<double>(study.instance().requirements.size());
  state.counters["proven"] = static_cast<double>(answer.proven);
  state.counters["programs"] = static_cast<double>(answer.effort.programs);
  state.counters["in_program"] = static_cast<double>(answer.effort.in_program);
  if (!answer.consortia.empty()) state.counters["total"] = answer.consortia.front().terms.total;
}

// From the opportunity to its best consortia, proven: the whole way.
void best_consortia(benchmark::State& state) {
  const Call call = call_of(state);
  const CpuSeconds cpu(state);
  for (auto _ : state) {
    Study study(call.opportunity, call.candidates, call.cooperations);
    tell(state, study, study.solve(kCbc, options(static_cast<std::size_t>(state.range(1)))));
  }
}
BENCHMARK(best_consortia)
    ->ArgNames({"call", "best"})
    ->ArgsProduct({{1, 2, 3, 4, 5}, {1, 10}})
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime()
    ->Iterations(1);

// All have to be near one another: a requirement that no candidate meets or breaks alone.
void near_one_another(benchmark::State& state) {
  Call call = call_of(state);
  call.opportunity.within_each_other_m = static_cast<double>(state.range(1)) * 1'000;
  const CpuSeconds cpu(state);
  for (auto _ : state) {
    Study study(call.opportunity, call.candidates, call.cooperations);
    StudyOptions one = options(static_cast<std::size_t>(state.range(2)));
    one.explain_conflict = false;
    const Answer answer = study.solve(kCbc, one);
    tell(state, study, answer);
    state.counters["is_proven"] = answer.is_proven ? 1 : 0;
    state.counters["bound"] = answer.bound;
  }
}
BENCHMARK(near_one_another)
    ->ArgNames({"call", "km", "best"})
    ->ArgsProduct({{1, 2}, {200, 300, 400, 500}, {1}})
    ->Args({1, 400, 10})
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime()
    ->Iterations(1);

// What if the best consortium's last partner were banned: with what is known from before.
void what_if(benchmark::State& state) {
  const Call call = call_of(state);
  for (auto _ : state) {
    state.PauseTiming();
    Study study(call.opportunity, call.candidates, call.cooperations);
    const Answer first = study.solve(kCbc, options(1));
    Opportunity changed = call.opportunity;
    if (!first.consortia.empty())
      changed.excluded.push_back(study.instance().candidates[first.consortia.front().partners.back()].id);
    state.ResumeTiming();
    const CpuSeconds cpu(state);
    study.change(changed);
    tell(state, study, study.solve(kCbc, options(1)));
  }
}
BENCHMARK(what_if)
    ->ArgName("call")
    ->DenseRange(1, 5)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime()
    ->Iterations(1);

// The plain program: everybody in it, no start, no cuts of ours; the first of the best only.
void plain_program(benchmark::State& state) {
  const Call call = call_of(state);
  const CpuSeconds cpu(state);
  for (auto _ : state) {
    const Instance instance = make_instance(call.opportunity, call.candidates, call.cooperations);
    const Appraisal appraisal(instance);
    const Model model = make_model(instance, appraisal, appraisal.eligible());
    MipLimits limits;
    limits.time = kLongest;
    const MipAnswer answer = kCbc.solve(model.program, limits, {});
    state.counters["is_proven"] = answer.state == MipAnswer::State::optimal ? 1 : 0;
    state.counters["total"] = answer.values.empty() ? 0 : model.total_of(answer.objective);
  }
}
BENCHMARK(plain_program)
    ->ArgName("call")
    ->DenseRange(1, 5)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime()
    ->Iterations(1);

void greedy(benchmark::State& state) {
  const Call call = call_of(state);
  const Instance instance = make_instance(call.opportunity, call.candidates, call.cooperations);
  for (auto _ : state) {
    const Appraisal appraisal(instance);
    const Partners partners = greedy_choice(appraisal, instance.fixed, instance.opportunity.max_partners);
    const Worth worth = appraisal.of(partners);
    state.counters["lack"] = worth.lack;
    state.counters["total"] = worth.total;
  }
}
BENCHMARK(greedy)
    ->ArgName("call")
    ->DenseRange(1, 5)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime()
    ->Iterations(1);

// A call whose total budget is far too small for what it wants.
void smallest_conflict_of(benchmark::State& state) {
  Call call = call_of(state);
  call.opportunity.total_budget = {std::nullopt, grono::Money{30'000'000}};
  const Instance instance = make_instance(call.opportunity, call.candidates, call.cooperations);
  const CpuSeconds cpu(state);
  for (auto _ : state) {
    MipLimits limits;
    limits.time = kLongest;
    const auto conflict = smallest_conflict(instance, kCbc, limits);
    state.counters["requirements"] = conflict ? static_cast<double>(conflict->requirements.size()) : -1;
    state.counters["newcomers"] = conflict ? static_cast<double>(conflict->newcomers.size()) : -1;
  }
}
BENCHMARK(smallest_conflict_of)
    ->ArgName("call")
    ->DenseRange(1, 2)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime()
    ->Iterations(1);

}  // namespace
