#include "server/problem.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "app/errors.hpp"
#include "base/error.hpp"
#include "base/invalid_fields.hpp"
#include "store/errors.hpp"

namespace grono::server {
namespace {

template <class Error>
Response answer_to(const Error& error, const text::Messages& messages = {}) {
  try {
    throw error;
  } catch (...) {
    return problem_response(std::current_exception(), "/api/v1/x", messages);
  }
}

template <class Error>
nlohmann::json in_polish(const Error& error) {
  static const text::Messages polish = text::Messages::load(GRONO_SOURCE_DIR "/data/messages/pl.txt");
  return nlohmann::json::parse(answer_to(error, polish).body);
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

TEST(Problem, IsSaidInTheReadersLanguage) {
  const auto missing = in_polish(store::NotFound("there is no such project"));
  EXPECT_EQ(missing["title"], "Nie znaleziono");
  EXPECT_EQ(missing["detail"], "nie ma takiego projektu");
  EXPECT_EQ(in_polish(app::Refused(cluster::Permission::edit_cluster, app::Refused::Reason::not_allowed))["detail"],
            "nie masz do tego uprawnień (potrzebne: edycja klastra); zwróć się do menedżera klastra");
  EXPECT_EQ(in_polish(store::AlreadyExists("another cluster has this address", "/slug"))["errors"][0]["detail"],
            "ten adres ma już inny klaster");
  EXPECT_EQ(in_polish(StoreUnavailable("the disk is full: free some space (disk I/O error)"))["detail"],
            "nic nie zostało zapisane; spróbuj ponownie później: dysk jest pełny: zwolnij trochę miejsca (disk I/O error)");
  EXPECT_EQ(in_polish(app::Conflict("the project can't be closed yet; there are 2 tasks that are neither done nor "
                                    "dropped, 1 reporting periods that are not closed"))["detail"],
            "projektu nie można jeszcze zamknąć; pozostało: 2 niezakończone zadania, 1 niezamknięty "
            "okres sprawozdawczy");
}

TEST(Problem, OfAFieldIsSaidPartByPart) {
  const auto body = in_polish(InvalidInput("/description/pl", "has 20005 characters", "shorten it to 20000"));
  EXPECT_EQ(body["detail"], "/description/pl: tekst ma 20005 znaków (skróć go do 20000 znaków)");
  EXPECT_EQ(body["errors"][0]["pointer"], "/description/pl");
  EXPECT_EQ(body["errors"][0]["detail"], "tekst ma 20005 znaków");
  EXPECT_EQ(body["errors"][0]["mend"], "skróć go do 20000 znaków");
  EXPECT_EQ(in_polish(InvalidInput("row 12", "it is no XML", ""))["detail"], "wiersz 12: to nie jest XML");
  const auto several = in_polish(InvalidFields({{"/currency", "\"is missing\" is no currency that projects are reckoned in",
                                                 "use its three letters, as PLN or EUR"},
                                                {"/title", "is empty", "write it in at least one language"}}));
  EXPECT_EQ(several["errors"][0]["detail"], "„is missing” nie jest walutą, w której rozlicza się projekty");
  EXPECT_EQ(several["errors"][1]["mend"], "napisz to przynajmniej w jednym języku");
}

TEST(Problem, AJobsRefusalIsSaidLater) {
  auto kept = nlohmann::json::parse(answer_to(InvalidInput("file", "the table is empty", "choose a file with a header and rows")).body);
  say(kept, text::Messages::load(GRONO_SOURCE_DIR "/data/messages/pl.txt"));
  EXPECT_EQ(kept["detail"], "file: tabela jest pusta (wybierz plik z nagłówkiem i wierszami)");
  EXPECT_EQ(kept["title"], "Coś w żądaniu się nie zgadza");
}

}  // namespace
}  // namespace grono::server
