#pragma once

#include <optional>
#include <string>

#include <nlohmann/json.hpp>

#include "base/time.hpp"
#include "cluster/ids.hpp"
#include "cluster/localised_text.hpp"
#include "cluster/policy.hpp"

/// What members could do as a consortium, and the consortium that does it.
namespace grono::cluster {

enum class OpportunityKind { call, joint_purchase, investment };

/// A call for proposals, a joint purchase or an investment, as those who run the cluster describe it.
struct Opportunity {
  OpportunityId id;
  ClusterId cluster;
  OpportunityKind kind = OpportunityKind::call;
  LocalisedText title;  ///< at least one language
  LocalisedText description;
  std::string website;            ///< empty, or http and https
  std::optional<Date> closes_on;  ///< the last day on which it can be answered
  std::string currency = "PLN";   ///< of every amount: ISO 4217
  nlohmann::json requirements = {
      {"partners", {{"min", 2}, {"max", 8}}}};  ///< "opportunity" of docs/consortia.md
  Visibility visibility = Visibility::members;  ///< everyone, members or coordinator
  std::int64_t version = 0;
  Timestamp created_at{}, updated_at{};
  bool operator==(const Opportunity&) const = default;
};

/// How far it is shared. It is the cluster's own.
[[nodiscard]] Sharing sharing_of(const Opportunity& opportunity);
[[nodiscard]] Ties ties_of(const Opportunity& opportunity);

/// Whether it can't be answered any more. @param today  the last day itself still counts
[[nodiscard]] bool is_over(const Opportunity& opportunity, Date today);

/// Brings values into their stored form and checks every rule but those of the requirements, which `exchange`
/// reads.
/// @throws InvalidInput  where = JSON pointer of the field
void normalise(Opportunity& opportunity);

[[nodiscard]] nlohmann::json to_json(const Opportunity& opportunity);
/// Reads what a client may set; the rest stays as in `base`. @throws InvalidInput  where = JSON pointer
[[nodiscard]] Opportunity opportunity_from_json(const nlohmann::json& json, Opportunity base = {});

}  // namespace grono::cluster
