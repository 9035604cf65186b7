#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "app/caller.hpp"
#include "cluster/disclosure.hpp"
#include "cluster/policy.hpp"
#include "consortia/opportunity.hpp"
#include "store/database.hpp"

/// Who could take part in a consortium: the members of a cluster as the caller sees them.
namespace grono::app {

/// What told that an organisation holds a competence.
struct CompetenceSource {
  cluster::Sharing sharing;
  cluster::Disclosed shown;
};

struct CandidateField {
  std::vector<consortia::Candidate> candidates;  ///< id: of the organisation
  std::vector<consortia::Cooperation> cooperations;
  /// By organisation and competence, where an offer told it.
  std::map<std::pair<std::string, std::string>, CompetenceSource> sources;
};

/// The active members of the cluster as the caller sees them.
[[nodiscard]] std::vector<cluster::Organisation> members_seen(store::Transaction& transaction, const Caller& caller,
                                                              cluster::ClusterId cluster);

/// A competence is a keyword, in the form in which words are compared. An organisation holds those of its
/// offers that the caller sees, with the offer's upper TRL and a quality of TRL / 9 (0.7 where none is told),
/// and those of its own with 0.5; its certificates are the titles and keywords of its offers of that kind,
/// and hold for each competence. Two have worked together in each running or closed joint project that the
/// caller sees: 1 - 1/2^projects.
[[nodiscard]] CandidateField candidates_in(store::Transaction& transaction, const Caller& caller,
                                           cluster::ClusterId cluster);

/// The words of requirements in the form in which candidates have them.
void fold_words(consortia::Opportunity& opportunity);

/// A competence with how many members hold it.
struct HeldCompetence {
  std::string name;  ///< as most write it
  std::size_t holders = 0;
};
/// What one can ask for: the most frequent first. @param most  how many
[[nodiscard]] std::vector<HeldCompetence> competences_in(store::Transaction& transaction,
                                                         const Caller& caller, cluster::ClusterId cluster,
                                                         std::size_t most);

}  // namespace grono::app
