#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <nlohmann/json_fwd.hpp>

namespace grono::server {

class EventStream;

/// An HTTP response as routes make it.
struct Response {
  int status = 200;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  std::filesystem::path file;  ///< sent instead of `body` where it is set
  /// Where it is set, the answer stays open, and this is given it; may keep it, must not wait.
  std::function<void(const std::shared_ptr<EventStream>&)> stream = {};

  Response& with(std::string name, std::string value) {
    headers.emplace_back(std::move(name), std::move(value));
    return *this;
  }
  /// Sets the ETag of a version: a quoted number.
  Response& with_version(std::int64_t version) { return with("ETag", "\"" + std::to_string(version) + "\""); }
};

[[nodiscard]] Response json_response(const nlohmann::json& body, int status = 200);
[[nodiscard]] Response text_response(std::string body, std::string media_type, int status = 200);
[[nodiscard]] Response empty_response(int status = 204);

}  // namespace grono::server
