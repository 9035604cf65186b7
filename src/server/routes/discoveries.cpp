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
  std::string body;                      // holds the file
  std::optional<std::string_view> file;  // in the body
  std::string question_text;             // as sent
  app::DiscoveryQuestion question;
};

std::shared_ptr<Asked> asked_in(Context& context) {
  const auto asked = std::make_shared<Asked>();
  const Form form = multipart_form(context.request);
  for (const auto& [name, value] : form)
    if (name != "file" && name != "question")
      throw InvalidInput("/" + name, "is not known", "send question and file");
  const auto question = form.find("question");
  if (question == form.end()) throw InvalidInput("/question", "is missing", "send what is asked as JSON");
  asked->question_text = question->second;
  const json parsed = json::parse(asked->question_text, nullptr, false);
  if (parsed.is_discarded()) throw InvalidInput("/question", "is not JSON", "see the API document");
  asked->question = app::discovery_question_from(parsed);
  if (const auto file = form.find("file"); file != form.end()) {
    const auto offset = static_cast<std::size_t>(file->second.data() - context.request.body.data());
    const std::size_t size = file->second.size();
    asked->body = std::move(context.request.body);
    asked->file = std::string_view(asked->body).substr(offset, size);
  }
  return asked;
}

Jobs::Outcome run(const app::Installation& installation, const app::Caller& caller, const Asked& asked,
                  const Jobs::Progress& progress) {
  try {
    const json result = {{"discovery", app::run_discovery(installation, caller, asked.question, asked.file, progress)}};
    return {result.dump(-1, ' ', false, json::error_handler_t::replace), std::nullopt};
  } catch (const app::DiscoveryCancelled&) {
    throw Jobs::Cancelled{};
  }
}

Response start_discovery(Context& context) {
  app::require(context.caller(), cluster::Permission::discover_clusters);
  const auto asked = asked_in(context);
  const std::string content = asked->question_text + "\n" + std::string(asked->file.value_or(""));
  return context.once(content, [&](const Context::Remember& remember) {
    Response answer;
    static_cast<void>(context.jobs.start(
        context.caller().author(), "discovery",
        [&installation = context.installation, caller = context.caller(),
         asked](const Jobs::Progress& progress) { return run(installation, caller, *asked, progress); },
        [&](store::Transaction& transaction, const store::Job& job) {
          answer = json_response(render_job(job, context), 202).with("Location", "/api/v1/jobs/" + job.id.str());
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
