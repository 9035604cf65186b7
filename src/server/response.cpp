#include "server/response.hpp"

#include <nlohmann/json.hpp>

namespace grono::server {

Response json_response(const nlohmann::json& body, int status) {
  return text_response(body.dump(), "application/json", status);
}

Response text_response(std::string body, std::string media_type, int status) {
  Response made;
  made.status = status;
  made.body = std::move(body);
  made.with("Content-Type", std::move(media_type));
  return made;
}

Response empty_response(int status) {
  Response made;
  made.status = status;
  return made;
}

}  // namespace grono::server
