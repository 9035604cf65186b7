#include "server/problem.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "app/errors.hpp"
#include "base/error.hpp"
#include "store/errors.hpp"

namespace grono::server {
namespace {

template <class Error>
Response answer_to(const Error& error) {
  try {
    throw error;
  } catch (...) {
    return problem_response(std::current_exception(), "/api/v1/x");
  }
}

std::string header(const Response& response, std::string_view name) {
  for (const auto& [each, value] : response.headers)
    if (each == name) return value;
  return {};
}

TEST(Problem, EachErrorHasItsStatus) {
  using app::Refused;
  EXPECT_EQ(answer_to(InvalidInput("/nip", "zły", "popraw")).status, 422);
  EXPECT_EQ(answer_to(store::AlreadyExists("jest", "/slug")).status, 409);
  EXPECT_EQ(answer_to(store::VersionConflict("zmieniono")).status, 412);
  EXPECT_EQ(answer_to(store::NotFound("brak")).status, 404);
  EXPECT_EQ(answer_to(app::Gone("było")).status, 410);
  EXPECT_EQ(answer_to(app::Unauthenticated("kto")).status, 401);
  EXPECT_EQ(answer_to(Refused(cluster::Permission::edit_cluster, Refused::Reason::not_logged_in)).status, 401);
  EXPECT_EQ(answer_to(Refused(cluster::Permission::edit_cluster, Refused::Reason::not_allowed)).status, 403);
  EXPECT_EQ(answer_to(app::Conflict("nie teraz")).status, 409);
  EXPECT_EQ(answer_to(HttpError(428, "If-Match")).status, 428);
  EXPECT_EQ(answer_to(StoreUnavailable("dysk")).status, 503);
  EXPECT_EQ(header(answer_to(app::TooManyAttempts("dość", 77)), "Retry-After"), "77");
}

TEST(Problem, NamesTheFieldAndTheMend) {
  const Response response = answer_to(InvalidInput("/registers/nip", "has 9 digits", "give 10"));
  EXPECT_EQ(header(response, "Content-Type"), "application/problem+json");
  const auto body = nlohmann::json::parse(response.body);
  EXPECT_EQ(body["errors"][0]["pointer"], "/registers/nip");
  EXPECT_EQ(body["errors"][0]["mend"], "give 10");
  EXPECT_EQ(body["instance"], "/api/v1/x");
}

TEST(Problem, OurMistakesAreNotTold) {
  const Response response = answer_to(std::runtime_error("secret path /etc/grono"));
  EXPECT_EQ(response.status, 500);
  EXPECT_EQ(response.body.find("secret"), std::string::npos);
}

TEST(Problem, AMessageWithBrokenBytesIsStillJson) {
  const Response response = answer_to(InvalidInput("/x", "\"\xff\xfe\" is no text", ""));
  EXPECT_TRUE(nlohmann::json::accept(response.body));
}

}  // namespace
}  // namespace grono::server
