#include "app/projects/projects.hpp"

#include <nlohmann/json.hpp>

#include "app/errors.hpp"
#include "app/calendar.hpp"
#include "app/projects/changes.hpp"
#include "app/projects/overviews.hpp"
#include "app/projects/parts.hpp"
#include "app/projects/project_files.hpp"
#include "app/written_text.hpp"
#include "cluster/json_reader.hpp"
#include "server/filters.hpp"
#include "server/temporary_file.hpp"

namespace grono::server {
namespace {

using cluster::PartId;
using cluster::ProjectId;
using cluster::ProjectStage;
using nlohmann::json;

Response answer(const app::ProjectView& view, int status = 200) {
  return json_response(app::to_json(view), status).with_version(view.project.version);
}

Response answer(const app::PartView& view, int status = 200) {
  return json_response(app::to_json(view), status).with_version(view.part.version);
}

app::ProjectQuestion question_from(const Context& context) {
  app::ProjectQuestion made;
  made.cluster = context.request.query_value("cluster");
  made.stages = named_from<ProjectStage>(context, "stage");
  made.text = sought_text(context);
  if (const auto written = context.request.query_value("partner")) {
    made.partner = cluster::OrganisationId::parse(*written);
    if (!made.partner) throw InvalidInput("query/partner", "is not an id", "give it as the program gave it");
  }
  return made;
}

Response list_projects(Context& context) {
  const auto question = question_from(context);
  json made = {{"items", json::array()}};
  context.read([&](store::Transaction& transaction) {
    const auto page =
        app::list_projects(transaction, context.installation, context.caller(), question, context.request.page());
    for (const auto& view : page.items) made["items"].push_back(app::to_json(view));
    if (page.next) made["next"] = *page.next;
    json stages = json::object();
    std::int64_t total = 0;
    for (const auto& [stage, count] :
         app::count_projects(transaction, context.installation, context.caller(), question)) {
      stages[std::string(cluster::name_of(stage))] = count;
      total += count;
    }
    made["total"] = total;
    made["stages"] = std::move(stages);
  });
  return json_response(made);
}

Response begin_project(Context& context) {
  app::require_somewhere(context.caller(), cluster::Permission::create_project);
  const json draft = context.request.json();
  return context.create([&](store::Transaction& transaction) {
    const auto view = app::begin_project(transaction, context.installation, context.caller(),
                                         context.request.parameter("cluster"), draft);
    return answer(view, 201).with("Location", "/api/v1/projects/" + view.project.id.str());
  });
}

Response read_project(Context& context) {
  Response made;
  context.read([&](store::Transaction& transaction) {
    made = answer(app::read_project(transaction, context.caller(), context.id<ProjectId>()));
  });
  return made;
}

// One write, answered with the project as it is then.
Response write_project(Context& context, const std::function<app::ProjectView(store::Transaction&)>& work) {
  Response made;
  context.write([&](store::Transaction& transaction) {
    // Who may not see it gets no word of what is wrong with the request.
    static_cast<void>(app::read_project(transaction, context.caller(), context.id<ProjectId>()));
    made = answer(work(transaction));
  });
  return made;
}

Response edit_project(Context& context) {
  return write_project(context, [&](store::Transaction& transaction) {
    return app::edit_project(transaction, context.installation, context.caller(), context.id<ProjectId>(),
                             context.expected_version(), context.request.json());
  });
}

Response move_project(Context& context) {
  return write_project(context, [&](store::Transaction& transaction) {
    const json body = context.request.json();
    cluster::JsonReader reader(body, "");
    const auto stage = reader.required("stage", reader.named<ProjectStage>("stage"));
    std::string outcome = app::written_text(reader, "outcome", 20'000);
    reader.expect_nothing_else();
    return app::move_project(transaction, context.installation, context.caller(), context.id<ProjectId>(),
                             context.expected_version(), stage, std::move(outcome));
  });
}

Response delete_project(Context& context) {
  context.write([&](store::Transaction& transaction) {
    static_cast<void>(app::read_project(transaction, context.caller(), context.id<ProjectId>()));
    app::delete_project(transaction, context.installation, context.caller(), context.id<ProjectId>(),
                        context.expected_version());
  });
  return empty_response(204);
}

Response restore_project(Context& context) {
  Response made;
  context.write([&](store::Transaction& transaction) {
    made = answer(
        app::restore_project(transaction, context.installation, context.caller(), context.id<ProjectId>()));
  });
  return made;
}

// The kind of part that the path names, of the project that it names.
app::PartsOf parts_of(const Context& context) {
  const auto kind = cluster::value_of<cluster::PartKind>(context.request.parameter("kind"));
  if (!kind) throw app::NotFound("a project has no such parts");
  return {context.id<ProjectId>(), *kind};
}

Response list_parts(Context& context) {
  const auto where = parts_of(context);
  json made = {{"items", json::array()}};
  context.read([&](store::Transaction& transaction) {
    for (const auto& view : app::list_parts(transaction, context.caller(), where))
      made["items"].push_back(app::to_json(view));
  });
  return json_response(made);
}

Response add_part(Context& context) {
  const auto where = parts_of(context);
  return context.create([&](store::Transaction& transaction) {
    static_cast<void>(app::read_project(transaction, context.caller(), where.project));
    const auto view = app::add_part(transaction, context.caller(), where, context.request.json());
    return answer(view, 201).with("Location", context.request.path + "/" + view.part.id.str());
  });
}

Response change_parts(Context& context) {
  const auto where = parts_of(context);
  json made = {{"items", json::array()}};
  context.write([&](store::Transaction& transaction) {
    static_cast<void>(app::read_project(transaction, context.caller(), where.project));
    for (const auto& view : app::change_parts(transaction, context.caller(), where, context.request.json()))
      made["items"].push_back(app::to_json(view));
  });
  return json_response(made);
}

Response add_plan(Context& context) {
  return context.create([&](store::Transaction& transaction) {
    const auto project = context.id<ProjectId>();
    static_cast<void>(app::read_project(transaction, context.caller(), project));
    const auto count = app::add_plan(transaction, context.caller(), project, context.request.json());
    return json_response({{"added", count}}, 201);
  });
}

Response read_part(Context& context) {
  Response made;
  context.read([&](store::Transaction& transaction) {
    made = answer(app::read_part(transaction, context.caller(), parts_of(context), context.id<PartId>("part")));
  });
  return made;
}

Response write_part(Context& context, const std::function<app::PartView(store::Transaction&)>& work) {
  Response made;
  context.write([&](store::Transaction& transaction) {
    // Who may not see the project gets no word of what is wrong with the request.
    static_cast<void>(app::read_project(transaction, context.caller(), context.id<ProjectId>()));
    made = answer(work(transaction));
  });
  return made;
}

Response edit_part(Context& context) {
  return write_part(context, [&](store::Transaction& transaction) {
    return app::edit_part(transaction, context.caller(), parts_of(context), context.id<PartId>("part"),
                          context.expected_version(), context.request.json());
  });
}

Response delete_part(Context& context) {
  context.write([&](store::Transaction& transaction) {
    static_cast<void>(app::read_project(transaction, context.caller(), context.id<ProjectId>()));
    app::delete_part(transaction, context.caller(), parts_of(context), context.id<PartId>("part"),
                     context.expected_version());
  });
  return empty_response(204);
}

Response restore_part(Context& context) {
  return write_part(context, [&](store::Transaction& transaction) {
    return app::restore_part(transaction, context.caller(), parts_of(context), context.id<PartId>("part"));
  });
}

Response move_part(Context& context) {
  return write_part(context, [&](store::Transaction& transaction) {
    const json body = context.request.json();
    cluster::JsonReader reader(body, "");
    const auto state = reader.required("state", reader.text("state"));
    std::string note = app::written_text(reader, "note", 2'000);
    reader.expect_nothing_else();
    return app::move_part(transaction, context.caller(), parts_of(context), context.id<PartId>("part"),
                          context.expected_version(), state, std::move(note));
  });
}

Response vote(Context& context) {
  return write_part(context, [&](store::Transaction& transaction) {
    return app::vote_on_change(transaction, context.caller(), context.id<ProjectId>(), context.id<PartId>("part"),
                               context.expected_version(), context.request.json());
  });
}

using WriteWorkbook = void (*)(store::Transaction&, const app::Caller&, ProjectId, const std::filesystem::path&);

Handler workbook(WriteWorkbook write, const char* name) {
  return [write, name](Context& context) {
    const TemporaryFile file;
    context.read([&](store::Transaction& transaction) {
      write(transaction, context.caller(), context.id<ProjectId>(), file.path);
    });
    return text_response(file.bytes(), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
        .with("Content-Disposition", std::string("attachment; filename=\"") + name + ".xlsx\"");
  };
}

Response read_feed(Context& context) {
  const std::string& secret = context.request.parameter("secret");
  std::string calendar;
  context.read([&](store::Transaction& transaction) { calendar = app::calendar_of(transaction, secret); });
  return text_response(std::move(calendar), "text/calendar; charset=utf-8");
}

Response has_calendar(Context& context) {
  bool is_open = false;
  context.read([&](store::Transaction& transaction) { is_open = app::has_calendar(transaction, context.caller()); });
  return json_response({{"is_open", is_open}});
}

Response open_calendar(Context& context) {
  Response made;
  context.write([&](store::Transaction& transaction) {
    made = json_response({{"path", "/api/v1/calendars/" + app::open_calendar(transaction, context.caller()) + ".ics"}}, 201);
  });
  return made;
}

Response close_calendar(Context& context) {
  context.write([&](store::Transaction& transaction) { app::close_calendar(transaction, context.caller()); });
  return empty_response(204);
}

using Overview = json (*)(store::Transaction&, const app::Caller&, ProjectId);

Handler overview(Overview make) {
  return [make](Context& context) {
    json made;
    context.read([&](store::Transaction& transaction) {
      made = make(transaction, context.caller(), context.id<ProjectId>());
    });
    return json_response(made);
  };
}

}  // namespace

void add_project_routes(RouteTable& table) {
  constexpr std::size_t kMostOfPlan = 16 << 20;
  table.add("GET", "/projects", list_projects);
  table.add("POST", "/clusters/{cluster}/projects", begin_project);
  table.add("GET", "/projects/{id}", read_project);
  table.add("PUT", "/projects/{id}", edit_project);
  table.add("DELETE", "/projects/{id}", delete_project);
  table.add("POST", "/projects/{id}/restoration", restore_project);
  table.add("POST", "/projects/{id}/stage", move_project);
  table.add("GET", "/projects/{id}/schedule", overview(app::project_schedule));
  table.add("GET", "/projects/{id}/budget", overview(app::project_budget));
  table.add("GET", "/projects/{id}/owed-reports", overview(app::owed_reports));
  table.add("GET", "/projects/{id}/people", overview(app::project_people));
  table.add("POST", "/projects/{id}/plan", add_plan, kMostOfPlan);
  table.add("GET", "/projects/{id}/plan.xlsx", workbook(app::write_plan_workbook, "plan"));
  table.add("GET", "/projects/{id}/budget.xlsx", workbook(app::write_budget_workbook, "budget"));
  table.add("GET", "/account/calendar", has_calendar);
  table.add("POST", "/account/calendar", open_calendar);
  table.add("DELETE", "/account/calendar", close_calendar);
  table.add("GET", "/calendars/{secret}.ics", read_feed);
  table.add("GET", "/projects/{id}/parts/{kind}", list_parts);
  table.add("POST", "/projects/{id}/parts/{kind}", add_part);
  table.add("PATCH", "/projects/{id}/parts/{kind}", change_parts, kMostOfPlan);
  table.add("GET", "/projects/{id}/parts/{kind}/{part}", read_part);
  table.add("PUT", "/projects/{id}/parts/{kind}/{part}", edit_part);
  table.add("DELETE", "/projects/{id}/parts/{kind}/{part}", delete_part);
  table.add("POST", "/projects/{id}/parts/{kind}/{part}/restoration", restore_part);
  table.add("POST", "/projects/{id}/parts/{kind}/{part}/state", move_part);
  table.add("POST", "/projects/{id}/parts/change_request/{part}/votes", vote);
}

}  // namespace grono::server
