#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "server/request.hpp"
#include "server/response.hpp"

namespace grono::server {

struct HttpSettings {
  std::string host = "127.0.0.1";
  std::uint16_t port = 8080;
  std::size_t io_threads = 2;
  std::size_t workers = 8;
};

/// Serves until SIGTERM or SIGINT; requests under way are answered, for up to four seconds.
///
/// @param handle    runs on a worker thread; must not throw
/// @param is_ready  called once the port is open
/// @param is_ending  called once it is to end: is to end every answer that stays open
/// @throws InvalidInput  the port is taken or may not be opened
void serve_http(const HttpSettings& settings, const std::function<Response(Request)>& handle,
                const std::function<void()>& is_ready, const std::function<void()>& is_ending);

}  // namespace grono::server
