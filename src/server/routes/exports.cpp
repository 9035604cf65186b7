#include "app/export.hpp"
#include "server/filters.hpp"
#include "server/problem.hpp"
#include "server/route.hpp"
#include "server/temporary_file.hpp"
#include "store/errors.hpp"

namespace grono::server {
namespace {

Response export_organisations(Context& context) {
  const std::string& name = context.request.parameter("format");
  const auto format = exchange::export_format_named(name);
  if (!format) throw store::NotFound("there is no format \"" + name + "\": use csv, xlsx, geojson or jsonld");
  app::require_somewhere(context.caller(), cluster::Permission::export_catalogue);
  const TemporaryFile file;
  app::export_organisations(context.installation, context.caller(), filter_from(context), *format, file.path);
  return text_response(file.bytes(), std::string(exchange::media_type(*format)))
      .with("Content-Disposition", "attachment; filename=\"organisations." + name + "\"");
}

}  // namespace

void add_export_routes(RouteTable& table) {
  table.add("GET", "/exports/organisations.{format}", export_organisations);
}

}  // namespace grono::server
