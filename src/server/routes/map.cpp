#include "app/map.hpp"

#include <nlohmann/json.hpp>

#include "app/catalogue.hpp"
#include "app/clock.hpp"
#include "server/filters.hpp"

namespace grono::server {
namespace {

Response map_organisations(Context& context) {
  std::string body = app::map_geojson(context.installation, context.caller(), filter_from(context));
  // What is on the map follows from many organisations at once: its version is what it says.
  const std::string etag = "\"" + app::digest(body).substr(0, 32) + "\"";
  if (context.request.header("if-none-match") == etag) return empty_response(304).with("ETag", etag);
  return text_response(std::move(body), "application/geo+json").with("ETag", etag);
}

}  // namespace

void add_map_routes(RouteTable& table) {
  table.add("GET", "/map/organisations", map_organisations);
}

}  // namespace grono::server
