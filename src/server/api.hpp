#pragma once

#include "app/installation.hpp"
#include "server/jobs.hpp"
#include "server/request.hpp"
#include "server/response.hpp"
#include "server/route.hpp"

namespace grono::server {

/// The way of every request of the API: find the route, find out who asks, hold it against forged requests, run it, turn
/// errors into problem documents. Thread-safe.
class Api {
 public:
  Api(const app::Installation& installation, Jobs& jobs) : installation_(installation), jobs_(jobs), routes_(all_routes()) {}

  /// Answers a request below /api/v1; never throws.
  [[nodiscard]] Response answer(Request request) const noexcept;

 private:
  [[nodiscard]] Response routed(Request request) const;

  const app::Installation& installation_;
  Jobs& jobs_;
  RouteTable routes_;
};

/// The cookie of a session; an empty secret takes it away.
[[nodiscard]] std::string session_cookie(std::string_view secret, bool is_secure);

inline constexpr std::string_view kSessionCookie = "grono_session";

}  // namespace grono::server
