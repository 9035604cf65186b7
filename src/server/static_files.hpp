#pragma once

#include <filesystem>

#include "server/request.hpp"
#include "server/response.hpp"

namespace grono::server {

/// The web UI and what it draws with, from the folder the program ships.
class StaticFiles {
 public:
  explicit StaticFiles(std::filesystem::path share) : share_(std::move(share)) {}

  /// A file of the web UI; its first page for every address that is no file, for the UI has its own addresses.
  [[nodiscard]] Response answer(const Request& request) const;

 private:
  [[nodiscard]] Response first_page() const;
  std::filesystem::path share_;
};

/// Headers every answer bears: what a page may load (only from here), and that nobody may frame it.
/// @param nonce  of the page's own style elements; empty for what is no page
void add_security_headers(Response& response, const std::string& nonce = {});

}  // namespace grono::server
