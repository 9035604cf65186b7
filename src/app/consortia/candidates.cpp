#include "app/consortia/candidates.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "app/cooperation.hpp"
#include "cluster/names.hpp"
#include "store/membership_store.hpp"
#include "store/organisation_store.hpp"
#include "store/ties.hpp"
#include "text/fold.hpp"

namespace grono::app {
namespace {

using cluster::Organisation;
using cluster::OrganisationId;

// More than any consortium costs, and far from what sums of thousands of it could overflow.
constexpr Money kNoBound{1'000'000'000'000'00};
constexpr double kQualityWithoutTrl = 0.7, kQualityOfKeyword = 0.5;

std::vector<std::string> certificates_of(const Organisation& organisation) {
  std::set<std::string> made;
  for (const cluster::Capability& offer : organisation.offers) {
    if (offer.kind != cluster::CapabilityKind::certificate) continue;
    for (const auto& [language, title] : offer.title) made.insert(text::name_key(title));
    for (const std::string& tag : offer.tags) made.insert(text::name_key(tag));
  }
  return {made.begin(), made.end()};
}

// Of two ways to know a competence the better one.
void add_competence(std::map<std::string, consortia::Competence>& all, const std::string& written,
                    std::optional<int> trl, double quality) {
  const std::string name = text::name_key(written);
  if (name.empty()) return;
  consortia::Competence& held = all[name];
  if (held.name.empty() || quality > held.quality) held.quality = quality;
  held.name = name;
  if (trl && (!held.trl || *held.trl < *trl)) held.trl = trl;
}

consortia::Candidate candidate_from(const Organisation& organisation, CandidateField& field) {
  consortia::Candidate made;
  made.id = organisation.id.str();
  made.name = organisation.short_name.empty() ? organisation.legal_name : organisation.short_name;
  made.kind = name_of(organisation.kind);
  if (const auto size = cluster::size_class(organisation)) made.size = static_cast<consortia::Size>(*size);
  made.most = kNoBound;
  for (const cluster::Place& place : organisation.places)
    if (place.is_seat || made.country.empty()) {
      made.country = place.country;
      made.position = place.position;
    }
  std::map<std::string, consortia::Competence> competences;
  for (const std::string& tag : organisation.tags)
    add_competence(competences, tag, std::nullopt, kQualityOfKeyword);
  for (const cluster::Capability& offer : organisation.offers) {
    const auto trl = offer.trl_to ? offer.trl_to : offer.trl_from;
    const double quality = trl ? *trl / 9.0 : kQualityWithoutTrl;
    for (const std::string& tag : offer.tags) {
      add_competence(competences, tag, trl, quality);
      field.sources.try_emplace(
          {made.id, text::name_key(tag)},
          CompetenceSource{{offer.visibility, organisation.id},
                           {organisation.id, cluster::DisclosedKind::offer, offer.id.uuid,
                            organisation.version, cluster::DisclosureChannel::partners, offer.title}});
    }
  }
  const auto certificates = certificates_of(organisation);
  for (auto& [name, competence] : competences) {
    competence.certificates = certificates;
    made.competences.push_back(std::move(competence));
  }
  return made;
}

}  // namespace

std::vector<Organisation> members_seen(store::Transaction& transaction, const Caller& caller,
                                       cluster::ClusterId cluster) {
  std::vector<OrganisationId> ids;
  store::MembershipStore(transaction)
      .for_each_active([&](OrganisationId organisation, cluster::ClusterId of) {
        if (of == cluster) ids.push_back(organisation);
      });
  const auto ties = store::all_ties(transaction);
  std::vector<Organisation> made;
  for (Organisation& each : store::OrganisationStore(transaction).find(ids)) {
    if (each.merged_into) continue;
    const auto found = ties.find(each.id);
    made.push_back(cluster::as_seen_by(caller.actor, std::move(each),
                                       found == ties.end() ? cluster::Ties{} : found->second));
  }
  return made;
}

CandidateField candidates_in(store::Transaction& transaction, const Caller& caller,
                             cluster::ClusterId cluster) {
  CandidateField made;
  std::set<std::string> there;
  for (const Organisation& each : members_seen(transaction, caller, cluster)) {
    made.candidates.push_back(candidate_from(each, made));
    there.insert(made.candidates.back().id);
  }
  for (const auto& [pair, projects] : joint_projects(transaction, caller, cluster)) {
    const std::string one = pair.first.str(), other = pair.second.str();
    if (there.contains(one) && there.contains(other))
      made.cooperations.push_back({one, other, 1 - std::pow(0.5, projects)});
  }
  return made;
}

void fold_words(consortia::Opportunity& opportunity) {
  for (consortia::CompetenceRequirement& each : opportunity.competences) {
    each.competence = text::name_key(each.competence);
    if (each.certificate) each.certificate = text::name_key(*each.certificate);
  }
}

std::vector<HeldCompetence> competences_in(store::Transaction& transaction, const Caller& caller,
                                           cluster::ClusterId cluster, std::size_t most) {
  std::map<std::string, std::map<std::string, std::size_t>> spellings;
  std::map<std::string, std::size_t> holders;
  for (const Organisation& each : members_seen(transaction, caller, cluster)) {
    std::set<std::string> own;
    const auto take = [&](const std::vector<std::string>& tags) {
      for (const std::string& tag : tags) {
        const std::string key = text::name_key(tag);
        ++spellings[key][tag];
        own.insert(key);
      }
    };
    take(each.tags);
    for (const cluster::Capability& offer : each.offers) take(offer.tags);
    for (const std::string& key : own) ++holders[key];
  }
  std::vector<HeldCompetence> made;
  for (const auto& [key, count] : holders) {
    const auto& written = spellings[key];
    const auto usual = std::max_element(written.begin(), written.end(),
                                        [](const auto& a, const auto& b) { return a.second < b.second; });
    made.push_back({usual->first, count});
  }
  std::stable_sort(made.begin(), made.end(),
                   [](const HeldCompetence& a, const HeldCompetence& b) { return a.holders > b.holders; });
  if (made.size() > most) made.resize(most);
  return made;
}

}  // namespace grono::app
