#include "app/disclosures.hpp"

#include <nlohmann/json.hpp>

#include "app/errors.hpp"
#include "server/filters.hpp"
#include "server/temporary_file.hpp"

namespace grono::server {
namespace {

using cluster::OrganisationId;
using nlohmann::json;

template <class Value, class Parse>
std::optional<Value> parsed(const Context& context, std::string_view name, const Parse& parse, const char* what) {
  const auto written = context.request.query_value(name);
  if (!written) return std::nullopt;
  auto made = parse(*written);
  if (!made) throw InvalidInput("query/" + std::string(name), "\"" + *written + "\" is no " + what);
  return made;
}

app::DisclosureQuestion question_from(const Context& context, OrganisationId owner) {
  return {owner, parsed<Uuid>(context, "item", parse_uuid, "id"),
          parsed<OrganisationId>(context, "organisation", OrganisationId::parse, "id"),
          parsed<Date>(context, "from", parse_date, "day"), parsed<Date>(context, "to", parse_date, "day")};
}

Response list(Context& context) {
  json made = {{"items", json::array()}};
  context.read([&](store::Transaction& transaction) {
    const auto found =
        app::list_disclosures(transaction, context.caller(), question_from(context, context.id<OrganisationId>()),
                              context.request.page());
    for (const auto& each : found.page.items) made["items"].push_back(app::to_json(each));
    made["total"] = found.total;
    if (found.page.next) made["next"] = *found.page.next;
  });
  return json_response(made);
}

Response choices(Context& context) {
  json items = json::array(), organisations = json::array();
  context.read([&](store::Transaction& transaction) {
    const auto found = app::disclosure_choices(transaction, context.caller(), context.id<OrganisationId>());
    for (const auto& [id, title] : found.items) items.push_back({{"id", to_string(id)}, {"title", title}});
    for (const auto& [id, name] : found.organisations) organisations.push_back({{"id", id.str()}, {"name", name}});
  });
  return json_response({{"items", std::move(items)}, {"organisations", std::move(organisations)}});
}

Response export_file(Context& context) {
  const std::string& name = context.request.parameter("format");
  if (name != "csv" && name != "xlsx")
    throw app::NotFound("there is no format \"" + name + "\": use csv or xlsx");
  const TemporaryFile file;
  app::export_disclosures(context.installation, context.caller(),
                          question_from(context, context.id<OrganisationId>()),
                          name == "csv" ? app::TableFormat::csv : app::TableFormat::xlsx, file.path);
  return text_response(file.bytes(),
                       name == "csv" ? "text/csv; charset=utf-8"
                                     : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
      .with("Content-Disposition", "attachment; filename=\"disclosures." + name + "\"");
}

}  // namespace

void add_disclosure_routes(RouteTable& table) {
  table.add("GET", "/organisations/{id}/disclosures", list);
  table.add("GET", "/organisations/{id}/disclosures/choices", choices);
  table.add("GET", "/organisations/{id}/disclosures.{format}", export_file);
}

}  // namespace grono::server
