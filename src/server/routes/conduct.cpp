#include "app/conduct/meeting_records.hpp"

#include <nlohmann/json.hpp>

#include "app/errors.hpp"
#include "app/written_text.hpp"
#include "cluster/json_reader.hpp"
#include "cluster/names.hpp"
#include "server/filters.hpp"

namespace grono::server {
namespace {

using cluster::MeetingRecordId;
using nlohmann::json;

Response meeting_answer(const app::MeetingRecordView& view, int status = 200) {
  return json_response(app::to_json(view), status).with_version(view.meeting.version);
}

Response list_meeting_records(Context& context) {
  app::MeetingRecordQuestion question;
  question.states = named_from<cluster::MeetingRecordState>(context, "state");
  question.text = sought_text(context);
  json made = {{"items", json::array()}};
  context.read([&](store::Transaction& transaction) {
    const auto found =
        app::list_meeting_records(transaction, context.installation, context.caller(),
                                  context.request.parameter("cluster"), question, context.request.page());
    for (const auto& view : found.page.items) made["items"].push_back(app::to_json(view));
    made["total"] = found.total;
    if (found.page.next) made["next"] = *found.page.next;
  });
  return json_response(made);
}

Response plan_meeting_record(Context& context) {
  app::require_somewhere(context.caller(), cluster::Permission::manage_meeting_record);
  const json draft = context.request.json();
  return context.create([&](store::Transaction& transaction) {
    const auto view = app::plan_meeting_record(transaction, context.installation, context.caller(),
                                               context.request.parameter("cluster"), draft);
    return meeting_answer(view, 201).with("Location", "/api/v1/meeting-records/" + view.meeting.id.str());
  });
}

Response find_rivals(Context& context) {
  app::require_somewhere(context.caller(), cluster::Permission::manage_meeting_record);
  const json body = context.request.json();
  cluster::JsonReader reader(body, "");
  const auto participants = reader.ids<cluster::OrganisationId>("participants");
  reader.expect_nothing_else();
  json made = {{"items", json::array()}};
  context.read([&](store::Transaction& transaction) {
    for (const auto& each :
         app::find_rivals(transaction, context.caller(), context.request.parameter("cluster"), participants))
      made["items"].push_back(app::to_json(each));
  });
  return json_response(made);
}

Response read_meeting_record(Context& context) {
  Response made;
  context.read([&](store::Transaction& transaction) {
    made = meeting_answer(app::read_meeting_record(transaction, context.installation, context.caller(),
                                                   context.id<MeetingRecordId>()));
  });
  return made;
}

// One write, answered with the meeting as it is then. Who may not see it gets no word of what is wrong with
// the request.
Response write_meeting_record(
    Context& context,
    const std::function<app::MeetingRecordView(store::Transaction&, MeetingRecordId)>& work) {
  Response made;
  context.write([&](store::Transaction& transaction) {
    static_cast<void>(app::read_meeting_record(transaction, context.installation, context.caller(),
                                               context.id<MeetingRecordId>()));
    made = meeting_answer(work(transaction, context.id<MeetingRecordId>()));
  });
  return made;
}

Response edit_meeting_record(Context& context) {
  return write_meeting_record(context, [&](store::Transaction& transaction, MeetingRecordId id) {
    return app::edit_meeting_record(transaction, context.installation, context.caller(), id,
                                    context.expected_version(), context.request.json());
  });
}

Response move_meeting(Context& context, app::MeetingStep step) {
  return write_meeting_record(context, [&](store::Transaction& transaction, MeetingRecordId id) {
    return app::move_meeting_record(transaction, context.installation, context.caller(), id,
                                    context.expected_version(), step);
  });
}
Response announce_meeting(Context& context) {
  return move_meeting(context, app::MeetingStep::announce);
}
Response hold_meeting(Context& context) {
  return move_meeting(context, app::MeetingStep::hold);
}
Response approve_minutes(Context& context) {
  return move_meeting(context, app::MeetingStep::approve);
}

Response write_minutes(Context& context) {
  return write_meeting_record(context, [&](store::Transaction& transaction, MeetingRecordId id) {
    return app::write_minutes(transaction, context.installation, context.caller(), id,
                              context.expected_version(), context.request.json());
  });
}

std::string one_text(Context& context, std::string_view field, std::size_t most) {
  const json body = context.request.json();
  cluster::JsonReader reader(body, "");
  std::string made = app::written_text(reader, field, most);
  reader.expect_nothing_else();
  return made;
}

Response append_to_minutes(Context& context) {
  return write_meeting_record(context, [&](store::Transaction& transaction, MeetingRecordId id) {
    return app::append_to_minutes(transaction, context.installation, context.caller(), id,
                                  context.expected_version(), one_text(context, "text", 20'000));
  });
}

Response cancel_meeting(Context& context) {
  return write_meeting_record(context, [&](store::Transaction& transaction, MeetingRecordId id) {
    return app::cancel_meeting_record(transaction, context.installation, context.caller(), id,
                                      context.expected_version(), one_text(context, "reason", 2'000));
  });
}

Response acknowledge_meeting(Context& context) {
  return write_meeting_record(context, [&](store::Transaction& transaction, MeetingRecordId id) {
    const json body = context.request.json();
    cluster::JsonReader reader(body, "");
    const auto organisation =
        reader.required("organisation", reader.id<cluster::OrganisationId>("organisation"));
    reader.expect_nothing_else();
    return app::acknowledge_meeting_record(transaction, context.installation, context.caller(), id,
                                           organisation);
  });
}

Response rules_answer(const cluster::ConductRules& rules) {
  json made = cluster::to_json(rules);
  made["is_template"] = rules.version == 0;
  return json_response(made).with_version(rules.version);
}

Response read_conduct_rules(Context& context) {
  Response made;
  context.read([&](store::Transaction& transaction) {
    made = rules_answer(app::read_conduct_rules(transaction, context.installation, context.caller(),
                                                context.request.parameter("cluster")));
  });
  return made;
}

Response write_conduct_rules(Context& context) {
  app::require_somewhere(context.caller(), cluster::Permission::manage_meeting_record);
  Response made;
  context.write([&](store::Transaction& transaction) {
    made = rules_answer(app::write_conduct_rules(transaction, context.installation, context.caller(),
                                                 context.request.parameter("cluster"),
                                                 context.expected_version(), context.request.json()));
  });
  return made;
}

}  // namespace

void add_conduct_routes(RouteTable& table) {
  table.add("GET", "/clusters/{cluster}/conduct-rules", read_conduct_rules);
  table.add("PUT", "/clusters/{cluster}/conduct-rules", write_conduct_rules);
  table.add("GET", "/clusters/{cluster}/meeting-records", list_meeting_records);
  table.add("POST", "/clusters/{cluster}/meeting-records", plan_meeting_record);
  table.add("POST", "/clusters/{cluster}/meeting-records/rivals", find_rivals);
  table.add("GET", "/meeting-records/{id}", read_meeting_record);
  table.add("PUT", "/meeting-records/{id}", edit_meeting_record);
  table.add("POST", "/meeting-records/{id}/announcement", announce_meeting);
  table.add("POST", "/meeting-records/{id}/acknowledgement", acknowledge_meeting);
  table.add("POST", "/meeting-records/{id}/end", hold_meeting);
  table.add("PUT", "/meeting-records/{id}/minutes", write_minutes);
  table.add("POST", "/meeting-records/{id}/approval", approve_minutes);
  table.add("POST", "/meeting-records/{id}/addenda", append_to_minutes);
  table.add("POST", "/meeting-records/{id}/cancellation", cancel_meeting);
}

}  // namespace grono::server
