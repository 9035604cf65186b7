#pragma once

#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "server/request.hpp"

namespace grono::server {

/// A body of multipart/form-data (RFC 7578): name of the field to its bytes, which stand in the request.
using Form = std::map<std::string, std::string_view, std::less<>>;

/// @throws HttpError 415  another kind of body;  InvalidInput  it is broken, a field comes twice, or there
/// are over 20
[[nodiscard]] Form multipart_form(const Request& request);

/// A form with the body it stands in: for work that goes on after the request.
class KeptForm {
 public:
  /// Takes the body out of the request. @throws  as multipart_form
  explicit KeptForm(Request& request);
  KeptForm(const KeptForm&) = delete;
  KeptForm& operator=(const KeptForm&) = delete;

  /// @throws InvalidInput  it has a field that is none of these. @param mend  names them
  void expect_only(std::initializer_list<std::string_view> names, const char* mend) const;
  /// None where the form has no such field. Lives as long as this.
  [[nodiscard]] std::optional<std::string_view> field(std::string_view name) const;
  /// The field as JSON; none where there is none. @throws InvalidInput  it is not JSON
  [[nodiscard]] std::optional<nlohmann::json> json_field(std::string_view name) const;
  /// The same for the same fields, whatever the boundary: what makes two requests one.
  [[nodiscard]] std::string sameness() const;

 private:
  std::string body_;
  Form form_;
};

}  // namespace grono::server
