#include "app/funded/proven_partners.hpp"

#include <thread>

#include <gmock/gmock.h>

#include "app/funded/cordis_import.hpp"
#include "app/installation_fixture.hpp"
#include "app/merge.hpp"

namespace grono::app {
namespace {

using cluster::OrganisationId;
using nlohmann::json;
using test::error_of;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

constexpr std::string_view kProjects =
    "id;acronym;title;objective;startDate;endDate\n"
    "1;PURE;Removal of micropollutants from waste water;Membranes and ozone against drug "
    "residues;2012-01-01;2014-12-31\n"
    "2;CLEAR;Waste water of hospitals;Micropollutants measured in sewage;2016-01-01;2018-12-31\n"
    "3;BONE;Titanium implants printed to measure;Porous scaffolds for jaws;2017-01-01;2019-12-31\n"
    "4;HAY;Feed for cattle;Silage, hay and beets;2018-01-01;2020-12-31\n"
    "6;BEET;Sugar;Beets once more;2013-01-01;2014-12-31\n"
    "7;MILK;Dairies;Cows and their stables;2014-01-01;2015-12-31\n"
    "8;SILO;Stores of grain;Wheat and rye;2015-01-01;2016-12-31\n"
    "5;SOON;Micropollutants of tomorrow;Waste water again;2999-01-01;\n";
constexpr std::string_view kOrganisations =
    "projectID;organisationID;name;activityType;city;country;role\n"
    "1;900;Alfa;PRC;;PL;coordinator\n"
    "1;901;Politechnika Zmyślona;HES;Gliwice;PL;participant\n"
    "1;902;Fremde GmbH;PRC;Bonn;DE;participant\n"
    "2;901;Politechnika Zmyślona;HES;Gliwice;PL;coordinator\n"
    "2;902;Fremde GmbH;PRC;Bonn;DE;participant\n"
    "2;903;Szpital Zmyślony;HES;Łódź;PL;participant\n"
    "3;904;Druk 3D;PRC;Gliwice;PL;coordinator\n"
    "3;903;Szpital Zmyślony;HES;Łódź;PL;participant\n"
    "4;905;Rolnik;PRC;Opole;PL;coordinator\n"
    "6;905;Rolnik;PRC;Opole;PL;coordinator\n"
    "7;905;Rolnik;PRC;Opole;PL;coordinator\n"
    "8;905;Rolnik;PRC;Opole;PL;coordinator\n"
    "5;905;Rolnik;PRC;Opole;PL;coordinator\n";

/// Alfa and the university did PURE with a foreign firm that is in no catalogue; the hospital did CLEAR with
/// the latter two; a printer did BONE with the hospital; the farmer is for himself,
/// and is the only one of whom there is much: what most projects have in common tells nothing.
class ProvenPartnersTest : public test::InstallationTest {
 protected:
  void SetUp() override {
    add_account();
    alfa_ = add_member(draft("Alfa"));
    university_ =
        add_member(draft("Politechnika Zmyślona", {{"kind", "university"}, {"places", {place("Gliwice")}}}));
    hospital_ = add(draft("Szpital Zmyślony", {{"kind", "university"}, {"places", {place("Łódź")}}}));
    printer_ = add(draft("Druk 3D", {{"places", {place("Gliwice")}}}));
    add(draft("Rolnik", {{"places", {place("Opole")}}}));
  }
  static json place(const char* locality) {
    return {{"is_seat", true}, {"locality", locality}, {"country", "PL"}};
  }
  void bring_in(std::string_view projects = kProjects,
                std::string_view organisations = kOrganisations) const {
    import_cordis(installation(), administrator(),
                  {{"project.csv", projects}, {"organization.csv", organisations}, {}},
                  {"", TakenParticipants::known, false});
  }
  [[nodiscard]] ProvenAnswer ask(const json& body) const {
    return find_proven_partners(installation(), proven_query_from(body, installation()));
  }
  [[nodiscard]] std::string where_it_fails(const json& body) const {
    return error_of([&] { (void)proven_query_from(body, installation()); });
  }
  static std::vector<std::string> names(const ProvenAnswer& answer) {
    std::vector<std::string> made;
    for (const ProvenPartner& each : answer.partners) made.push_back(each.card.name);
    return made;
  }
  static std::vector<std::string> acronyms(const std::vector<MentionedProject>& projects) {
    std::vector<std::string> made;
    for (const MentionedProject& each : projects) made.push_back(each.acronym);
    return made;
  }

