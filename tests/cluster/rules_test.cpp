#include "cluster/rules.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cluster/sample.hpp"
#include "support/small_share.hpp"

namespace grono::cluster {
namespace {

using test::full_organisation;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class Rules : public ::testing::Test {
 protected:
  static const Classifications& classifications() {
    static const grono::test::SmallShare share;
    static const Classifications loaded = Classifications::load(share.path() / "classifications");
    return loaded;
  }
  // Where the rules are broken after `change` is made to a valid organisation.
  template <class Change>
  static std::vector<std::string> broken_by(const Change& change) {
    Organisation organisation = full_organisation();
    change(organisation);
    std::vector<std::string> where;
    for (const InvalidInput& each : check(organisation, classifications())) where.push_back(each.where());
    return where;
  }
  template <class Change>
  static Organisation normalised(const Change& change) {
    Organisation organisation = full_organisation();
    change(organisation);
    normalise(organisation, classifications());
    return organisation;
  }
};

TEST_F(Rules, LeaveAValidOrganisationAsItIs) {
  EXPECT_EQ(normalised([](Organisation&) {}), full_organisation());
}

TEST_F(Rules, NormalisingTwiceIsNormalisingOnce) {
  for (std::uint32_t seed = 0; seed < 300; ++seed) {
    Organisation once = test::random_organisation(seed);
    const auto broken = normalise_and_check(once, classifications());
    Organisation twice = once;
    const auto still_broken = normalise_and_check(twice, classifications());
    EXPECT_EQ(twice, once) << "seed " << seed;
    EXPECT_EQ(still_broken.empty(), broken.empty()) << "seed " << seed;
  }
}

TEST_F(Rules, TextsAreTrimmedAndComposed) {
  const auto made = normalised([](Organisation& each) {
    each.legal_name = "\u00a0 Łódź o\u0301sma \t";
    each.description = {{"pl", "  "}, {"en", " text\nof two lines "}};
    each.tags = {" tytan", "implanty", "", "tytan"};
  });
  EXPECT_EQ(made.legal_name, "Łódź ósma");
  EXPECT_EQ(made.description, (LocalisedText{{"en", "text\nof two lines"}}));
  EXPECT_THAT(made.tags, ElementsAre("implanty", "tytan"));
}

TEST_F(Rules, EmojiQuotesAndOtherScriptsAreText) {
  EXPECT_THAT(broken_by([](Organisation& each) {
                each.legal_name = "„O'Brien” <b>& Сын</b> 🦴 \u200fשלום";
              }),
              IsEmpty());
}

TEST_F(Rules, NulAndOtherControlCharactersAreNot) {
  EXPECT_THAT(broken_by([](Organisation& each) { each.legal_name = std::string("a\0b", 3); }),
              ElementsAre("/legal_name"));
  EXPECT_THAT(broken_by([](Organisation& each) { each.short_name = "a\nb"; }), ElementsAre("/short_name"));
  EXPECT_THAT(broken_by([](Organisation& each) { each.description["pl"] = "a\x1b[2Jb"; }),
              ElementsAre("/description/pl"));
  EXPECT_THAT(broken_by([](Organisation& each) { each.legal_name = "\xff\xfe"; }),
              ElementsAre("/legal_name"));
}

TEST_F(Rules, RegistersAreCheckedAndNormalised) {
  const auto made = normalised([](Organisation& each) {
    each.registers = {"PL 526-10-40-828", " 000331501 ", "123456", "pl 526 104 08 28"};
  });
  EXPECT_EQ(made.registers, full_organisation().registers);
  EXPECT_THAT(broken_by([](Organisation& each) { each.registers.nip = "5261040827"; }),
              ElementsAre("/registers/nip"));
  EXPECT_EQ(normalised([](Organisation& each) { each.registers.krs = " "; }).registers.krs, std::nullopt);
}

TEST_F(Rules, AWebSiteIsOfTheWeb) {
  const auto written = [](std::string address) {
    return [address](Organisation& each) { each.website = address; };
  };
  EXPECT_EQ(normalised(written("www.example.com")).website, "https://www.example.com");
  EXPECT_EQ(normalised(written("http://example.com/a?b=c#d")).website, "http://example.com/a?b=c#d");
  EXPECT_EQ(normalised(written(" ")).website, std::nullopt);
  for (const char* address : {"javascript:alert(1)", "data:text/html,x", "ftp://example.com", "https://",
                              "nie wiem", "https://a.b/\"><script>"})
    EXPECT_THAT(broken_by(written(address)), ElementsAre("/website")) << address;
}

TEST_F(Rules, NumbersHaveBounds) {
  EXPECT_THAT(broken_by([](Organisation& each) { each.founded = 2201; }), ElementsAre("/founded"));
  EXPECT_THAT(broken_by([](Organisation& each) { each.employees = -1; }), ElementsAre("/employees"));
  EXPECT_THAT(broken_by([](Organisation& each) { each.offers[0].trl_to = 10; }),
              ElementsAre("/offers/0/trl_to"));
  EXPECT_THAT(broken_by([](Organisation& each) { each.offers[0].trl_from = 9, each.offers[0].trl_to = 4; }),
              ElementsAre("/offers/0/trl_to"));
}

TEST_F(Rules, CoordinatesAreOnEarth) {
  EXPECT_THAT(broken_by([](Organisation& each) {
                each.places[0].position = {{50.3, 118.7}};
              }),
              ElementsAre("/places/0/lat"));
  EXPECT_THAT(broken_by([](Organisation& each) {
                each.places[0].position = {{200, 50}};
              }),
              ElementsAre("/places/0/lon"));
  const auto made = normalised([](Organisation& each) { each.places[1].position = {{18.7, 50.3}}; });
  EXPECT_EQ(made.places[1].position_source, CoordinateSource::given);
}

TEST_F(Rules, AtMostOneSeat) {
  EXPECT_THAT(broken_by([](Organisation& each) { each.places[1].is_seat = true; }), ElementsAre("/places"));
}

TEST_F(Rules, CodesAreThoseOfTheirVersion) {
  const auto made = normalised([](Organisation& each) {
    each.activities = {
        {"pkd_2025", "7210z", false}, {"pkd_2025", "32.50 z", true}, {"pkd_2025", "3250Z", false}};
  });
  EXPECT_THAT(made.activities, ElementsAre(ActivityCode{"pkd_2025", "32.50.Z", true},
                                           ActivityCode{"pkd_2025", "72.10.Z", false}));
  EXPECT_THAT(broken_by([](Organisation& each) {
                each.activities = {{"pkd_2007", "72.10.Z", false}};
              }),
              ElementsAre("/activities/0/code"))
      << "72.10.Z is of 2025 only";
  EXPECT_THAT(broken_by([](Organisation& each) {
                each.activities = {{"pkd_1997", "1", false}};
              }),
              ElementsAre("/activities/0/scheme"));
}

TEST_F(Rules, OneMainCodeInEachList) {
  EXPECT_THAT(broken_by([](Organisation& each) { each.activities[2].is_main = true; }),
              ElementsAre("/activities"));
}

TEST_F(Rules, AnOfferHasATitleInSomeLanguage) {
  EXPECT_THAT(broken_by([](Organisation& each) {
                each.offers[0].title = {{"pl", "  "}};
              }),
              ElementsAre("/offers/0/title"));
  EXPECT_THAT(broken_by([](Organisation& each) {
                each.needs[0].title = {{"polish", "x"}};
              }),
              ElementsAre("/needs/0/title/polish"));
}

TEST_F(Rules, SayEverythingThatIsWrongInTheOrderOfTheFields) {
  EXPECT_THAT(broken_by([](Organisation& each) {
                each.needs[0].title.clear();
                each.legal_name = " ";
                each.registers.nip = "1";
                each.places[0].country = "Polska";
              }),
              ElementsAre("/legal_name", "/registers/nip", "/places/0/country", "/places/0/country",
                          "/needs/0/title"));
}

TEST_F(Rules, LengthsAreCountedInCharacters) {
  const auto name_of_length = [](std::size_t n) {
    return [n](Organisation& each) {
      each.legal_name.clear();
      for (std::size_t i = 0; i < n; ++i) each.legal_name += "ż";
    };
  };
  EXPECT_THAT(broken_by(name_of_length(500)), IsEmpty());
  EXPECT_THAT(broken_by(name_of_length(501)), ElementsAre("/legal_name"));
}

TEST_F(Rules, ASlugCanStandInAnAddress) {
  Cluster cluster;
  cluster.name = {{"pl", "Klaster"}};
  for (const char* good : {"med", "med-silesia", "a1-2"}) {
    cluster.slug = good;
    EXPECT_THAT(check(cluster, classifications()), IsEmpty()) << good;
  }
  for (const char* bad : {"", "Med", "łódź", "-a", "a-", "a--b", "a b", "a/b"}) {
    cluster.slug = bad;
    EXPECT_EQ(check(cluster, classifications()).size(), 1U) << bad;
  }
}

TEST(GiveMissingIds, KeepsThoseThatAreThere) {
  Organisation organisation = full_organisation();
  const Organisation before = organisation;
  organisation.offers[1].id = {};
  organisation.places[1].id = {};
  std::uint32_t next = 500;
  give_missing_ids(organisation, [&] { return test::numbered<PlaceId>(next++).uuid; });
  EXPECT_EQ(next, 502U);
  EXPECT_EQ(organisation.offers[0].id, before.offers[0].id);
  EXPECT_FALSE(organisation.offers[1].id.is_nil());
  EXPECT_FALSE(organisation.places[1].id.is_nil());
}

}  // namespace
}  // namespace grono::cluster
