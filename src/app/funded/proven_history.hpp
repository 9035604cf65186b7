#pragma once

#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "cluster/ids.hpp"
#include "matching/partners/partner_search.hpp"
#include "store/funded_project_store.hpp"

namespace grono::app {

/// What is told of a project where it is a reason.
struct MentionedProject {
  cluster::FundedProjectId id;
  std::string acronym, title;
  Date begins_on{};
  std::optional<Date> ends_on;
};

/// All projects of funding programmes as the measured partner search takes them (docs/partner-search.md), and
/// what it learned from them. Does not change once it is made.
struct ProvenHistory {
  store::FundedFingerprint of;
  /// By the search's number. Who is in no catalogue counts in walks and in learning, and is no answer.
  std::vector<std::optional<cluster::OrganisationId>> organisations;
  std::unordered_map<cluster::OrganisationId, matching::partners::Organisation> numbers;
  std::vector<MentionedProject> projects;      ///< as in `history`
  matching::partners::ProjectHistory history;  ///< without the words, which the index has
  matching::partners::TopicIndex index;
  matching::partners::Weights weights;
};

/// Reads all that is stored and learns what mattered before a day. Not from within a transaction.
/// @throws StoreUnavailable
/// @note   O(projects · words), and what `matching::partners::fit` takes, which is kept to some seconds
[[nodiscard]] std::shared_ptr<const ProvenHistory> learn_proven_history(store::Database& database, Date day);

/// The history of today, ready to be asked.
struct ProvenMoment {
  ProvenMoment(std::shared_ptr<const ProvenHistory> history, Date at)
      : known(std::move(history)), day(at), moment(known->history, known->index, at) {}
  std::shared_ptr<const ProvenHistory> known;
  Date day;
  matching::partners::Moment moment;
};

/// Keeps what was learned in memory, as long as what is stored stays the same. Thread-safe.
class ProvenPartners {
 public:
  explicit ProvenPartners(store::Database& database);
  ~ProvenPartners();

  /// Of what is stored now. Where that has changed, one thread learns it anew; those that come meanwhile get
  /// what was learned before, or wait where that is nothing. Not from within a transaction.
  /// @returns  null where nothing is stored
  /// @throws StoreUnavailable
  [[nodiscard]] std::shared_ptr<const ProvenMoment> of_today();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace grono::app
