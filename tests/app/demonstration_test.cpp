#include "app/demonstration.hpp"

#include <set>

#include <gtest/gtest.h>

#include "cluster/rules.hpp"

namespace grono::app {
namespace {

const std::string kData = std::string(GRONO_SOURCE_DIR) + "/data";
constexpr Date kToday{std::chrono::year{2026}, std::chrono::November, std::chrono::day{23}};

const geo::Gazetteer& gazetteer() {
  static const auto loaded = geo::Gazetteer::load(kData + "/gazetteer.csv");
  return loaded;
}

Demonstration made(std::uint64_t seed, std::size_t count) {
  return demonstration(kData + "/demonstration", gazetteer(), seed, count, kToday);
}

TEST(Demonstration, KeepsEveryRuleWhateverTheSeed) {
  const auto classifications = cluster::Classifications::load(kData + "/classifications");
  for (std::uint64_t seed = 0; seed < 8; ++seed) {
    const Demonstration each = made(seed, 400);
    EXPECT_EQ(each.organisations.size(), 400U);
    EXPECT_TRUE(cluster::check(each.cluster, classifications).empty());
    for (const auto& organisation : each.organisations) {
      for (const auto& broken : cluster::check(organisation, classifications))
        ADD_FAILURE() << "seed " << seed << ", " << organisation.legal_name << ": " << broken.what();
      EXPECT_TRUE(organisation.is_invented);
    }
  }
}

TEST(Demonstration, ALargeLoadHasNoNameAndNoNumberTwice) {
  const Demonstration each = made(1, 20'000);
  std::set<std::string> names, numbers;
  for (const auto& organisation : each.organisations) {
    EXPECT_TRUE(names.insert(organisation.legal_name).second) << organisation.legal_name;
    for (const auto* number :
         {&organisation.registers.nip, &organisation.registers.regon, &organisation.registers.krs})
      if (*number) {
        EXPECT_TRUE(numbers.insert(**number).second) << **number;
      }
  }
}

TEST(Demonstration, IsTheSameForTheSameSeed) {
  const auto names = [](std::uint64_t seed) {
    std::vector<std::string> all;
    for (const auto& each : made(seed, 50).organisations) all.push_back(each.legal_name);
    return all;
  };
  EXPECT_EQ(names(1), names(1));
  EXPECT_NE(names(1), names(2));
}

}  // namespace
}  // namespace grono::app
