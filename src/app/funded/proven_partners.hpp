#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "app/card.hpp"
#include "app/funded/proven_history.hpp"
#include "app/installation.hpp"

/// Who would be a good partner, judging by who worked with whom on what in projects of funding programmes.
/// Public, as these projects are. What is measured and learned: docs/partner-search.md.
namespace grono::app {

/// Who of the catalogue is sought.
enum class ProvenFrom { all, members, others };  ///< of the cluster; who is no member of it now

/// Schema ProvenQuery.
struct ProvenQuery {
  std::string text;  ///< what the project is about
  std::optional<cluster::OrganisationId>
      on_behalf_of;  ///< the partner who is there already; the one that carries on
  std::optional<cluster::ClusterId> cluster;
  ProvenFrom from = ProvenFrom::all;
  std::size_t limit = 10;
};
/// Looks cluster and organisation up in the store. @throws InvalidInput
[[nodiscard]] ProvenQuery proven_query_from(const nlohmann::json& body, const Installation& installation);

struct ProvenPartner {
  Card card;
  std::size_t projects = 0;                ///< in which it took part
  std::size_t together_count = 0;          ///< of these with the given partner
  std::vector<MentionedProject> together;  ///< at most three, the latest begun first
  std::vector<MentionedProject> near;      ///< its projects nearest to the text, at most three
  std::size_t common_partners = 0;         ///< others with whom both it and the given one took part
  std::optional<bool> is_member;           ///< of the cluster, where one is named
};
struct ProvenAnswer {
  std::size_t projects = 0;             ///< known; 0: there is no history to judge by
  std::vector<ProvenPartner> partners;  ///< best first, each with at least one reason
};

/// Organisations of the catalogue alone, never the one on whose behalf it is asked. Not from within a
/// transaction.
[[nodiscard]] ProvenAnswer find_proven_partners(const Installation& installation, const ProvenQuery& query);

/// Schema ProvenPartners.
[[nodiscard]] nlohmann::json to_json(const ProvenAnswer& answer,
                                     const cluster::Classifications& classifications);

}  // namespace grono::app
