#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/search.hpp"

namespace grono::app {

/// A completion of what is being typed.
struct Suggestion {
  enum class Kind { organisation, activity, place } kind = Kind::organisation;
  std::string label;
  std::string value;  ///< id, "scheme:code" or name of the place: what the filter takes
};

/// Organisations, activities and places that begin so, in this order. Not from within a transaction.
[[nodiscard]] std::vector<Suggestion> suggest(const Installation& installation, const Caller& caller,
                                              std::string_view text,
                                              std::optional<cluster::ClusterId> cluster, std::size_t limit);

}  // namespace grono::app
