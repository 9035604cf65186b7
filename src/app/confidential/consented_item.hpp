#pragma once

#include <optional>
#include <string>

#include "cluster/confidential.hpp"
#include "cluster/organisation.hpp"
#include "store/database.hpp"

/// What an organisation lets be matched confidentially, and who is told when it was.
namespace grono::app {

/// An offer or need of an organisation. Valid as long as the organisation is.
struct OwnItem {
  const cluster::Capability* item = nullptr;
  cluster::ItemSide side = cluster::ItemSide::need;
};

[[nodiscard]] std::optional<OwnItem> find_item(const cluster::Organisation& organisation, cluster::CapabilityId id);

/// What a consent was given for: its words and who sees it. Another wording is another consent.
[[nodiscard]] std::string digest_of(const cluster::Capability& item);

/// Whether the consent still is for what stands there.
[[nodiscard]] bool holds(const cluster::MatchingConsent& consent, const cluster::Organisation& organisation);
/// The same of a stored one; true where there is none to hold.
[[nodiscard]] bool holds(store::Transaction& transaction, const std::optional<cluster::ConsentId>& id);

/// The representatives of both sides are told that a match was found or asked, or that both agreed; neither learns from
/// it who the other is.
void tell_of_match(store::Transaction& transaction, const cluster::ConfidentialMatch& match);

}  // namespace grono::app
