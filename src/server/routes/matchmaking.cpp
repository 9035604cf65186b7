#include "app/errors.hpp"
#include "app/matchmaking/agenda.hpp"
#include "app/matchmaking/matchmakings.hpp"
#include "app/matchmaking/participants.hpp"
#include "app/matchmaking/recommendations.hpp"
#include "app/matchmaking/schedules.hpp"
#include "app/written_text.hpp"
#include "cluster/json_reader.hpp"
#include "cluster/names.hpp"
#include "server/filters.hpp"

namespace grono::server {
namespace {

using cluster::MatchmakingId;
using cluster::MeetingId;
using cluster::ParticipantId;
using nlohmann::json;

Response matchmaking_answer(const app::MatchmakingView& view, int status = 200) {
  return json_response(app::to_json(view), status).with_version(view.event.version);
}
Response participant_answer(const app::ParticipantView& view, int status = 200) {
  return json_response(app::to_json(view), status).with_version(view.participant.version);
}
Response schedule_answer(const app::ScheduleView& view) {
  return json_response(app::to_json(view)).with_version(view.state.schedule.version);
}

// Who may not see the event gets no word of what is wrong with the request.
Response change_event(Context& context, const std::function<Response(store::Transaction&)>& work) {
  Response made;
  context.write([&](store::Transaction& transaction) {
    static_cast<void>(app::find_seen_matchmaking(transaction, context.caller(), context.id<MatchmakingId>()));
    made = work(transaction);
  });
  return made;
}
void require_run(Context& context) {
  context.read([&](store::Transaction& transaction) {
    static_cast<void>(app::find_run_matchmaking(transaction, context.caller(), context.id<MatchmakingId>()));
  });
}
Response change_participant(Context& context, const std::function<Response(store::Transaction&)>& work) {
  Response made;
  context.write([&](store::Transaction& transaction) {
    static_cast<void>(app::find_answered_for(transaction, context.caller(), context.id<MatchmakingId>(),
                                             context.id<ParticipantId>("participant")));
    made = work(transaction);
  });
  return made;
}

Response list_matchmakings(Context& context) {
  app::MatchmakingQuestion question;
  question.stages = named_from<cluster::MatchmakingStage>(context, "stage");
  question.text = sought_text(context);
  json made = {{"items", json::array()}};
  context.read([&](store::Transaction& transaction) {
    const auto found =
        app::list_matchmakings(transaction, context.installation, context.caller(),
                               context.request.parameter("cluster"), question, context.request.page());
    for (const auto& view : found.page.items) made["items"].push_back(app::to_json(view));
    made["total"] = found.total;
    if (found.page.next) made["next"] = *found.page.next;
  });
  return json_response(made);
}

Response prepare_matchmaking(Context& context) {
  app::require_somewhere(context.caller(), cluster::Permission::manage_matchmaking);
  const json draft = context.request.json();
  return context.create([&](store::Transaction& transaction) {
    const auto view = app::prepare_matchmaking(transaction, context.installation, context.caller(),
                                               context.request.parameter("cluster"), draft);
    return matchmaking_answer(view, 201).with("Location", "/api/v1/matchmakings/" + view.event.id.str());
  });
}

Response read_matchmaking(Context& context) {
  Response made;
  context.read([&](store::Transaction& transaction) {
    made =
        matchmaking_answer(app::read_matchmaking(transaction, context.caller(), context.id<MatchmakingId>()));
  });
  return made;
}

Response edit_matchmaking(Context& context) {
  return change_event(context, [&](store::Transaction& transaction) {
    return matchmaking_answer(app::edit_matchmaking(transaction, context.installation, context.caller(),
                                                    context.id<MatchmakingId>(), context.expected_version(),
                                                    context.request.json()));
  });
}

Response delete_matchmaking(Context& context) {
  return change_event(context, [&](store::Transaction& transaction) {
    app::delete_matchmaking(transaction, context.caller(), context.id<MatchmakingId>(),
                            context.expected_version());
    return empty_response(204);
  });
}

Response restore_matchmaking(Context& context) {
  Response made;
  context.write([&](store::Transaction& transaction) {
    made = matchmaking_answer(
        app::restore_matchmaking(transaction, context.caller(), context.id<MatchmakingId>()));
  });
  return made;
}

Response move_matchmaking(Context& context) {
  return change_event(context, [&](store::Transaction& transaction) {
    static_cast<void>(app::find_run_matchmaking(transaction, context.caller(), context.id<MatchmakingId>()));
    const json body = context.request.json();
    cluster::JsonReader reader(body, "");
    const auto stage = reader.required("stage", reader.named<cluster::MatchmakingStage>("stage"));
    std::string reason = app::written_text(reader, "reason", 2'000);
    reader.expect_nothing_else();
    return matchmaking_answer(app::move_matchmaking(transaction, context.caller(),
                                                    context.id<MatchmakingId>(), context.expected_version(),
                                                    stage, std::move(reason)));
  });
}

Response list_participants(Context& context) {
  const std::string query = sought_text(context);
  json made = {{"items", json::array()}};
  context.read([&](store::Transaction& transaction) {
    for (const auto& each : app::list_participants(transaction, context.installation, context.caller(),
                                                   context.id<MatchmakingId>(), query))
      made["items"].push_back(app::to_json(each));
  });
  return json_response(made);
}

Response register_participant(Context& context) {
  const json draft = context.request.json();
  return context.create([&](store::Transaction& transaction) {
    const auto view =
        app::register_participant(transaction, context.caller(), context.id<MatchmakingId>(), draft);
    return participant_answer(view, 201).with("Location", "/api/v1/matchmakings/" +
                                                              view.participant.event.str() +
                                                              "/participants/" + view.participant.id.str());
  });
}

Response edit_participant(Context& context) {
  return change_participant(context, [&](store::Transaction& transaction) {
    return participant_answer(app::edit_participant(
        transaction, context.caller(), context.id<MatchmakingId>(), context.id<ParticipantId>("participant"),
        context.expected_version(), context.request.json()));
  });
}

Response set_participant_state(Context& context) {
  return change_participant(context, [&](store::Transaction& transaction) {
    const json body = context.request.json();
    cluster::JsonReader reader(body, "");
    const auto state = reader.required("state", reader.named<cluster::ParticipantState>("state"));
    reader.expect_nothing_else();
    return participant_answer(app::set_participant_state(
        transaction, context.caller(), context.id<MatchmakingId>(), context.id<ParticipantId>("participant"),
        context.expected_version(), state));
  });
}

Response read_wishes(Context& context) {
  Response made;
  context.read([&](store::Transaction& transaction) {
    made =
        json_response(app::to_json(app::wishes_of(transaction, context.caller(), context.id<MatchmakingId>(),
                                                  context.id<ParticipantId>("participant"))));
  });
  return made;
}

Response set_wishes(Context& context) {
  return change_participant(context, [&](store::Transaction& transaction) {
    return json_response(
        app::to_json(app::set_wishes(transaction, context.caller(), context.id<MatchmakingId>(),
                                     context.id<ParticipantId>("participant"), context.request.json())));
  });
}

Response recommendations(Context& context) {
  json made = {{"items", json::array()}};
  context.read([&](store::Transaction& transaction) {
    for (const auto& each :
         app::recommendations_for(transaction, context.installation, context.caller(),
                                  context.id<MatchmakingId>(), context.id<ParticipantId>("participant")))
      made["items"].push_back(app::to_json(each));
  });
  return json_response(made);
}

Response read_agenda(Context& context) {
  json made;
  context.read([&](store::Transaction& transaction) {
    made =
        app::to_json(app::read_agenda(transaction, context.installation, context.caller(),
                                      context.id<MatchmakingId>(), context.id<ParticipantId>("participant")));
  });
  return json_response(made);
}

Response agenda_calendar(Context& context) {
  std::string made;
  context.read([&](store::Transaction& transaction) {
    made = app::agenda_calendar(transaction, context.caller(), context.id<MatchmakingId>(),
                                context.id<ParticipantId>("participant"));
  });
  return text_response(std::move(made), "text/calendar; charset=utf-8")
      .with("Content-Disposition", "attachment; filename=\"agenda.ics\"");
}

Response say_outcome(Context& context) {
  return change_participant(context, [&](store::Transaction& transaction) {
    const auto outcome = app::say_outcome(
        transaction, context.caller(), context.id<MatchmakingId>(), context.id<ParticipantId>("participant"),
        context.id<MeetingId>("meeting"), context.expected_version(), context.request.json());
    return json_response(cluster::to_json(outcome)).with_version(outcome.version);
  });
}

Response outcome_numbers(Context& context) {
  json made;
  context.read([&](store::Transaction& transaction) {
    made = app::to_json(app::outcome_numbers(transaction, context.caller(), context.id<MatchmakingId>()));
  });
  return json_response(made);
}

Response read_schedule(Context& context) {
  Response made;
  context.read([&](store::Transaction& transaction) {
    made = schedule_answer(app::read_schedule(transaction, context.caller(), context.id<MatchmakingId>()));
  });
  return made;
}

Response make_schedule(Context& context) {
  require_run(context);
  return schedule_answer(app::make_event_schedule(context.installation, context.caller(),
                                                  context.id<MatchmakingId>(), context.expected_version()));
}

Response change_schedule(Context& context) {
  require_run(context);
  return schedule_answer(app::change_schedule(context.installation, context.caller(),
                                              context.id<MatchmakingId>(), context.expected_version(),
                                              context.request.json()));
}

Response propose_replan(Context& context) {
  require_run(context);
  return json_response(app::to_json(app::propose_replan(
      context.installation, context.caller(), context.id<MatchmakingId>(), context.request.json())));
}

Response accept_replan(Context& context) {
  require_run(context);
  return schedule_answer(app::accept_replan(context.installation, context.caller(),
                                            context.id<MatchmakingId>(), context.expected_version(),
                                            context.request.json()));
}

}  // namespace

void add_matchmaking_routes(RouteTable& table) {
  const std::string one = "/matchmakings/{id}", participant = one + "/participants/{participant}";
  table.add("GET", "/clusters/{cluster}/matchmakings", list_matchmakings);
  table.add("POST", "/clusters/{cluster}/matchmakings", prepare_matchmaking);
  table.add("GET", one, read_matchmaking);
  table.add("PUT", one, edit_matchmaking);
  table.add("DELETE", one, delete_matchmaking);
  table.add("POST", one + "/restoration", restore_matchmaking);
  table.add("POST", one + "/stage", move_matchmaking);
  table.add("GET", one + "/participants", list_participants);
  table.add("POST", one + "/participants", register_participant);
  table.add("PUT", participant, edit_participant);
  table.add("POST", participant + "/state", set_participant_state);
  table.add("GET", participant + "/wishes", read_wishes);
  table.add("PUT", participant + "/wishes", set_wishes);
  table.add("GET", participant + "/recommendations", recommendations);
  table.add("GET", participant + "/agenda", read_agenda);
  table.add("GET", participant + "/agenda.ics", agenda_calendar);
  table.add("PUT", participant + "/outcomes/{meeting}", say_outcome);
  table.add("GET", one + "/outcomes", outcome_numbers);
  table.add("GET", one + "/schedule", read_schedule);
  table.add("POST", one + "/schedule", make_schedule);
  table.add("POST", one + "/schedule/changes", change_schedule);
  table.add("POST", one + "/replanning", propose_replan);
  table.add("POST", one + "/absences", accept_replan);
}

}  // namespace grono::server
