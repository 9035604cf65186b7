#include "server/problem.hpp"

#include <algorithm>
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

// The detail of an InvalidInput is its parts put together, so that it is said part by part.
std::string said_detail(const nlohmann::json& problem, const text::Messages& messages) {
  const auto detail = problem["detail"].get<std::string>();
  if (!problem.contains("errors")) return messages.say(detail);
  const nlohmann::json& first = problem["errors"].front();
  const auto where = first["pointer"].get<std::string>(), what = first["detail"].get<std::string>(),
             mend = first.value("mend", "");
  if (InvalidInput(where, what, mend).what() != detail) return messages.say(detail);
  return InvalidInput(messages.say(where), messages.say(what), messages.say(mend)).what();
}

nlohmann::json field_error(const std::string& where, const std::string& what, const std::string& mend) {
  nlohmann::json made = {{"pointer", where}, {"detail", what}};
  if (!mend.empty()) made["mend"] = mend;
  return nlohmann::json::array({std::move(made)});
}

/// Writes the answers to what one request did wrong.
class Answers {
 public:
  Answers(const std::string& path, const text::Messages& messages) : path_(path), messages_(messages) {}

  Response operator()(int status, const std::string& detail, nlohmann::json errors = nlohmann::json::array()) const {
    const auto kind = std::find_if(kKinds.begin(), kKinds.end(), [&](const Kind& each) { return each.status == status; });
    GRONO_INVARIANT(kind != kKinds.end());
    nlohmann::json made = {{"type", "/problems/" + std::string(kind->type)},
                           {"title", kind->title},
                           {"status", status},
                           {"detail", detail},
                           {"instance", path_}};
    if (!errors.empty()) made["errors"] = std::move(errors);
    say(made, messages_);
    // What was sent in may stand in the message, whatever its bytes.
    return text_response(made.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace), "application/problem+json",
                         status);
  }

 private:
  const std::string& path_;
  const text::Messages& messages_;
};

}  // namespace

void say(nlohmann::json& object, std::initializer_list<const char*> members, const text::Messages& messages) {
  for (const char* member : members)
    if (const auto found = object.find(member); found != object.end() && found->is_string())
      *found = messages.say(found->get_ref<const std::string&>());
}

void say(nlohmann::json& problem, const text::Messages& messages) {
  problem["detail"] = said_detail(problem, messages);
  say(problem, {"title"}, messages);
  if (problem.contains("errors"))
    for (nlohmann::json& each : problem["errors"]) say(each, {"detail", "mend"}, messages);
}

Response problem_response(const std::exception_ptr& error, const std::string& path, const text::Messages& messages) {
  const Answers answer(path, messages);
  try {
    std::rethrow_exception(error);
  } catch (const InvalidFields& wrong) {
    nlohmann::json errors = nlohmann::json::array();
    for (const InvalidInput& each : wrong.all())
      errors.push_back(field_error(each.where(), each.problem(), each.mend()).front());
    return answer(422, wrong.what(), std::move(errors));
  } catch (const InvalidInput& wrong) {
    return answer(422, wrong.what(), field_error(wrong.where(), wrong.problem(), wrong.mend()));
  } catch (const store::AlreadyExists& taken) {
    return answer(409, taken.what(),
                   taken.where().empty() ? nlohmann::json::array() : field_error(taken.where(), taken.what(), {}));
  } catch (const store::VersionConflict& conflict) {
    return answer(412, conflict.what());
  } catch (const store::NotFound& missing) {
    return answer(404, missing.what());
  } catch (const app::Gone& gone) {
    return answer(410, gone.what());
  } catch (const app::Unauthenticated& nobody) {
    return answer(401, nobody.what());
  } catch (const app::Refused& refused) {
    return refused.reason() == app::Refused::Reason::not_logged_in
               ? answer(401, "log in first")
               : answer(403, std::string(refused.what()) + "; ask the cluster's manager");
  } catch (const app::Conflict& conflict) {
    return answer(409, conflict.what());
  } catch (const app::MovedTo& moved) {
    return empty_response(308).with("Location", "/api/v1/organisations/" + moved.organisation().str());
  } catch (const app::TooManyAttempts& many) {
    return answer(429, many.what()).with("Retry-After", std::to_string(many.retry_after_s()));
  } catch (const HttpError& http) {
    return answer(http.status(), http.what());
  } catch (const StoreUnavailable& away) {
    spdlog::error("{}: {}", path, away.what());
    return answer(503, std::string("nothing was written; try again later: ") + away.what())
        .with("Retry-After", "10");
  } catch (const std::exception& bug) {
    spdlog::error("{}: {}", path, bug.what());
    return answer(500, "the server's log says more; nothing was written");
  }
}

}  // namespace grono::server
