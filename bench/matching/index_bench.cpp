// How long the search index takes to build, and how long a question takes, from 1,000 to 1,000,000 organisations; Xapian
// with the same words beside it. One core each for questions; building uses every core.
#include <algorithm>
#include <map>
#include <random>

#include <benchmark/benchmark.h>
#include <xapian.h>

#include "matching/index.hpp"

namespace {

using namespace grono::matching;

const std::vector<std::string>& words() {
  static const std::vector<std::string> kWords = {
      "implantów", "tytanowych", "badania", "biozgodności", "laboratorium", "rehabilitacji", "robotów", "opatrunki",
      "sterylizacja", "oprogramowanie", "medyczne", "szpital", "diagnostyka", "obrazowanie", "serca", "narzędzia",
      "chirurgiczne", "druk", "proszków", "metali", "powłoki", "elektronika", "montaż", "certyfikacja", "dokumentacja",
      "inżynierów", "danych", "czujniki", "materiały", "polimery", "wtrysk", "formy", "pompy", "przepływu", "krwi"};
  return kWords;
}

grono::Uuid uuid(std::uint32_t number) {
  grono::Uuid made;
  for (int i = 0; i < 4; ++i) made.bytes[static_cast<std::size_t>(15 - i)] = static_cast<std::uint8_t>(number >> (8 * i));
  return made;
}

std::string sentence(std::mt19937& random, int length) {
  std::string made;
  for (int i = 0; i < length; ++i) {
    // Words are as uneven as in real text: few are frequent, and each organisation has some of its own.
    const double draw = std::generate_canonical<double, 32>(random);
    made += words()[static_cast<std::size_t>(draw * draw * static_cast<double>(words().size()))];
    if (random() % 4 == 0) made += std::to_string(random() % 20'000);
    made += ' ';
  }
  return made;
}

std::vector<Profile> profiles(std::size_t count) {
  std::mt19937 random(7);
  std::vector<Profile> made(count);
  for (std::size_t i = 0; i < count; ++i) {
    Profile& each = made[i];
    each.id = uuid(static_cast<std::uint32_t>(i + 1));
    each.names = {{"", "Organizacja " + std::to_string(i)}};
    each.descriptions = {{"pl", sentence(random, 25)}};
    each.tags = {words()[random() % words().size()]};
    const std::string division = std::to_string(10 + random() % 80), group = division + "." + std::to_string(random() % 9);
    each.codes = {{{"pkd_2025:" + group + "0.Z", "pkd_2025:" + group + "0", "pkd_2025:" + group, "pkd_2025:" + division, "pkd_2025:C"}, {}}};
    each.positions = {{14 + 10 * std::generate_canonical<double, 32>(random), 49 + 6 * std::generate_canonical<double, 32>(random)}};
    each.labels = {"kind:" + std::to_string(random() % 9), "place:" + std::to_string(random() % 400), "size:" + std::to_string(random() % 5)};
    for (auto* items : {&each.offers, &each.needs}) {
      Item item;
      item.title = {{"pl", sentence(random, 4)}};
      item.audiences = {kEveryone};
      items->push_back(std::move(item));
    }
    each.sort_key = each.names[0].text;
  }
  return made;
}

std::shared_ptr<const grono::text::Lemmatiser> lemmatiser() {
  static const auto loaded = grono::text::Lemmatiser::load("/usr/share/hunspell");
  return loaded;
}

const Index& index_of(std::size_t count) {
  static std::map<std::size_t, Index> built;
  auto at = built.find(count);
  if (at == built.end()) {
    at = built.emplace(count, Index(lemmatiser())).first;
    at->second.build(profiles(count));
  }
  return at->second;
}

Query partner_query() {
  Query query;
  query.texts = {{"pl", "laboratorium badań biozgodności implantów"}};
  query.codes = {{{"pkd_2025:32.50.Z", "pkd_2025:32.50", "pkd_2025:32.5", "pkd_2025:32", "pkd_2025:C"}, {}}};
  query.tags = {"serca"};
  query.near = grono::geo::LonLat{18.67, 50.29};
  query.completing = uuid(1);
  query.facets = {"kind:", "place:", "size:"};
  return query;
}

void Build(benchmark::State& state) {
  const auto all = profiles(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) {
    Index index(lemmatiser());
    index.build(all);
    benchmark::DoNotOptimize(index.size());
  }
}
BENCHMARK(Build)->Arg(1'000)->Arg(10'000)->Arg(100'000)->Unit(benchmark::kMillisecond)->UseRealTime();

void ask(benchmark::State& state, const Query& query) {
  const Index& index = index_of(static_cast<std::size_t>(state.range(0)));
  std::vector<double> times;
  for (auto _ : state) {
    const auto from = std::chrono::steady_clock::now();
    benchmark::DoNotOptimize(index.find(query).total);
    times.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - from).count());
  }
  std::sort(times.begin(), times.end());
  state.counters["p99_ms"] = times[times.size() * 99 / 100];
}
void PartnerQuery(benchmark::State& state) { ask(state, partner_query()); }
void Words(benchmark::State& state) {
  Query query;
  query.texts = partner_query().texts;
  ask(state, query);
}
BENCHMARK(PartnerQuery)->Arg(1'000)->Arg(10'000)->Arg(100'000)->Arg(1'000'000)->Unit(benchmark::kMillisecond);
BENCHMARK(Words)->Arg(1'000)->Arg(10'000)->Arg(100'000)->Unit(benchmark::kMillisecond);

// The peer: plain words (no codes, offers, distance, visibility), BM25, no Polish lemmas.
void XapianWords(benchmark::State& state) {
  Xapian::WritableDatabase database("", Xapian::DB_BACKEND_INMEMORY);
  Xapian::TermGenerator generator;
  for (const Profile& each : profiles(static_cast<std::size_t>(state.range(0)))) {
    Xapian::Document document;
    generator.set_document(document);
    generator.index_text(each.names[0].text);
    generator.index_text(each.descriptions[0].text);
    generator.index_text(each.offers[0].title[0].text);
    generator.index_text(each.needs[0].title[0].text);
    database.add_document(document);
  }
  Xapian::QueryParser parser;
  const auto query = parser.parse_query("laboratorium badania biozgodności implantów");
  for (auto _ : state) {
    Xapian::Enquire enquire(database);
    enquire.set_query(query);
    benchmark::DoNotOptimize(enquire.get_mset(0, 20).size());
  }
}
BENCHMARK(XapianWords)->Arg(1'000)->Arg(10'000)->Arg(100'000)->Unit(benchmark::kMillisecond);

}  // namespace
