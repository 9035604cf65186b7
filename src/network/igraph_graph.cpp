#include "network/igraph_graph.hpp"

#include <new>

#include <igraph.h>

#include "base/error.hpp"

namespace grono::network {
namespace {

/// Of the library, not of ours: see the class.
std::mutex& one_at_a_time() {
  static std::mutex mutex;
  return mutex;
}

/// igraph's errors are short memory, or a call that makes no sense: a mistake of ours.
void expect_done(igraph_error_t error) {
  if (error == IGRAPH_ENOMEM) throw std::bad_alloc();
  GRONO_INVARIANT(error == IGRAPH_SUCCESS);
}

class Reals {
 public:
  explicit Reals(std::size_t size = 0) {
    expect_done(igraph_vector_init(&held_, static_cast<igraph_integer_t>(size)));
  }
  ~Reals() { igraph_vector_destroy(&held_); }
  Reals(const Reals&) = delete;
  Reals& operator=(const Reals&) = delete;
  [[nodiscard]] igraph_vector_t* get() { return &held_; }
  double& operator[](std::size_t i) { return held_.stor_begin[i]; }
  [[nodiscard]] std::vector<double> values() const { return {held_.stor_begin, held_.end}; }

 private:
  igraph_vector_t held_;
};

class Integers {
 public:
  explicit Integers(std::size_t size = 0) {
    expect_done(igraph_vector_int_init(&held_, static_cast<igraph_integer_t>(size)));
  }
  ~Integers() { igraph_vector_int_destroy(&held_); }
  Integers(const Integers&) = delete;
  Integers& operator=(const Integers&) = delete;
  [[nodiscard]] igraph_vector_int_t* get() { return &held_; }
  igraph_integer_t& operator[](std::size_t i) { return held_.stor_begin[i]; }
  [[nodiscard]] std::vector<std::uint32_t> values() const {
    std::vector<std::uint32_t> made;
    for (const igraph_integer_t* at = held_.stor_begin; at != held_.end; ++at)
      made.push_back(static_cast<std::uint32_t>(*at));
    return made;
  }

 private:
  igraph_vector_int_t held_;
};

}  // namespace

struct IgraphGraph::Held {
  Held(const Graph& graph) : weights(graph.edges.size()), nodes(graph.nodes) {
    Integers ends(2 * graph.edges.size());
    for (std::size_t i = 0; i < graph.edges.size(); ++i) {
      ends[2 * i] = graph.edges[i].a;
      ends[2 * i + 1] = graph.edges[i].b;
      weights[i] = graph.edges[i].weight;
    }
    expect_done(
        igraph_create(&graph_, ends.get(), static_cast<igraph_integer_t>(graph.nodes), IGRAPH_UNDIRECTED));
  }
  ~Held() { igraph_destroy(&graph_); }
  Held(const Held&) = delete;
  Held& operator=(const Held&) = delete;

  igraph_t graph_{};
  Reals weights;
  std::size_t nodes;
};

IgraphGraph::IgraphGraph(const Graph& graph, std::uint64_t seed) : lock_(one_at_a_time()) {
  igraph_set_error_handler(igraph_error_handler_ignore);
  igraph_set_warning_handler(igraph_warning_handler_ignore);
  expect_done(igraph_rng_seed(igraph_rng_default(), seed));
  held_ = std::make_unique<Held>(graph);
}
IgraphGraph::~IgraphGraph() = default;

std::vector<std::uint32_t> IgraphGraph::leiden(double resolution, int rounds) {
  Reals strength(held_->nodes);
  expect_done(igraph_strength(&held_->graph_, strength.get(), igraph_vss_all(), IGRAPH_ALL, IGRAPH_LOOPS,
                              held_->weights.get()));
  double all = 0;
  for (std::size_t i = 0; i < held_->nodes; ++i) all += strength[i];
  Integers membership(held_->nodes);
  // With strengths as the weights of nodes and the resolution over twice the weight of all edges, its quality
  // is modularity.
  constexpr double kRandomness = 0.01;
  expect_done(igraph_community_leiden(&held_->graph_, held_->weights.get(), strength.get(),
                                      all > 0 ? resolution / all : 0, kRandomness, false, rounds,
                                      membership.get(), nullptr, nullptr));
  return membership.values();
}

std::vector<double> IgraphGraph::betweenness() {
  Reals made;
  expect_done(igraph_betweenness(&held_->graph_, made.get(), igraph_vss_all(), IGRAPH_UNDIRECTED, nullptr));
  return made.values();
}

std::vector<double> IgraphGraph::betweenness_from(std::span<const Node> sources) {
  Integers from(sources.size());
  for (std::size_t i = 0; i < sources.size(); ++i) from[i] = sources[i];
  Reals made;
  expect_done(igraph_betweenness_subset(&held_->graph_, made.get(), igraph_vss_all(), IGRAPH_UNDIRECTED,
                                        igraph_vss_vector(from.get()), igraph_vss_all(), nullptr));
  return made.values();
}

std::vector<std::uint32_t> IgraphGraph::coreness() {
  Integers made;
  expect_done(igraph_coreness(&held_->graph_, made.get(), IGRAPH_ALL));
  return made.values();
}

}  // namespace grono::network
