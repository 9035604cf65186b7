#include <cmath>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.hpp"
#include "network/communities.hpp"
#include "network/layout.hpp"
#include "network/years.hpp"
#include "sample.hpp"

namespace grono::network {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;

Date day(int year, unsigned month, unsigned number) {
  return {std::chrono::year(year), std::chrono::month(month), std::chrono::day(number)};
}
Tie tie(Node a, Node b, int from, int to, double weight = 1) {
  return {a, b, TieKind::project, day(from, 1, 1), day(to, 12, 31), weight};
}

TEST(Graph, TiesThatHeldOnADayOfThePeriodAreAddedUp) {
  const std::vector<Tie> ties = {{2, 1, TieKind::deal, day(2020, 6, 1), day(2021, 1, 1), 2},
                                 {1, 2, TieKind::meeting, day(2021, 12, 31), std::nullopt, 0.5},
                                 {0, 1, TieKind::project, day(2022, 1, 1), std::nullopt, 1},
                                 {0, 2, TieKind::project, day(2019, 1, 1), day(2020, 12, 31), 1}};
  EXPECT_THAT(graph_of(3, ties, year(2021)).edges, ElementsAre(Edge{1, 2, 2.5}));
  EXPECT_THAT(graph_of(3, ties, year(2020)).edges, ElementsAre(Edge{0, 2, 1}, Edge{1, 2, 2}));
  EXPECT_THAT(graph_of(3, ties, year(2018)).edges, ElementsAre());
  EXPECT_THAT(graph_of(3, ties, year(2021), {1, 1, 1, 0, 4}).edges, ElementsAre(Edge{1, 2, 2}));
}

TEST(Graph, WhatIsWrongIsSaidWithItsPlace) {
  const auto refused = [](const Tie& wrong) {
    try {
      check(3, std::vector<Tie>{tie(0, 1, 2020, 2021), wrong});
    } catch (const InvalidInput& error) {
      EXPECT_EQ(error.where(), "ties/1");
      return true;
    }
    return false;
  };
  EXPECT_TRUE(refused(tie(0, 3, 2020, 2021)));
  EXPECT_TRUE(refused(tie(1, 1, 2020, 2021)));
  EXPECT_TRUE(refused(tie(0, 1, 2021, 2020)));
  EXPECT_TRUE(refused(tie(0, 1, 2020, 2021, 0)));
  EXPECT_TRUE(refused(tie(0, 1, 2020, 2021, std::nan(""))));
  EXPECT_TRUE(refused({0, 1, TieKind::deal, day(2021, 2, 30)}));
  EXPECT_FALSE(refused(tie(0, 1, 2020, 2020)));
}

TEST(Graph, ComponentsAreWhatPathsJoin) {
  for (std::uint32_t seed = 0; seed < 40; ++seed) {
    const Graph graph = sample::random_graph(1 + seed % 15, 0.12, seed);
    const auto parts = components(graph);
    const auto steps = sample::paths(graph).steps;
    for (Node a = 0; a < graph.nodes; ++a)
      for (Node b = 0; b < graph.nodes; ++b)
        EXPECT_EQ(parts.of[a] == parts.of[b], std::isfinite(steps[a][b])) << seed;
    EXPECT_TRUE(std::is_sorted(parts.sizes.rbegin(), parts.sizes.rend()));
  }
}

TEST(Graph, IsolatedAreThoseWithoutEdges) {
  EXPECT_THAT(isolated(Graph{4, {{1, 2, 1}}}), ElementsAre(0, 3));
}

TEST(Layout, IsWithinTheSquareAndTheSameForTheSameSeed) {
  for (const Graph& graph : {sample::karate(), sample::random_graph(120, 0.01, 3),
                             sample::random_graph(600, 0.01, 4), Graph{1, {}}, Graph{7, {}}}) {
    const auto places = layout(graph, {.seed = 4, .rounds = 50}),
               again = layout(graph, {.seed = 4, .rounds = 50});
    ASSERT_EQ(places.size(), graph.nodes);
    for (Node node = 0; node < graph.nodes; ++node) {
      EXPECT_TRUE(places[node].x >= 0 && places[node].x <= 1 && places[node].y >= 0 && places[node].y <= 1);
      EXPECT_EQ(places[node].x, again[node].x);
      EXPECT_EQ(places[node].y, again[node].y);
    }
  }
}

TEST(Layout, ThoseTiedAreNearer) {
  const Graph graph = sample::karate();
  const auto places = layout(graph);
  const auto weight = sample::weights(graph);
  double tied = 0, untied = 0, ties = 0, others = 0;
  for (Node a = 0; a < graph.nodes; ++a)
    for (Node b = a + 1; b < graph.nodes; ++b) {
      const double apart = std::hypot(places[a].x - places[b].x, places[a].y - places[b].y);
      (weight[a][b] > 0 ? tied : untied) += apart;
      ++(weight[a][b] > 0 ? ties : others);
    }
  EXPECT_LT(tied / ties, 0.6 * untied / others);
}

TEST(Layout, ComponentsDoNotOverlap) {
  // Two rings apart, and two nodes alone.
  Graph graph{22, {}};
  for (Node i = 0; i < 10; ++i) {
    graph.edges.push_back({std::min(i, (i + 1) % 10), std::max(i, (i + 1) % 10), 1});
    graph.edges.push_back({10 + std::min(i, (i + 1) % 10), 10 + std::max(i, (i + 1) % 10), 1});
  }
  const auto places = layout(graph);
  const auto box = [&](Node from, Node to) {
    std::array<double, 4> made = {1, 1, 0, 0};
    for (Node i = from; i < to; ++i)
      made = {std::min(made[0], places[i].x), std::min(made[1], places[i].y), std::max(made[2], places[i].x),
              std::max(made[3], places[i].y)};
    return made;
  };
  const auto one = box(0, 10), two = box(10, 20);
  EXPECT_TRUE(one[2] < two[0] || two[2] < one[0] || one[3] < two[1] || two[3] < one[1]);
}

TEST(History, FiguresOfEachYear) {
  const std::vector<Tie> ties = {tie(0, 1, 2020, 2021), tie(1, 2, 2020, 2020), tie(3, 4, 2021, 2022)};
  const auto found = history(6, ties, 2020, 2023);
  ASSERT_EQ(found.years.size(), 4U);
  const YearFigures& first = found.years[0];
  EXPECT_EQ(first.year, 2020);
  EXPECT_EQ(first.active, 3U);
  EXPECT_EQ(first.edges, 2U);
  EXPECT_NEAR(first.density, 2.0 / 3, 1e-12);
  EXPECT_EQ(first.components, 1U);
  EXPECT_EQ(first.largest, 3U);
  const YearFigures& second = found.years[1];
  EXPECT_EQ(second.begun, 1U);
  EXPECT_EQ(second.ended, 1U);
  EXPECT_EQ(second.components, 2U);
  EXPECT_EQ(second.communities, 2U);
  EXPECT_NEAR(second.modularity, 0.5, 1e-12);
  EXPECT_EQ(found.years[3].active, 0U);
  EXPECT_EQ(found.years[3].largest, 0U);
  EXPECT_EQ(found.community[3], std::vector<std::uint32_t>(6, History::kNone));
}

TEST(History, ACommunityKeepsItsNumberAsMembersComeAndGo) {
  std::vector<Tie> ties;
  const auto clique = [&](std::vector<Node> nodes, int from, int to) {
    for (std::size_t i = 0; i < nodes.size(); ++i)
      for (std::size_t j = i + 1; j < nodes.size(); ++j) ties.push_back(tie(nodes[i], nodes[j], from, to));
  };
  clique({0, 1, 2, 3}, 2020, 2021);
  clique({4, 5, 6, 7, 8}, 2020, 2020);
  clique({4, 5, 6, 9, 10, 11, 12}, 2021, 2021);
  const auto found = history(13, ties, 2020, 2021);
  EXPECT_EQ(found.community[0][0], found.community[1][0]);
  EXPECT_EQ(found.community[0][4], found.community[1][9]);
  EXPECT_NE(found.community[1][0], found.community[1][4]);
  EXPECT_EQ(found.community[1][7], History::kNone);
}

TEST(History, YearsOutOfOrderAreRefused) {
  EXPECT_THROW((void)history(2, {}, 2021, 2020), InvalidInput);
  EXPECT_THROW((void)history(2, {}, 1000, 2020), InvalidInput);
}

TEST(Igraph, ManyThreadsGetTheSameAsOne) {
  const Graph graph = sample::random_graph(80, 0.06, 2, true);
  const auto expected = communities(graph, {1, 7}).parts.of;
  std::vector<std::thread> threads;
  std::vector<std::vector<std::uint32_t>> found(4);
  for (std::size_t i = 0; i < found.size(); ++i)
    threads.emplace_back([&, i] {
      for (int round = 0; round < 10; ++round) found[i] = communities(graph, {1, 7}).parts.of;
    });
  for (std::thread& thread : threads) thread.join();
  for (const auto& each : found) EXPECT_EQ(each, expected);
}

}  // namespace
}  // namespace grono::network
