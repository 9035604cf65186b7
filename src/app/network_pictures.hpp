#pragma once

#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <vector>

#include "network/communities.hpp"
#include "network/graph.hpp"
#include "network/layout.hpp"
#include "network/years.hpp"

namespace grono::app {

/// What is reckoned of a network; by node where it is of nodes.
struct NetworkPicture {
  network::Graph graph;  ///< of the time asked for
  std::vector<std::uint32_t> partners;
  network::Communities communities;
  std::vector<double> betweenness;
  std::vector<std::uint8_t> is_core;
  std::vector<network::Place> places;
  std::vector<network::YearFigures> years;  ///< from the first tie to the last year
};

/// Keeps what was reckoned of the networks that were looked at lately. The same ties give the same picture,
/// whoever sees them, so nothing has to be forgotten when something changes. Thread-safe.
class NetworkPictures {
 public:
  /// @param asked      the time of the picture; the years are of all ties
  /// @param last_year  of the years' figures
  /// @throws InvalidInput  a tie is none: see `network::check`
  /// @note   thousands of nodes with tens of thousands of edges: seconds, the first time
  [[nodiscard]] std::shared_ptr<const NetworkPicture> of(std::uint32_t nodes,
                                                         std::span<const network::Tie> ties,
                                                         network::Period asked, int last_year);

 private:
  struct Kept {
    std::string key;
    std::shared_ptr<const NetworkPicture> picture;
  };
  [[nodiscard]] std::shared_ptr<const NetworkPicture> find(const std::string& key);
  void keep(std::string key, std::shared_ptr<const NetworkPicture> picture);

  std::mutex mutex_;
  std::list<Kept> kept_;  // the one asked for last at the front
};

}  // namespace grono::app
