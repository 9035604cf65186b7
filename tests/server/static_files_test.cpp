#include "server/static_files.hpp"

#include <gtest/gtest.h>

#include "server/problem.hpp"
#include "support/temporary_folder.hpp"

namespace grono::server {
namespace {

class StaticFilesTest : public testing::Test {
 protected:
  void SetUp() override {
    share_.write("web/index.html", "<meta content=\"__NONCE__\">");
    share_.write("web/assets/a-1.js", "1");
    share_.write("boundaries/countries.geojson", "{}");
    share_.write("secret.txt", "secret");
  }
  [[nodiscard]] Response get(const std::string& path, const std::string& method = "GET") const {
    Request request;
    request.method = method;
    request.path = path;
    return StaticFiles(share_.path()).answer(request);
  }
  static std::string header(const Response& response, std::string_view name) {
    for (const auto& [each, value] : response.headers)
      if (each == name) return value;
    return {};
  }
  test::TemporaryFolder share_;
};

TEST_F(StaticFilesTest, EveryAddressOfTheUiGetsItsFirstPageWithAFreshNonce) {
  const Response one = get("/catalogue"), two = get("/organisations/1");
  EXPECT_EQ(one.body.find("__NONCE__"), std::string::npos);
  EXPECT_NE(one.body, two.body);
  const std::string nonce = one.body.substr(15, 22);
  EXPECT_NE(header(one, "Content-Security-Policy").find("'nonce-" + nonce + "'"), std::string::npos);
  EXPECT_NE(header(one, "Content-Security-Policy").find("default-src 'none'"), std::string::npos);
}

TEST_F(StaticFilesTest, BuiltFilesAreKeptForEver) {
  EXPECT_NE(header(get("/assets/a-1.js"), "Cache-Control").find("immutable"), std::string::npos);
  EXPECT_EQ(header(get("/boundaries/countries.geojson"), "Content-Type"), "application/geo+json");
}

TEST_F(StaticFilesTest, NothingLeadsOutOfTheFolder) {
  for (const char* path : {"/../secret.txt", "/assets/../../secret.txt", "/boundaries/../secret.txt", "/missing.js",
                           "/boundaries/none.geojson"})
    EXPECT_THROW(static_cast<void>(get(path)), HttpError) << path;
  EXPECT_THROW(static_cast<void>(get(std::string("/a\0b", 4))), HttpError);
  EXPECT_THROW(static_cast<void>(get("/", "POST")), HttpError);
}

}  // namespace
}  // namespace grono::server
