#include "geo/gazetteer.hpp"

#include <gtest/gtest.h>

#include "base/error.hpp"
#include "geo/lonlat.hpp"
#include "support/temporary_folder.hpp"

namespace grono::geo {
namespace {

class GazetteerTest : public testing::Test {
 protected:
  [[nodiscard]] std::filesystem::path file(const std::string& rows) const {
    folder_.write("gazetteer.csv", "name,other_names,country,region,nuts,lau,lon,lat,population\n" + rows);
    return folder_.path() / "gazetteer.csv";
  }

 private:
  test::TemporaryFolder folder_;
};

TEST_F(GazetteerTest, FindsWithoutRegardToCaseAndDiacriticsAndByOtherNames) {
  const auto gazetteer = Gazetteer::load(file("Łódź,Lodz|Lodsch,PL,łódzkie,PL71,106101,19.47,51.75,700000\n"));
  for (const char* name : {"Łódź", "LODZ", "lódz", "Lodsch"}) {
    const auto found = gazetteer.find(name, "PL");
    ASSERT_TRUE(found) << name;
    EXPECT_EQ(found->nuts, "PL71");
  }
  EXPECT_FALSE(gazetteer.find("Łódź", "DE"));
  EXPECT_FALSE(gazetteer.find("", "PL"));
}

TEST_F(GazetteerTest, OfSeveralTheHintDecidesElseNone) {
  const auto gazetteer = Gazetteer::load(file(
      "Dąbrowa,,PL,śląskie,PL22,240101,19.1,50.3,2000\n"
      "Dąbrowa,,PL,opolskie,PL52,160901,17.7,50.7,1800\n"
      "Dąbrowa,,PL,opolskie,PL52,160902,17.8,50.8,1500\n"));
  EXPECT_FALSE(gazetteer.find("Dąbrowa", "PL"));
  EXPECT_EQ(gazetteer.find("Dąbrowa", "PL", "województwo śląskie")->nuts, "PL22");
  EXPECT_EQ(gazetteer.find("Dąbrowa", "PL", "160902")->lau, "160902");
  EXPECT_FALSE(gazetteer.find("Dąbrowa", "PL", "PL52"));
}

TEST_F(GazetteerTest, AMuchLargerOneIsMeant) {
  const auto gazetteer = Gazetteer::load(file(
      "Gliwice,,PL,śląskie,PL22,246601,18.67,50.29,175000\nGliwice,,PL,lubelskie,PL81,061401,22.1,51.1,1100\n"));
  EXPECT_EQ(gazetteer.find("gliwice", "PL")->nuts, "PL22");
}

TEST_F(GazetteerTest, BeginningsComeLargestFirst) {
  const auto gazetteer = Gazetteer::load(file(
      "Kraków,Cracow,PL,,,,20,50,700000\nKrosno,,PL,,,,21.7,49.7,47000\nKrapkowice,,PL,,,,18,50.5,18000\n"));
  const auto found = gazetteer.starting_with("kr", 2);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].name, "Kraków");
  EXPECT_EQ(found[1].name, "Krosno");
}

TEST_F(GazetteerTest, ABrokenTableNamesTheLine) {
  for (const char* rows : {"X,,PL,,,,200,50,1\n", "X,,PL,,,,abc,50,1\n", "X,,PL,,,,20,50,1\nY,,PL,,,,20,50,2\n"})
    EXPECT_THROW(static_cast<void>(Gazetteer::load(file(rows))), InvalidInput) << rows;
}

TEST(LonLat, DistanceFitsAKnownOne) {
  // Warszawa to Gliwice; reference by the same geodesic of GeographicLib's GeodSolve.
  const LonLat warszawa{21.0122, 52.2297}, gliwice{18.6766, 50.2976};
  EXPECT_NEAR(quick_distance_m(warszawa, gliwice), distance_m(warszawa, gliwice), 0.006 * distance_m(warszawa, gliwice));
  EXPECT_NEAR(distance_m(warszawa, gliwice) / 1000, 270.6, 1.5);
  EXPECT_EQ(distance_m(gliwice, gliwice), 0);
  EXPECT_FALSE(is_on_earth({50.29, 118.67}));
}

}  // namespace
}  // namespace grono::geo
