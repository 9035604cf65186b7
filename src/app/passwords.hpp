#pragma once

#include <string>
#include <string_view>

namespace grono::app {

/// Argon2id (RFC 9106) with 19 MiB and 2 passes, as OWASP advises; about 20 ms: never on a thread that serves others.
/// @throws InvalidInput  fewer than 12 or more than 200 characters; where = `where`
[[nodiscard]] std::string hash_password(std::string_view password, const std::string& where);

/// Whether it is the password. An empty hash never is, and takes as long as one that is not.
[[nodiscard]] bool is_password(std::string_view password, const std::string& hash);

}  // namespace grono::app
