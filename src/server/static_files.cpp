#include "server/static_files.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>

#include "app/clock.hpp"
#include "server/problem.hpp"

namespace grono::server {
namespace {

struct MediaType {
  std::string_view extension, type;
};

constexpr std::array kMediaTypes = {
    MediaType{".html", "text/html; charset=utf-8"},
    MediaType{".js", "text/javascript; charset=utf-8"},
    MediaType{".mjs", "text/javascript; charset=utf-8"},
    MediaType{".css", "text/css; charset=utf-8"},
    MediaType{".json", "application/json"},
    MediaType{".geojson", "application/geo+json"},
    MediaType{".svg", "image/svg+xml"},
    MediaType{".png", "image/png"},
    MediaType{".ico", "image/x-icon"},
    MediaType{".woff2", "font/woff2"},
    MediaType{".woff", "font/woff"},
    MediaType{".webmanifest", "application/manifest+json"},
    MediaType{".txt", "text/plain; charset=utf-8"},
};

std::string media_type(const std::filesystem::path& file) {
  const std::string extension = file.extension();
  const auto found = std::find_if(kMediaTypes.begin(), kMediaTypes.end(),
                                  [&](const MediaType& each) { return each.extension == extension; });
  return found == kMediaTypes.end() ? "application/octet-stream" : std::string(found->type);
}

// No part of the path may lead out of the folder.
bool stays_inside(const std::filesystem::path& path) {
  return std::none_of(path.begin(), path.end(), [](const std::filesystem::path& part) { return part == ".."; });
}

}  // namespace

Response StaticFiles::answer(const Request& request) const {
  if (request.method != "GET" && request.method != "HEAD") throw HttpError(405, "only reading is possible here");
  const std::filesystem::path path = std::filesystem::path(request.path).relative_path();
  if (request.path.find('\0') != std::string::npos || !stays_inside(path))
    throw HttpError(404, "there is nothing at this address");
  const bool is_shipped = !path.empty() && *path.begin() == "boundaries";
  const auto file = (is_shipped ? share_ : share_ / "web") / path;
  std::error_code error;
  if (path.empty() || path == "index.html" || !std::filesystem::is_regular_file(file, error)) {
    // A page has no extension in its address; a file that is missing must not become the first page.
    if (is_shipped || path.has_extension()) throw HttpError(404, "there is no such file");
    return first_page();
  }
  Response made;
  made.file = file;
  made.with("Content-Type", media_type(file));
  // Names of built files hold a digest of what is in them.
  made.with("Cache-Control",
            *path.begin() == "assets" ? "public, max-age=31536000, immutable" : "public, max-age=3600");
  add_security_headers(made);
  return made;
}

Response StaticFiles::first_page() const {
  std::ifstream in(share_ / "web/index.html", std::ios::binary);
  if (!in) throw HttpError(404, "the web UI has not been built: run script/build");
  std::string page{std::istreambuf_iterator<char>(in), {}};
  // The UI's style elements carry a nonce, so that no other style is let in.
  const std::string nonce = app::new_secret().substr(0, 22);
  constexpr std::string_view kPlace = "__NONCE__";
  for (std::size_t at = page.find(kPlace); at != std::string::npos; at = page.find(kPlace, at))
    page.replace(at, kPlace.size(), nonce);
  Response made = text_response(std::move(page), "text/html; charset=utf-8");
  made.with("Cache-Control", "no-cache");
  add_security_headers(made, nonce);
  return made;
}

void add_security_headers(Response& response, const std::string& nonce) {
  std::string policy =
      "default-src 'none'; script-src 'self'; connect-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
      "worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
      "style-src 'self'";
  if (!nonce.empty()) policy += " 'nonce-" + nonce + "'";
  response.with("Content-Security-Policy", policy);
  response.with("X-Content-Type-Options", "nosniff");
  response.with("Referrer-Policy", "same-origin");
  response.with("Cross-Origin-Opener-Policy", "same-origin");
  response.with("Permissions-Policy", "camera=(), microphone=(), geolocation=(self)");
}

}  // namespace grono::server
