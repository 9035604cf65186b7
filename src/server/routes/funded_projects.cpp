#include "app/funded/funded_projects.hpp"

#include <memory>

#include <nlohmann/json.hpp>

#include "app/funded/cordis_import.hpp"
#include "base/error.hpp"
#include "exchange/cordis_archive.hpp"
#include "server/jobs.hpp"
#include "server/multipart.hpp"
#include "server/render.hpp"
#include "server/route.hpp"

namespace grono::server {
namespace {

using cluster::OrganisationId;
using nlohmann::json;

Response funded_projects_of_organisation(Context& context) {
  json made;
  context.read([&](store::Transaction& transaction) {
    made = app::to_json(transaction, app::funded_projects_of_organisation(transaction, context.caller(),
                                                                          context.id<OrganisationId>(),
                                                                          context.request.page()));
  });
  return json_response(made);
}

Response funded_projects_of_cluster(Context& context) {
  json made;
  context.read([&](store::Transaction& transaction) {
    made = app::to_json(transaction,
                        app::funded_projects_of_cluster(transaction, context.request.parameter("cluster"),
                                                        context.request.page()));
  });
  return json_response(made);
}

Response read_funded_project(Context& context) {
  json made;
  context.read([&](store::Transaction& transaction) {
    made = app::to_json(transaction,
                        app::read_funded_project(transaction, context.id<cluster::FundedProjectId>()));
  });
  return json_response(made);
}

/// The tables that were sent, and what to do with them.
struct UploadedCordis {
  explicit UploadedCordis(Request& request) : form(request) {}
  KeptForm form;
  std::string_view archive;                  // as CORDIS packs the tables; or else:
  std::string_view projects, organisations;  // all in the form
  app::CordisImportOptions options;
};

std::shared_ptr<UploadedCordis> uploaded_cordis(Context& context) {
  app::require_somewhere(context.caller(), cluster::Permission::import_organisations);
  const auto made = std::make_shared<UploadedCordis>(context.request);
  made->form.expect_only({"archive", "projects", "organisations", "options"},
                         "send archive, or projects and organisations, and options");
  if (const auto options = made->form.json_field("options"))
    made->options = app::cordis_options_from(*options);
  made->archive = made->form.field("archive").value_or("");
  made->projects = made->form.field("projects").value_or("");
  made->organisations = made->form.field("organisations").value_or("");
  const bool has_both = !made->projects.empty() && !made->organisations.empty();
  const bool has_neither = made->projects.empty() && made->organisations.empty();
  if (made->archive.empty() ? !has_both : !has_neither)
    throw InvalidInput("/archive", "stands beside single tables, or nothing is there to read",
                       "send the archive as CORDIS publishes it, or project.csv and organization.csv");
  return made;
}

Jobs::Outcome run_cordis(const app::Installation& installation, const app::Caller& caller,
                         const UploadedCordis& upload, const Jobs::Progress& progress) {
  const auto tell = [&](app::ImportStage stage, std::int64_t done, std::int64_t total) {
    return progress(stage == app::ImportStage::reading ? store::JobStage::reading : store::JobStage::writing,
                    done, total);
  };
  const auto import = [&](const exchange::CordisFiles& files) -> Jobs::Outcome {
    const auto report = app::import_cordis(installation, caller, files, upload.options, tell);
    return {json{{"cordis", app::to_json(report)}}.dump(-1, ' ', false, json::error_handler_t::replace),
            std::nullopt};
  };
  try {
    if (upload.archive.empty())
      return import({{"project.csv", upload.projects}, {"organization.csv", upload.organisations}, {}});
    return import(exchange::CordisArchive(upload.archive).files());
  } catch (const app::ImportCancelled&) {
    throw Jobs::Cancelled{};
  }
}

Response start_cordis_import(Context& context) {
  const auto upload = uploaded_cordis(context);
  // Refuses at once, rather than as a failed job.
  app::require_cordis_import(context.installation, context.caller(), upload->options);
  return context.once(upload->form.sameness(), [&](const Context::Remember& remember) {
    Response answer;
    static_cast<void>(context.jobs.start(
        context.caller().author(), "cordis_import",
        [&installation = context.installation, caller = context.caller(), upload](
            const Jobs::Progress& progress) { return run_cordis(installation, caller, *upload, progress); },
        [&](store::Transaction& transaction, const store::Job& job) {
          answer =
              json_response(render_job(job, context), 202).with("Location", "/api/v1/jobs/" + job.id.str());
          remember(transaction, answer);
        }));
    return answer;
  });
}

}  // namespace

void add_funded_project_routes(RouteTable& table) {
  table.add("GET", "/organisations/{id}/funded-projects", funded_projects_of_organisation);
  table.add("GET", "/clusters/{cluster}/funded-projects", funded_projects_of_cluster);
  table.add("GET", "/funded-projects/{id}", read_funded_project);
  table.add("POST", "/imports/cordis", start_cordis_import, kMostBytesOfTable);
}

}  // namespace grono::server
