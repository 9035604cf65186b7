#include <atomic>
#include <random>
#include <set>
#include <thread>

#include <gmock/gmock.h>

#include "app/installation_fixture.hpp"
#include "app/search.hpp"
#include "cluster/names.hpp"

namespace grono::app {
namespace {

using cluster::OrganisationId;
using nlohmann::json;
using test::error_of;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

class CatalogueTest : public test::InstallationTest {
 protected:
  static std::vector<std::string> names(const Found& found) {
    std::vector<std::string> made;
    for (const auto& [hit, card] : found.hits) made.push_back(card.name);
    return made;
  }
  [[nodiscard]] Found find(const Filter& filter, const Caller& caller = guest(),
                           CatalogueSort sort = CatalogueSort::relevance) const {
    return find_in_catalogue(installation(), caller, filter, sort, {"", 200}, true);
  }
  [[nodiscard]] std::vector<std::string> found_by_words(const std::string& words,
                                                        const Caller& caller = guest()) const {
    Filter filter;
    filter.text = words;
    return names(find(filter, caller));
  }
  // A small world: a firm, a hospital, a university.
  void add_some() const {
    add_member(draft("Gamma Implanty", {{"employees", 5},
                                        {"places", {{{"locality", "Gliwice"}}}},
                                        {"activities", {{{"scheme", "pkd_2025"}, {"code", "32.50.Z"}}}},
                                        {"tags", {"tytan"}},
                                        {"description", {{"pl", "Producent wyrobów medycznych"}}},
                                        {"offers", {capability("Druk 3D")}}}));
    add(draft("Beta Szpital", {{"kind", "clinical_user"},
                               {"places", {{{"locality", "Katowice"}}}},
                               {"needs", {capability("Implanty na miarę")}}}));
    add(draft("Alfa Politechnika", {{"kind", "university"},
                                    {"places", {{{"locality", "Gliwice"}}}},
                                    {"activities", {{{"scheme", "pkd_2025"}, {"code", "72.10.Z"}}}}}));
  }
};

TEST_F(CatalogueTest, OfAnEmptyInstallationIsEmpty) {
  const Found found = find({});
  EXPECT_EQ(found.total, 0U);
  EXPECT_THAT(found.hits, IsEmpty());
  EXPECT_THAT(found.facets->kind, IsEmpty());
}

TEST_F(CatalogueTest, FindsWordsInAnyInflectionAndWithoutDiacritics) {
  add_some();
  EXPECT_THAT(found_by_words("wyroby medyczne"), ElementsAre("Gamma Implanty"));
  EXPECT_THAT(found_by_words("wyrobow medycznych"), ElementsAre("Gamma Implanty"));
  EXPECT_THAT(found_by_words("polit"), ElementsAre("Alfa Politechnika")) << "as it is typed";
}

TEST_F(CatalogueTest, WithoutWordsGoesByName) {
  add_some();
  EXPECT_THAT(names(find({})), ElementsAre("Alfa Politechnika", "Beta Szpital", "Gamma Implanty"));
  EXPECT_THAT(names(find({}, guest(), CatalogueSort::name_descending)),
              ElementsAre("Gamma Implanty", "Beta Szpital", "Alfa Politechnika"));
}

TEST_F(CatalogueTest, FindsAnOrganisationByItsRegisterNumber) {
  add_some();
  add(draft("Delta", {{"registers", {{"nip", "5261040828"}}}}));
  EXPECT_THAT(found_by_words("5261040828"), ElementsAre("Delta"));
}

TEST_F(CatalogueTest, EachFilterNarrows) {
  add_some();
  const auto by = [&](auto change) {
    Filter filter;
    change(filter);
    return names(find(filter));
  };
  EXPECT_THAT(by([&](Filter& filter) { filter.kinds = {cluster::OrganisationKind::university}; }),
              ElementsAre("Alfa Politechnika"));
  EXPECT_THAT(by([&](Filter& filter) { filter.sizes = {cluster::SizeClass::micro}; }),
              ElementsAre("Gamma Implanty"));
  EXPECT_THAT(by([&](Filter& filter) { filter.cluster = med_; }), ElementsAre("Gamma Implanty"));
  EXPECT_THAT(by([&](Filter& filter) { filter.cluster = other_; }), IsEmpty());
  for (const char* place : {"gliwice", "Gliwice", "PL229", "2466011"})
    EXPECT_THAT(by([&](Filter& filter) { filter.places = {place}; }),
                ElementsAre("Alfa Politechnika", "Gamma Implanty"))
        << place;
  EXPECT_EQ(by([&](Filter& filter) { filter.places = {"PL22"}; }).size(), 3U)
      << "a NUTS code of a higher level";
  EXPECT_EQ(by([&](Filter& filter) { filter.places = {"PL229", "PL22A"}; }).size(), 3U) << "any of several";
  for (const char* code : {"pkd_2025:32.50.Z", "pkd_2025:3250z", "pkd_2025:32", "pkd_2025:C"})
    EXPECT_THAT(by([&](Filter& filter) { filter.activities = {code}; }), ElementsAre("Gamma Implanty"))
        << code;
  for (const char* competence : {"laboratory", "tag:tytan"})
    EXPECT_THAT(by([&](Filter& filter) { filter.competences = {competence}; }),
                ElementsAre("Gamma Implanty"));
}

TEST_F(CatalogueTest, AFilterThatSaysNothingKnownIsAnError) {
  const auto where = [&](auto change) {
    Filter filter;
    change(filter);
    return error_of([&] { (void)find(filter); });
  };
  EXPECT_EQ(where([](Filter& filter) { filter.activities = {"32.50.Z"}; }), "query/activity");
  EXPECT_EQ(where([](Filter& filter) { filter.activities = {"pkd_1997:32"}; }), "query/activity");
  EXPECT_EQ(where([](Filter& filter) { filter.activities = {"pkd_2025:99.99"}; }), "query/activity");
  EXPECT_EQ(where([](Filter& filter) { filter.competences = {"magia"}; }), "query/competence");
}

TEST_F(CatalogueTest, EveryValueOfAFacetIsAFilterThatFindsAsMany) {
  add_some();
  for (int i = 0; i < 12; ++i)
    add(draft("Firma " + std::to_string(i),
              {{"employees", i * 30},
               {"places", {{{"locality", i % 3 ? "Łódź" : "Zabrze"}}}},
               {"tags", {i % 2 ? "cnc" : "laser"}},
               {"activities", {{{"scheme", "pkd_2025"}, {"code", i % 2 ? "26.60.Z" : "32.5"}}}}}));
  const Facets facets = *find({}).facets;
  const auto check = [&](const std::vector<FacetValue>& values, auto set) {
    EXPECT_FALSE(values.empty());
    for (std::size_t i = 0; i < values.size(); ++i) {
      Filter filter;
      set(filter, values[i].value);
      EXPECT_EQ(find(filter).total, values[i].count) << values[i].value;
      if (i > 0) {
        EXPECT_LE(values[i].count, values[i - 1].count) << "most frequent first";
      }
    }
  };
  check(facets.kind, [](Filter& filter, const std::string& value) {
    filter.kinds = {cluster::value_of<cluster::OrganisationKind>(value).value()};
  });
  check(facets.size, [](Filter& filter, const std::string& value) {
    filter.sizes = {cluster::value_of<cluster::SizeClass>(value).value()};
  });
  check(facets.place, [](Filter& filter, const std::string& value) { filter.places = {value}; });
  check(facets.activity, [](Filter& filter, const std::string& value) { filter.activities = {value}; });
  check(facets.competence, [](Filter& filter, const std::string& value) { filter.competences = {value}; });
}

TEST_F(CatalogueTest, PlacesOfFacetsAreWrittenAsPeopleWriteThem) {
  add(draft("A", {{"places", {{{"locality", "Łódź"}}}}}));
  EXPECT_THAT(find({}).facets->place, ElementsAre(FacetValue{"Łódź", 1}));
}

TEST_F(CatalogueTest, AFilterDoesNotNarrowItsOwnFacet) {
  add_some();
  Filter filter;
  filter.kinds = {cluster::OrganisationKind::university};
  const Found found = find(filter);
  EXPECT_EQ(found.facets->kind.size(), 3U);
  EXPECT_THAT(found.facets->place, ElementsAre(FacetValue{"Gliwice", 1}));
}

TEST_F(CatalogueTest, PagesFollowOneAnother) {
  for (int i = 0; i < 7; ++i) add(draft("Firma " + std::to_string(i)));
  std::vector<std::string> seen;
  store::PageRequest page{"", 3};
  for (int pages = 1;; ++pages) {
    const Found found = find_in_catalogue(installation(), guest(), {}, CatalogueSort::name, page, false);
    EXPECT_EQ(found.total, 7U);
    EXPECT_FALSE(found.facets.has_value());
    for (std::string& name : names(found)) seen.push_back(std::move(name));
    if (!found.next) {
      EXPECT_EQ(pages, 3);
      break;
    }
    page.cursor = *found.next;
  }
  EXPECT_EQ(seen.size(), 7U);
  EXPECT_EQ(std::set<std::string>(seen.begin(), seen.end()).size(), 7U);
}

TEST_F(CatalogueTest, ACursorNobodyGaveIsAnError) {
  for (const char* cursor : {"x", "-1", "0", "3.5", "99999999999999999999", "1 "})
    EXPECT_EQ(error_of([&] {
                (void)find_in_catalogue(installation(), guest(), {}, CatalogueSort::name, {cursor, 3}, false);
              }),
              "query/cursor")
        << cursor;
}

TEST_F(CatalogueTest, FollowsEveryWrite) {
  const auto id = add(draft("Przedtem"));
  EXPECT_THAT(found_by_words("przedtem"), ElementsAre("Przedtem"));
  edit(administrator(), id, draft("Potem"));
  EXPECT_THAT(found_by_words("przedtem"), IsEmpty());
  EXPECT_THAT(found_by_words("potem"), ElementsAre("Potem"));
  write([&](store::Transaction& transaction) {
    delete_organisation(transaction, administrator(), id, 2);
    return true;
  });
  EXPECT_THAT(found_by_words("potem"), IsEmpty());
  EXPECT_EQ(catalogue().size(), 0U);
}

TEST_F(CatalogueTest, MissesNothingThatAnotherProcessWrites) {
  add_some();
  EXPECT_EQ(find({}).total, 3U);
  const auto beside = open();
  beside->database().write(administrator().author(), now(), [&](store::Transaction& transaction) {
    (void)create_organisation(transaction, *beside, administrator(), draft("Sąsiad"), med_);
  });
  EXPECT_THAT(found_by_words("sąsiad"), ElementsAre("Sąsiad"));
  EXPECT_EQ(find({}).total, 4U);
}

TEST_F(CatalogueTest, NewestFirstGoesByTheLastChange) {
  const auto first = add(draft("Pierwsza"));
  add(draft("Druga"));
  // The store keeps seconds.
  installation().database().write({}, now() + std::chrono::hours(1), [&](store::Transaction& transaction) {
    (void)edit_organisation(transaction, installation(), administrator(), first, 1,
                            draft("Pierwsza", {{"founded", 1990}}));
  });
  EXPECT_THAT(names(find({}, guest(), CatalogueSort::newest)), ElementsAre("Pierwsza", "Druga"));
}

TEST_F(CatalogueTest, WhatIsHiddenLeavesNoTrace) {
  const auto id =
      add_member(draft("Gamma", {{"offers", {capability("Sterylizacja plazmowa", "members", "equipment")}}}));
  const Caller fellow = representative(new_id<OrganisationId>(), {med_});
  EXPECT_THAT(found_by_words("sterylizacja"), IsEmpty());
  EXPECT_THAT(found_by_words("sterylizacja", manager_elsewhere()), IsEmpty());
  EXPECT_THAT(found_by_words("sterylizacja", fellow), ElementsAre("Gamma"));
  EXPECT_THAT(found_by_words("sterylizacja", manager()), ElementsAre("Gamma"));
  EXPECT_THAT(found_by_words("sterylizacja", representative(id)), ElementsAre("Gamma"));
  EXPECT_THAT(find({}).facets->competence, IsEmpty());
  EXPECT_THAT(find({}, fellow).facets->competence, ElementsAre(FacetValue{"equipment", 1}));
}

TEST_F(CatalogueTest, WhoLeavesTheClusterTakesItsSecretsAlong) {
  const auto id = add_member(draft("Gamma", {{"offers", {capability("Sterylizacja plazmowa", "members")}}}));
  EXPECT_THAT(found_by_words("sterylizacja", manager()), ElementsAre("Gamma"));
  write([&](store::Transaction& transaction) {
    store::MembershipStore memberships(transaction);
    const auto open = memberships.find_open(med_, id);
    return record_event(transaction, manager(), open->id, {cluster::MembershipEventKind::left, {}, {}, ""});
  });
  EXPECT_THAT(found_by_words("sterylizacja", manager()), IsEmpty());
  Filter members;
  members.cluster = med_;
  EXPECT_EQ(find(members).total, 0U);
}

// Search must agree with policy, whoever asks and however the visibilities lie.
TEST_F(CatalogueTest, SearchAndPolicyAgreeOnWhatIsSeen) {
  std::mt19937 random(11);
  struct Hidden {
    OrganisationId owner;
    cluster::Visibility visibility;
    std::vector<cluster::ClusterId> clusters;
    std::string word;
    std::vector<OrganisationId> named;
  };
  std::vector<Hidden> all;
  const std::vector<std::vector<cluster::ClusterId>> memberships = {{}, {med_}, {other_}};
  for (int i = 0; i < 30; ++i) {
    const auto& [name, visibility] = cluster::named_values<cluster::Visibility>()[random() % 6];
    const auto& clusters = memberships[random() % memberships.size()];
    const std::string word = "qx" + std::string(1, static_cast<char>('a' + i % 26)) + (i < 26 ? "vv" : "ww");
    json offer = capability("Oferta " + word, std::string(name));
    const std::vector<OrganisationId> named =
        visibility == cluster::Visibility::named
            ? std::vector{all.empty() ? new_id<OrganisationId>() : all.front().owner}
            : std::vector<OrganisationId>{};
    for (const OrganisationId& id : named) offer["named"].push_back(id.str());
    const json written = draft("Firma", {{"offers", {offer}}});
    const auto id = clusters.empty() ? add(written) : add(written, clusters.front());
    all.push_back({id, visibility, clusters, word, named});
  }
  const std::vector<Caller> callers = {guest(),
                                       administrator(),
                                       manager(),
                                       animator(),
                                       manager_elsewhere(),
                                       representative(all[0].owner, all[0].clusters),
                                       representative(all[7].owner, {med_, other_})};
  for (const Caller& caller : callers)
    for (const Hidden& each : all)
      EXPECT_EQ(found_by_words(each.word, caller).size(),
                may_see(caller.actor, {each.visibility, each.owner, each.named}, {each.clusters, {}}) ? 1U : 0U)
          << each.word << " " << cluster::name_of(each.visibility);
}

TEST_F(CatalogueTest, IdsAreAllThatTheFilterFindsByName) {
  add_some();
  Filter filter;
  filter.places = {"Gliwice"};
  std::vector<std::string> found;
  for (const Card& card : catalogue().cards(catalogue().ids(filter, {}))) found.push_back(card.name);
  EXPECT_THAT(found, ElementsAre("Alfa Politechnika", "Gamma Implanty"));
}

TEST_F(CatalogueTest, ConcurrentReadersWhileSomeoneWrites) {
  add_some();
  constexpr int kWrites = 30;
  std::atomic<int> written = 0;
  std::vector<std::thread> readers;
  std::atomic<int> wrong = 0;
  for (int i = 0; i < 3; ++i)
    readers.emplace_back([&] {
      std::size_t last = 0;
      while (written < kWrites) {
        const auto before = static_cast<std::size_t>(written.load());
        const std::size_t total = find({}).total;
        // What was committed before the question is in the answer, and nothing that was seen vanishes.
        if (total < 3 + before || total < last) ++wrong;
        last = total;
      }
    });
  for (int i = 0; i < kWrites; ++i) {
    add(draft("Firma " + std::to_string(i)));
    ++written;
  }
  for (std::thread& each : readers) each.join();
  EXPECT_EQ(wrong, 0);
  EXPECT_EQ(find({}).total, 3U + kWrites);
}

TEST_F(CatalogueTest, ManyChangesAreTakenInAtOnce) {
  EXPECT_EQ(find({}).total, 0U);
  std::vector<cluster::Organisation> many(2'500);
  for (std::size_t i = 0; i < many.size(); ++i) {
    many[i].id = new_id<OrganisationId>();
    many[i].legal_name = "Firma " + std::to_string(i);
  }
  write([&](store::Transaction& transaction) {
    store::OrganisationStore(transaction).insert(std::span(many));
    return true;
  });
  EXPECT_EQ(find({}).total, 2'500U);
  EXPECT_EQ(catalogue().size(), 2'500U);
}

}  // namespace
}  // namespace grono::app
