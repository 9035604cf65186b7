#pragma once

#include <map>
#include <string>
#include <string_view>

#include "server/request.hpp"

namespace grono::server {

/// A body of multipart/form-data (RFC 7578): name of the field to its bytes, which stand in the request.
using Form = std::map<std::string, std::string_view, std::less<>>;

/// @throws HttpError 415  another kind of body;  InvalidInput  it is broken, a field comes twice, or there
/// are over 20
[[nodiscard]] Form multipart_form(const Request& request);

}  // namespace grono::server