  OrganisationId alfa_, university_, hospital_, printer_;
};

TEST_F(ProvenPartnersTest, WithoutAHistoryNobodyIsFound) {
  const auto answer = ask({{"text", "waste water"}});
  EXPECT_EQ(answer.projects, 0U);
  EXPECT_THAT(answer.partners, IsEmpty());
  EXPECT_EQ(installation().proven_partners().of_today(), nullptr);
}

TEST_F(ProvenPartnersTest, ThoseOfTheTopicAreFoundWithTheirProjects) {
  bring_in();
  const auto answer = ask({{"text", "Micropollutants in waste water"}});
  EXPECT_EQ(answer.projects, 8U);
  // The foreign firm took part as often as the university, and is not in the catalogue; implants and hay are
  // far.
  EXPECT_THAT(names(answer), ElementsAre("Politechnika Zmyślona", "Szpital Zmyślony", "Alfa"));
  const ProvenPartner& best = answer.partners[0];
  EXPECT_EQ(best.projects, 2U);
  EXPECT_THAT(acronyms(best.near), UnorderedElementsAre("PURE", "CLEAR"));
  EXPECT_THAT(best.together, IsEmpty());
  EXPECT_FALSE(best.is_member);
}

TEST_F(ProvenPartnersTest, WhoWorkedWithTheGivenPartnerOrItsPartnersIsFound) {
  bring_in();
  const auto answer = ask({{"on_behalf_of", alfa_.str()}});
  EXPECT_THAT(names(answer), ElementsAre("Politechnika Zmyślona", "Szpital Zmyślony"));
  const ProvenPartner& university = answer.partners[0];
  EXPECT_EQ(university.together_count, 1U);
  EXPECT_THAT(acronyms(university.together), ElementsAre("PURE"));
  EXPECT_THAT(university.near, IsEmpty());
  EXPECT_EQ(university.common_partners, 1U);
  // The hospital never worked with Alfa, but with the university and the foreign firm, who did.
  const ProvenPartner& hospital = answer.partners[1];
  EXPECT_EQ(hospital.together_count, 0U);
  EXPECT_EQ(hospital.common_partners, 2U);
}

TEST_F(ProvenPartnersTest, MembersOrOthersAreSoughtAlone) {
  bring_in();
  const json question = {{"text", "Micropollutants in waste water"}, {"cluster", "med"}};
  const auto asked = [&](const char* who) {
    json body = question;
    body["who"] = who;
    return ask(body);
  };
  EXPECT_THAT(names(asked("members")), ElementsAre("Politechnika Zmyślona", "Alfa"));
  EXPECT_THAT(names(asked("others")), ElementsAre("Szpital Zmyślony"));
  EXPECT_EQ(asked("all").partners.at(0).is_member, true);
  EXPECT_EQ(asked("all").partners.at(1).is_member, false);
}

TEST_F(ProvenPartnersTest, WhatCannotBeAskedIsRefused) {
  EXPECT_EQ(where_it_fails(json::object()), "/text");
  EXPECT_EQ(where_it_fails({{"text", "?!"}}), "/text");
  EXPECT_EQ(where_it_fails({{"text", std::string(5'001, 'a')}}), "/text");
  EXPECT_EQ(where_it_fails({{"text", "water"}, {"who", "members"}}), "/cluster");
  EXPECT_EQ(where_it_fails({{"text", "water"}, {"who", "friends"}}), "/who");
  EXPECT_EQ(where_it_fails({{"text", "water"}, {"cluster", "nieznany"}}), "/cluster");
  EXPECT_EQ(where_it_fails({{"text", "water"}, {"limit", 51}}), "/limit");
  EXPECT_EQ(where_it_fails({{"text", "water"}, {"kinds", json::array()}}), "/kinds");
  EXPECT_EQ(where_it_fails({{"on_behalf_of", "01900000-0000-7000-8000-00000000ffff"}}), "/on_behalf_of");
}

TEST_F(ProvenPartnersTest, WhatIsLearnedIsKeptUntilWhatIsStoredChanges) {
  bring_in();
  auto& proven = installation().proven_partners();
  const auto first = proven.of_today();
  edit(administrator(), printer_, draft("Druk 3D i więcej"));
  EXPECT_EQ(proven.of_today(), first);
  bring_in();
  EXPECT_NE(proven.of_today()->known, first->known);
}

TEST_F(ProvenPartnersTest, AMergeGivesTheProjectsOverAndItsUndoingBack) {
  bring_in();
  const json question = {{"text", "titanium implants"}};
  EXPECT_THAT(names(ask(question)), UnorderedElementsAre("Druk 3D", "Szpital Zmyślony"));
  const auto merge = write([&](store::Transaction& transaction) {
    return merge_organisations(transaction, installation(), administrator(),
                               merge_request_from({{"keep", alfa_.str()}, {"merge", printer_.str()}}));
  });
  EXPECT_THAT(names(ask(question)), UnorderedElementsAre("Alfa", "Szpital Zmyślony"));
  // Who is asked for by the old id, too.
  EXPECT_EQ(ask({{"on_behalf_of", printer_.str()}}).partners.at(0).together_count, 1U);
  EXPECT_EQ(proven_query_from({{"on_behalf_of", printer_.str()}}, installation()).on_behalf_of, alfa_);
  write([&](store::Transaction& transaction) {
    undo_merge(transaction, administrator(), merge.id);
    return true;
  });
  EXPECT_THAT(names(ask(question)), UnorderedElementsAre("Druk 3D", "Szpital Zmyślony"));
}

TEST_F(ProvenPartnersTest, WhoWasDeletedIsNoAnswerAndComesBackWhenRestored) {
  bring_in();
  const json question = {{"text", "titanium implants"}, {"limit", 1}};
  EXPECT_THAT(names(ask(question)), ElementsAre("Szpital Zmyślony"));
  write([&](store::Transaction& transaction) {
    store::OrganisationStore(transaction).remove(hospital_, 1);
    return true;
  });
  EXPECT_THAT(names(ask(question)), ElementsAre("Druk 3D"));
  write([&](store::Transaction& transaction) {
    store::OrganisationStore(transaction).restore(hospital_);
    return true;
  });
  EXPECT_THAT(names(ask(question)), ElementsAre("Szpital Zmyślony"));
}

TEST_F(ProvenPartnersTest, WhoWasKnownByNumberAloneCountsAsTheOneALaterImportFound) {
  constexpr std::string_view kHeader = "projectID;organisationID;name;activityType;city;country;role\n";
  bring_in();
  add(draft("Fremde GmbH", {{"places", {{{"is_seat", true}, {"locality", "Bonn"}, {"country", "DE"}}}}}));
  bring_in("id;acronym;title;objective;startDate;endDate\n9;NEW;Sludge;Drying;2020-01-01;2021-01-01\n",
           std::string(kHeader) + "9;902;Fremde GmbH;PRC;Bonn;DE;coordinator\n");
  const auto answer = ask({{"text", "Micropollutants in waste water"}});
  const auto found = std::find_if(answer.partners.begin(), answer.partners.end(),
                                  [](const ProvenPartner& each) { return each.card.name == "Fremde GmbH"; });
  ASSERT_NE(found, answer.partners.end());
  EXPECT_EQ(found->projects, 3U);
}

TEST_F(ProvenPartnersTest, ConcurrentAskersGetWhatOneLearns) {
  bring_in();
  std::vector<std::size_t> found(8);
  std::vector<std::thread> threads;
  for (std::size_t& each : found)
    threads.emplace_back([&] { each = ask({{"text", "Micropollutants in waste water"}}).partners.size(); });
  for (std::thread& each : threads) each.join();
  EXPECT_THAT(found, ::testing::Each(3U));
}

}  // namespace
}  // namespace grono::app
