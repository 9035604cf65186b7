#include <filesystem>
#include <thread>

#include <gtest/gtest.h>

#include "consortia/cbc/child_process.hpp"
#include "consortia/cbc/mps.hpp"
#include "consortia/model.hpp"
#include "consortia/sample.hpp"

namespace grono::consortia {
namespace {

using namespace std::chrono_literals;
using testing::kCbc;
using State = MipAnswer::State;

// Maximise 5 a + 4 b + 3 c: 2 a + 3 b + c <= 5, 4 a + b + 2 c <= 11, 3 a + 4 b + 2 c <= 8.
// Chvátal (1983), Linear Programming, p. 13: relaxed 13 at (2, 0, 1).
MipModel chvatal(bool is_integer) {
  MipModel model;
  for (const double gain : {5.0, 4.0, 3.0}) model.add({-gain, 0, kUnbounded, is_integer});
  model.at_most({{0, 2}, {1, 3}, {2, 1}}, 5);
  model.at_most({{0, 4}, {1, 1}, {2, 2}}, 11);
  model.at_most({{0, 3}, {1, 4}, {2, 2}}, 8);
  return model;
}

TEST(Cbc, SolvesAPublishedExample) {
  const MipAnswer relaxed = kCbc.relax(chvatal(false), {});
  EXPECT_EQ(relaxed.state, State::optimal);
  EXPECT_NEAR(relaxed.objective, -13, 1e-6);
  EXPECT_NEAR(relaxed.values[0], 2, 1e-6);
  EXPECT_NEAR(relaxed.reduced_costs[1], 3, 1e-6);
  const MipAnswer whole = kCbc.solve(chvatal(true), {}, {});
  EXPECT_EQ(whole.state, State::optimal);
  EXPECT_NEAR(whole.objective, -13, 1e-6);
}

TEST(Cbc, KnowsRangesFixedColumnsEqualitiesAndAStart) {
  MipModel model;
  const auto a = model.add_binary(-1), b = model.add_binary(-1), c = model.add({0, 1, 1, true});
  const auto d = model.add({1, -2, 5, false});
  model.rows.push_back({{{a, 1}, {b, 1}, {c, 1}}, 1, 2});
  model.exactly({{d, 1}, {a, 1}}, 0.25);
  const MipAnswer answer = kCbc.solve(model, {}, std::vector<double>{0, 1, 1, 0.25});
  ASSERT_EQ(answer.state, State::optimal);
  EXPECT_NEAR(answer.objective, -1.75, 1e-6);
  EXPECT_NEAR(answer.values[a], 1, 1e-6);
  EXPECT_NEAR(answer.values[d], -0.75, 1e-6);
}

TEST(Cbc, OnlyWhatCostsLessThanTheCutoffCounts) {
  for (const bool is_tight : {false, true}) {
    MipModel model = chvatal(true);
    model.is_tight = is_tight;
    MipLimits limits;
    limits.cutoff = -12.5;
    const MipAnswer below = kCbc.solve(model, limits, {});
    ASSERT_EQ(below.state, State::optimal);
    EXPECT_NEAR(below.objective, -13, 1e-6);
    for (const double none : {-13.5, -1e6}) {
      limits.cutoff = none;
      EXPECT_EQ(kCbc.solve(model, limits, {}).state, State::infeasible) << none;
    }
  }
}

TEST(Cbc, SaysThatNothingIsPossible) {
  MipModel model;
  const auto a = model.add_binary(), b = model.add_binary();
  model.exactly({{a, 2}, {b, 2}}, 1);
  EXPECT_EQ(kCbc.solve(model, {}, {}).state, State::infeasible);
  MipModel contradiction;
  const auto c = contradiction.add_part();
  contradiction.at_least({{c, 1}}, 2);
  EXPECT_EQ(kCbc.relax(contradiction, {}).state, State::infeasible);
  EXPECT_EQ(kCbc.solve(contradiction, {}, {}).state, State::infeasible);
}

TEST(Cbc, ARowWithoutColumnsThatCannotHoldIsImpossible) {
  MipModel model;
  model.add_binary(1);
  model.at_least({}, 1);
  EXPECT_EQ(kCbc.solve(model, {}, {}).state, State::infeasible);
}

TEST(Cbc, MissingItNamesThePackage) {
  const cbc::CbcSolver missing("grono-no-such-solver");
  try {
    static_cast<void>(missing.solve(chvatal(true), {}, {}));
    FAIL();
  } catch (const SolverUnavailable& error) {
    EXPECT_NE(std::string(error.what()).find("coinor-cbc"), std::string::npos);
  }
}

TEST(Cbc, AProgramThatFailsIsNoAnswer) {
  EXPECT_THROW(static_cast<void>(cbc::CbcSolver("false").solve(chvatal(true), {}, {})), SolverUnavailable);
  EXPECT_THROW(static_cast<void>(cbc::CbcSolver("true").solve(chvatal(true), {}, {})), SolverUnavailable);
}

TEST(Cbc, WantOfMemoryIsAnErrorAndNotAnAnswer) {
  MipLimits limits;
  limits.memory_bytes = 1 << 20;
  EXPECT_THROW(static_cast<void>(kCbc.solve(chvatal(true), limits, {})), SolverUnavailable);
}

TEST(ChildProcess, IsKilledWhenItsTimeIsUp) {
  const auto output = std::filesystem::temp_directory_path() / "grono-child-test";
  const auto before = std::chrono::steady_clock::now();
  const auto end = cbc::run({"sleep", "60"}, output, {200ms, std::size_t{1} << 30, {}});
  EXPECT_EQ(end.how, cbc::ProcessEnd::How::killed_by_limit);
  EXPECT_LT(std::chrono::steady_clock::now() - before, 20s);
  std::filesystem::remove(output);
}

TEST(ChildProcess, IsKilledWhenAskedToStop) {
  const auto output = std::filesystem::temp_directory_path() / "grono-child-stop";
  std::stop_source stop;
  std::jthread later([&] {
    std::this_thread::sleep_for(100ms);
    stop.request_stop();
  });
  const auto end = cbc::run({"sleep", "60"}, output, {60s, std::size_t{1} << 30, stop.get_token()});
  EXPECT_EQ(end.how, cbc::ProcessEnd::How::cancelled);
  std::filesystem::remove(output);
}

TEST(Cliques, HoldEveryPairOnce) {
  const std::vector<std::pair<Number, Number>> pairs = {{0, 1}, {0, 2}, {1, 2}, {2, 3}};
  const auto cover = clique_cover(70, pairs);
  ASSERT_EQ(cover.size(), 2U);
  EXPECT_EQ(cover[0], (Partners{0, 1, 2}));
  EXPECT_EQ(cover[1], (Partners{2, 3}));
}

}  // namespace
}  // namespace grono::consortia
