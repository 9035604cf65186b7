#include "server/multipart.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "server/problem.hpp"

namespace grono::server {
namespace {

constexpr std::size_t kMostFields = 20;

[[noreturn]] void broken(const char* what) {
  throw InvalidInput("", std::string("the form ") + what, "send multipart/form-data as browsers do");
}

// The value of name="..." in a header, or of boundary=... without quotes.
std::string parameter(std::string_view header, std::string_view name) {
  const std::string wanted = std::string(name) + "=";
  for (auto at = header.find(wanted); at != std::string_view::npos; at = header.find(wanted, at + 1)) {
    // "filename=" ends with "name=" and is another one.
    if (at > 0 && header[at - 1] != ' ' && header[at - 1] != ';') continue;
    auto value = header.substr(at + wanted.size());
    if (value.starts_with('"')) return std::string(value.substr(1, value.find('"', 1) - 1));
    return std::string(value.substr(0, value.find_first_of("; \r\n")));
  }
  return {};
}

std::string boundary_of(const Request& request) {
  const std::string_view type = request.header("content-type").value_or("");
  if (!type.starts_with("multipart/form-data"))
    throw HttpError(415, "send the file as multipart/form-data, with the field \"file\"");
  const std::string boundary = parameter(type, "boundary");
  if (boundary.empty() || boundary.size() > 200) broken("names no boundary");
  return "--" + boundary;
}

}  // namespace

Form multipart_form(const Request& request) {
  const std::string boundary = boundary_of(request), next_boundary = "\r\n" + boundary;
  std::string_view rest = request.body;
  if (!rest.starts_with(boundary)) broken("does not begin with its boundary");
  rest.remove_prefix(boundary.size());
  Form form;
  while (!rest.starts_with("--")) {
    const auto head_end = rest.find("\r\n\r\n");
    if (!rest.starts_with("\r\n") || head_end == std::string_view::npos) broken("has a part without headers");
    const auto head = rest.substr(0, head_end);
    rest.remove_prefix(head_end + 4);
    const auto end = rest.find(next_boundary);
    if (end == std::string_view::npos) broken("ends too soon");
    const std::string name = parameter(head, "name");
    if (name.empty()) broken("has a part without a name");
    if (!form.emplace(name, rest.substr(0, end)).second || form.size() > kMostFields)
      broken("has a field twice, or too many");
    rest.remove_prefix(end + next_boundary.size());
  }
  return form;
}

}  // namespace grono::server
