#pragma once

#include <optional>
#include <string_view>

#include "app/catalogue.hpp"
#include "base/error.hpp"
#include "cluster/names.hpp"
#include "server/route.hpp"

/// What the routes of lists, map and export read from the query string alike.
namespace grono::server {

/// `q`, `cluster`, `kind`, `place`, `activity`, `competence`, `size`; those that may repeat are any of their
/// values.
/// @throws InvalidInput  where = "query/name"
[[nodiscard]] app::Filter filter_from(const Context& context);

/// `cluster` as id or slug; none where it is not given. @throws InvalidInput  it is not known
[[nodiscard]] std::optional<cluster::ClusterId> cluster_from(const Context& context);

/// `q`, at most 1,000 characters. @throws InvalidInput
[[nodiscard]] std::string sought_text(const Context& context);

/// A day, "2026-11-23"; none where it is not given. @throws InvalidInput
[[nodiscard]] std::optional<Date> day_from(const Context& context, std::string_view name);

/// "true" or "false". @throws InvalidInput
[[nodiscard]] bool flag_from(const Context& context, std::string_view name, bool otherwise);

/// Every value of a parameter, read as the names of an enumeration. @throws InvalidInput
template <class Value>
[[nodiscard]] std::vector<Value> named_from(const Context& context, std::string_view name) {
  std::vector<Value> made;
  for (const std::string& written : context.request.query_values(name)) {
    const auto value = cluster::value_of<Value>(written);
    if (!value)
      throw InvalidInput("query/" + std::string(name), "\"" + written + "\" is not one of its values",
                         "the API document lists them");
    made.push_back(*value);
  }
  return made;
}

}  // namespace grono::server
