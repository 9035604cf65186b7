#include <fstream>
#include <random>
#include <sstream>

#include <gtest/gtest.h>

#include "base/error.hpp"
#include "cluster/json.hpp"
#include "cluster/rules.hpp"
#include "exchange/organisation_writers.hpp"
#include "read_all.hpp"
#include "reading.hpp"
#include "support/temporary_folder.hpp"

namespace grono::exchange::test {
namespace {

using cluster::Organisation;

/// Organisations of every shape the model allows, with texts that files stumble over.
class Invented {
 public:
  explicit Invented(std::uint64_t seed) : engine_(seed) {}

  Organisation organisation() {
    Organisation made;
    made.id = id<cluster::OrganisationId>();
    made.legal_name = chance() ? "Ź" + text() : text() + "ź";
    if (chance()) made.short_name = text();
    made.kind = static_cast<cluster::OrganisationKind>(below(9));
    if (chance()) made.registers.nip = "5260250995";
    if (chance()) made.registers.krs = "0000012345";
    if (chance()) made.registers.eu_vat = "DE123456789";
    if (chance()) made.website = "https://przykład.pl/=1";
    if (chance()) made.founded = 1000 + static_cast<int>(below(1000));
    if (chance()) made.employees = static_cast<int>(below(100'000));
    if (chance()) made.turnover = static_cast<cluster::TurnoverClass>(below(5));
    made.description = texts();
    made.tags = tags();
    for (auto count = below(3); count > 0; --count) made.places.push_back(place());
    if (!made.places.empty() && chance()) made.places[below(made.places.size())].is_seat = true;
    if (chance()) made.activities = {{"nace_2.1", "32.50", true}, {"pkd_2007", "32.50.Z", false}};
    for (auto count = below(3); count > 0; --count) made.offers.push_back(capability());
    for (auto count = below(3); count > 0; --count) made.needs.push_back(capability());
    made.is_invented = chance();
    cluster::normalise(made, shipped().classifications);
    return made;
  }

 private:
  std::size_t below(std::size_t bound) { return static_cast<std::size_t>(engine_() % bound); }
  bool chance() { return below(2) == 0; }
  template <class IdType>
  IdType id() {
    IdType made;
    for (auto& byte : made.uuid.bytes) byte = static_cast<std::uint8_t>(below(256));
    return made;
  }
  std::string text() {
    static const std::vector<std::string> pieces = {"Łódź",
                                                    "=1+1",
                                                    "'=x",
                                                    "\"cudzysłów\"",
                                                    "a;b",
                                                    "c,d",
                                                    "🦴",
                                                    "\u200Fעברית",
                                                    "[x]",
                                                    "{y}",
                                                    "_x0041_",
                                                    "<b>&amp;",
                                                    "+2",
                                                    "-71.5",
                                                    "@SUM(A1)",
                                                    " ",
                                                    "12e3",
                                                    "007",
                                                    "sep=;",
                                                    "null",
                                                    "'; DROP TABLE x; --",
                                                    "|",
                                                    "yes",
                                                    "\\",
                                                    "%"};
    std::string made;
    for (auto count = 1 + below(3); count > 0; --count) made += pieces[below(pieces.size())];
    return made;
  }
  std::string long_text() {
    std::string made = text() + "\n" + text() + "\t" + text();
    if (below(50) == 0)
      while (made.size() < 19'000) made += text();
    return made;
  }
  cluster::LocalisedText texts() {
    cluster::LocalisedText made;
    for (const char* language : {"pl", "en", "de"})
      if (chance()) made[language] = long_text();
    return made;
  }
  std::vector<std::string> tags() {
    std::vector<std::string> made;
    for (auto count = below(4); count > 0; --count) made.push_back(text());
    return made;
  }
  cluster::Place place() {
    cluster::Place made;
    made.id = id<cluster::PlaceId>();
    if (chance()) made.street = text();
    if (chance()) made.postal_code = "44-100";
    if (chance()) made.nuts = "PL22A";
    made.country = chance() ? "PL" : "JP";
    if (chance()) {
      // Within the country that the place claims, so that nothing looks swapped.
      const double share = static_cast<double>(engine_() >> 11) * 0x1p-53;
      made.position = made.country == "PL" ? geo::LonLat{15 + 8 * share, 50 + 4 * share}
                                           : geo::LonLat{139 + share, -35 - share};
      made.position_source =
          chance() ? cluster::CoordinateSource::given : cluster::CoordinateSource::gazetteer;
      made.locality = text();
    }
    return made;
  }
  cluster::Capability capability() {
    cluster::Capability made;
    made.id = id<cluster::CapabilityId>();
    made.kind = static_cast<cluster::CapabilityKind>(below(7));
    made.title["pl"] = "x" + text();
    made.description = texts();
    if (chance()) made.trl_from = 1 + static_cast<int>(below(4));
    if (chance()) made.trl_to = 5 + static_cast<int>(below(4));
    made.tags = tags();
    made.visibility = static_cast<cluster::Visibility>(below(6));
    if (made.visibility == cluster::Visibility::named) made.named = {id<cluster::OrganisationId>()};
    return made;
  }

  std::mt19937_64 engine_;
};

std::string written(const std::vector<Organisation>& organisations, ExportFormat format) {
  std::ostringstream out;
  if (format == ExportFormat::csv) write_csv(organisations, out);
  if (format == ExportFormat::geojson) write_geojson(organisations, out);
  if (format == ExportFormat::json_ld) write_json_ld(organisations, out);
  if (format == ExportFormat::xlsx) {
    const ::grono::test::TemporaryFolder folder;
    const auto path = folder.path() / "organisations.xlsx";
    write_xlsx(organisations, path);
    out << std::ifstream(path, std::ios::binary).rdbuf();
  }
  return std::move(out).str();
}

std::vector<Organisation> read_back(const std::string& bytes) {
  const auto rows = read_all(bytes);
  std::vector<std::optional<Target>> targets;
  for (const auto& header : rows.at(0)) targets.push_back(shipped().words.target(header));
  std::vector<Organisation> made;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    auto row = read_organisation_row(rows[i], targets, reading());
    for (const auto& problem : row.problems)
      EXPECT_FALSE(problem.is_fatal) << problem.field << ": " << problem.problem;
    made.push_back(std::move(row.organisation));
  }
  return made;
}

class RoundTrip : public ::testing::TestWithParam<const char*> {};

TEST_P(RoundTrip, GivesBackWhatWasWritten) {
  const auto format = *export_format_named(GetParam());
  Invented invented(20261123);
  std::vector<Organisation> organisations;
  for (int i = 0; i < 400; ++i) organisations.push_back(invented.organisation());
  const auto back = read_back(written(organisations, format));
  ASSERT_EQ(back.size(), organisations.size());
  for (std::size_t i = 0; i < back.size(); ++i)
    ASSERT_EQ(cluster::to_json(back[i]).dump(1), cluster::to_json(organisations[i]).dump(1))
        << "organisation " << i;
}

INSTANTIATE_TEST_SUITE_P(Formats, RoundTrip, ::testing::Values("csv", "xlsx", "geojson", "jsonld"),
                         [](const auto& each) { return std::string(each.param); });

TEST(RoundTripXlsx, TextsLongerThanACellGoOnInFurtherColumns) {
  Invented invented(1);
  std::vector<Organisation> organisations = {invented.organisation(), invented.organisation()};
  cluster::Capability item;
  item.title["pl"] = "Długi opis";
  for (int i = 0; i < 6'000; ++i) item.description["pl"] += "🦴ź";
  organisations[1].offers.assign(9, item);
  for (auto& offer : organisations[1].offers) offer.id.uuid = organisations[1].id.uuid;
  const auto back = read_back(written(organisations, ExportFormat::xlsx));
  ASSERT_EQ(back.size(), 2U);
  EXPECT_EQ(back[1], organisations[1]);
}

}  // namespace
}  // namespace grono::exchange::test
