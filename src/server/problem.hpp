#pragma once

#include <exception>
#include <string>

#include "server/response.hpp"

/// Errors as problem documents (RFC 9457): one table from exception to status.
namespace grono::server {

/// A request that a route refuses for a reason of HTTP itself: no such route, no If-Match, too large.
class HttpError : public std::runtime_error {
 public:
  HttpError(int status, const std::string& what) : std::runtime_error(what), status_(status) {}
  [[nodiscard]] int status() const noexcept { return status_; }

 private:
  int status_;
};

/// What to answer where `error` was thrown. What is no error of the asker's is logged, and not told.
[[nodiscard]] Response problem_response(const std::exception_ptr& error, const std::string& path);

}  // namespace grono::server
