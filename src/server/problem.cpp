#include "server/problem.hpp"

#include <array>

#include <nlohmann/json.hpp>
#include <spdlog/spdlog.h>

#include "app/errors.hpp"
#include "base/invalid_fields.hpp"
#include "store/errors.hpp"

namespace grono::server {
namespace {

struct Kind {
  int status;
  std::string_view type, title;
};

constexpr std::array kKinds = {
    Kind{400, "bad-request", "The request can't be understood"},
    Kind{401, "unauthenticated", "Nobody is logged in"},
    Kind{403, "forbidden", "Not allowed"},
    Kind{404, "not-found", "Not found"},
    Kind{405, "method-not-allowed", "Not possible here"},
    Kind{409, "conflict", "It is already there, or in the way"},
    Kind{410, "gone", "It was here once"},
    Kind{412, "changed-meanwhile", "Somebody else has changed it meanwhile"},
    Kind{413, "too-large", "The request is too large"},
    Kind{415, "media-type", "Another kind of content is expected"},
    Kind{422, "invalid", "Something in the request is not right"},
    Kind{428, "if-match-needed", "Say which version you have read"},
    Kind{429, "too-many-attempts", "Too many attempts"},
    Kind{500, "internal", "Our mistake"},
    Kind{503, "unavailable", "Not available now"},
};

Response problem(int status, const std::string& path, const std::string& detail,
                 nlohmann::json errors = nlohmann::json::array()) {
  const auto kind = std::find_if(kKinds.begin(), kKinds.end(), [&](const Kind& each) { return each.status == status; });
  GRONO_INVARIANT(kind != kKinds.end());
  nlohmann::json made = {{"type", "/problems/" + std::string(kind->type)},
                         {"title", kind->title},
                         {"status", status},
                         {"detail", detail},
                         {"instance", path}};
  if (!errors.empty()) made["errors"] = std::move(errors);
  // What was sent in may stand in the message, whatever its bytes.
  return text_response(made.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace), "application/problem+json",
                       status);
}

nlohmann::json field_error(const std::string& where, const std::string& what, const std::string& mend) {
  nlohmann::json made = {{"pointer", where}, {"detail", what}};
  if (!mend.empty()) made["mend"] = mend;
  return nlohmann::json::array({std::move(made)});
}

}  // namespace

Response problem_response(const std::exception_ptr& error, const std::string& path) {
  try {
    std::rethrow_exception(error);
  } catch (const InvalidFields& wrong) {
    nlohmann::json errors = nlohmann::json::array();
    for (const InvalidInput& each : wrong.all())
      errors.push_back(field_error(each.where(), each.problem(), each.mend()).front());
    return problem(422, path, wrong.what(), std::move(errors));
  } catch (const InvalidInput& wrong) {
    return problem(422, path, wrong.what(), field_error(wrong.where(), wrong.problem(), wrong.mend()));
  } catch (const store::AlreadyExists& taken) {
    return problem(409, path, taken.what(),
                   taken.where().empty() ? nlohmann::json::array() : field_error(taken.where(), taken.what(), {}));
  } catch (const store::VersionConflict& conflict) {
    return problem(412, path, conflict.what());
  } catch (const store::NotFound& missing) {
    return problem(404, path, missing.what());
  } catch (const app::Gone& gone) {
    return problem(410, path, gone.what());
  } catch (const app::Unauthenticated& nobody) {
    return problem(401, path, nobody.what());
  } catch (const app::Refused& refused) {
    return refused.reason() == app::Refused::Reason::not_logged_in
               ? problem(401, path, "log in first")
               : problem(403, path, std::string(refused.what()) + "; ask the cluster's manager");
  } catch (const app::Conflict& conflict) {
    return problem(409, path, conflict.what());
  } catch (const app::MovedTo& moved) {
    return empty_response(308).with("Location", "/api/v1/organisations/" + moved.organisation().str());
  } catch (const app::TooManyAttempts& many) {
    return problem(429, path, many.what()).with("Retry-After", std::to_string(many.retry_after_s()));
  } catch (const HttpError& http) {
    return problem(http.status(), path, http.what());
  } catch (const StoreUnavailable& away) {
    spdlog::error("{}: {}", path, away.what());
    return problem(503, path, std::string("nothing was written; try again later: ") + away.what())
        .with("Retry-After", "10");
  } catch (const std::exception& bug) {
    spdlog::error("{}: {}", path, bug.what());
    return problem(500, path, "the server's log says more; nothing was written");
  }
}

}  // namespace grono::server
