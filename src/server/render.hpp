#pragma once

#include <nlohmann/json.hpp>

#include "server/route.hpp"
#include "store/job_store.hpp"
#include "store/user_store.hpp"

/// JSON of what several routes answer with.
namespace grono::server {

/// Schema Session: who asks, and what they may do.
[[nodiscard]] nlohmann::json render_session(const Context& context);

/// Schema RoleGrant, with the name of the cluster or organisation it holds for.
[[nodiscard]] nlohmann::json render_grants(store::Transaction& transaction,
                                           const std::vector<cluster::RoleGrant>& grants,
                                           std::string_view language);

/// Schema Job; what went wrong in it is said in the asker's language.
[[nodiscard]] nlohmann::json render_job(const store::Job& job, const Context& context);

/// Says what an import found wrong with rows, "issues" of an import's preview or result.
void say_issues(nlohmann::json& found, const Context& context);

}  // namespace grono::server
