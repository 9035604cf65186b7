#include "server/request.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "server/api.hpp"

namespace grono::server {
namespace {

TEST(Request, DecodesAQueryWithRepeatedNames) {
  Request request;
  request.query = parse_query("kind=enterprise&kind=investor&q=%C5%81%C3%B3d%C5%BA+i+okolice&&empty=&broken=%zz%4");
  EXPECT_EQ(request.query_values("kind"), (std::vector<std::string>{"enterprise", "investor"}));
  EXPECT_EQ(request.query_value("q"), "Łódź i okolice");
  EXPECT_EQ(request.query_value("empty"), "");
  EXPECT_EQ(request.query_value("broken"), "%zz%4");
  EXPECT_EQ(request.query_value("missing"), std::nullopt);
}

TEST(Request, NumbersOfTheQueryAreChecked) {
  Request request;
  request.query = parse_query("limit=20&zero=0&text=abc&huge=99999999999999");
  EXPECT_EQ(request.query_integer("limit", 50, 1, 200), 20);
  EXPECT_EQ(request.query_integer("missing", 50, 1, 200), 50);
  for (const char* name : {"zero", "text", "huge"}) {
    try {
      static_cast<void>(request.query_integer(name, 50, 1, 200));
      ADD_FAILURE() << name;
    } catch (const InvalidInput& wrong) {
      EXPECT_EQ(wrong.where(), std::string("query/") + name);
    }
  }
}

TEST(Request, KnowsTheReadersLanguage) {
  const auto language = [](const char* header) {
    Request request;
    request.headers["accept-language"] = header;
    return request.language();
  };
  EXPECT_EQ(Request().language(), "");
  EXPECT_EQ(language("pl"), "pl");
  EXPECT_EQ(language("de-AT, en-GB;q=0.8, pl;q=0.5"), "en");
  EXPECT_EQ(language("PL-pl,en"), "pl");
  EXPECT_EQ(language("de, fr;q=0.9,*"), "");
  EXPECT_EQ(language(", ;;-"), "");
}

TEST(Request, FindsItsCookieAmongOthers) {
  Request request;
  request.headers["cookie"] = "a=1; grono_session=tajne-_9; xgrono_session=no";
  EXPECT_EQ(request.cookie("grono_session"), "tajne-_9");
  EXPECT_EQ(request.cookie("session"), std::nullopt);
}

TEST(Request, AWrongBodySaysWhereItBreaks) {
  Request request;
  for (const char* body : {"", "{", "[1,]", "{\"a\": \xff}", "nie json"}) {
    request.body = body;
    EXPECT_THROW(static_cast<void>(request.json()), InvalidInput) << body;
  }
  request.body = std::string(200'000, '[');
  EXPECT_THROW(static_cast<void>(request.json()), InvalidInput);
  request.body = R"({"nazwa": "Łódź"})";
  EXPECT_EQ(request.json()["nazwa"], "Łódź");
}

TEST(SessionCookie, IsOutOfReachOfScriptsAndOtherSites) {
  const std::string cookie = session_cookie("abc", true);
  for (const char* part : {"grono_session=abc", "HttpOnly", "SameSite=Lax", "Secure", "Path=/"})
    EXPECT_NE(cookie.find(part), std::string::npos) << part;
  EXPECT_EQ(session_cookie("abc", false).find("Secure"), std::string::npos);
  EXPECT_NE(session_cookie("", false).find("Max-Age=0"), std::string::npos);
}

}  // namespace
}  // namespace grono::server
