#include <gmock/gmock.h>

#include "read_all.hpp"

namespace grono::exchange::test {
namespace {

using ::testing::HasSubstr;

std::string error_in(const std::string& text) {
  return error_of([&] { (void)read_all(text); });
}

TEST(Json, AFeatureIsARow) {
  EXPECT_EQ(read_all(R"({"type":"FeatureCollection","name":"x, [y]","features":[
    {"type":"Feature","geometry":{"type":"Point","coordinates":[18.5,50.25]},"properties":{"name":"Źródło","n":3}},
    {"type":"Feature","geometry":null,"properties":{"name":"Łąka","tags":["a","b"],"x":null}}]})"),
            (Cells{{"n", "name", "latitude", "longitude", "tags"},
                   {"3", "Źródło", "50.25", "18.5", ""},
                   {"", "Łąka", "", "", "a; b"}}));
}

TEST(Json, ReadsAnybodysSchemaOrg) {
  EXPECT_EQ(
      read_all(
          R"({"@context":"https://schema.org","@type":"CollegeOrUniversity","name":"Uczelnia","url":"https://example.pl",
    "address":{"@type":"PostalAddress","addressLocality":"Łódź","addressCountry":{"name":"Poland"}},
    "numberOfEmployees":{"value":12},"keywords":"a, b"})"),
      (Cells{{"legal_name", "kind", "website", "employees", "tags", "country", "locality"},
             {"Uczelnia", "university", "https://example.pl", "12", "a, b", "Poland", "Łódź"}}));
}

TEST(Json, APlainListIsATable) {
  EXPECT_EQ(read_all(R"([{"name":"A","lat":1.5},{"name":"B"}])"),
            (Cells{{"lat", "name"}, {"1.5", "A"}, {"", "B"}}));
  EXPECT_EQ(read_all("[]"), Cells{});
}

TEST(Json, SaysWhatIsWrong) {
  EXPECT_THAT(error_in(R"([{"name":"A"},{"name":]])"), HasSubstr("entry 2: is not JSON"));
  EXPECT_THAT(error_in(R"([{"name":"A"})"), HasSubstr("ends too soon"));
  EXPECT_THAT(error_in("[1]"), HasSubstr("no object"));
  EXPECT_THAT(error_in("[{\"name\":\"\xFF\"}]"), HasSubstr("entry 1: is not JSON"));
}

TEST(Json, IsBounded) {
  EXPECT_THAT(error_in("[" + std::string(100'000, '[')), HasSubstr("nested deeper"));
  EXPECT_THAT(error_in("{\"a\":" + std::string(100'000, '[')), HasSubstr("nested deeper"));
  std::string wide = "[{";
  for (int i = 0; i < 2'000; ++i) wide += (i == 0 ? "\"k" : ",\"k") + std::to_string(i) + "\":1";
  EXPECT_THAT(error_in(wide + "}]"), HasSubstr("more than 1000 properties"));
  EXPECT_THAT(error_in("[{\"a\":\"" + std::string(20 << 20, 'x') + "\"}]"), HasSubstr("longer than"));
}

}  // namespace
}  // namespace grono::exchange::test
