#include "server/static_files.hpp"

#include <fstream>

#include <gtest/gtest.h>

#include "server/problem.hpp"

namespace grono::server {
namespace {

class StaticFilesTest : public testing::Test {
 protected:
  void SetUp() override {
    share_ = std::filesystem::temp_directory_path() / "grono_static_files_test";
    std::filesystem::create_directories(share_ / "web/assets");
    std::filesystem::create_directories(share_ / "boundaries");
    std::ofstream(share_ / "web/index.html") << "<meta content=\"__NONCE__\">";
    std::ofstream(share_ / "web/assets/a-1.js") << "1";
    std::ofstream(share_ / "boundaries/countries.geojson") << "{}";
    std::ofstream(share_ / "secret.txt") << "secret";
  }
  void TearDown() override { std::filesystem::remove_all(share_); }
  [[nodiscard]] Response get(const std::string& path, const std::string& method = "GET") const {
    Request request;
    request.method = method;
    request.path = path;
    return StaticFiles(share_).answer(request);
  }
  static std::string header(const Response& response, std::string_view name) {
    for (const auto& [each, value] : response.headers)
      if (each == name) return value;
    return {};
  }
  std::filesystem::path share_;
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
