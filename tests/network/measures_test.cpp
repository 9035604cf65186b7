#include <cmath>
#include <map>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "network/brokers.hpp"
#include "network/communities.hpp"
#include "network/core.hpp"
#include "sample.hpp"

namespace grono::network {
namespace {

using ::testing::ElementsAre;

TEST(Betweenness, IsWhatTheDefinitionSays) {
  for (std::uint32_t seed = 0; seed < 60; ++seed) {
    const Graph graph = sample::random_graph(3 + seed % 10, 0.15 + 0.1 * (seed % 6), seed, seed % 2 == 0);
    const auto found = betweenness(graph);
    const auto expected = sample::betweenness_by_definition(graph);
    const double pairs = (graph.nodes - 1.0) * (graph.nodes - 2.0) / 2;
    EXPECT_EQ(found.sources, graph.nodes);
    for (Node node = 0; node < graph.nodes; ++node)
      EXPECT_NEAR(found.of[node] * pairs, expected[node], 1e-9) << seed;
  }
}

TEST(Betweenness, OfTheKarateClubIsThePublishedOne) {
  // Freeman's betweenness of both leaders, as in Newman, Girvan (2004) and the documentation of NetworkX.
  const auto found = betweenness(sample::karate());
  EXPECT_NEAR(found.of[0], 0.4376, 1e-4);
  EXPECT_NEAR(found.of[33], 0.3041, 1e-4);
}

TEST(Betweenness, OfASampleIsRightOnAverage) {
  const Graph graph = sample::random_graph(300, 0.02, 5);
  const auto exact = betweenness(graph);
  std::vector<double> mean(graph.nodes);
  constexpr int kDraws = 60;
  for (int draw = 0; draw < kDraws; ++draw) {
    const auto sampled = betweenness(graph, {.most_work = 1, .seed = static_cast<std::uint64_t>(draw)});
    EXPECT_EQ(sampled.sources, 50U);
    for (Node node = 0; node < graph.nodes; ++node) mean[node] += sampled.of[node] / kDraws;
  }
  const Node broker =
      static_cast<Node>(std::max_element(exact.of.begin(), exact.of.end()) - exact.of.begin());
  EXPECT_NEAR(mean[broker] / exact.of[broker], 1, 0.1);
  double sum_exact = 0, sum_mean = 0;
  for (Node node = 0; node < graph.nodes; ++node) sum_exact += exact.of[node], sum_mean += mean[node];
  EXPECT_NEAR(sum_mean / sum_exact, 1, 0.02);
}

TEST(Betweenness, AllNodesAsTheSampleAreTheExactValues) {
  const Graph graph = sample::random_graph(40, 0.1, 8);
  const auto exact = betweenness(graph),
             sampled = betweenness(
                 graph, {.most_work = 40.0 * static_cast<double>(graph.edges.size()) - 1, .seed = 3});
  EXPECT_EQ(exact.sources, 40U);
  ASSERT_EQ(sampled.sources, 40U) << "no fewer than 50 are drawn, so all of 40";
  for (Node node = 0; node < 40; ++node) EXPECT_NEAR(sampled.of[node], exact.of[node], 1e-12);
}

TEST(Constraint, IsWhatTheFormulaSays) {
  for (std::uint32_t seed = 0; seed < 60; ++seed) {
    const Graph graph = sample::random_graph(2 + seed % 10, 0.3 + 0.1 * (seed % 5), seed, seed % 2 == 0);
    const auto found = constraint(graph), expected = sample::constraint_by_formula(graph);
    const auto degree = degrees(graph);
    for (Node node = 0; node < graph.nodes; ++node) {
      if (degree[node] == 0)
        EXPECT_TRUE(std::isnan(found[node]));
      else
        EXPECT_NEAR(found[node], expected[node], 1e-12) << seed;
    }
  }
}

TEST(Constraint, OfAStarIsAQuarterOfItsFourRaysForItsMiddle) {
  const Graph star{5, {{0, 1, 1}, {0, 2, 1}, {0, 3, 1}, {0, 4, 1}}};
  EXPECT_NEAR(constraint(star)[0], 4 * 0.25 * 0.25, 1e-12);
  EXPECT_NEAR(constraint(star)[1], 1, 1e-12);
}

TEST(Communities, OfTheKarateClubReachTheGreatestModularity) {
  // 0.4198 with four communities is proven to be the greatest: Brandes et al. (2008), IEEE Trans. Knowledge
  // and Data Engineering 20.
  double best = 0;
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    const auto found = communities(sample::karate(), {1, seed});
    EXPECT_GT(found.modularity, 0.40);
    best = std::max(best, found.modularity);
  }
  EXPECT_NEAR(best, 0.4198, 1e-4);
}

TEST(Communities, TwoCliquesWithABridgeAreTwo) {
  Graph graph{10, {}};
  for (Node a = 0; a < 5; ++a)
    for (Node b = a + 1; b < 5; ++b)
      graph.edges.push_back({a, b, 1}), graph.edges.push_back({a + 5, b + 5, 1});
  graph.edges.push_back({0, 5, 1});
  EXPECT_THAT(communities(graph).parts.of, ElementsAre(0, 0, 0, 0, 0, 1, 1, 1, 1, 1));
}

TEST(Communities, AreConnectedAndTheSameForTheSameSeed) {
  for (std::uint32_t seed = 0; seed < 10; ++seed) {
    const Graph graph = sample::random_graph(60, 0.05, seed, true);
    const auto found = communities(graph, {1, seed});
    EXPECT_EQ(found.parts.of, communities(graph, {1, seed}).parts.of);
    Graph within{graph.nodes, {}};
    for (const Edge& edge : graph.edges)
      if (found.parts.of[edge.a] == found.parts.of[edge.b]) within.edges.push_back(edge);
    EXPECT_EQ(components(within).sizes.size(), found.parts.sizes.size()) << seed;
  }
}

TEST(Modularity, ByHand) {
  // Two pairs: each has half of the edges and half of the strength.
  const Graph graph{4, {{0, 1, 2}, {2, 3, 2}}};
  EXPECT_NEAR(modularity(graph, std::vector<std::uint32_t>{0, 0, 1, 1}), 0.5, 1e-12);
  EXPECT_NEAR(modularity(graph, std::vector<std::uint32_t>{0, 0, 0, 0}), 0, 1e-12);
  EXPECT_NEAR(modularity(graph, std::vector<std::uint32_t>{0, 1, 2, 3}), -0.25, 1e-12);
}

std::vector<std::uint32_t> coreness_by_peeling(const Graph& graph) {
  std::vector<std::uint32_t> made(graph.nodes);
  for (std::uint32_t k = 1; k < graph.nodes; ++k) {
    std::vector<bool> is_in(graph.nodes, true);
    for (bool has_changed = true; has_changed;) {
      has_changed = false;
      std::vector<std::uint32_t> degree(graph.nodes);
      for (const Edge& edge : graph.edges)
        if (is_in[edge.a] && is_in[edge.b]) ++degree[edge.a], ++degree[edge.b];
      for (Node node = 0; node < graph.nodes; ++node)
        if (is_in[node] && degree[node] < k) is_in[node] = false, has_changed = true;
    }
    for (Node node = 0; node < graph.nodes; ++node)
      if (is_in[node]) made[node] = k;
  }
  return made;
}

TEST(Core, KCoresAreWhatPeelingLeaves) {
  for (std::uint32_t seed = 0; seed < 40; ++seed) {
    const Graph graph = sample::random_graph(1 + seed % 14, 0.4, seed);
    EXPECT_EQ(coreness(graph), coreness_by_peeling(graph)) << seed;
  }
  const auto karate = coreness(sample::karate());
  EXPECT_EQ(*std::max_element(karate.begin(), karate.end()), 4U);
  EXPECT_EQ(std::count(karate.begin(), karate.end(), 4U), 10);
}

TEST(Core, NoOtherSetHasFewerMisfits) {
  for (std::uint32_t seed = 0; seed < 60; ++seed) {
    const Graph graph = sample::random_graph(2 + seed % 9, 0.1 + 0.1 * (seed % 8), seed);
    const auto found = core_and_periphery(graph);
    std::uint64_t least = ~std::uint64_t{0};
    for (std::uint32_t set = 0; set < (1U << graph.nodes); ++set) {
      const auto is_in = [&](Node node) { return (set >> node & 1U) != 0; };
      std::uint64_t misfits = 0;
      const auto weight = sample::weights(graph);
      for (Node a = 0; a < graph.nodes; ++a)
        for (Node b = a + 1; b < graph.nodes; ++b)
          if (is_in(a) == is_in(b) && (weight[a][b] > 0) != is_in(a)) ++misfits;
      least = std::min(least, misfits);
    }
    EXPECT_EQ(found.misfits, least) << seed;
    EXPECT_EQ(std::count(found.is_core.begin(), found.is_core.end(), 1), found.core);
  }
}

TEST(Core, APerfectPictureFitsPerfectly) {
  // Three who all work together, each with one who works with nobody else.
  const Graph graph{6, {{0, 1, 1}, {0, 2, 1}, {0, 3, 1}, {1, 2, 1}, {1, 4, 1}, {2, 5, 1}}};
  const auto found = core_and_periphery(graph);
  EXPECT_THAT(found.is_core, ElementsAre(1, 1, 1, 0, 0, 0));
  EXPECT_EQ(found.misfits, 0U);
  EXPECT_NEAR(found.fit, 1, 1e-12);
}

TEST(Core, ScoresAreALeastSumOfSquaresNearby) {
  for (std::uint32_t seed = 0; seed < 20; ++seed) {
    const Graph graph = sample::random_graph(12, 0.4, seed, true);
    const auto score = core_scores(graph);
    const auto weight = sample::weights(graph);
    EXPECT_NEAR(*std::max_element(score.begin(), score.end()), 1, 1e-12);
    // At a minimum every c_i is the best for the others; scores are c by one factor, which cancels between
    // two such ratios.
    double factor = 0;
    for (Node i = 0; i < 12; ++i) {
      double sum = 0, squares = 0;
      for (Node j = 0; j < 12; ++j)
        if (j != i) sum += weight[i][j] * score[j], squares += score[j] * score[j];
      if (score[i] < 1e-6) continue;
      const double own = sum / squares / score[i];
      if (factor == 0) factor = own;
      EXPECT_NEAR(own / factor, 1, 1e-5) << seed;
    }
  }
  EXPECT_THAT(core_scores(Graph{2, {}}), ElementsAre(0, 0));
}

TEST(Measures, OfNothing) {
  const Graph nothing{0, {}}, alone{3, {}};
  EXPECT_TRUE(betweenness(nothing).of.empty());
  EXPECT_TRUE(constraint(nothing).empty());
  EXPECT_TRUE(coreness(nothing).empty());
  EXPECT_TRUE(core_scores(nothing).empty());
  EXPECT_EQ(core_and_periphery(nothing).core, 0U);
  EXPECT_TRUE(communities(nothing).parts.of.empty());
  EXPECT_THAT(betweenness(alone).of, ElementsAre(0, 0, 0));
  EXPECT_THAT(coreness(alone), ElementsAre(0, 0, 0));
  EXPECT_THAT(communities(alone).parts.of, ElementsAre(0, 1, 2));
  EXPECT_EQ(communities(alone).modularity, 0);
  EXPECT_EQ(core_and_periphery(alone).misfits, 0U);
}

}  // namespace
}  // namespace grono::network
