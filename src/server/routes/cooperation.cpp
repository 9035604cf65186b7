#include "app/cooperation.hpp"

#include <charconv>

#include <nlohmann/json.hpp>

#include "app/clock.hpp"
#include "base/error.hpp"
#include "server/filters.hpp"

namespace grono::server {
namespace {

std::optional<int> year_from(const Context& context) {
  const auto written = context.request.query_value("year");
  if (!written) return std::nullopt;
  int year = 0;
  const char* end = written->data() + written->size();
  const auto [at, problem] = std::from_chars(written->data(), end, year);
  if (problem != std::errc() || at != end || year < 1 || year > 9'999)
    throw InvalidInput("query/year", "\"" + *written + "\" is no year", "write it as 2026");
  return year;
}

std::vector<app::JointWorkKind> kinds_from(const Context& context) {
  std::vector<app::JointWorkKind> made;
  for (const std::string& written : context.request.query_values("kind")) {
    const auto kind = app::joint_work_kind(written);
    if (!kind)
      throw InvalidInput("query/kind", "\"" + written + "\" is not one of its values",
                         "the API document lists them");
    made.push_back(*kind);
  }
  return made;
}

Response cooperation(Context& context) {
  const app::CooperationQuestion question{year_from(context), kinds_from(context),
                                          flag_from(context, "only_members", false)};
  nlohmann::json made;
  context.read([&](store::Transaction& transaction) {
    made = app::to_json(app::cooperation_in(transaction, context.installation, context.caller(),
                                            context.request.parameter("cluster"), question, app::today()));
  });
  return json_response(made);
}

}  // namespace

void add_cooperation_routes(RouteTable& table) {
  table.add("GET", "/clusters/{cluster}/network", cooperation);
}

}  // namespace grono::server
