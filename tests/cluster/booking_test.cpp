#include "cluster/resource/booking.hpp"

#include <random>

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "cluster/names.hpp"

namespace grono::cluster {
namespace {

using nlohmann::json;
using std::chrono::minutes;
using ::testing::ElementsAre;

Timestamp booking_time(const char* text) {
  return parse_timestamp(text).value();
}

// Where a rule is broken; empty where none is.
template <class Work>
std::string broken_at(const Work& work) {
  try {
    work();
  } catch (const InvalidInput& problem) {
    return problem.where();
  }
  return "";
}

Resource lab() {
  Resource made;
  made.title = {{"pl", "Pracownia świateł"}};
  return made;
}

TEST(BookingPrice, IsByTheMinuteByBegunDaysOrByUse) {
  BookingTerms terms;
  terms.prices = {{UserKind::member, PriceUnit::hour, Money{12'050}},
                  {UserKind::research, PriceUnit::day, Money{50'000}},
                  {UserKind::outside, PriceUnit::use, Money{99}}};
  const Timestamp from = booking_time("2026-11-30T08:00:00Z");
  const auto price = [&](UserKind user, int length) {
    return price_of(terms, user, from, from + minutes(length));
  };
  EXPECT_EQ(price(UserKind::member, 90), Money{18'075});
  EXPECT_EQ(price(UserKind::member, 15), Money{3'013});  // 30.125, the half upwards
  EXPECT_EQ(price(UserKind::research, 15), Money{50'000});
  EXPECT_EQ(price(UserKind::research, 1'440), Money{50'000});
  EXPECT_EQ(price(UserKind::research, 1'455), Money{100'000});
  EXPECT_EQ(price(UserKind::outside, 6'000), Money{99});
  EXPECT_EQ(price(UserKind::own, 60), Money{});
  terms.prices.clear();
  EXPECT_EQ(price(UserKind::member, 60), std::nullopt);
}

TEST(BookingTerms, AreBroughtIntoTheirStoredFormOrRefusedByPlace) {
  const auto refused = [](const json& terms) {
    return broken_at([&] {
      Resource resource = lab();
      resource.terms = terms_from_json(terms, "/terms");
      normalise(resource);
    });
  };
  EXPECT_EQ(refused(json::object()), "");
  EXPECT_EQ(refused({{"shortest_minutes", 20}}), "/terms/shortest_minutes");
  EXPECT_EQ(refused({{"shortest_minutes", 120}, {"longest_minutes", 60}}), "/terms/longest_minutes");
  EXPECT_EQ(refused({{"longest_minutes", 10'000'000}}), "/terms/longest_minutes");
  EXPECT_EQ(refused({{"horizon_days", 0}}), "/terms/horizon_days");
  EXPECT_EQ(refused({{"opening", {{{"weekday", 0}, {"from", "08:00"}, {"to", "16:00"}}}}}),
            "/terms/opening/0/weekday");
  EXPECT_EQ(refused({{"opening", {{{"weekday", 1}, {"from", "16:00"}, {"to", "08:00"}}}}}),
            "/terms/opening/0/to");
  EXPECT_EQ(refused({{"opening", {{{"weekday", 1}, {"from", "08:10"}, {"to", "16:00"}}}}}),
            "/terms/opening/0/from");
  EXPECT_EQ(refused({{"opening", {{{"weekday", 1}, {"from", "24:00"}, {"to", "24:00"}}}}}),
            "/terms/opening/0/from");
  EXPECT_EQ(refused({{"closures", {{{"first_day", "2026-12-24"}, {"last_day", "2026-12-23"}}}}}),
            "/terms/closures/0/last_day");
  EXPECT_EQ(refused({{"currency", "ZŁ"}}), "/terms/currency");
  EXPECT_EQ(refused({{"prices", {{{"user", "member"}, {"unit", "hour"}, {"amount", "-1"}}}}}),
            "/terms/prices/0/amount");
  EXPECT_EQ(refused({{"cena", 1}}), "/terms/cena");
  Resource resource = lab();
  resource.terms = terms_from_json({{"opening",
                                     {{{"weekday", 2}, {"from", "00:00"}, {"to", "24:00"}},
                                      {{"weekday", 1}, {"from", "12:00"}, {"to", "16:00"}},
                                      {{"weekday", 1}, {"from", "08:00"}, {"to", "12:00"}}}}},
                                   "/terms");
  normalise(resource);
  EXPECT_THAT(resource.terms.opening,
              ElementsAre(OpeningHours{1, 480, 720}, OpeningHours{1, 720, 960}, OpeningHours{2, 0, 1'440}));
  EXPECT_EQ(terms_from_json(to_json(resource.terms), "/terms"), resource.terms);
}

TEST(Resource, KeepsWhatItSaysAndWhoSeesIt) {
  Resource resource = lab();
  resource.tags = {" b ", "a", "b", ""};
  normalise(resource);
  EXPECT_THAT(resource.tags, ElementsAre("a", "b"));
  EXPECT_EQ(resource_from_json(to_json(resource)), resource);
  resource.visibility = Visibility::owner;
  EXPECT_EQ(broken_at([&] { normalise(resource); }), "/visibility");
  resource.visibility = Visibility::members;
  resource.title.clear();
  EXPECT_EQ(broken_at([&] { normalise(resource); }), "/title");
}

TEST(Booking, HasALengthAndATimeThatTheTermsAllow) {
  BookingTerms terms;
  terms.shortest_minutes = 60;
  terms.longest_minutes = 120;
  terms.notice_hours = 24;
  terms.horizon_days = 30;
  const Timestamp now = booking_time("2026-11-26T12:07:00Z");
  const auto refused = [&](const char* from, const char* to) {
    return broken_at([&] { require_bookable(terms, booking_time(from), booking_time(to), now); });
  };
  EXPECT_EQ(refused("2026-11-30T08:00:00Z", "2026-11-30T09:00:00Z"), "");
  EXPECT_EQ(refused("2026-11-30T08:00:00Z", "2026-11-30T10:00:00Z"), "");
  EXPECT_EQ(refused("2026-11-30T08:05:00Z", "2026-11-30T09:00:00Z"), "/from");
  EXPECT_EQ(refused("2026-11-30T08:00:00Z", "2026-11-30T08:45:00Z"), "/to");
  EXPECT_EQ(refused("2026-11-30T08:00:00Z", "2026-11-30T10:15:00Z"), "/to");
  EXPECT_EQ(refused("2026-11-30T08:00:00Z", "2026-11-30T08:00:00Z"), "/to");
  EXPECT_EQ(refused("2026-11-27T12:00:00Z", "2026-11-27T13:00:00Z"), "/from");
  EXPECT_EQ(refused("2026-11-27T12:15:00Z", "2026-11-27T13:15:00Z"), "");
  EXPECT_EQ(refused("2026-11-20T12:00:00Z", "2026-11-20T13:00:00Z"), "/from");
  EXPECT_EQ(refused("2026-12-30T12:00:00Z", "2026-12-30T13:00:00Z"), "/from");
}

TEST(Booking, IsAnsweredOnceAndCancelledUntilItIsOver) {
  Booking booking;
  booking.from = booking_time("2026-11-30T08:00:00Z");
  booking.to = booking_time("2026-11-30T09:00:00Z");
  EXPECT_EQ(broken_at([&] { answer(booking, false, ""); }), "/reason");
  answer(booking, true, "nieważne");
  EXPECT_EQ(booking.state, BookingState::confirmed);
  EXPECT_EQ(booking.reason, "");
  EXPECT_EQ(broken_at([&] { answer(booking, false, "Nie"); }), "/state");
  EXPECT_EQ(broken_at([&] { cancel(booking, "", booking.to); }), "/state");
  cancel(booking, "Awaria", booking.from);
  EXPECT_EQ(booking.state, BookingState::cancelled);
  EXPECT_EQ(broken_at([&] { cancel(booking, "", booking.from); }), "/state");
}

TEST(Booking, IsSeenByItsTwoSidesAlone) {
  const OrganisationId owner{Uuid{{1}}}, user{Uuid{{2}}}, third{Uuid{{3}}};
  const ClusterId cluster{Uuid{{9}}};
  Resource resource = lab();
  resource.cluster = cluster;
  resource.organisation = owner;
  Booking booking;
  booking.organisation = user;
  const auto sees = [&](Role role, std::optional<ClusterId> of_cluster, std::optional<OrganisationId> of) {
    Actor actor;
    actor.user = UserId{Uuid{{7}}};
    actor.grants = {{role, of_cluster, of}};
    const bool by_policy = sees_booking(actor, resource, booking);
    EXPECT_EQ(by_policy, is_among(actor, sides_of(resource, booking)));
    return by_policy;
  };
  EXPECT_TRUE(sees(Role::employee, {}, owner));
  EXPECT_TRUE(sees(Role::representative, {}, user));
  EXPECT_FALSE(sees(Role::representative, {}, third));
  EXPECT_FALSE(sees(Role::manager, cluster, {}));
  EXPECT_FALSE(sees(Role::administrator, {}, {}));
  resource.organisation.reset();
  EXPECT_TRUE(sees(Role::animator, cluster, {}));
  EXPECT_FALSE(sees(Role::employee, {}, owner));
}

}  // namespace
}  // namespace grono::cluster
