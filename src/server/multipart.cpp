#include "server/multipart.hpp"

#include <algorithm>

#include "app/clock.hpp"
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

Form form_in(std::string_view rest, const std::string& boundary) {
  const std::string next_boundary = "\r\n" + boundary;
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

}  // namespace

Form multipart_form(const Request& request) {
  return form_in(request.body, boundary_of(request));
}

KeptForm::KeptForm(Request& request)
    : body_(std::move(request.body)), form_(form_in(body_, boundary_of(request))) {}

void KeptForm::expect_only(std::initializer_list<std::string_view> names, const char* mend) const {
  for (const auto& [name, value] : form_)
    if (std::find(names.begin(), names.end(), name) == names.end())
      throw InvalidInput("/" + name, "is not known", mend);
}

std::optional<std::string_view> KeptForm::field(std::string_view name) const {
  const auto found = form_.find(name);
  return found == form_.end() ? std::nullopt : std::optional(found->second);
}

std::optional<nlohmann::json> KeptForm::json_field(std::string_view name) const {
  const auto written = field(name);
  if (!written) return std::nullopt;
  auto made = nlohmann::json::parse(*written, nullptr, false);
  if (made.is_discarded()) throw InvalidInput("/" + std::string(name), "is not JSON", "see the API document");
  return made;
}

std::string KeptForm::sameness() const {
  std::string made;
  for (const auto& [name, value] : form_) made += name + " " + app::digest(value) + "\n";
  return made;
}

}  // namespace grono::server
