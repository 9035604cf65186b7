#include "app/ideas.hpp"

#include <nlohmann/json.hpp>

#include "app/written_text.hpp"
#include "cluster/json_reader.hpp"
#include "server/filters.hpp"

namespace grono::server {
namespace {

using cluster::IdeaId;
using cluster::IdeaKind;
using cluster::IdeaStage;
using nlohmann::json;

Response answer(const app::IdeaView& view, int status = 200) {
  return json_response(app::to_json(view), status).with_version(view.row.idea.version);
}

store::IdeaOrder order_from(const Context& context) {
  const auto written = context.request.query_value("sort");
  if (!written || *written == "newest") return store::IdeaOrder::newest;
  if (*written == "most_supported") return store::IdeaOrder::most_supported;
  throw InvalidInput("query/sort", "\"" + *written + "\" is no order", "use newest or most_supported");
}

Response list_ideas(Context& context) {
  app::IdeaQuestion question;
  question.kinds = named_from<IdeaKind>(context, "kind");
  question.stages = named_from<IdeaStage>(context, "stage");
  question.text = sought_text(context);
  question.order = order_from(context);
  json made = {{"items", json::array()}};
  context.read([&](store::Transaction& transaction) {
    const auto found = app::list_ideas(transaction, context.installation, context.caller(),
                                       context.request.parameter("cluster"), question, context.request.page());
    for (const auto& view : found.page.items) made["items"].push_back(app::to_json(view));
    made["total"] = found.total;
    if (found.page.next) made["next"] = *found.page.next;
  });
  return json_response(made);
}

// Every kind, also those of which there is nothing: that is what is looked for.
Response count_ideas(Context& context) {
  app::IdeaCounts counts;
  context.read([&](store::Transaction& transaction) {
    counts = app::count_ideas(transaction, context.caller(), context.request.parameter("cluster"));
  });
  json made = {{"items", json::array()}};
  for (const auto& [name, kind] : cluster::named_values<IdeaKind>()) {
    json stages = json::object();
    std::int64_t all = 0;
    for (const auto& [stage_name, stage] : cluster::named_values<IdeaStage>()) {
      const auto found = counts.find({kind, stage});
      const std::int64_t count = found == counts.end() ? 0 : found->second;
      stages[std::string(stage_name)] = count;
      all += count;
    }
    made["items"].push_back({{"kind", name}, {"count", all}, {"stages", std::move(stages)}});
  }
  return json_response(made);
}

Response similar_ideas(Context& context) {
  std::optional<IdeaId> except;
  if (const auto written = context.request.query_value("except")) except = IdeaId::parse(*written);
  const std::string text = sought_text(context);
  const std::string language = context.request.query_value("language").value_or("");
  if (!language.empty() && !cluster::is_language_tag(language))
    throw InvalidInput("query/language", "\"" + language + "\" is not a language", "use a tag such as pl or en");
  json made = {{"items", json::array()}};
  context.read([&](store::Transaction& transaction) {
    for (const auto& each : app::similar_ideas(transaction, context.installation, context.caller(),
                                               context.request.parameter("cluster"), text, except, language))
      made["items"].push_back({{"id", each.id.str()},
                               {"title", each.title},
                               {"similarity", each.similarity},
                               {"shared", each.shared}});
  });
  return json_response(made);
}

Response propose_idea(Context& context) {
  app::require_somewhere(context.caller(), cluster::Permission::propose_idea);
  const json draft = context.request.json();
  return context.create([&](store::Transaction& transaction) {
    const auto view = app::propose_idea(transaction, context.installation, context.caller(),
                                        context.request.parameter("cluster"), draft);
    return answer(view, 201).with("Location", "/api/v1/ideas/" + view.row.idea.id.str());
  });
}

Response read_idea(Context& context) {
  Response made;
  context.read([&](store::Transaction& transaction) {
    made = answer(app::read_idea(transaction, context.caller(), context.id<IdeaId>()));
  });
  return made;
}

// One write, answered with the idea as it is then.
Response write_idea(Context& context, const std::function<app::IdeaView(store::Transaction&)>& work) {
  Response made;
  context.write([&](store::Transaction& transaction) {
    // Who may not see it gets no word of what is wrong with the request.
    static_cast<void>(app::read_idea(transaction, context.caller(), context.id<IdeaId>()));
    made = answer(work(transaction));
  });
  return made;
}

Response edit_idea(Context& context) {
  return write_idea(context, [&](store::Transaction& transaction) {
    return app::edit_idea(transaction, context.installation, context.caller(), context.id<IdeaId>(),
                          context.expected_version(), context.request.json());
  });
}

Response move_idea(Context& context) {
  return write_idea(context, [&](store::Transaction& transaction) {
    const json body = context.request.json();
    cluster::JsonReader reader(body, "");
    const auto stage = reader.required("stage", reader.named<IdeaStage>("stage"));
    std::string reason = app::written_text(reader, "reason", 2'000);
    reader.expect_nothing_else();
    return app::move_idea(transaction, context.installation, context.caller(), context.id<IdeaId>(),
                          context.expected_version(), stage, std::move(reason));
  });
}

Response delete_idea(Context& context) {
  context.write([&](store::Transaction& transaction) {
    static_cast<void>(app::read_idea(transaction, context.caller(), context.id<IdeaId>()));
    app::delete_idea(transaction, context.caller(), context.id<IdeaId>(), context.expected_version());
  });
  return empty_response(204);
}

Response restore_idea(Context& context) {
  Response made;
  context.write([&](store::Transaction& transaction) {
    made = answer(app::restore_idea(transaction, context.caller(), context.id<IdeaId>()));
  });
  return made;
}

Response support(Context& context, bool is_supported) {
  return write_idea(context, [&](store::Transaction& transaction) {
    return app::support_idea(transaction, context.caller(), context.id<IdeaId>(), is_supported);
  });
}

}  // namespace

void add_idea_routes(RouteTable& table) {
  table.add("GET", "/clusters/{cluster}/ideas", list_ideas);
  table.add("POST", "/clusters/{cluster}/ideas", propose_idea);
  table.add("GET", "/clusters/{cluster}/ideas/kinds", count_ideas);
  table.add("GET", "/clusters/{cluster}/ideas/similar", similar_ideas);
  table.add("GET", "/ideas/{id}", read_idea);
  table.add("PUT", "/ideas/{id}", edit_idea);
  table.add("DELETE", "/ideas/{id}", delete_idea);
  table.add("POST", "/ideas/{id}/restoration", restore_idea);
  table.add("POST", "/ideas/{id}/stage", move_idea);
  table.add("PUT", "/ideas/{id}/support", [](Context& context) { return support(context, true); });
  table.add("DELETE", "/ideas/{id}/support", [](Context& context) { return support(context, false); });
}

}  // namespace grono::server
