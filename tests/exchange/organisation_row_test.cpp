#include "exchange/organisation_row.hpp"

#include <gmock/gmock.h>

#include "exchange/address.hpp"
#include "reading.hpp"

namespace grono::exchange::test {
namespace {

using cluster::OrganisationKind;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::string first_problem(const OrganisationRow& row) {
  return row.problems.empty() ? "nothing" : row.problems.front().field + ": " + row.problems.front().problem;
}

TEST(OrganisationRow, UnderstandsPolishHeadersAndWords) {
  const auto row = row_of({{"Nazwa firmy", "Łódzka Fabryka Implantów Sp. z o.o."},
                           {"NIP", "526-025-09-95"},
                           {"Rodzaj organizacji", "Instytut badawczy"},
                           {"Liczba pracowników", "1 200"},
                           {"Rok założenia", "1.09.1991"},
                           {"PKD 2007", "3250z"},
                           {"Miejscowość", "Łódź"},
                           {"Kraj", "Polska"},
                           {"Tagi", "implanty; tytan"},
                           {"Potrzeby", "druk 3D"},
                           {"Strona WWW", "example.pl"}});
  const auto& made = row.organisation;
  EXPECT_THAT(row.problems, IsEmpty());
  EXPECT_EQ(made.registers.nip, "5260250995");
  EXPECT_EQ(made.kind, OrganisationKind::research_institute);
  EXPECT_EQ(made.employees, 1200);
  EXPECT_EQ(made.founded, 1991);
  EXPECT_EQ(made.activities, (std::vector<cluster::ActivityCode>{{"pkd_2007", "32.50.Z", false}}));
  EXPECT_EQ(made.tags, (std::vector<std::string>{"implanty", "tytan"}));
  ASSERT_EQ(made.needs.size(), 1U);
  EXPECT_EQ(made.needs[0].title.at("pl"), "druk 3D");
  ASSERT_EQ(made.places.size(), 1U);
  EXPECT_EQ(made.places[0].country, "PL");
  EXPECT_TRUE(made.places[0].is_seat);
  EXPECT_TRUE(row.is_located);
  EXPECT_NEAR(made.places[0].position->lat, 51.77, 0.1);
  EXPECT_EQ(made.places[0].position_source, cluster::CoordinateSource::gazetteer);
}

TEST(OrganisationRow, UnderstandsCordis) {
  const auto row = row_of({{"name", "UNIVERSITY OF ATHENS"}, {"activity_type", "HES"}, {"country", "EL"}});
  EXPECT_EQ(row.organisation.kind, OrganisationKind::university);
  EXPECT_EQ(row.organisation.places.at(0).country, "GR");
}

TEST(OrganisationRow, SaysWhatIsWrongInWhichField) {
  EXPECT_THAT(first_problem(row_of({{"Nazwa", "A"}, {"NIP", "5260250996"}})),
              HasSubstr("nip: the check digit"));
  EXPECT_THAT(first_problem(row_of({{"Nazwa", ""}, {"Miasto", "Łódź"}})), HasSubstr("legal_name: is empty"));
  EXPECT_THAT(first_problem(row_of({{"Nazwa", "A"}, {"Kraj", "Nibylandia"}})),
              HasSubstr("country: \"Nibylandia\""));
  EXPECT_THAT(first_problem(row_of({{"Nazwa", "A"}, {"Pracownicy", "wielu"}})),
              HasSubstr("employees: \"wielu\""));
  EXPECT_THAT(first_problem(row_of({{"Nazwa", "A"}, {"PKD 2025", "99.99.X"}})), HasSubstr("99.99.X"));
  EXPECT_THAT(first_problem(row_of({{"Nazwa", "A"}, {"lat", "50"}})), HasSubstr("longitude: is missing"));
  EXPECT_TRUE(row_of({{"Nazwa", std::string("A\0B", 3)}}).is_rejected());
  EXPECT_THAT(first_problem(row_of({{"Nazwa", "A"}, {"Oferta", "[{\"kind\":"}})), HasSubstr("offers: "));
  EXPECT_TRUE(row_of({{"Nazwa", "A"}, {"Oferta", R"([{"kind":"magia","title":{"pl":"x"}}])"}}).is_rejected());
}

TEST(OrganisationRow, PutsSwappedCoordinatesRight) {
  const auto swapped = row_of({{"Nazwa", "A"}, {"Kraj", "PL"}, {"szerokość", "18,67"}, {"długość", "50,29"}});
  EXPECT_FALSE(swapped.is_rejected());
  EXPECT_EQ(swapped.organisation.places.at(0).position, (geo::LonLat{18.67, 50.29}));
  EXPECT_THAT(first_problem(swapped), HasSubstr("swapped"));
  const auto right = row_of({{"Nazwa", "A"}, {"Kraj", "PL"}, {"lat", "50.29"}, {"lon", "18.67"}});
  EXPECT_EQ(right.organisation.places.at(0).position, (geo::LonLat{18.67, 50.29}));
  EXPECT_EQ(first_problem(right), "nothing");
  const auto poles = row_of({{"Nazwa", "A"}, {"Kraj", "JP"}, {"lat", "139.7"}, {"lon", "35.6"}});
  EXPECT_EQ(poles.organisation.places.at(0).position, (geo::LonLat{139.7, 35.6}));
  EXPECT_TRUE(row_of({{"Nazwa", "A"}, {"lat", "139.7"}, {"lon", "200"}}).is_rejected());
  const auto sea = row_of({{"Nazwa", "A"}, {"Miasto", "Gliwice"}, {"lat", "0"}, {"lon", "0"}});
  EXPECT_EQ(sea.organisation.places.at(0).position_source, cluster::CoordinateSource::gazetteer);
}

TEST(OrganisationRow, ACountryNobodyNamesIsTheOneOfTheImport) {
  auto elsewhere = reading();
  elsewhere.defaults.country = "MX";
  const std::vector<std::string> cells = {"Alfarería", "Ixtaltepec", "16.5", "-95.06"};
  const std::vector<std::optional<Target>> targets = {
      Target{Field::legal_name, ""}, Target{Field::locality, ""}, Target{Field::latitude, ""},
      Target{Field::longitude, ""}};
  const auto row = read_organisation_row(cells, targets, elsewhere);
  EXPECT_THAT(row.problems, IsEmpty());
  EXPECT_EQ(row.organisation.places.at(0).country, "MX");
}

TEST(OrganisationRow, TellsWhichVersionOfACodeItTook) {
  const auto row = row_of({{"Nazwa", "A"}, {"PKD", "01.11.Z"}});
  EXPECT_FALSE(row.is_rejected());
  EXPECT_EQ(row.organisation.activities.at(0).scheme, "pkd_2025");
  EXPECT_THAT(first_problem(row), HasSubstr("several versions"));
}

TEST(OrganisationRow, FillsInTheZeroThatASpreadsheetDropped) {
  EXPECT_EQ(row_of({{"Nazwa", "A"}, {"REGON", "12345"}}).is_rejected(), true);
  EXPECT_EQ(row_of({{"Nazwa", "A"}, {"REGON", "00331501"}}).organisation.registers.regon,
            row_of({{"Nazwa", "A"}, {"REGON", "000331501"}}).organisation.registers.regon);
}

TEST(Address, IsTakenApart) {
  EXPECT_EQ(parse_address("ul. Prosta 1, 00-838 Warszawa"), (Address{"ul. Prosta 1", "00-838", "Warszawa"}));
  EXPECT_EQ(parse_address("VIA XXI LUGLIO 20, MIRANDOLA, 41073"),
            (Address{"VIA XXI LUGLIO 20", "41073", "MIRANDOLA"}));
  EXPECT_EQ(parse_address("Rynek 5, Gliwice"), (Address{"Rynek 5", "", "Gliwice"}));
  EXPECT_EQ(parse_address("Rynek 5"), (Address{"Rynek 5", "", ""}));
}

TEST(Overlay, TakesOverWhatTheRowSaysAndNothingElse) {
  auto stored = row_of({{"Nazwa", "Alfa"}, {"Miasto", "Gliwice"}, {"Pracownicy", "10"}, {"Oferta", "lasery"}})
                    .organisation;
  const auto before = stored;
  overlay(stored, row_of({{"Nazwa", "Alfa"}, {"Miasto", ""}, {"Pracownicy", ""}, {"Oferta", "lasery"}}));
  EXPECT_EQ(stored, before);
  overlay(stored,
          row_of({{"Nazwa", "Alfa"}, {"Miasto", "Łódź"}, {"Pracownicy", "12"}, {"Oferta", "druk 3D"}}));
  EXPECT_EQ(stored.employees, 12);
  EXPECT_EQ(stored.offers.size(), 2U);
  EXPECT_EQ(stored.places.at(0).locality, "Łódź");
  EXPECT_NEAR(stored.places.at(0).position->lat, 51.77, 0.1) << "coordinates follow the town";
}

}  // namespace
}  // namespace grono::exchange::test
