#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "store/page.hpp"

namespace grono::server {

/// An HTTP request as routes see it; knows nothing of the library that received it.
struct Request {
  std::string method;
  std::string path;  ///< decoded, without the query
  std::vector<std::pair<std::string, std::string>> query;  ///< decoded, in order; names may repeat
  std::map<std::string, std::string, std::less<>> headers;  ///< names in lower case
  std::string body;
  std::string address;  ///< of the client
  std::map<std::string, std::string, std::less<>> parameters;  ///< of the route's pattern: "{id}"

  [[nodiscard]] std::optional<std::string_view> header(std::string_view name) const;
  [[nodiscard]] std::optional<std::string_view> cookie(std::string_view name) const;
  /// The first of our languages that Accept-Language asks for; empty where it asks for none of them.
  [[nodiscard]] std::string language() const;
  /// What stands for `{name}` in the route's pattern.
  [[nodiscard]] const std::string& parameter(std::string_view name) const;

  [[nodiscard]] std::optional<std::string> query_value(std::string_view name) const;
  [[nodiscard]] std::vector<std::string> query_values(std::string_view name) const;
  /// @throws InvalidInput  where = "query/name": not a whole number between `from` and `to`
  [[nodiscard]] int query_integer(std::string_view name, int otherwise, int from, int to) const;
  /// `cursor` and `limit`.
  [[nodiscard]] store::PageRequest page() const;

  /// The body as JSON. @throws InvalidInput  where = "": empty, not JSON, or not UTF-8; says where it breaks
  [[nodiscard]] nlohmann::json json() const;
};

/// Splits what stands after "?" and decodes it. Broken escapes stay as they are.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> parse_query(std::string_view text);
/// Decodes %41; broken escapes stay as they are.
[[nodiscard]] std::string percent_decoded(std::string_view text, bool plus_is_space = false);

}  // namespace grono::server
