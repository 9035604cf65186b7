#pragma once

#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "app/caller.hpp"
#include "app/card.hpp"
#include "app/installation.hpp"
#include "cluster/confidential.hpp"

/// Needs and offers that are matched without being shown. What each side learns `cluster/confidential.hpp` decides, and
/// docs/decisions/0010 explains.
namespace grono::app {

/// An own offer or need, and how it stands.
struct MatchableItem {
  cluster::Capability item;
  cluster::ItemSide side = cluster::ItemSide::need;
  std::size_t candidates = 0;  ///< organisations whose offer (need) fits, of what the owner sees
  bool is_matchable = false;   ///< whether confidential matching could find more
  std::optional<Timestamp> consented_at;
  bool has_changed = false;    ///< since the consent, which has ended by that
};

/// A match as one side knows it.
struct MatchView {
  cluster::MatchId id;
  cluster::MatchOrigin origin = cluster::MatchOrigin::hidden;
  cluster::MatchSide own;
  cluster::KnownMatch known;
  Timestamp found_at{};
  std::optional<Timestamp> exchanged_at;
  std::optional<cluster::MatchSide> other;  ///< where it is known
  std::string other_name, other_person;
};

struct MatchingOverview {
  std::vector<MatchableItem> items;
  std::vector<MatchView> matches;                    ///< newest first, also those that are over
  std::vector<cluster::MatchingConsent> consents;    ///< newest first, also those that have ended
  int consents_left = 0, approaches_left = 0;        ///< now
  Timestamp last_round{}, next_round{};
};

/// @throws Refused, NotFound
[[nodiscard]] MatchingOverview matching_overview(const Installation& installation, const Caller& caller,
                                                 cluster::OrganisationId organisation);

/// A counterpart of an own item, of what the caller sees.
struct Candidate {
  Card card;
  cluster::Capability item;
  double score = 0;
  std::optional<cluster::MatchId> approach;  ///< where this side has approached it already
};
/// Best first. @throws Refused, NotFound
[[nodiscard]] std::vector<Candidate> matching_candidates(const Installation& installation, const Caller& caller,
                                                         cluster::OrganisationId organisation,
                                                         cluster::CapabilityId item);

/// Lets an item be matched confidentially, as it stands. Nothing happens where it is so already.
/// @throws Refused, NotFound, InvalidInput (says too little or too much, or all see it anyway), TooManyAttempts
void consent(store::Transaction& transaction, const Installation& installation, const Caller& caller,
             cluster::OrganisationId organisation, cluster::CapabilityId item);
/// Takes that back. @throws Refused, NotFound
void end_consent(store::Transaction& transaction, const Caller& caller, cluster::OrganisationId organisation,
                 cluster::CapabilityId item);

/// Shows an own item to the people of one whose counterpart the caller sees, and asks them. From schema Approach.
/// @throws Refused, NotFound, InvalidInput, Conflict, TooManyAttempts
cluster::MatchId approach(const Installation& installation, const Caller& caller, cluster::OrganisationId organisation,
                          const nlohmann::json& body);

/// Answers a match: {"answer": "agreed" | "declined" | "withdrawn"}. @throws Refused, NotFound, InvalidInput
void answer_match(store::Transaction& transaction, const Caller& caller, cluster::OrganisationId organisation,
                  cluster::MatchId match, const nlohmann::json& body);

/// Schema MatchingOverview; Candidate.
[[nodiscard]] nlohmann::json to_json(const MatchingOverview& overview);
[[nodiscard]] nlohmann::json to_json(const Candidate& candidate, const cluster::Classifications& classifications);

}  // namespace grono::app
