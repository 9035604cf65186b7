#include "cluster/consortium/consortium.hpp"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "base/invalid_fields.hpp"
#include "cluster/names.hpp"

namespace grono::cluster {
namespace {

using nlohmann::json;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

OrganisationId firm(std::uint8_t number) {
  return OrganisationId{Uuid{{number}}};
}

Consortium of_three() {
  Consortium made;
  made.id = ConsortiumId{Uuid{{100}}};
  made.cluster = ClusterId{Uuid{{200}}};
  for (std::uint8_t i = 1; i <= 3; ++i) {
    Seat seat;
    seat.organisation = firm(i);
    seat.role = i == 1 ? SeatRole::lead : SeatRole::partner;
    seat.share = i == 1 ? 3'334 : 3'333;
    seat.task = "Część " + std::to_string(i);
    made.seats.push_back(seat);
  }
  return made;
}

template <class Work>
std::string place_of_refusal(const Work& work) {
  try {
    work();
  } catch (const InvalidInput& problem) {
    return problem.where();
  }
  return "";
}

TEST(Consortium, GoesFromProposalToAgreement) {
  Consortium it = of_three();
  EXPECT_EQ(place_of_refusal([&] { answer_seat(it, firm(1), true, ""); }), "/organisation")
      << "nobody has asked yet";
  invite(it);
  EXPECT_EQ(place_of_refusal([&] { invite(it); }), "/seats");
  for (std::uint8_t i = 1; i <= 3; ++i) answer_seat(it, firm(i), true, "");
  EXPECT_EQ(place_of_refusal([&] { answer_seat(it, firm(1), true, ""); }), "/organisation");
  EXPECT_THAT(open_ends(it), SizeIs(1)) << "the agreement alone";
  it.agreement = {{"pl", "Umowa"}};
  EXPECT_THAT(open_ends(it), IsEmpty());
  agree(it);
  EXPECT_EQ(it.stage, ConsortiumStage::agreed);
  EXPECT_EQ(place_of_refusal([&] { replace_seat(it, firm(1), firm(9)); }), "/stage");
}

TEST(Consortium, EveryOpenEndIsToldAtOnce) {
  Consortium it = of_three();
  it.seats[0].role = SeatRole::partner;
  it.seats[2].share = 3'332;
  invite(it);
  answer_seat(it, firm(2), false, "Brak ludzi");
  try {
    agree(it);
    FAIL() << "it can't be agreed";
  } catch (const InvalidFields& broken) {
    EXPECT_THAT(broken.all(), SizeIs(5));
  }
  EXPECT_EQ(it.stage, ConsortiumStage::forming);
  EXPECT_NE(open_ends(it)[3].problem().find("66.66 %"), std::string::npos) << open_ends(it)[3].problem();
}

TEST(Consortium, AnInvitationIsTakenBackAndAnEmptySeatGivenUp) {
  Consortium it = of_three();
  invite(it);
  answer_seat(it, firm(1), true, "");
  answer_seat(it, firm(2), false, "Brak ludzi");
  EXPECT_EQ(place_of_refusal([&] { give_up_seat(it, firm(1)); }), "/organisation") << "it has accepted";
  EXPECT_EQ(place_of_refusal([&] { give_up_seat(it, firm(9)); }), "/organisation") << "it has no seat";
  give_up_seat(it, firm(2));
  give_up_seat(it, firm(3));
  EXPECT_EQ(it.seats[2].state, SeatState::replaced);
  EXPECT_EQ(place_of_refusal([&] { answer_seat(it, firm(3), true, ""); }), "/organisation");
  EXPECT_FALSE(sees_consortium({std::nullopt, {{Role::representative, std::nullopt, firm(3)}}, {}, {}}, it));
  for (const InvalidInput& each : open_ends(it)) EXPECT_EQ(each.problem().find("empty seats"), std::string::npos) << each.problem();
}

TEST(Consortium, WhoRefusesOrWithdrawsSaysWhyAndIsReplacedWithTheSameSeat) {
  Consortium it = of_three();
  invite(it);
  EXPECT_EQ(place_of_refusal([&] { answer_seat(it, firm(2), false, ""); }), "/reason");
  answer_seat(it, firm(1), true, "");
  answer_seat(it, firm(3), true, "");
  answer_seat(it, firm(2), false, "Inny projekt");
  EXPECT_EQ(place_of_refusal([&] { replace_seat(it, firm(2), firm(3)); }), "/by");
  replace_seat(it, firm(2), firm(4));
  EXPECT_EQ(it.seats[1].state, SeatState::replaced);
  EXPECT_EQ(it.seats[3].replaces, firm(2));
  EXPECT_EQ(it.seats[3].share, 3'333);
  EXPECT_EQ(it.seats[3].task, "Część 2");
  invite(it);
  answer_seat(it, firm(4), true, "");
  it.agreement = {{"pl", "Umowa"}};
  agree(it);
  // After everything was agreed one leaves: it is open again, and everything else is as it was.
  EXPECT_EQ(place_of_refusal([&] { withdraw_seat(it, firm(4), ""); }), "/reason");
  withdraw_seat(it, firm(4), "Zarząd");
  EXPECT_EQ(it.stage, ConsortiumStage::forming);
  EXPECT_EQ(it.agreement.at("pl"), "Umowa");
  EXPECT_EQ(it.seats[0].state, SeatState::accepted);
  // Who left may be asked for another seat.
  replace_seat(it, firm(4), firm(2));
  normalise(it);
}

TEST(Consortium, WhoIsOnlyProposedLearnsNothing) {
  Consortium it = of_three();
  const auto sees = [&](std::uint8_t number) {
    Actor actor;
    actor.user = UserId{Uuid{{50}}};
    actor.grants = {{Role::representative, std::nullopt, firm(number)}};
    return sees_consortium(actor, it);
  };
  EXPECT_FALSE(sees(1));
  invite(it);
  EXPECT_TRUE(sees(1));
  EXPECT_FALSE(sees(4));
  replace_seat(it, firm(1), firm(4));
  EXPECT_FALSE(sees(1));
  EXPECT_FALSE(sees(4));
  Actor manager;
  manager.user = UserId{Uuid{{51}}};
  manager.grants = {{Role::manager, it.cluster, std::nullopt}};
  EXPECT_TRUE(sees_consortium(manager, it));
  manager.grants = {{Role::administrator, std::nullopt, std::nullopt}};
  EXPECT_FALSE(sees_consortium(manager, it));
}

TEST(Consortium, AnEditKeepsWhoWasAskedAndReadsNothingElse) {
  Consortium it = of_three();
  invite(it);
  const auto edited = [&](const json& seats) { return consortium_from_json({{"seats", seats}}, it); };
  const json one = {{"organisation", firm(1).str()}, {"share", 0.5}, {"role", "lead"}},
             two = {{"organisation", firm(2).str()}, {"share", 0.25}},
             three = {{"organisation", firm(3).str()}, {"share", 0.25}, {"budget", "10.50"}},
             four = {{"organisation", firm(4).str()}};
  EXPECT_EQ(place_of_refusal([&] { static_cast<void>(edited({one, two})); }), "/seats");
  EXPECT_EQ(place_of_refusal([&] {
              static_cast<void>(edited({one, {{"organisation", firm(2).str()}, {"share", 1.2}}, three}));
            }),
            "/seats/1/share");
  EXPECT_EQ(place_of_refusal([&] {
              static_cast<void>(edited({one, two, {{"organisation", firm(3).str()}, {"budget", "-1"}}}));
            }),
            "/seats/2/budget");
  const Consortium made = edited({one, two, three, four});
  EXPECT_EQ(made.seats[0].state, SeatState::invited);
  EXPECT_EQ(made.seats[0].share, 5'000);
  EXPECT_EQ(made.seats[2].budget, Money{1'050});
  EXPECT_EQ(made.seats[3].state, SeatState::proposed);
  EXPECT_EQ(seats_from_stored(stored_seats(made.seats)), made.seats);
  Consortium twice = made;
  twice.seats.push_back(made.seats[0]);
  EXPECT_EQ(place_of_refusal([&] { normalise(twice); }), "/seats/4/organisation");
  Consortium two_lead = made;
  two_lead.seats[1].role = SeatRole::lead;
  EXPECT_EQ(place_of_refusal([&] { normalise(two_lead); }), "/seats/1/role");
}

TEST(Consortium, IsDissolvedWithAReasonButNotWhereAProjectCarriesOn) {
  Consortium it = of_three();
  EXPECT_EQ(place_of_refusal([&] { dissolve(it, ""); }), "/reason");
  it.stage = ConsortiumStage::project;
  EXPECT_EQ(place_of_refusal([&] { dissolve(it, "x"); }), "/stage");
  EXPECT_EQ(place_of_refusal([&] { withdraw_seat(it, firm(1), "x"); }), "/stage");
  it.stage = ConsortiumStage::agreed;
  dissolve(it, "Nabór odwołany");
  EXPECT_EQ(it.dissolved_reason, "Nabór odwołany");
}

TEST(Opportunity, IsOpenUntilItsLastDayAndSaysWhatItIs) {
  Opportunity it;
  it.title = {{"pl", "Nabór"}};
  it.closes_on = parse_date("2026-11-30");
  EXPECT_FALSE(is_over(it, *parse_date("2026-11-30")));
  EXPECT_TRUE(is_over(it, *parse_date("2026-12-01")));
  normalise(it);
  EXPECT_EQ(opportunity_from_json(to_json(it)), it);
  it.website = "javascript:alert(1)";
  EXPECT_EQ(place_of_refusal([&] { normalise(it); }), "/website");
  it.website.clear();
  it.visibility = Visibility::owner;
  EXPECT_EQ(place_of_refusal([&] { normalise(it); }), "/visibility");
}

}  // namespace
}  // namespace grono::cluster
