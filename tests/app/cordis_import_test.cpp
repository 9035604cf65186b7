#include "app/funded/cordis_import.hpp"

#include <gmock/gmock.h>

#include "app/consortia/candidates.hpp"
#include "app/cooperation.hpp"
#include "app/funded/funded_projects.hpp"
#include "app/installation_fixture.hpp"
#include "cluster/names.hpp"
#include "store/funded_project_store.hpp"

namespace grono::app {
namespace {

using cluster::OrganisationId;
using ::testing::DoubleEq;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

constexpr std::string_view kProjects =
    "id;acronym;title;objective;frameworkProgramme;fundingScheme;startDate;endDate;totalCost;"
    "ecMaxContribution\n"
    "101;IMPLANT;Implanty na miarę;Lepsze implanty;H2020;RIA;2019-01-01;2021-12-31;1000,50;800\n"
    "102;OTHER;Nobody of ours;x;H2020;RIA;2020-01-01;2021-12-31;;\n"
    "103;ALONE;Sama;x;H2020;SME-1;2020-05-01;;50000;50000\n";
constexpr std::string_view kOrganisations =
    "projectID;organisationID;vatNumber;name;shortName;activityType;city;country;role;ecContribution;"
    "endOfParticipation\n"
    "101;900;PL5261040828;ALFA IMPLANTY SP. Z O.O.;;PRC;GLIWICE;PL;participant;100,5;false\n"
    "101;901;NOT APPLICABLE;POLITECHNIKA ZMYSLONA;PZ;HES;Gliwice;PL;coordinator;700;false\n"
    "101;902;;Zmyślony Szpital;;PUB;Łódź;PL;participant;;false\n"
    "101;903;;ERFUNDENE GMBH;EG;PRC;Köln;DE;participant;;2020-06-30\n"
    "102;903;;ERFUNDENE GMBH;EG;PRC;Köln;DE;coordinator;;false\n"
    "102;904;;Niemand;;OTH;Bonn;DE;participant;;false\n"
    "103;900;PL5261040828;ALFA IMPLANTY SP. Z O.O.;;PRC;GLIWICE;PL;coordinator;50000;false\n";

class CordisImportTest : public test::InstallationTest {
 protected:
  void SetUp() override {
    add_account();
    alfa_ = add_member(draft("Alfa", {{"registers", {{"nip", "5261040828"}}}}));
    university_ =
        add_member(draft("Politechnika Zmyślona", {{"kind", "university"}, {"places", {place("Gliwice")}}}));
    add_member(draft("Samotna"));
  }
  static nlohmann::json place(const char* locality) {
    return {{"is_seat", true}, {"locality", locality}, {"country", "PL"}};
  }
  static exchange::CordisFiles files(std::string_view projects = kProjects,
                                     std::string_view organisations = kOrganisations) {
    return {{"project.csv", projects}, {"organization.csv", organisations}, {}};
  }
  CordisImportReport bring_in(TakenParticipants taken, bool is_rehearsal = false) const {
    return import_cordis(installation(), manager(), files(), {"med", taken, is_rehearsal});
  }
  std::vector<cluster::FundedProject> of_cluster() const {
    return read([&](store::Transaction& transaction) {
      return funded_projects_of_cluster(transaction, "med", {}).page.items;
    });
  }
  std::int64_t organisations() const {
    return read(
        [](store::Transaction& transaction) { return store::OrganisationStore(transaction).count(); });
  }

