#include "app/consortia/consortia.hpp"

#include <nlohmann/json.hpp>
#include <semaphore>

#include "app/clusters.hpp"
#include "app/errors.hpp"
#include "app/written_text.hpp"
#include "cluster/json_reader.hpp"
#include "cluster/names.hpp"
#include "server/filters.hpp"

namespace grono::server {
namespace {

using cluster::ConsortiumId;
using cluster::OpportunityId;
using cluster::OrganisationId;
using nlohmann::json;

// Each takes a core for up to 20 s; the others have to go on being answered.
std::counting_semaphore<2> solvers(2);

Response opportunity_answer(const app::OpportunityView& view, int status = 200) {
  return json_response(app::to_json(view), status).with_version(view.opportunity.version);
}

// What is still open is said as refusals are: in the reader's language.
json consortium_json(const Context& context, const app::ConsortiumView& view) {
  json made = app::to_json(view);
  for (json& each : made["open_ends"])
    each = context.installation.messages(context.caller().language).say(each.get_ref<const std::string&>());
  return made;
}

Response consortium_answer(const Context& context, const app::ConsortiumView& view, int status = 200) {
  return json_response(consortium_json(context, view), status).with_version(view.consortium.version);
}

Response list_opportunities(Context& context) {
  json made = {{"items", json::array()}};
  context.read([&](store::Transaction& transaction) {
    const auto found = app::list_opportunities(transaction, context.caller(),
                                               context.request.parameter("cluster"), context.request.page());
    for (const auto& view : found.page.items) made["items"].push_back(app::to_json(view));
    made["total"] = found.total;
    if (found.page.next) made["next"] = *found.page.next;
  });
  return json_response(made);
}

Response announce_opportunity(Context& context) {
  app::require_somewhere(context.caller(), cluster::Permission::manage_consortium);
  const json draft = context.request.json();
  return context.create([&](store::Transaction& transaction) {
    const auto view =
        app::announce_opportunity(transaction, context.caller(), context.request.parameter("cluster"), draft);
    return opportunity_answer(view, 201).with("Location",
                                              "/api/v1/opportunities/" + view.opportunity.id.str());
  });
}

Response held_competences(Context& context) {
  app::require_somewhere(context.caller(), cluster::Permission::manage_consortium);
  json made = {{"items", json::array()}};
  context.read([&](store::Transaction& transaction) {
    const auto id = app::read_cluster(transaction, context.request.parameter("cluster")).id;
    app::require(context.caller(), cluster::Permission::manage_consortium, {id, std::nullopt, {}});
    for (const auto& each : app::competences_in(transaction, context.caller(), id, 500))
      made["items"].push_back({{"name", each.name}, {"holders", each.holders}});
  });
  return json_response(made);
}

Response read_opportunity(Context& context) {
  Response made;
  context.read([&](store::Transaction& transaction) {
    made =
        opportunity_answer(app::read_opportunity(transaction, context.caller(), context.id<OpportunityId>()));
  });
  return made;
}

Response edit_opportunity(Context& context) {
  Response made;
  context.write([&](store::Transaction& transaction) {
    static_cast<void>(app::read_opportunity(transaction, context.caller(), context.id<OpportunityId>()));
    made =
        opportunity_answer(app::edit_opportunity(transaction, context.caller(), context.id<OpportunityId>(),
                                                 context.expected_version(), context.request.json()));
  });
  return made;
}

Response delete_opportunity(Context& context) {
  context.write([&](store::Transaction& transaction) {
    static_cast<void>(app::read_opportunity(transaction, context.caller(), context.id<OpportunityId>()));
    app::delete_opportunity(transaction, context.caller(), context.id<OpportunityId>(),
                            context.expected_version());
  });
  return empty_response(204);
}

Response restore_opportunity(Context& context) {
  Response made;
  context.write([&](store::Transaction& transaction) {
    made = opportunity_answer(
        app::restore_opportunity(transaction, context.caller(), context.id<OpportunityId>()));
  });
  return made;
}

Response solved(const Context& context, app::SolvingQuestion question) {
  if (!solvers.try_acquire()) throw app::TooManyAttempts("consortia are being looked for already", 10);
  struct Release {
    ~Release() { solvers.release(); }
  } release;
  return json_response(app::solve(context.caller(), std::move(question)));
}

Response solve_opportunity(Context& context) {
  std::optional<app::SolvingQuestion> question;
  context.read([&](store::Transaction& transaction) {
    question = app::solving_question(transaction, context.caller(), context.id<OpportunityId>(),
                                     context.request.json());
  });
  return solved(context, *std::move(question));
}

Response list_consortia(Context& context) {
  std::optional<OpportunityId> opportunity;
  if (const auto written = context.request.query_value("opportunity")) {
    opportunity = OpportunityId::parse(*written);
    if (!opportunity)
      throw InvalidInput("query/opportunity", "\"" + *written + "\" is not an id",
                         "give it as the program gave it");
  }
  json made = {{"items", json::array()}};
  context.read([&](store::Transaction& transaction) {
    for (const auto& view : app::list_consortia(transaction, context.caller(),
                                                context.request.parameter("cluster"), opportunity))
      made["items"].push_back(consortium_json(context, view));
  });
  return json_response(made);
}

Response found_consortium(Context& context) {
  const json draft = context.request.json();
  return context.create([&](store::Transaction& transaction) {
    const auto view =
        app::found_consortium(transaction, context.installation, context.caller(), context.id<OpportunityId>(), draft);
    return consortium_answer(context, view, 201).with("Location", "/api/v1/consortia/" + view.consortium.id.str());
  });
}

Response read_consortium(Context& context) {
  Response made;
  context.read([&](store::Transaction& transaction) {
    made = consortium_answer(context, app::read_consortium(transaction, context.caller(), context.id<ConsortiumId>()));
  });
  return made;
}

// One write, answered with the consortium as it is then.
Response write_consortium(Context& context,
                          const std::function<app::ConsortiumView(store::Transaction&)>& work) {
  Response made;
  context.write([&](store::Transaction& transaction) {
    // Who may not see it gets no word of what is wrong with the request.
    static_cast<void>(app::read_consortium(transaction, context.caller(), context.id<ConsortiumId>()));
    made = consortium_answer(context, work(transaction));
  });
  return made;
}

Response edit_consortium(Context& context) {
  return write_consortium(context, [&](store::Transaction& transaction) {
    return app::edit_consortium(transaction, context.caller(), context.id<ConsortiumId>(),
                                context.expected_version(), context.request.json());
  });
}

Response invite_partners(Context& context) {
  return write_consortium(context, [&](store::Transaction& transaction) {
    return app::invite_partners(transaction, context.caller(), context.id<ConsortiumId>(),
                                context.expected_version());
  });
}

Response answer_invitation(Context& context) {
  return write_consortium(context, [&](store::Transaction& transaction) {
    const json body = context.request.json();
    cluster::JsonReader reader(body, "");
    const auto organisation = reader.required("organisation", reader.id<OrganisationId>("organisation"));
    const auto answer = reader.required("state", reader.named<cluster::SeatState>("state"));
    if (answer != cluster::SeatState::accepted && answer != cluster::SeatState::refused &&
        answer != cluster::SeatState::withdrawn)
      throw InvalidInput("/state", "is no answer to an invitation", "use accepted, refused or withdrawn");
    std::string reason = app::written_text(reader, "reason", 2'000);
    reader.expect_nothing_else();
    return app::answer_invitation(transaction, context.caller(), context.id<ConsortiumId>(),
                                  context.expected_version(), organisation, answer, std::move(reason));
  });
}

Response replace_partner(Context& context) {
  return write_consortium(context, [&](store::Transaction& transaction) {
    const json body = context.request.json();
    cluster::JsonReader reader(body, "");
    const auto organisation = reader.required("organisation", reader.id<OrganisationId>("organisation"));
    const auto by = reader.id<OrganisationId>("by");
    reader.expect_nothing_else();
    return app::replace_partner(transaction, context.caller(), context.id<ConsortiumId>(),
                                context.expected_version(), organisation, by);
  });
}

Response find_replacements(Context& context) {
  std::optional<app::SolvingQuestion> question;
  context.read([&](store::Transaction& transaction) {
    const json body = context.request.json();
    cluster::JsonReader reader(body, "");
    const auto organisation = reader.required("organisation", reader.id<OrganisationId>("organisation"));
    reader.expect_nothing_else();
    question =
        app::replacement_question(transaction, context.caller(), context.id<ConsortiumId>(), organisation);
  });
  return solved(context, *std::move(question));
}

Response draft_agreement(Context& context) {
  return write_consortium(context, [&](store::Transaction& transaction) {
    return app::draft_consortium_agreement(transaction, context.installation, context.caller(),
                                           context.id<ConsortiumId>(), context.expected_version());
  });
}

Response agree(Context& context) {
  return write_consortium(context, [&](store::Transaction& transaction) {
    return app::agree_consortium(transaction, context.caller(), context.id<ConsortiumId>(),
                                 context.expected_version());
  });
}

Response dissolve(Context& context) {
  return write_consortium(context, [&](store::Transaction& transaction) {
    const json body = context.request.json();
    cluster::JsonReader reader(body, "");
    std::string reason = app::written_text(reader, "reason", 2'000);
    reader.expect_nothing_else();
    return app::dissolve_consortium(transaction, context.caller(), context.id<ConsortiumId>(),
                                    context.expected_version(), std::move(reason));
  });
}

Response hand_over(Context& context) {
  return write_consortium(context, [&](store::Transaction& transaction) {
    return app::hand_over(transaction, context.installation, context.caller(), context.id<ConsortiumId>(),
                          context.expected_version(), context.request.json());
  });
}

}  // namespace

void add_consortium_routes(RouteTable& table) {
  table.add("GET", "/clusters/{cluster}/opportunities", list_opportunities);
  table.add("POST", "/clusters/{cluster}/opportunities", announce_opportunity);
  table.add("GET", "/clusters/{cluster}/opportunities/competences", held_competences);
  table.add("GET", "/clusters/{cluster}/consortia", list_consortia);
  table.add("GET", "/opportunities/{id}", read_opportunity);
  table.add("PUT", "/opportunities/{id}", edit_opportunity);
  table.add("DELETE", "/opportunities/{id}", delete_opportunity);
  table.add("POST", "/opportunities/{id}/restoration", restore_opportunity);
  table.add("POST", "/opportunities/{id}/solution", solve_opportunity);
  table.add("POST", "/opportunities/{id}/consortia", found_consortium);
  table.add("GET", "/consortia/{id}", read_consortium);
  table.add("PUT", "/consortia/{id}", edit_consortium);
  table.add("POST", "/consortia/{id}/invitations", invite_partners);
  table.add("POST", "/consortia/{id}/answer", answer_invitation);
  table.add("POST", "/consortia/{id}/replacement", replace_partner);
  table.add("POST", "/consortia/{id}/candidates", find_replacements);
  table.add("POST", "/consortia/{id}/agreement", draft_agreement);
  table.add("POST", "/consortia/{id}/consent", agree);
  table.add("POST", "/consortia/{id}/dissolution", dissolve);
  table.add("POST", "/consortia/{id}/project", hand_over);
}

}  // namespace grono::server
