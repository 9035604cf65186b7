#pragma once

#include <functional>
#include <optional>
#include <string>

#include "base/time.hpp"
#include "cluster/ids.hpp"
#include "cluster/localised_text.hpp"
#include "cluster/organisation.hpp"
#include "cluster/policy.hpp"

/// The part of policy that says what two organisations learn of one another when what they hide from each other fits:
/// docs/decisions/0010 gives the reasons.
namespace grono::cluster {

/// Which of the two an item is.
enum class ItemSide { need, offer };

/// How a match came about. `hidden`: neither sees the other's item; both had agreed that theirs may be matched.
/// `approach`: one side saw the other's item and shows its own.
enum class MatchOrigin { hidden, approach };

/// What a side has said. `withdrawn`: it had agreed, and took that back before the other agreed.
enum class MatchAnswer { open, agreed, declined, withdrawn };

/// One side of a match.
struct MatchSide {
  OrganisationId organisation;
  CapabilityId item;
  ItemSide side = ItemSide::need;
  bool is_asking = false;  ///< of an approach: the one that began it
  std::optional<ConsentId> consent;  ///< of a hidden match
  MatchAnswer answer = MatchAnswer::open;
  std::optional<Timestamp> answered_at;
  std::optional<UserId> answered_by;
  LocalisedText title, description;  ///< as they were when it was agreed to show them; before, the title alone
  bool operator==(const MatchSide&) const = default;
};

struct ConfidentialMatch {
  MatchId id;
  MatchOrigin origin = MatchOrigin::hidden;
  Timestamp found_at{};
  std::optional<Timestamp> exchanged_at;  ///< both have agreed
  std::optional<Timestamp> ended_at;      ///< after that, one put an end to it
  MatchSide need, offer;
  bool operator==(const ConfidentialMatch&) const = default;

  [[nodiscard]] const MatchSide& of(ItemSide side) const { return side == ItemSide::need ? need : offer; }
  [[nodiscard]] MatchSide& of(ItemSide side) { return side == ItemSide::need ? need : offer; }
  [[nodiscard]] const MatchSide& other(ItemSide side) const { return side == ItemSide::need ? offer : need; }
  [[nodiscard]] MatchSide& other(ItemSide side) { return side == ItemSide::need ? offer : need; }
};

/// How a match stands as one side sees it.
enum class MatchState {
  asked,      ///< that side is to answer
  waiting,    ///< it has agreed; the other has not
  exchanged,  ///< both have agreed
  declined,   ///< it has declined or withdrawn; of an approach, whoever did
  lapsed,     ///< the time ran out
  ended,      ///< after the exchange, one put an end to it
};

/// What one side knows of a match.
struct KnownMatch {
  MatchState state = MatchState::asked;
  bool is_other_known = false;  ///< who the other is and what theirs says
};

/// How long a match waits for both.
inline constexpr std::chrono::days kMatchWaits{30};

/// What a side knows. Of a hidden match before the exchange it depends on nothing but that side's own answer and the
/// time: whether the other has declined, withdrawn, changed its item or left can't be told from silence.
[[nodiscard]] KnownMatch known_to(ItemSide side, const ConfidentialMatch& match, Timestamp now);

/// Whether the item is taken by the match, as its owner sees it: a second match in that time would tell that the other
/// side of the first is gone.
[[nodiscard]] bool is_occupied_by(ItemSide side, const ConfidentialMatch& match, Timestamp now);

/// Puts a side's answer into a match. The exchange itself needs that both items still stand as they were agreed to:
/// whoever calls it says so.
///
/// @param answer  agreed, declined or withdrawn; withdrawn after the exchange puts an end to it
/// @param stands  whether both consents hold (of an approach: whether the asking side's item is still there)
/// @throws InvalidInput  the side has nothing to answer any more
void answer(ConfidentialMatch& match, ItemSide side, MatchAnswer answer, bool stands, UserId by, Timestamp now);

/// That an item may be matched confidentially. Given for the words as they stand: a change of the item ends it.
struct MatchingConsent {
  ConsentId id;
  OrganisationId organisation;
  CapabilityId item;
  ItemSide side = ItemSide::need;
  LocalisedText title;
  std::string digest;  ///< of the item as it was
  Timestamp given_at{};
  std::optional<UserId> given_by;
  std::optional<Timestamp> ended_at;
  bool operator==(const MatchingConsent&) const = default;
};

/// Against those who would try out words to learn what a rival hides.
inline constexpr std::chrono::days kConsentSettles{7};   ///< a consent is left out of rounds that long
inline constexpr std::chrono::days kConsentWindow{30};   ///< in which are counted:
inline constexpr int kMostConsents = 10;                 ///< consents of an organisation
inline constexpr int kMostApproaches = 20;               ///< approaches of an organisation
inline constexpr std::size_t kFewestWords = 6;           ///< different words that an item must say
inline constexpr std::size_t kMostWords = 150;           ///< and no more: a net is no need
inline constexpr std::size_t kSmallestCrowd = 5;         ///< members of the cluster in which two may be matched
inline constexpr double kLeastConfidentialScore = 0.3;   ///< how well two items must fit
inline constexpr std::size_t kFewestCommonWords = 3;     ///< base forms of both
inline constexpr std::chrono::days kBetweenRounds{7};

/// Whether an item gains anything by being matched confidentially: what everyone or every member sees is found anyway.
[[nodiscard]] bool is_matchable(const Capability& item);

/// Whether the two may be matched: different owners, both with a cluster of enough members in common, neither of whom
/// sees the other's item.
/// @param crowd  of a cluster, how many active members it has
struct MatchingParty {
  OrganisationId organisation;
  const Capability* item = nullptr;
  const Ties* ties = nullptr;
};
[[nodiscard]] bool may_be_matched(const MatchingParty& need, const MatchingParty& offer,
                                  const std::function<std::size_t(ClusterId)>& crowd);

}  // namespace grono::cluster
