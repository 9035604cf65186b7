#pragma once

#include <optional>
#include <vector>

#include "cluster/confidential.hpp"
#include "store/database.hpp"

namespace grono::store {

/// Consents to confidential matching, and what the rounds found. Audit entries name neither organisation nor item: no
/// cluster's log shows them, and who runs the installation can't put two sides together.
class ConfidentialStore {
 public:
  explicit ConfidentialStore(Transaction& transaction) : transaction_(transaction) {}

  /// Consents of an organisation, the newest first, also those that have ended.
  [[nodiscard]] std::vector<cluster::MatchingConsent> consents_of(cluster::OrganisationId organisation);
  /// Every consent that has not ended, by its making: for the round alone.
  [[nodiscard]] std::vector<cluster::MatchingConsent> open_consents();
  [[nodiscard]] std::optional<cluster::MatchingConsent> find_consent(cluster::ConsentId id);
  /// @throws AlreadyExists  the item has one that has not ended
  void insert(cluster::MatchingConsent& consent);
  void end(cluster::ConsentId id);

  [[nodiscard]] std::optional<cluster::ConfidentialMatch> find(cluster::MatchId id);
  /// In which the organisation is a side, the newest first.
  [[nodiscard]] std::vector<cluster::ConfidentialMatch> matches_of(cluster::OrganisationId organisation);
  /// Every match found since, and every one that was declined: for the round alone.
  [[nodiscard]] std::vector<cluster::ConfidentialMatch> all_matches();
  void insert(const cluster::ConfidentialMatch& match);
  /// Writes answers, times and what is shown.
  void update(const cluster::ConfidentialMatch& match, cluster::ItemSide by);

  /// Takes the round that is due; of several servers one gets it.
  /// @param before  the last round must be older
  [[nodiscard]] bool take_round(Timestamp before);
  [[nodiscard]] Timestamp last_round();

 private:
  Transaction& transaction_;
};

}  // namespace grono::store
