#pragma once

#include <exception>
#include <initializer_list>
#include <string>

#include <nlohmann/json_fwd.hpp>

#include "server/response.hpp"
#include "text/messages.hpp"

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

/// What to answer where `error` was thrown, said by `messages`. What is no error of the asker's is logged, and not told.
[[nodiscard]] Response problem_response(const std::exception_ptr& error, const std::string& path,
                                        const text::Messages& messages = {});

/// Says a problem document that was written in English: its title, detail, and what each of its errors says. Pointers
/// are for programs and stay.
void say(nlohmann::json& problem, const text::Messages& messages);
/// Says some members of a JSON object, those that are there.
void say(nlohmann::json& object, std::initializer_list<const char*> members, const text::Messages& messages);

}  // namespace grono::server
