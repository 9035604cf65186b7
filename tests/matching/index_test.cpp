#include "matching/index.hpp"

#include <algorithm>
#include <numeric>
#include <random>
#include <set>
#include <thread>

#include <gtest/gtest.h>

namespace grono::matching {
namespace {

std::shared_ptr<const text::Lemmatiser> lemmatiser() {
  static const auto loaded = text::Lemmatiser::load("/usr/share/hunspell");
  return loaded;
}

Uuid uuid(std::uint8_t number) {
  Uuid made;
  made.bytes[15] = number;
  return made;
}

Profile profile(std::uint8_t number, const std::string& name, const std::string& description = {}) {
  Profile made;
  made.id = uuid(number);
  made.names = {{"", name}};
  if (!description.empty()) made.descriptions = {{"pl", description}};
  made.sort_key = name;
  return made;
}

Item item(std::uint8_t number, const std::string& title, std::vector<Audience> audiences = {kEveryone}) {
  Item made;
  made.id = uuid(number);
  made.title = {{"pl", title}};
  made.audiences = std::move(audiences);
  return made;
}

Code code(std::vector<std::string> path) { return {std::move(path), {}}; }

std::vector<std::uint8_t> numbers(const Result& result) {
  std::vector<std::uint8_t> made;
  for (const Hit& hit : result.hits) made.push_back(hit.id.bytes[15]);
  return made;
}

Query words(const std::string& text, bool as_you_type = false) {
  Query query;
  query.texts = {{"", text}};
  query.as_you_type = as_you_type;
  return query;
}

Index index_of(std::vector<Profile> profiles) {
  Index made(lemmatiser());
  made.build(std::move(profiles));
  return made;
}

TEST(Index, FindsInflectedWordsAndWordsWithoutDiacritics) {
  const Index index = index_of({profile(1, "Alfa", "Producent wyrobów medycznych"), profile(2, "Beta", "Usługi księgowe"),
                                profile(3, "Gamma Łódź", "Sprzedaż")});
  EXPECT_EQ(numbers(index.find(words("wyroby medyczne"))), (std::vector<std::uint8_t>{1}));
  EXPECT_EQ(numbers(index.find(words("wyrobow medycznych"))), (std::vector<std::uint8_t>{1}));
  EXPECT_EQ(numbers(index.find(words("lodz"))), (std::vector<std::uint8_t>{3}));
  EXPECT_EQ(numbers(index.find(words("łodzi"))), (std::vector<std::uint8_t>{3}));
  EXPECT_TRUE(index.find(words("helikopter")).hits.empty());
}

TEST(Index, TheNameWeighsMoreThanTheDescription) {
  const Index index = index_of({profile(1, "Alfa", "Dostawca: implanty i inne"), profile(2, "Implanty Plus", "Firma")});
  EXPECT_EQ(numbers(index.find(words("implanty"))), (std::vector<std::uint8_t>{2, 1}));
}

TEST(Index, TheLastWordMayBeUnfinishedWhileTyping) {
  const Index index = index_of({profile(1, "Alfa", "Laboratorium biomateriałów"), profile(2, "Beta", "Laboratorium chemiczne")});
  EXPECT_EQ(numbers(index.find(words("laboratorium biom", true))), (std::vector<std::uint8_t>{1}));
  EXPECT_EQ(index.find(words("lab", true)).total, 2U);
  EXPECT_EQ(index.find(words("lab", false)).total, 0U);
}

TEST(Index, MarksAreTheBytesOfTheWords) {
  const std::string text = "Łódź: badania biozgodności wyrobów";
  const Index index = index_of({profile(1, "Alfa", text)});
  const auto result = index.find(words("wyrób biozgodność"));
  ASSERT_EQ(result.hits.size(), 1U);
  ASSERT_EQ(result.hits[0].reasons.size(), 1U);
  std::vector<std::string> marked;
  for (const auto& [from, to] : result.hits[0].reasons[0].marks) marked.push_back(text.substr(from, to - from));
  EXPECT_EQ(marked, (std::vector<std::string>{"biozgodności", "wyrobów"}));
}

TEST(Index, NearCodesCountInPart) {
  auto a = profile(1, "A"), b = profile(2, "B"), c = profile(3, "C"), d = profile(4, "D");
  a.codes = {code({"s:32.50.Z", "s:32.50", "s:32.5", "s:32", "s:C"})};
  b.codes = {code({"s:32.40.Z", "s:32.40", "s:32.4", "s:32", "s:C"})};
  c.codes = {code({"s:10.11.Z", "s:10.11", "s:10.1", "s:10", "s:C"})};
  d.codes = {code({"s:86.10.Z", "s:86.10", "s:86.1", "s:86", "s:Q"})};
  const Index index = index_of({a, b, c, d});
  Query query;
  query.codes = {a.codes[0]};
  const auto result = index.find(query);
  EXPECT_EQ(numbers(result), (std::vector<std::uint8_t>{1, 2}));
  // Wu and Palmer: 2 * 5 / 10 and 2 * 2 / 10.
  EXPECT_NEAR(result.hits[0].score, 1.0, 1e-6);
  EXPECT_NEAR(result.hits[1].score, 0.4, 1e-6);
  EXPECT_EQ(result.hits[1].reasons[0].codes, (std::vector<std::string>{"s:32"}));
}

TEST(Index, OffersMeetNeedsBothWays) {
  auto maker = profile(1, "Wytwórca"), lab = profile(2, "Laboratorium"), hospital = profile(3, "Szpital"), bakery = profile(4, "Piekarnia");
  maker.needs = {item(11, "Badania biozgodności implantów")};
  maker.offers = {item(12, "Produkcja implantów kręgosłupa")};
  lab.offers = {item(21, "Badanie biozgodności")};
  hospital.needs = {item(31, "Implanty kręgosłupa")};
  bakery.offers = {item(41, "Pieczywo żytnie")};
  const Index index = index_of({maker, lab, hospital, bakery});
  Query query;
  query.completing = maker.id;
  const auto result = index.find(query);
  auto found = numbers(result);
  std::sort(found.begin(), found.end());
  EXPECT_EQ(found, (std::vector<std::uint8_t>{2, 3}));
  for (const Hit& hit : result.hits) {
    ASSERT_EQ(hit.reasons.size(), 1U);
    const bool is_lab = hit.id == lab.id;
    EXPECT_EQ(hit.reasons[0].kind, is_lab ? Reason::Kind::offer_meets_need : Reason::Kind::need_meets_offer);
    EXPECT_EQ(hit.reasons[0].offer, is_lab ? "Badanie biozgodności" : "Produkcja implantów kręgosłupa");
  }
}

TEST(Index, ReasonsAreInTheReadersLanguageWhereTheTextIs) {
  Profile asks = profile(1, "Alfa"), offers = profile(2, "Beta");
  Item need = item(11, "testy zmęczeniowe stentów"), offer = item(12, "testy zmęczeniowe");
  need.title.push_back({"en", "fatigue tests of stents"});
  offer.title.push_back({"en", "fatigue tests"});
  asks.needs = {need};
  offers.offers = {offer};
  const Index index = index_of({asks, offers});
  Query query;
  query.completing = uuid(1);
  const auto shown = [&](const std::string& language) {
    query.language = language;
    return index.find(query).hits.at(0).reasons.at(0).offer;
  };
  EXPECT_EQ(shown("pl"), "testy zmęczeniowe");
  EXPECT_EQ(shown("en"), "fatigue tests");
  EXPECT_EQ(shown("de"), "testy zmęczeniowe");

  Query both = words("stent");
  Profile bilingual = profile(3, "Gamma");
  bilingual.descriptions = {{"pl", "Stent i zastawka"}, {"en", "Stent and valve"}};
  const Index descriptions = index_of({bilingual});
  both.language = "en";
  EXPECT_EQ(descriptions.find(both).hits.at(0).reasons.at(0).text.text, "Stent and valve");
}

TEST(Index, NearerIsBetterAndTooFarIsOut) {
  auto near = profile(1, "B"), far = profile(2, "A"), nowhere = profile(3, "C");
  near.positions = {{18.7, 50.3}};
  far.positions = {{21.0, 52.2}};
  const Index index = index_of({near, far, nowhere});
  Query query;
  query.near = geo::LonLat{18.67, 50.29};
  EXPECT_EQ(numbers(index.find(query)), (std::vector<std::uint8_t>{1, 2}));
  query.within_m = 100'000;
  EXPECT_EQ(numbers(index.find(query)), (std::vector<std::uint8_t>{1}));
}

TEST(Index, AGroupDoesNotNarrowItsOwnFacet) {
  auto a = profile(1, "A"), b = profile(2, "B"), c = profile(3, "C");
  a.labels = {"kind:firm", "size:small"};
  b.labels = {"kind:firm", "size:large"};
  c.labels = {"kind:school", "size:small"};
  const Index index = index_of({a, b, c});
  Query query;
  query.labels = {{"kind:firm"}};
  query.facets = {"kind:", "size:"};
  const auto result = index.find(query);
  EXPECT_EQ(result.total, 2U);
  ASSERT_EQ(result.facets[0].size(), 2U);
  EXPECT_EQ(result.facets[0][0].label, "kind:firm");
  EXPECT_EQ(result.facets[0][1].count, 1U);  // the school still counts
  EXPECT_EQ(result.facets[1].size(), 2U);
  EXPECT_EQ(result.facets[1][0].count, 1U);
}

TEST(Index, SharesOfTheReasonsAddUpToOne) {
  auto a = profile(1, "Implanty Gliwice", "Implanty tytanowe");
  a.codes = {code({"s:32.50.Z", "s:32.50", "s:32.5", "s:32", "s:C"})};
  a.tags = {"tytan"};
  a.positions = {{18.7, 50.3}};
  const Index index = index_of({a, profile(2, "Inna")});
  Query query = words("implanty tytanowe");
  query.codes = a.codes;
  query.tags = {"Tytan"};
  query.near = geo::LonLat{18.0, 50.0};
  const auto result = index.find(query);
  ASSERT_EQ(result.hits.size(), 1U);
  double sum = 0;
  for (const Reason& reason : result.hits[0].reasons) sum += reason.share;
  EXPECT_NEAR(sum, 1, 1e-5);
}

TEST(Index, ChangesAreSeenAndRemovedOnesAreNot) {
  Index index = index_of({profile(1, "Alfa", "Implanty")});
  index.put(profile(1, "Alfa", "Opatrunki"));
  index.put(profile(2, "Beta", "Implanty"));
  EXPECT_EQ(numbers(index.find(words("implant"))), (std::vector<std::uint8_t>{2}));
  EXPECT_EQ(numbers(index.find(words("opatrunek"))), (std::vector<std::uint8_t>{1}));
  index.remove(uuid(2));
  EXPECT_TRUE(index.find(words("implant")).hits.empty());
  EXPECT_EQ(index.size(), 1U);
}

// Small random worlds: the property tests walk over many of them.
std::vector<Profile> world(std::mt19937& random, bool with_hidden) {
  const std::vector<std::string> kWords = {"implant", "tytan", "laboratorium", "badanie", "robot", "opatrunek", "serce", "druk"};
  const auto pick = [&] { return kWords[random() % kWords.size()]; };
  std::vector<Profile> made;
  for (std::uint8_t i = 1; i <= 12; ++i) {
    Profile each = profile(i, "Firma " + pick(), pick() + " " + pick());
    each.tags = {pick()};
    each.labels = {"kind:" + std::to_string(random() % 3)};
    each.offers = {item(static_cast<std::uint8_t>(100 + i), pick() + " " + pick())};
    each.needs = {item(static_cast<std::uint8_t>(150 + i), pick())};
    Item hidden = item(static_cast<std::uint8_t>(200 + i), pick() + " " + pick(), {7});
    hidden.labels = {"competence:" + pick()};
    if (with_hidden) each.offers.push_back(std::move(hidden));
    made.push_back(std::move(each));
  }
  return made;
}

void expect_same(const Result& a, const Result& b) {
  ASSERT_EQ(numbers(a), numbers(b));
  EXPECT_EQ(a.total, b.total);
  for (std::size_t i = 0; i < a.hits.size(); ++i) EXPECT_NEAR(a.hits[i].score, b.hits[i].score, 1e-6);
  ASSERT_EQ(a.facets.size(), b.facets.size());
  for (std::size_t f = 0; f < a.facets.size(); ++f) {
    ASSERT_EQ(a.facets[f].size(), b.facets[f].size());
    for (std::size_t i = 0; i < a.facets[f].size(); ++i) EXPECT_EQ(a.facets[f][i].count, b.facets[f][i].count);
  }
}

TEST(Index, WhatAViewerMayNotSeeChangesNothing) {
  for (unsigned seed = 0; seed < 60; ++seed) {
    std::mt19937 with(seed), without(seed);
    const Index full = index_of(world(with, true));
    const Index open = index_of(world(without, false));
    for (const char* text : {"implant tytan", "laboratorium", "badanie serca robotem"}) {
      Query query = words(text);
      query.facets = {"kind:", "competence:"};
      query.limit = 50;
      expect_same(full.find(query), open.find(query));
      query.as_you_type = true;
      expect_same(full.find(query), open.find(query));
    }
    Query completing;
    completing.completing = uuid(3);
    completing.limit = 50;
    expect_same(full.find(completing), open.find(completing));
    Query like;
    like.like = uuid(4);
    like.limit = 50;
    expect_same(full.find(like), open.find(like));
  }
}

TEST(Index, WhoHoldsTheAudienceSeesMore) {
  Profile one = profile(1, "Alfa");
  one.offers = {item(11, "Implanty", {7})};
  const Index index = index_of({one});
  Query query = words("implant");
  EXPECT_TRUE(index.find(query).hits.empty());
  query.audiences = {5, 7};
  EXPECT_EQ(index.find(query).hits.size(), 1U);
}

// The formula, written once more without an index: BM25F over public fields of words that are their own base forms.
double reference_score(const std::vector<Profile>& all, const Profile& one, const std::vector<std::string>& sought) {
  const auto count = [](const std::string& text, const std::string& word) {
    double n = 0;
    for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) ++n;
    return n;
  };
  double sum = 0, most = 0;
  for (const std::string& word : sought) {
    double with = 0;
    for (const Profile& each : all)
      if (count(each.names[0].text, word) + count(each.descriptions[0].text, word) > 0) ++with;
    const double idf = std::log(1 + (static_cast<double>(all.size()) - with + 0.5) / (with + 0.5));
    const double length = 2;
    const double tf = 5 * count(one.names[0].text, word) +
                      count(one.descriptions[0].text, word) / (1 - 0.75 + 0.75 * length / 80);
    sum += idf * tf / (1.2 + tf);
    most += idf;
  }
  return sum / most;
}

TEST(Index, RanksAsTheFormulaSays) {
  const std::vector<std::string> kWords = {"implant", "tytan", "robot", "serce"};
  for (unsigned seed = 0; seed < 40; ++seed) {
    std::mt19937 random(seed);
    std::vector<Profile> all;
    for (std::uint8_t i = 1; i <= 9; ++i)
      all.push_back(profile(i, "Firma " + kWords[random() % 4], kWords[random() % 4] + " " + kWords[random() % 4]));
    const Index index = index_of(all);
    Query query = words("implant robot");
    query.limit = 50;
    for (const Hit& hit : index.find(query).hits) {
      const auto& one = *std::find_if(all.begin(), all.end(), [&](const Profile& each) { return each.id == hit.id; });
      EXPECT_NEAR(hit.score, reference_score(all, one, {"implant", "robot"}), 1e-4) << seed;
    }
  }
}

TEST(Index, ConcurrentQueriesGiveTheSame) {
  std::mt19937 random(1);
  const Index index = index_of(world(random, true));
  const auto expected = numbers(index.find(words("implant tytan")));
  std::vector<std::jthread> threads;
  for (int t = 0; t < 4; ++t)
    threads.emplace_back([&] {
      for (int i = 0; i < 100; ++i) EXPECT_EQ(numbers(index.find(words("implant tytan"))), expected);
    });
}

}  // namespace
}  // namespace grono::matching
