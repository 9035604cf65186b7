// The catalogue over 100,000 organisations on SQLite: the first build, bringing it up to date, and whole
// questions as the routes ask them (the look whether anything has changed, the search, the cards). The engine
// alone is measured in bench/matching.
#include <cstdlib>
#include <filesystem>

#include <benchmark/benchmark.h>
#include <unistd.h>

#include "app/catalogue.hpp"
#include "app/clock.hpp"
#include "app/clusters.hpp"
#include "app/demonstration.hpp"
#include "app/installation.hpp"
#include "app/map.hpp"
#include "app/neighbours.hpp"
#include "app/partners.hpp"
#include "store/cluster_store.hpp"
#include "store/membership_store.hpp"
#include "store/organisation_store.hpp"

namespace grono::app {
namespace {

constexpr std::size_t kOrganisations = 100'000;

/// An installation with many organisations, made once and taken away at the end.
class Loaded {
 public:
  Loaded() : folder_(std::filesystem::temp_directory_path() / ("grono_bench_" + std::to_string(getpid()))) {
    Settings settings;
    settings.data = folder_;
    settings.share = find_share();
    installation_ = std::make_unique<Installation>(settings);
    auto made = demonstration(settings.share / "demonstration", installation_->gazetteer(), 1, kOrganisations,
                              today());
    ids_.reserve(made.organisations.size());
    for (const auto& each : made.organisations) ids_.push_back(each.id);
    slug_ = made.cluster.slug;
    installation_->database().write({}, now(), [&](store::Transaction& transaction) {
      store::OrganisationStore(transaction).insert(std::span(made.organisations));
      store::ClusterStore(transaction).insert(made.cluster);
      store::MembershipStore(transaction).insert(std::span(made.memberships));
    });
  }
  ~Loaded() {
    installation_.reset();
    std::error_code error;
    std::filesystem::remove_all(folder_, error);
  }
  Loaded(const Loaded&) = delete;
  Loaded& operator=(const Loaded&) = delete;

  static Loaded& instance() {
    static Loaded loaded;
    return loaded;
  }
  [[nodiscard]] const Installation& installation() const { return *installation_; }
  [[nodiscard]] cluster::OrganisationId id(std::size_t i) const { return ids_[i * 7919 % ids_.size()]; }
  [[nodiscard]] const std::string& slug() const { return slug_; }

 private:
  std::filesystem::path folder_;
  std::unique_ptr<Installation> installation_;
  std::vector<cluster::OrganisationId> ids_;
  std::string slug_;
};

const Installation& installation() {
  return Loaded::instance().installation();
}

void BuildFromTheStore(benchmark::State& state) {
  for (auto _ : state) {
    Catalogue catalogue(installation().database(), installation().classifications(),
                        installation().lemmatiser());
    catalogue.refresh();
    benchmark::DoNotOptimize(catalogue.size());
  }
  state.counters["organisations"] = kOrganisations;
}
BENCHMARK(BuildFromTheStore)->Unit(benchmark::kSecond)->Iterations(2);

void LookWhetherAnythingHasChanged(benchmark::State& state) {
  installation().catalogue().refresh();
  for (auto _ : state) installation().catalogue().refresh();
}
BENCHMARK(LookWhetherAnythingHasChanged)->Unit(benchmark::kMicrosecond);

void WriteAndFollow(benchmark::State& state) {
  installation().catalogue().refresh();
  std::size_t i = 0;
  for (auto _ : state) {
    installation().database().write({}, now(), [&](store::Transaction& transaction) {
      store::OrganisationStore organisations(transaction);
      auto organisation = organisations.find(Loaded::instance().id(++i));
      organisation->employees = static_cast<int>(i % 400);
      organisations.update(*organisation);
    });
    installation().catalogue().refresh();
  }
}
BENCHMARK(WriteAndFollow)->Unit(benchmark::kMicrosecond);

void CataloguePage(benchmark::State& state, const char* words, bool with_facets) {
  Filter filter;
  filter.text = words;
  for (auto _ : state)
    benchmark::DoNotOptimize(
        find_in_catalogue(installation(), {}, filter, CatalogueSort::relevance, {"", 20}, with_facets));
}
BENCHMARK_CAPTURE(CataloguePage, words, "wyroby medyczne", false)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(CataloguePage, words_and_facets, "wyroby medyczne", true)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(CataloguePage, everything_and_facets, "", true)->Unit(benchmark::kMillisecond);

void PartnerSearch(benchmark::State& state) {
  PartnerQuery query;
  query.text = "sterylizacja plazmowa implantów tytanowych, badania kliniczne";
  std::size_t i = 0;
  for (auto _ : state) {
    query.on_behalf_of = Loaded::instance().id(++i);
    benchmark::DoNotOptimize(find_partners(installation(), {}, query));
  }
}
BENCHMARK(PartnerSearch)->Unit(benchmark::kMillisecond);

void NeighboursOf(benchmark::State& state, Neighbourhood by) {
  std::size_t i = 0;
  for (auto _ : state)
    benchmark::DoNotOptimize(
        find_neighbours(installation(), {}, Loaded::instance().id(++i), by, std::nullopt, 10));
}
BENCHMARK_CAPTURE(NeighboursOf, similar, Neighbourhood::similar)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(NeighboursOf, complementary, Neighbourhood::complementary)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(NeighboursOf, near, Neighbourhood::near)->Unit(benchmark::kMillisecond);

void WholeMap(benchmark::State& state) {
  std::size_t bytes = 0;
  for (auto _ : state) bytes = map_geojson(installation(), {}, {}).size();
  state.counters["MB"] = static_cast<double>(bytes) / 1e6;
}
BENCHMARK(WholeMap)->Unit(benchmark::kMillisecond);

void NumbersOfTheCluster(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(cluster_numbers(installation(), Loaded::instance().slug()));
}
BENCHMARK(NumbersOfTheCluster)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace grono::app