  OrganisationId alfa_, university_;
};

TEST_F(CordisImportTest, ProjectsOfMembersAreKeptAndTheirPartnersComeIn) {
  const auto report = bring_in(TakenParticipants::partners);
  EXPECT_EQ(report.projects_read, 3);
  EXPECT_EQ(report.projects, 2);
  EXPECT_EQ(report.participations, 5);
  EXPECT_EQ(report.linked, 2);
  EXPECT_EQ(report.created, 2);
  EXPECT_EQ(report.unlinked, 0);
  // By its tax number Alfa is certain, by its name the university is not.
  ASSERT_THAT(report.likenesses, SizeIs(1));
  EXPECT_EQ(report.likenesses[0].organisation, university_);

  const auto kept = of_cluster();
  ASSERT_THAT(kept, SizeIs(2));
  EXPECT_EQ(kept[0].acronym, "ALONE");
  const cluster::FundedProject& implant = kept[1];
  EXPECT_EQ(implant.total_cost, Money{1000'50});
  EXPECT_EQ(implant.ends_on, parse_date("2021-12-31"));
  ASSERT_THAT(implant.participations, SizeIs(4));
  EXPECT_EQ(implant.participations[0].organisation, alfa_);
  EXPECT_EQ(implant.participations[0].contribution, Money{100'50});
  EXPECT_EQ(implant.participations[1].organisation, university_);
  EXPECT_EQ(implant.participations[3].left_on, parse_date("2020-06-30"));

  const auto hospital = seen_by(guest(), implant.participations[2].organisation.value()).organisation;
  EXPECT_EQ(hospital.legal_name, "Zmyślony Szpital");
  EXPECT_EQ(hospital.kind, cluster::OrganisationKind::public_authority);
  EXPECT_EQ(hospital.places.at(0).locality, "Łódź");
  // What is stored stays as it is.
  EXPECT_EQ(seen_by(guest(), alfa_).organisation.legal_name, "Alfa");
}

TEST_F(CordisImportTest, OnlyWhoIsThereIsLinkedWhereNobodyNewShallCome) {
  const auto before = organisations();
  const auto report = bring_in(TakenParticipants::known);
  EXPECT_EQ(report.created, 0);
  EXPECT_EQ(report.unlinked, 2);
  EXPECT_EQ(organisations(), before);
  const auto participations = of_cluster().at(1).participations;
  EXPECT_FALSE(participations[2].organisation);
  EXPECT_EQ(participations[2].name, "Zmyślony Szpital");
}

TEST_F(CordisImportTest, ARehearsalTellsTheSameAndWritesNothing) {
  const auto before = organisations();
  const auto rehearsed = bring_in(TakenParticipants::partners, true);
  EXPECT_EQ(organisations(), before);
  EXPECT_TRUE(of_cluster().empty());
  EXPECT_EQ(to_json(rehearsed), to_json(bring_in(TakenParticipants::partners)));
}

TEST_F(CordisImportTest, TheSameTablesAgainChangeNothing) {
  bring_in(TakenParticipants::partners);
  const auto first = of_cluster();
  const auto before = organisations();
  const auto again = bring_in(TakenParticipants::partners);
  EXPECT_EQ(again.created, 0);
  EXPECT_EQ(again.linked, 4);
  EXPECT_EQ(organisations(), before);
  const auto second = of_cluster();
  ASSERT_EQ(second.size(), first.size());
  for (std::size_t i = 0; i < first.size(); ++i) EXPECT_EQ(second[i].id, first[i].id);
}

TEST_F(CordisImportTest, EverybodyIsForAWholeInstallation) {
  EXPECT_THROW(bring_in(TakenParticipants::everybody), InvalidInput);
  const auto report =
      import_cordis(installation(), administrator(), files(), {"", TakenParticipants::everybody, false});
  EXPECT_EQ(report.projects, 3);
  EXPECT_EQ(report.created, 3);
}

TEST_F(CordisImportTest, WhereTheTablesDoNotSayAParticipantsNameDoes) {
  const auto report =
      import_cordis(installation(), administrator(),
                    files("id;title;startDate\n1;Woda;2012-01-01\n",
                          "projectID;name;country\n1;DANMARKS TEKNISKE UNIVERSITET;Denmark\n1;FRAUNHOFER "
                          "GESELLSCHAFT;Germany\n"
                          "1;SZPITAL ZMYŚLONY;Poland\n1;WODA SP Z OO;Poland\n1;Nikt znikąd;Atlantis\n"),
                    {"", TakenParticipants::everybody, false});
  EXPECT_EQ(report.created, 5);
  const auto project = read([&](store::Transaction& transaction) {
    std::vector<OrganisationId> all;
    store::OrganisationStore(transaction).for_each([&](cluster::Organisation&& each) {
      all.push_back(each.id);
    });
    return store::FundedProjectStore(transaction).all(all).at(0);
  });
  std::vector<std::string> kinds;
  for (const auto& each : project.participations)
    kinds.emplace_back(cluster::name_of(seen_by(guest(), each.organisation.value()).organisation.kind));
  EXPECT_THAT(kinds,
              ElementsAre("university", "research_institute", "clinical_user", "enterprise", "enterprise"));
  EXPECT_EQ(project.participations[0].country, "DK");
  EXPECT_EQ(project.participations[4].country, "");
}

TEST_F(CordisImportTest, WhoMayNotImportBringsNothingIn) {
  EXPECT_THROW(import_cordis(installation(), guest(), files(), {"med", {}, false}), Refused);
  EXPECT_THROW(import_cordis(installation(), manager_elsewhere(), files(), {"med", {}, false}), Refused);
  EXPECT_THROW(import_cordis(installation(), manager(), files(), {"", TakenParticipants::known, false}),
               Refused);
}

TEST_F(CordisImportTest, ATableThatIsNoneIsRefusedByItsName) {
  try {
    import_cordis(installation(), manager(), files("Nazwa\nAlfa\n"), {"med", {}, false});
    FAIL();
  } catch (const InvalidInput& wrong) {
    EXPECT_THAT(wrong.where(), HasSubstr("project.csv"));
    EXPECT_THAT(wrong.problem(), HasSubstr("lacks the column id"));
  }
}

TEST_F(CordisImportTest, WhatWasDoneTogetherTiesTheNetworkAndCountsAsProven) {
  bring_in(TakenParticipants::partners);
  const auto asked = [&](const CooperationQuestion& question) {
    return read([&](store::Transaction& transaction) {
      return cooperation_in(transaction, installation(), guest(), "med", question, *parse_date("2026-11-26"));
    });
  };
  const Cooperation all = asked({});
  EXPECT_THAT(all.edges, SizeIs(6));
  ASSERT_THAT(all.works, SizeIs(1));
  EXPECT_EQ(all.works[0].kind, JointWorkKind::funded_project);
  EXPECT_EQ(all.works[0].title.at(std::string(cluster::kAnyLanguage)), "IMPLANT");
  // Four took part: everybody's ties sum to 1, whoever is looked at.
  const Cooperation members = asked({.only_members = true});
  ASSERT_THAT(members.edges, SizeIs(1));
  EXPECT_THAT(members.edges[0].weight, DoubleEq(1.0 / 3));
  EXPECT_THAT(members.nodes, SizeIs(3));
  // The German firm had gone by then.
  EXPECT_THAT(asked({.year = 2021}).edges, SizeIs(3));
  EXPECT_THAT(asked({.kinds = {JointWorkKind::project}}).edges, SizeIs(0));

  const auto cooperations = read([&](store::Transaction& transaction) {
    return candidates_in(transaction, manager(), med_).cooperations;
  });
  ASSERT_THAT(cooperations, SizeIs(1));
  EXPECT_THAT(cooperations[0].strength, DoubleEq(0.5));
}

}  // namespace
}  // namespace grono::app
