#include <memory>

#include <nlohmann/json.hpp>

#include "app/import.hpp"
#include "base/error.hpp"
#include "server/jobs.hpp"
#include "server/multipart.hpp"
#include "server/render.hpp"
#include "server/route.hpp"

namespace grono::server {
namespace {

using nlohmann::json;

/// A file that was sent, and what to do with it.
struct UploadedTable {
  explicit UploadedTable(Request& request) : form(request) {}
  KeptForm form;
  std::string_view file;  // in the form
  app::ImportOptions options;
};

std::shared_ptr<UploadedTable> upload_of(Context& context) {
  app::require_somewhere(context.caller(), cluster::Permission::import_organisations);
  const auto upload = std::make_shared<UploadedTable>(context.request);
  const auto file = upload->form.field("file");
  if (!file) throw InvalidInput("/file", "is missing", "send the table as the field \"file\"");
  upload->form.expect_only({"file", "options"}, "send file and options");
  if (const auto options = upload->form.json_field("options"))
    upload->options = app::import_options_from(*options);
  upload->file = *file;
  return upload;
}

Response preview_import(Context& context) {
  const auto upload = upload_of(context);
  const auto preview = app::preview_import(context.installation, context.caller(),
                                           app::table_in_memory(upload->file), upload->options);
  json made = app::to_json(preview, context.installation);
  say_issues(made, context);
  return json_response(made);
}

Jobs::Outcome run(const app::Installation& installation, const app::Caller& caller,
                  const UploadedTable& upload, const Jobs::Progress& progress) {
  try {
    const auto report = app::import_organisations(
        installation, caller, app::table_in_memory(upload.file), upload.options,
        [&](app::ImportStage stage, std::int64_t done, std::int64_t total) {
          return progress(
              stage == app::ImportStage::reading ? store::JobStage::reading : store::JobStage::writing, done,
              total);
        });
    return {app::to_json(report).dump(-1, ' ', false, json::error_handler_t::replace), report.rejected_csv};
  } catch (const app::ImportCancelled&) {
    throw Jobs::Cancelled{};
  }
}

Response start_import(Context& context) {
  const auto upload = upload_of(context);
  // Refuses at once, rather than as a failed job.
  app::require_import(context.installation, context.caller(), upload->options.cluster);
  return context.once(upload->form.sameness(), [&](const Context::Remember& remember) {
    Response answer;
    static_cast<void>(context.jobs.start(
        context.caller().author(), "import",
        [&installation = context.installation, caller = context.caller(),
         upload](const Jobs::Progress& progress) { return run(installation, caller, *upload, progress); },
        [&](store::Transaction& transaction, const store::Job& job) {
          answer =
              json_response(render_job(job, context), 202).with("Location", "/api/v1/jobs/" + job.id.str());
          remember(transaction, answer);
        }));
    return answer;
  });
}

}  // namespace

void add_import_routes(RouteTable& table) {
  table.add("POST", "/imports/preview", preview_import, kMostBytesOfTable);
  table.add("POST", "/imports", start_import, kMostBytesOfTable);
}

}  // namespace grono::server
