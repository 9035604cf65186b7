#include "cluster/aid/room.hpp"

#include <random>

#include <gtest/gtest.h>

#include "base/error.hpp"
#include "cluster/aid/aid.hpp"

namespace grono::cluster {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

Date on(const char* text) { return *parse_date(text); }
Money euros(std::int64_t whole) { return {whole * 100}; }
Date later_by(Date day, int count) { return sys_days(day) + days(count); }

std::vector<AidCeiling> shipped() { return load_ceilings(std::string(GRONO_SOURCE_DIR) + "/data/aid/ceilings.csv"); }

std::vector<AidCeiling> one_of(std::int64_t amount, AidPeriod period = AidPeriod::rolling) {
  return {{AidScope::general, "2023/2831", "art. 3(2)", euros(amount), period, on("2000-01-01"), std::nullopt, {AidScope::general}, "", ""}};
}

TEST(AidCeilings, AreThoseOfTheRegulations) {
  const auto all = shipped();
  const auto amount = [&](AidScope scope, const char* day) {
    const AidCeiling* found = ceiling_on(all, scope, on(day));
    return found ? found->amount.hundredths / 100 : 0;
  };
  EXPECT_EQ(amount(AidScope::general, "2023-12-31"), 200'000);
  EXPECT_EQ(amount(AidScope::general, "2024-01-01"), 300'000);
  EXPECT_EQ(amount(AidScope::general, "2031-01-01"), 0);
  EXPECT_EQ(amount(AidScope::road_haulage, "2023-12-31"), 100'000);
  EXPECT_EQ(amount(AidScope::road_haulage, "2024-01-01"), 0);
  EXPECT_EQ(amount(AidScope::public_services, "2023-12-31"), 500'000);
  EXPECT_EQ(amount(AidScope::public_services, "2024-01-01"), 750'000);
  EXPECT_EQ(amount(AidScope::public_services, "2012-04-28"), 0);
  EXPECT_EQ(amount(AidScope::public_services, "2031-01-01"), 0);
  EXPECT_EQ(amount(AidScope::agriculture, "2019-03-13"), 15'000);
  EXPECT_EQ(amount(AidScope::agriculture, "2019-03-14"), 20'000);
  EXPECT_EQ(amount(AidScope::agriculture, "2024-12-15"), 20'000);
  EXPECT_EQ(amount(AidScope::agriculture, "2024-12-16"), 50'000);
  EXPECT_EQ(amount(AidScope::agriculture, "2033-01-01"), 0);
  for (const char* day : {"2014-07-01", "2023-10-24", "2023-10-25", "2029-12-31"}) EXPECT_EQ(amount(AidScope::fisheries, day), 30'000) << day;
  EXPECT_EQ(amount(AidScope::fisheries, "2014-06-30"), 0);
  EXPECT_EQ(amount(AidScope::fisheries, "2030-01-01"), 0);
}

TEST(AidCeilings, OfOneScopeNeverOverlap) {
  const auto all = shipped();
  for (Date day = on("2012-01-01"); day < on("2034-01-01"); day = later_by(day, 1))
    for (const AidScope scope : {AidScope::general, AidScope::road_haulage, AidScope::agriculture, AidScope::fisheries, AidScope::public_services}) {
      int count = 0;
      for (const AidCeiling& each : all) count += each.scope == scope && is_in_force(each, day);
      ASSERT_LE(count, 1) << to_string(day);
    }
}

// UOKiK (2024): of aid granted on 5 January 2024 everything from 5 January 2021 on counts, that day included.
TEST(ThreeYears, HoldTheSameDayThreeYearsBefore) {
  EXPECT_EQ(first_day_counted(on("2024-01-05"), AidPeriod::rolling), on("2021-01-05"));
  EXPECT_EQ(free_from(on("2021-01-05"), AidPeriod::rolling), on("2024-01-06"));
  EXPECT_EQ(first_day_counted(on("2023-06-30"), AidPeriod::fiscal_years), on("2021-01-01"));
  EXPECT_EQ(free_from(on("2021-12-31"), AidPeriod::fiscal_years), on("2024-01-01"));
}

TEST(ThreeYears, KnowLeapDays) {
  EXPECT_EQ(first_day_counted(on("2028-02-29"), AidPeriod::rolling), on("2025-02-28"));
  EXPECT_EQ(free_from(on("2024-02-29"), AidPeriod::rolling), on("2027-03-01"));
  EXPECT_EQ(free_from(on("2025-02-28"), AidPeriod::rolling), on("2028-03-01")) << "29 February 2028 still goes back to it";
  EXPECT_EQ(free_from(on("2025-03-01"), AidPeriod::rolling), on("2028-03-02"));
}

TEST(ThreeYears, EndOnTheFirstDayThatDoesNotCount) {
  for (const AidPeriod period : {AidPeriod::rolling, AidPeriod::fiscal_years})
    for (Date day = on("2019-01-01"); day < on("2029-01-01"); day = later_by(day, 1)) {
      const Date end = free_from(day, period);
      ASSERT_GT(first_day_counted(end, period), day) << to_string(day);
      ASSERT_LE(first_day_counted(later_by(end, -1), period), day) << to_string(day);
    }
}

TEST(AidRoom, IsTheCeilingLessWhatCounts) {
  const auto ceilings = shipped();
  const std::vector<CountedAid> counted = {{on("2023-11-26"), euros(100'000), AidScope::general, false},
                                           {on("2025-01-10"), euros(150'000), AidScope::general, false},
                                           {on("2026-11-01"), euros(20'000), AidScope::general, true}};
  const AidRoom room = room_on(ceilings, counted, AidScope::general, on("2026-11-26"), euros(40'000));
  EXPECT_FALSE(room.fits);
  EXPECT_EQ(room.counted, euros(270'000));
  EXPECT_EQ(room.reserved, euros(20'000));
  EXPECT_EQ(room.room, euros(30'000));
  EXPECT_EQ(room.fits_from, on("2026-11-27"));
  const std::vector<FreedAid> freed = {{on("2026-11-27"), euros(100'000)}, {on("2028-01-11"), euros(150'000)}, {on("2029-11-02"), euros(20'000)}};
  EXPECT_EQ(room.freed, freed);
  EXPECT_TRUE(room_on(ceilings, counted, AidScope::general, on("2026-11-26"), euros(30'000)).fits);
}

TEST(AidRoom, CountsWhatFollowsToo) {
  // Recorded late: what was granted afterwards shares three years with it.
  const auto ceilings = one_of(100);
  const std::vector<CountedAid> counted = {{on("2026-06-01"), euros(80), AidScope::general, false}};
  const AidRoom room = room_on(ceilings, counted, AidScope::general, on("2025-01-01"), euros(30));
  EXPECT_FALSE(room.fits);
  EXPECT_EQ(room.day, on("2026-06-01"));
  EXPECT_TRUE(room_on(ceilings, counted, AidScope::general, on("2023-05-31"), euros(30)).fits);
  EXPECT_FALSE(room_on(ceilings, counted, AidScope::general, on("2023-06-01"), euros(30)).fits);
}

TEST(AidRoom, OfAgricultureHasToFitUnderBothCeilings) {
  const auto ceilings = shipped();
  const std::vector<CountedAid> counted = {{on("2026-01-01"), euros(290'000), AidScope::general, false}};
  EXPECT_FALSE(room_on(ceilings, counted, AidScope::agriculture, on("2026-02-01"), euros(20'000)).fits);
  EXPECT_TRUE(room_on(ceilings, counted, AidScope::public_services, on("2026-02-01"), euros(700'000)).fits);
  EXPECT_FALSE(room_on(ceilings, {}, AidScope::agriculture, on("2026-02-01"), euros(50'001)).fits);
}

bool fits_shipped(const CountedAid& before, AidScope scope, const char* day, std::int64_t amount) {
  const auto ceilings = shipped();
  return room_on(ceilings, std::vector{before}, scope, on(day), euros(amount)).fits;
}

// Regulations 717/2014 art. 5(2) and 1408/2013 art. 5(2): what is granted for fish has to fit under 30,000 with what
// was granted for farming; what is granted for farming under the higher of both ceilings.
TEST(AidRoom, OfFishAndFarmingIsShared) {
  const CountedAid farming = {on("2026-01-01"), euros(25'000), AidScope::agriculture, false}, fish = {on("2026-01-01"), euros(10'000), AidScope::fisheries, false};
  EXPECT_TRUE(fits_shipped(farming, AidScope::fisheries, "2026-02-01", 5'000));
  EXPECT_FALSE(fits_shipped(farming, AidScope::fisheries, "2026-02-01", 5'001));
  EXPECT_TRUE(fits_shipped(fish, AidScope::agriculture, "2026-02-01", 40'000));
  EXPECT_FALSE(fits_shipped(fish, AidScope::agriculture, "2026-02-01", 40'001));
  // Until 15 December 2024 fisheries had the higher one.
  const CountedAid earlier = {on("2024-01-01"), euros(20'000), AidScope::fisheries, false};
  EXPECT_TRUE(fits_shipped(earlier, AidScope::agriculture, "2024-06-01", 10'000));
  EXPECT_FALSE(fits_shipped(earlier, AidScope::agriculture, "2024-06-01", 10'001));
}

// Regulation 1407/2013 art. 5(1), with 360/2012 up to the ceiling there; since 2024 each has its own.
TEST(AidRoom, OfPublicServicesWasSharedUntil2024) {
  const CountedAid before = {on("2023-01-01"), euros(450'000), AidScope::public_services, false};
  EXPECT_TRUE(fits_shipped(before, AidScope::general, "2023-06-01", 50'000));
  EXPECT_FALSE(fits_shipped(before, AidScope::general, "2023-06-01", 50'001));
  EXPECT_TRUE(fits_shipped(before, AidScope::general, "2024-06-01", 300'000));
}

TEST(AidRoom, IsNoneWithoutARegulation) {
  const AidRoom room = room_on(shipped(), {}, AidScope::road_haulage, on("2026-02-01"), euros(1));
  EXPECT_EQ(room.ceiling, nullptr);
  EXPECT_FALSE(room.fits);
}

TEST(AidRoom, NeverFitsWhatIsAboveTheCeilingAlone) {
  const AidRoom room = room_on(one_of(100), {}, AidScope::general, on("2026-02-01"), euros(101));
  EXPECT_EQ(room.fits_from, std::nullopt);
}

// Day by day: every three years that hold the day, with everything in them.
bool fits_by_brute_force(const std::vector<AidCeiling>& ceilings, const std::vector<CountedAid>& counted, Date day, Money amount) {
  const AidPeriod period = ceilings.front().period;
  for (Date end = day; first_day_counted(end, period) <= day; end = later_by(end, 1)) {
    Money sum = amount;
    for (const CountedAid& each : counted)
      if (first_day_counted(end, period) <= each.day && each.day <= end) sum += each.eur;
    if (sum > ceilings.front().amount) return false;
  }
  return true;
}

TEST(AidRoom, IsThatOfBruteForceAroundLeapDays) {
  std::mt19937 random(7);
  for (int round = 0; round < 150; ++round) {
    const auto ceilings = one_of(100, round % 3 == 0 ? AidPeriod::fiscal_years : AidPeriod::rolling);
    const Date begin = on(round % 2 == 0 ? "2023-02-20" : "2024-02-26");
    std::vector<CountedAid> counted;
    for (unsigned i = 0; i < 1 + random() % 6; ++i) {
      // Near the same days of several years, where the edges meet.
      const Date near = begin + std::chrono::years(random() % 5);
      counted.push_back({later_by(near.ok() ? near : begin, static_cast<int>(random() % 12)), euros(5 + static_cast<int>(random() % 40)), AidScope::general, random() % 2 == 0});
    }
    const Date day = later_by(begin, static_cast<int>(random() % 1'500));
    const Money amount = euros(1 + static_cast<int>(random() % 60));
    const AidRoom room = room_on(ceilings, counted, AidScope::general, day, amount);
    ASSERT_EQ(room.fits, fits_by_brute_force(ceilings, counted, day, amount)) << round;
    Date first = day;
    while (!fits_by_brute_force(ceilings, counted, first, amount)) first = later_by(first, 1);
    ASSERT_EQ(room.fits_from, first) << round;
  }
}

TEST(AidLevels, AreThoseOfEveryDay) {
  std::mt19937 random(11);
  const auto ceilings = shipped();
  std::vector<CountedAid> counted;
  for (int i = 0; i < 12; ++i)
    counted.push_back({later_by(on("2021-01-01"), static_cast<int>(random() % 2'500)), euros(static_cast<int>(random() % 50'000)), AidScope::general, i % 3 == 0});
  const Date from = on("2022-06-01"), to = on("2031-06-01");
  const auto levels = levels_of(ceilings, counted, AidScope::general, from, to);
  ASSERT_EQ(levels.front().day, from);
  std::size_t at = 0;
  for (Date day = from; day <= to; day = later_by(day, 1)) {
    while (at + 1 < levels.size() && levels[at + 1].day <= day) ++at;
    Money all;
    const AidCeiling* ceiling = ceiling_on(ceilings, AidScope::general, day);
    for (const CountedAid& each : counted)
      if (ceiling && first_day_counted(day, ceiling->period) <= each.day && each.day <= day) all += each.eur;
    ASSERT_EQ(levels[at].granted.hundredths + levels[at].reserved.hundredths, all.hundredths) << to_string(day);
    ASSERT_EQ(levels[at].ceiling, ceiling ? std::optional(ceiling->amount) : std::nullopt) << to_string(day);
  }
}

TEST(ExchangeRates, AreExact) {
  EXPECT_EQ(rate_text(*parse_rate("4.2567")), "4.2567");
  EXPECT_EQ(rate_text(*parse_rate("4")), "4.0000");
  for (const char* wrong : {"", "0", "0.0000", "4,2567", "4.25671", ".5", "4.", "-4", "1234567", "4.25 "}) EXPECT_EQ(parse_rate(wrong), std::nullopt) << wrong;
  // 1234.56 / 4.2567 = 290.027...; 0.01 / 2 = 0.005, up to a cent.
  EXPECT_EQ(to_string(in_eur(Money{123'456}, *parse_rate("4.2567"))), "290.03");
  EXPECT_EQ(to_string(in_eur(Money{1}, *parse_rate("2"))), "0.01");
  EXPECT_EQ(to_string(in_eur(Money{-1}, *parse_rate("2"))), "-0.01");
  EXPECT_EQ(to_string(in_eur(Money{100'000'000'000}, ExchangeRate{})), "1000000000.00");
}

Aid sample_aid() {
  Aid made;
  made.title = " Doradztwo w zakresie patentów ";
  made.grantor = "Koordynator";
  made.program = "Umowa 1/2026";
  made.nominal = Money{1'000'000};
  made.gross = Money{800'000};
  made.rate = *parse_rate("4.25");
  made.rate_day = on("2026-11-20");
  made.rate_source = "NBP, tabela A";
  made.day = on("2026-11-23");
  normalise(made);
  return made;
}

template <class Work>
std::string refused_at(const Work& work) {
  try {
    work();
  } catch (const InvalidInput& problem) {
    return problem.where();
  }
  return "";
}

TEST(Aid, IsReckonedInEuro) {
  const Aid one = sample_aid();
  EXPECT_EQ(one.title, "Doradztwo w zakresie patentów");
  EXPECT_EQ(to_string(one.eur), "1882.35");
}

TEST(Aid, SaysWhatIsWrong) {
  const auto refused = [](const auto& change) {
    Aid one = sample_aid();
    change(one);
    return refused_at([&] { normalise(one); });
  };
  EXPECT_EQ(refused([](Aid& one) { one.title = " "; }), "/title");
  EXPECT_EQ(refused([](Aid& one) { one.program.clear(); }), "/program");
  EXPECT_EQ(refused([](Aid& one) { one.nominal = {}; }), "/nominal");
  EXPECT_EQ(refused([](Aid& one) { one.gross = Money{1'000'001}; }), "/gross");
  EXPECT_EQ(refused([](Aid& one) { one.gross = Money{1}; }), "/gross") << "less than a cent";
  EXPECT_EQ(refused([](Aid& one) { one.rate_day.reset(); }), "/rate_day");
  EXPECT_EQ(refused([](Aid& one) { one.rate_day = on("2026-11-24"); }), "/rate_day");
  EXPECT_EQ(refused([](Aid& one) { one.rate_source.clear(); }), "/rate_source");
  EXPECT_EQ(refused([](Aid& one) { one.is_declared = true, one.program.clear(); }), "");
}

TEST(Aid, IsGrantedReducedAndWithdrawn) {
  Aid one = sample_aid();
  EXPECT_EQ(refused_at([&] { reduce(one, one.nominal, Money{1'000}, "A"); }), "/state");
  EXPECT_EQ(refused_at([&] { grant(one, on("2026-11-27"), on("2026-11-26")); }), "/day");
  grant(one, on("2026-11-26"), on("2026-11-26"));
  EXPECT_EQ(one.state, AidState::granted);
  EXPECT_EQ(one.day, on("2026-11-26"));
  EXPECT_EQ(refused_at([&] { grant(one, on("2026-11-26"), on("2026-11-26")); }), "/state");
  EXPECT_EQ(refused_at([&] { reduce(one, one.nominal, one.gross, "A"); }), "/gross");
  EXPECT_EQ(refused_at([&] { reduce(one, one.nominal, Money{1'000}, ""); }), "/reason");
  reduce(one, Money{500'000}, Money{425'000}, "Mniej godzin");
  EXPECT_EQ(to_string(one.eur), "1000.00");
  EXPECT_EQ(refused_at([&] { withdraw(one, ""); }), "/reason");
  withdraw(one, "Umowa rozwiązana");
  EXPECT_EQ(refused_at([&] { withdraw(one, "Znowu"); }), "/state");
}

TEST(LinkedEnterprises, AreNamedOnceAndNeverOneself) {
  LinkStatement one;
  one.organisation = OrganisationId{Uuid{{1}}};
  const OrganisationId other{Uuid{{2}}};
  one.links = {{other, "", ""}, {std::nullopt, "Spółka", "526-000-12-46"}};
  normalise(one);
  EXPECT_EQ(one.links[1].nip, "5260001246");
  const auto refused = [&](std::vector<LinkedEnterprise> links) {
    LinkStatement made = one;
    made.links = std::move(links);
    return refused_at([&] { normalise(made); });
  };
  EXPECT_EQ(refused({{one.organisation, "", ""}}), "/links/0/organisation");
  EXPECT_EQ(refused({{other, "", ""}, {other, "", ""}}), "/links/1");
  EXPECT_EQ(refused({{std::nullopt, "A", ""}}), "/links/0");
  EXPECT_EQ(refused({{std::nullopt, "A", "123"}}), "/links/0/nip");
}

}  // namespace
}  // namespace grono::cluster
