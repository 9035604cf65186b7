#include "server/route.hpp"

#include <gtest/gtest.h>

#include "server/problem.hpp"

namespace grono::server {
namespace {

Handler answering(std::string body) {
  return [body = std::move(body)](Context&) { return text_response(body, "text/plain"); };
}

RouteTable table() {
  RouteTable made;
  made.add("GET", "/organisations", answering("list"));
  made.add("GET", "/organisations/{id}", answering("one"));
  made.add("PUT", "/organisations/{id}", answering("put"));
  made.add("GET", "/organisations/{id}/neighbours", answering("neighbours"));
  made.add("POST", "/imports/{id}", answering("any"));
  made.add("POST", "/imports/preview", answering("preview"));
  made.add("GET", "/exports/organisations.{format}", answering("export"));
  return made;
}

int refused(const RouteTable& routes, std::string_view method, std::string_view path) {
  try {
    static_cast<void>(routes.find(method, path));
    return 200;
  } catch (const HttpError& error) {
    return error.status();
  }
}

TEST(RouteTable, FindsByMethodAndPattern) {
  const RouteTable routes = table();
  EXPECT_EQ(routes.find("GET", "/organisations").route->pattern, "/organisations");
  const auto match = routes.find("GET", "/organisations/abc/neighbours");
  EXPECT_EQ(match.route->pattern, "/organisations/{id}/neighbours");
  EXPECT_EQ(match.parameters.at("id"), "abc");
  EXPECT_EQ(routes.find("GET", "/exports/organisations.geojson").parameters.at("format"), "geojson");
}

TEST(RouteTable, AFixedPathWinsOverAPattern) {
  const RouteTable routes = table();
  EXPECT_EQ(routes.find("POST", "/imports/preview").route->pattern, "/imports/preview");
  EXPECT_EQ(routes.find("POST", "/imports/other").route->pattern, "/imports/{id}");
}

TEST(RouteTable, TellsAMissingPathFromAWrongMethod) {
  const RouteTable routes = table();
  EXPECT_EQ(refused(routes, "GET", "/nothing"), 404);
  EXPECT_EQ(refused(routes, "DELETE", "/organisations"), 405);
  EXPECT_EQ(refused(routes, "GET", "/organisations/"), 404);
  EXPECT_EQ(refused(routes, "GET", "/organisations/a/b/c"), 404);
  EXPECT_EQ(refused(routes, "GET", ""), 404);
}

TEST(AllRoutes, EachMethodAndPatternStandsOnce) {
  const RouteTable routes = all_routes();
  for (std::size_t i = 0; i < routes.routes().size(); ++i)
    for (std::size_t j = i + 1; j < routes.routes().size(); ++j)
      EXPECT_FALSE(routes.routes()[i].method == routes.routes()[j].method &&
                   routes.routes()[i].pattern == routes.routes()[j].pattern)
          << routes.routes()[i].method << " " << routes.routes()[i].pattern;
}

}  // namespace
}  // namespace grono::server
