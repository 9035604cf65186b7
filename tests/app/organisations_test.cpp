#include <gmock/gmock.h>

#include "app/installation_fixture.hpp"

namespace grono::app {
namespace {

using cluster::CoordinateSource;
using cluster::OrganisationId;
using nlohmann::json;
using test::error_of;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class Organisations : public test::InstallationTest {};

std::vector<std::string> titles(const std::vector<cluster::Capability>& items) {
  std::vector<std::string> made;
  for (const auto& item : items) made.push_back(item.title.at("pl"));
  return made;
}

TEST_F(Organisations, AreStoredInTheirNormalForm) {
  const auto made =
      create(draft(" Źródło  ", {{"registers", {{"nip", "526-10-40-828"}}},
                                 {"activities", {{{"scheme", "pkd_2025"}, {"code", "3250z"}}}}}));
  EXPECT_EQ(made.organisation.legal_name, "Źródło");
  EXPECT_EQ(made.organisation.registers.nip, "5261040828");
  EXPECT_EQ(made.organisation.activities.at(0).code, "32.50.Z");
  EXPECT_EQ(made.organisation.version, 1);
  EXPECT_EQ(seen_by(administrator(), made.organisation.id).organisation, made.organisation);
}

TEST_F(Organisations, APlaceWithoutCoordinatesIsLookedUp) {
  const auto made = create(draft("A", {{"places", {{{"locality", "gliwice"}}, {{"locality", "Nigdzie"}}}}}));
  const auto& places = made.organisation.places;
  ASSERT_THAT(places, SizeIs(2));
  EXPECT_EQ(places[0].position, (geo::LonLat{18.6766, 50.2945}));
  EXPECT_EQ(places[0].position_source, CoordinateSource::gazetteer);
  EXPECT_EQ(places[0].nuts, "PL229");
  EXPECT_EQ(places[1].position, std::nullopt);
}

TEST_F(Organisations, LookedUpCoordinatesFollowTheTownAndGivenOnesStay) {
  const auto made = create(draft(
      "A",
      {{"places", {{{"locality", "Gliwice"}}, {{"locality", "Gliwice"}, {"lon", 18.5}, {"lat", 50.5}}}}}));
  json written = cluster::to_json(made.organisation);
  written["places"][0]["locality"] = "Łódź";
  written["places"][1]["locality"] = "Łódź";
  const auto edited = edit(administrator(), made.organisation.id, written);
  EXPECT_EQ(edited.organisation.places[0].position, (geo::LonLat{19.4560, 51.7592}));
  EXPECT_EQ(edited.organisation.places[0].nuts, "PL711");
  EXPECT_EQ(edited.organisation.places[1].position, (geo::LonLat{18.5, 50.5}));
}

TEST_F(Organisations, IdsOfAClientAreNotTaken) {
  const auto first = create(draft("A", {{"offers", {capability("Druk 3D")}}}));
  json stolen = draft("B", {{"offers", {capability("Podmiana")}}});
  stolen["offers"][0]["id"] = first.organisation.offers[0].id.str();
  const auto second = create(stolen);
  EXPECT_NE(second.organisation.offers[0].id, first.organisation.offers[0].id);
  EXPECT_THAT(titles(seen_by(administrator(), first.organisation.id).organisation.offers),
              ElementsAre("Druk 3D"));
}

TEST_F(Organisations, TwoItemsWithOneIdAreTwoItems) {
  const auto made = create(draft("A", {{"offers", {capability("Druk 3D")}}}));
  json written = cluster::to_json(made.organisation);
  written["offers"].push_back(written["offers"][0]);
  const auto edited = edit(administrator(), made.organisation.id, written);
  ASSERT_THAT(edited.organisation.offers, SizeIs(2));
  EXPECT_EQ(edited.organisation.offers[0].id, made.organisation.offers[0].id);
  EXPECT_NE(edited.organisation.offers[1].id, made.organisation.offers[0].id);
}

TEST_F(Organisations, AreSeenAsTheCallerMay) {
  const auto id = add_member(
      draft("A", {{"offers",
                   {capability("jawne"), capability("dla członków", "members"),
                    capability("dla koordynatora", "coordinator"), capability("własne", "owner")}}}));
  EXPECT_THAT(titles(seen_by(guest(), id).organisation.offers), ElementsAre("jawne"));
  EXPECT_THAT(titles(seen_by(manager_elsewhere(), id).organisation.offers), ElementsAre("jawne"));
  EXPECT_THAT(titles(seen_by(manager(), id).organisation.offers),
              ElementsAre("jawne", "dla członków", "dla koordynatora"));
  EXPECT_THAT(seen_by(representative(id), id).organisation.offers, SizeIs(4));
}

TEST_F(Organisations, AManagersEditKeepsWhatTheManagerCanNotSee) {
  const auto id = add_member(draft("A", {{"offers", {capability("jawne"), capability("własne", "owner")}}}));
  json written = cluster::to_json(seen_by(manager(), id).organisation);
  written["legal_name"] = "B";
  written["offers"] = json::array();
  const auto edited = edit(manager(), id, written);
  EXPECT_EQ(edited.organisation.legal_name, "B");
  EXPECT_THAT(edited.organisation.offers, IsEmpty()) << "and is not told of it";
  EXPECT_THAT(titles(seen_by(representative(id), id).organisation.offers), ElementsAre("własne"));
}

TEST_F(Organisations, SayWhatTheCallerMayDoWithThem) {
  const auto id = add_member(draft("A"));
  EXPECT_THAT(seen_by(guest(), id).may, IsEmpty());
  EXPECT_THAT(seen_by(manager(), id).may,
              ElementsAre("edit", "delete", "merge", "invite_colleague", "read_audit"));
  EXPECT_THAT(seen_by(animator(), id).may, ElementsAre("edit"));
  EXPECT_THAT(seen_by(representative(id), id).may,
              ElementsAre("edit", "invite_colleague", "read_audit", "match_confidentially", "read_disclosures"));
}

TEST_F(Organisations, AreWrittenOnlyByThoseWhoMay) {
  const auto id = add_member(draft("A"));
  EXPECT_EQ(error_of([&] { edit(guest(), id, draft("B")); }), "Refused: not logged in");
  EXPECT_EQ(error_of([&] { edit(manager_elsewhere(), id, draft("B")); }), "Refused");
  EXPECT_EQ(error_of([&] { edit(representative(add(draft("C"))), id, draft("B")); }), "Refused");
  EXPECT_EQ(error_of([&] { edit(representative(id), id, draft("B")); }), "nothing");
  const auto create_by = [&](const Caller& caller, std::optional<cluster::ClusterId> cluster) {
    return error_of([&] {
      write([&](store::Transaction& transaction) {
        return create_organisation(transaction, installation(), caller, draft("D"), cluster);
      });
    });
  };
  EXPECT_EQ(create_by(manager(), med_), "nothing");
  EXPECT_EQ(create_by(manager(), std::nullopt), "Refused") << "a manager creates members of the own cluster";
  EXPECT_EQ(create_by(manager(), other_), "Refused");
  EXPECT_EQ(create_by(representative(id), med_), "Refused");
  EXPECT_EQ(create_by(guest(), med_), "Refused: not logged in");
}

TEST_F(Organisations, CreatedInAClusterAreItsMembers) {
  const auto id = add_member(draft("A"));
  EXPECT_THAT(read([&](store::Transaction& transaction) {
                return store::MembershipStore(transaction).clusters_of(id);
              }),
              ElementsAre(med_));
}

TEST_F(Organisations, ARefusedDraftLeavesNothingBehind) {
  EXPECT_EQ(error_of([&] { add_member(draft("A", {{"registers", {{"nip", "1"}}}})); }), "/registers/nip");
  EXPECT_EQ(
      read([&](store::Transaction& transaction) { return store::OrganisationStore(transaction).count(); }),
      0);
}

TEST_F(Organisations, ARegisterNumberIsTakenOnce) {
  const json nip = {{"registers", {{"nip", "5261040828"}}}};
  add(draft("A", nip));
  EXPECT_EQ(error_of([&] { add(draft("B", nip)); }), "AlreadyExists /registers/nip");
}

TEST_F(Organisations, OfTwoEditorsTheSecondIsTold) {
  const auto id = add(draft("A"));
  edit(administrator(), id, draft("B"));
  EXPECT_EQ(error_of([&] {
              write([&](store::Transaction& transaction) {
                return edit_organisation(transaction, installation(), administrator(), id, 1, draft("C"));
              });
            }),
            "VersionConflict");
  EXPECT_EQ(seen_by(guest(), id).organisation.legal_name, "B");
}

class DeletedOrganisations : public Organisations {
 protected:
  void remove(const Caller& caller, OrganisationId id) const {
    const auto version = seen_by(administrator(), id).organisation.version;
    write([&](store::Transaction& transaction) {
      delete_organisation(transaction, caller, id, version);
      return true;
    });
  }
  OrganisationView restore(const Caller& caller, OrganisationId id) const {
    return write(
        [&](store::Transaction& transaction) { return restore_organisation(transaction, caller, id); });
  }
};

TEST_F(DeletedOrganisations, AreGoneAndCanComeBack) {
  const auto id = add_member(draft("A"));
  remove(manager(), id);
  EXPECT_EQ(error_of([&] { (void)seen_by(guest(), id); }), "Gone");
  EXPECT_EQ(error_of([&] { restore(animator(), id); }), "Refused");
  EXPECT_EQ(restore(manager(), id).organisation.legal_name, "A");
  EXPECT_EQ(seen_by(guest(), id).organisation.legal_name, "A");
  EXPECT_EQ(error_of([&] { restore(manager(), id); }), "NotFound") << "it is not deleted";
}

TEST_F(DeletedOrganisations, ACoordinatorCanNotBeDeleted) {
  const auto id = add_member(draft("A"));
  write([&](store::Transaction& transaction) {
    return edit_cluster(transaction, installation(), administrator(), "med", 1,
                        {{"slug", "med"}, {"name", {{"pl", "Med"}}}, {"coordinator", id.str()}});
  });
  EXPECT_EQ(error_of([&] { remove(administrator(), id); }), "Conflict");
}

TEST_F(Organisations, WhatNeverWasIsNotFound) {
  EXPECT_EQ(error_of([&] { (void)seen_by(guest(), new_id<OrganisationId>()); }), "NotFound");
}

TEST_F(Organisations, ADraftIsCheckedWithoutBeingStored) {
  const auto id = add_member(draft("A"));
  const json written = draft(" ", {{"registers", {{"nip", "1"}, {"krs", "x"}, {"regon", "000-331-501"}}}});
  const CheckedDraft checked = check_draft(installation(), representative(id), written);
  EXPECT_THAT(checked.problems, SizeIs(3));
  EXPECT_EQ(checked.organisation.registers.regon, "000331501") << "what is right is in its stored form";
  EXPECT_EQ(
      read([](store::Transaction& transaction) { return store::OrganisationStore(transaction).count(); }), 1);
  EXPECT_EQ(error_of([&] { (void)check_draft(installation(), guest(), draft("A")); }),
            "Refused: not logged in");
  EXPECT_EQ(error_of([&] { (void)check_draft(installation(), manager(), json::array()); }), "");
}

TEST_F(Organisations, TheirJsonNamesTheCodes) {
  const auto made = create(draft("A", {{"activities", {{{"scheme", "pkd_2007"}, {"code", "32.50.Z"}}}}}));
  const json answer = to_json(made, installation().classifications());
  EXPECT_EQ(answer["activities"][0]["title"]["pl"],
            "Produkcja urządzeń, instrumentów oraz wyrobów medycznych");
  EXPECT_EQ(answer["activities"][0]["valid_until"], "2026-12-31");
  EXPECT_TRUE(answer["may"].is_array());
}

}  // namespace
}  // namespace grono::app
