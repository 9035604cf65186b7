#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "base/time.hpp"
#include "cluster/ids.hpp"
#include "cluster/localised_text.hpp"

namespace grono::cluster {

/// What the drafts of a cluster's consortium agreements are made of: Markdown with placeholders in braces.
/// A brace that is meant as one stands twice.
struct AgreementTemplate {
  ClusterId cluster;
  LocalisedText text;        ///< empty: the standard text of the program
  std::int64_t version = 0;  ///< 0: nobody has written one yet
  Timestamp written_at{};
  std::optional<UserId> written_by;
  bool operator==(const AgreementTemplate&) const = default;
};

/// Names of what a template may hold, in the order in which they are explained.
[[nodiscard]] std::span<const std::string_view> agreement_placeholders();

/// Brings the text into its stored form. @throws InvalidInput  where = "/text/LANGUAGE": a placeholder that
/// is not known or a brace that is not closed, with its line and place; "/text": nothing is written
void normalise(AgreementTemplate& agreement);

/// The text with values in place of its placeholders. What stands in a value stays as it is, braces too.
/// @pre  the text is one that `normalise` lets pass
[[nodiscard]] std::string filled(std::string_view text,
                                 const std::map<std::string, std::string, std::less<>>& values);

/// @throws InvalidInput  where = JSON pointer
[[nodiscard]] LocalisedText agreement_text_from_json(const nlohmann::json& json);

}  // namespace grono::cluster
