#include <fstream>
#include <sstream>

#include "app/clock.hpp"
#include "app/export.hpp"
#include "server/filters.hpp"
#include "server/problem.hpp"
#include "server/route.hpp"
#include "store/errors.hpp"

namespace grono::server {
namespace {

/// A file that is gone when nobody needs it any more.
struct TemporaryFile {
  std::filesystem::path path =
      std::filesystem::temp_directory_path() / ("grono-" + to_string(app::new_uuid()));
  TemporaryFile() = default;
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  ~TemporaryFile() {
    std::error_code ignored;
    std::filesystem::remove(path, ignored);
  }
};

Response export_organisations(Context& context) {
  const std::string& name = context.request.parameter("format");
  const auto format = exchange::export_format_named(name);
  if (!format) throw store::NotFound("there is no format \"" + name + "\": use csv, xlsx, geojson or jsonld");
  app::require_somewhere(context.caller(), cluster::Permission::export_catalogue);
  const TemporaryFile file;
  app::export_organisations(context.installation, context.caller(), filter_from(context), *format, file.path);
  std::ostringstream bytes;
  bytes << std::ifstream(file.path, std::ios::binary).rdbuf();
  return text_response(std::move(bytes).str(), std::string(exchange::media_type(*format)))
      .with("Content-Disposition", "attachment; filename=\"organisations." + name + "\"");
}

}  // namespace

void add_export_routes(RouteTable& table) {
  table.add("GET", "/exports/organisations.{format}", export_organisations);
}

}  // namespace grono::server
