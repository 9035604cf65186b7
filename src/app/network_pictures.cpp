#include "app/network_pictures.hpp"

#include <algorithm>
#include <thread>

#include "app/clock.hpp"
#include "network/brokers.hpp"
#include "network/core.hpp"

namespace grono::app {
namespace {

using network::Tie;

constexpr double kMostWork = 5e6;
constexpr std::size_t kMostKept = 32;  // of ten thousand nodes: some 30 MB

template <class Value>
void append_bytes(std::string& to, const Value& value) {
  to.append(reinterpret_cast<const char*>(&value), sizeof(value));
}

void append_day(std::string& to, const std::optional<Date>& day) {
  append_bytes(to, day ? std::chrono::sys_days(*day).time_since_epoch().count() : INT64_MIN);
}

// The same for the same ties, and for no others.
std::string key_of(std::uint32_t nodes, std::span<const Tie> ties, network::Period asked, int last_year) {
  std::string made;
  append_bytes(made, nodes);
  append_day(made, asked.first);
  append_day(made, asked.last);
  append_bytes(made, last_year);
  for (const Tie& each : ties) {
    append_bytes(made, each.a);
    append_bytes(made, each.b);
    append_bytes(made, each.kind);
    append_day(made, each.begin);
    append_day(made, each.end);
    append_bytes(made, each.weight);
  }
  return digest(made);
}

std::vector<network::YearFigures> years_of(std::uint32_t nodes, std::span<const Tie> ties, int last) {
  if (ties.empty()) return {};
  const auto earliest = std::min_element(ties.begin(), ties.end(),
                                         [](const Tie& a, const Tie& b) { return a.begin < b.begin; });
  const int first = std::clamp(static_cast<int>(earliest->begin.year()), last - 99, last);
  return network::history(nodes, ties, first, last).years;
}

NetworkPicture drawn(std::uint32_t nodes, std::span<const Tie> ties, network::Period asked, int last_year) {
  network::check(nodes, ties);
  NetworkPicture made;
  made.graph = network::graph_of(nodes, ties, asked);
  // The places take as long as all the rest, and that waits for igraph's lock.
  std::jthread placing([&] { made.places = network::layout(made.graph); });
  made.partners = network::degrees(made.graph);
  made.communities = network::communities(made.graph);
  made.betweenness = network::betweenness(made.graph, {.most_work = kMostWork, .seed = 1}).of;
  made.is_core = network::core_and_periphery(made.graph).is_core;
  made.years = years_of(nodes, ties, last_year);
  return made;
}

}  // namespace

std::shared_ptr<const NetworkPicture> NetworkPictures::of(std::uint32_t nodes, std::span<const Tie> ties,
                                                          network::Period asked, int last_year) {
  std::string key = key_of(nodes, ties, asked, last_year);
  if (auto found = find(key)) return found;
  auto made = std::make_shared<const NetworkPicture>(drawn(nodes, ties, asked, last_year));
  keep(std::move(key), made);
  return made;
}

std::shared_ptr<const NetworkPicture> NetworkPictures::find(const std::string& key) {
  const std::scoped_lock lock(mutex_);
  const auto at = std::find_if(kept_.begin(), kept_.end(), [&](const Kept& each) { return each.key == key; });
  if (at == kept_.end()) return nullptr;
  kept_.splice(kept_.begin(), kept_, at);
  return at->picture;
}

void NetworkPictures::keep(std::string key, std::shared_ptr<const NetworkPicture> picture) {
  const std::scoped_lock lock(mutex_);
  kept_.push_front({std::move(key), std::move(picture)});
  if (kept_.size() > kMostKept) kept_.pop_back();
}

}  // namespace grono::app
