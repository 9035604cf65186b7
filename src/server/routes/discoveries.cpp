#include "app/discovery/discoveries.hpp"

#include <memory>

#include <nlohmann/json.hpp>

#include "app/clusters.hpp"
#include "base/error.hpp"
#include "server/jobs.hpp"
#include "server/multipart.hpp"
#include "server/render.hpp"
#include "server/route.hpp"

namespace grono::server {
namespace {

using nlohmann::json;

/// What was sent: a question, and a file where it is not about the own organisations.
struct Asked {
  explicit Asked(Request& request) : form(request) {}
  KeptForm form;
  app::DiscoveryQuestion question;
};

std::shared_ptr<Asked> asked_in(Context& context) {
  const auto asked = std::make_shared<Asked>(context.request);
  asked->form.expect_only({"file", "question"}, "send question and file");
  const auto question = asked->form.json_field("question");
  if (!question) throw InvalidInput("/question", "is missing", "send what is asked as JSON");
  asked->question = app::discovery_question_from(*question);
  return asked;
}

Jobs::Outcome run(const app::Installation& installation, const app::Caller& caller, const Asked& asked,
                  const Jobs::Progress& progress) {
  try {
    const json result = {{"discovery", app::run_discovery(installation, caller, asked.question,
                                                          asked.form.field("file"), progress)}};
    return {result.dump(-1, ' ', false, json::error_handler_t::replace), std::nullopt};
  } catch (const app::DiscoveryCancelled&) {
    throw Jobs::Cancelled{};
  }
}

Response start_discovery(Context& context) {
  app::require(context.caller(), cluster::Permission::discover_clusters);
  const auto asked = asked_in(context);
  return context.once(asked->form.sameness(), [&](const Context::Remember& remember) {
    Response answer;
    static_cast<void>(context.jobs.start(
        context.caller().author(), "discovery",
        [&installation = context.installation, caller = context.caller(),
         asked](const Jobs::Progress& progress) { return run(installation, caller, *asked, progress); },
        [&](store::Transaction& transaction, const store::Job& job) {
          answer =
              json_response(render_job(job, context), 202).with("Location", "/api/v1/jobs/" + job.id.str());
          remember(transaction, answer);
        }));
    return answer;
  });
}

Response begin_cluster(Context& context) {
  app::require(context.caller(), cluster::Permission::create_cluster);
  const auto job = context.jobs.find(context.id<cluster::JobId>());
  if (!job || job->owner != context.visitor.user->id || job->kind != "discovery" || !job->result)
    throw store::NotFound("there is no such discovery of yours that is done");
  const json result = json::parse(*job->result)["discovery"];
  const json body = context.request.json();
  return context.create([&](store::Transaction& transaction) {
    const auto made = app::begin_cluster(transaction, context.installation, context.caller(), result, body);
    return json_response({{"cluster", app::to_json(made.cluster, context.installation.classifications())},
                          {"invited", made.invited}},
                         201)
        .with("Location", "/api/v1/clusters/" + made.cluster.slug);
  });
}

}  // namespace

void add_discovery_routes(RouteTable& table) {
  table.add("POST", "/discoveries", start_discovery, kMostBytesOfTable);
  table.add("POST", "/discoveries/{id}/clusters", begin_cluster);
}

}  // namespace grono::server
