#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "cluster/matchmaking/matchmaking.hpp"
#include "cluster/matchmaking/participant.hpp"
#include "store/database.hpp"
#include "store/page.hpp"

namespace grono::store {

/// Which events of a cluster, and who asks. Leave out what does not narrow.
struct MatchmakingFilter {
  cluster::ClusterId cluster;
  std::vector<cluster::Audience> audiences;  ///< only what is for one of these
  std::vector<cluster::MatchmakingStage> stages;
  std::vector<std::vector<std::string>> words;  ///< of each word sought its base forms
};

/// Matchmaking events. What is listed and counted is always filtered by the groups of viewers that the caller
/// belongs to.
class MatchmakingStore {
 public:
  explicit MatchmakingStore(Transaction& transaction) : transaction_(transaction) {}

  /// Not a deleted one.
  [[nodiscard]] std::optional<cluster::Matchmaking> find(cluster::MatchmakingId id);
  [[nodiscard]] std::optional<cluster::Matchmaking> find_deleted(cluster::MatchmakingId id);
  /// The newest first.
  [[nodiscard]] Page<cluster::Matchmaking> list(const MatchmakingFilter& filter, const PageRequest& page);
  [[nodiscard]] std::int64_t count(const MatchmakingFilter& filter);

  /// Sets version 1 and the times. @param words  base forms of what is written in it, for the search
  void insert(cluster::Matchmaking& event, const std::string& words);
  /// @throws VersionConflict
  void update(cluster::Matchmaking& event, const std::string& words);
  /// Its stage alone. @throws VersionConflict
  void move(cluster::Matchmaking& event);
  /// @throws NotFound, VersionConflict
  void remove(cluster::MatchmakingId id, std::int64_t version);
  void restore(cluster::MatchmakingId id);
  /// Who sees it, after somebody has come or gone; and those who look at it ask anew.
  void refresh(const cluster::Matchmaking& event);

 private:
  Transaction& transaction_;
};

/// Who takes part in matchmaking events, and whom they want to meet.
class ParticipantStore {
 public:
  explicit ParticipantStore(Transaction& transaction) : transaction_(transaction) {}

  [[nodiscard]] std::optional<cluster::MatchmakingParticipant> find(cluster::ParticipantId id);
  /// All of an event, in whatever state; in the order of their coming.
  [[nodiscard]] std::vector<cluster::MatchmakingParticipant> of_event(cluster::MatchmakingId event);
  /// Those whose agenda is that person's.
  [[nodiscard]] std::vector<cluster::MatchmakingParticipant> of_account(cluster::UserId account);

  /// Sets version 1 and the times; the viewers of the event are the caller's to refresh.
  /// @throws AlreadyExists  the account is in it already
  void insert(cluster::MatchmakingParticipant& participant, cluster::ClusterId cluster);
  /// @throws VersionConflict
  void update(cluster::MatchmakingParticipant& participant, cluster::ClusterId cluster);

  /// Of one participant; by whom they are for.
  [[nodiscard]] std::vector<cluster::MeetingWish> wishes_of(cluster::ParticipantId from);
  /// Of all of an event; by who wishes, then for whom.
  [[nodiscard]] std::vector<cluster::MeetingWish> wishes_in(cluster::MatchmakingId event);
  /// In place of those before.
  void set_wishes(cluster::ParticipantId from, std::span<const cluster::MeetingWish> wishes);

 private:
  Transaction& transaction_;
};

}  // namespace grono::store
