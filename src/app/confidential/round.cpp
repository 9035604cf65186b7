#include "app/confidential/round.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <vector>

#include "app/catalogue.hpp"
#include "app/clock.hpp"
#include "app/confidential/consented_item.hpp"
#include "store/confidential_store.hpp"
#include "store/membership_store.hpp"
#include "store/organisation_store.hpp"
#include "store/ties.hpp"

namespace grono::app {
namespace {

using cluster::Capability;
using cluster::CapabilityId;
using cluster::ConfidentialMatch;
using cluster::ItemSide;
using cluster::MatchAnswer;
using cluster::MatchingConsent;
using cluster::MatchOrigin;
using cluster::MatchSide;
using cluster::Organisation;
using cluster::OrganisationId;

constexpr Timestamp kAlways = std::chrono::sys_days(std::chrono::year(9999) / 1 / 1);  // later than any round

/// A side that may be matched in a round.
struct Ready {
  MatchingConsent consent;
  const Organisation* owner = nullptr;
  const Capability* item = nullptr;
  const cluster::Ties* ties = nullptr;

  [[nodiscard]] cluster::MatchingParty party() const { return {owner->id, item, ties}; }
};

/// What a round looks at, from one snapshot.
class Round {
 public:
  Round(store::Transaction& transaction, Timestamp at) : at_(at) {
    store::ConfidentialStore confidential(transaction);
    const auto consents = confidential.open_consents();
    std::set<OrganisationId> ids;
    for (const MatchingConsent& each : consents) ids.insert(each.organisation);
    const std::vector<OrganisationId> wanted(ids.begin(), ids.end());
    for (Organisation& each : store::OrganisationStore(transaction).find(wanted)) {
      const OrganisationId id = each.id;
      if (each.merged_into) continue;
      ties_.emplace(id, store::ties_of(transaction, id));
      organisations_.emplace(id, std::move(each));
    }
    store::MembershipStore(transaction).for_each_active(
        [&](OrganisationId, cluster::ClusterId cluster) { ++crowds_[cluster]; });
    look_at_matches(confidential.all_matches());
    for (const MatchingConsent& each : consents) take(each);
  }

  [[nodiscard]] const std::vector<Ready>& needs() const { return needs_; }
  [[nodiscard]] const std::vector<Ready>& offers() const { return offers_; }
  [[nodiscard]] bool may_pair(const Ready& need, const Ready& offer) const {
    if (paired_.contains({need.consent.id.uuid, offer.consent.id.uuid}) ||
        declined_.contains({need.consent.item.uuid, offer.consent.item.uuid}))
      return false;
    return cluster::may_be_matched(need.party(), offer.party(), [this](cluster::ClusterId cluster) {
      const auto found = crowds_.find(cluster);
      return found == crowds_.end() ? std::size_t{0} : found->second;
    });
  }

 private:
  void look_at_matches(const std::vector<ConfidentialMatch>& matches) {
    for (const ConfidentialMatch& match : matches) {
      if (match.origin != MatchOrigin::hidden) continue;
      paired_.emplace(match.need.consent->uuid, match.offer.consent->uuid);
      for (const ItemSide side : {ItemSide::need, ItemSide::offer}) {
        if (cluster::is_occupied_by(side, match, at_)) occupied_.insert(match.of(side).item);
        const MatchAnswer said = match.of(side).answer;
        if (said == MatchAnswer::declined || said == MatchAnswer::withdrawn)
          declined_.emplace(match.need.item.uuid, match.offer.item.uuid);
      }
    }
  }
  void take(const MatchingConsent& consent) {
    const auto owner = organisations_.find(consent.organisation);
    if (owner == organisations_.end() || !holds(consent, owner->second)) return;
    if (consent.given_at > at_ - cluster::kConsentSettles || occupied_.contains(consent.item)) return;
    const auto found = find_item(owner->second, consent.item);
    (found->side == ItemSide::need ? needs_ : offers_)
        .push_back({consent, &owner->second, found->item, &ties_.at(consent.organisation)});
  }

  Timestamp at_;
  std::map<OrganisationId, Organisation> organisations_;
  std::map<OrganisationId, cluster::Ties> ties_;
  std::map<cluster::ClusterId, std::size_t> crowds_;
  std::set<std::pair<Uuid, Uuid>> paired_, declined_;  // consents; items: need, offer
  std::set<CapabilityId> occupied_;
  std::vector<Ready> needs_, offers_;
};

struct Pair {
  double score = 0;
  const Ready *need = nullptr, *offer = nullptr;
};

// Each item at most once, the best pairs first.
std::vector<Pair> pairs_of(const Round& round, const Catalogue& catalogue, const std::function<bool()>& toss) {
  std::vector<Pair> all;
  for (const Ready& need : round.needs())
    for (const Ready& offer : round.offers()) {
      if (!round.may_pair(need, offer)) continue;
      const auto met = catalogue.meeting(need.owner->id, need.item->id.uuid, offer.owner->id, offer.item->id.uuid);
      if (met && met->score >= cluster::kLeastConfidentialScore && met->common >= cluster::kFewestCommonWords &&
          toss())
        all.push_back({met->score, &need, &offer});
    }
  std::stable_sort(all.begin(), all.end(), [](const Pair& a, const Pair& b) { return a.score > b.score; });
  std::set<const Ready*> taken;
  std::vector<Pair> made;
  for (const Pair& each : all)
    if (!taken.contains(each.need) && !taken.contains(each.offer)) {
      taken.insert({each.need, each.offer});
      made.push_back(each);
    }
  return made;
}

MatchSide side_from(const Ready& ready) {
  MatchSide made;
  made.organisation = ready.consent.organisation;
  made.item = ready.consent.item;
  made.side = ready.consent.side;
  made.consent = ready.consent.id;
  made.title = ready.consent.title;
  return made;
}

}  // namespace

std::optional<std::size_t> run_matching_round(const Installation& installation, Timestamp at,
                                              const std::function<bool()>& toss, bool force) {
  bool is_taken = false;
  installation.database().write({}, at, [&](store::Transaction& transaction) {
    store::ConfidentialStore confidential(transaction);
    is_taken = confidential.take_round(force ? kAlways : at - cluster::kBetweenRounds);
  });
  if (!is_taken) return std::nullopt;
  Catalogue& catalogue = installation.catalogue();
  catalogue.refresh();
  std::vector<ConfidentialMatch> found;
  installation.database().read([&](store::Transaction& transaction) {
    const Round round(transaction, at);
    for (const Pair& pair : pairs_of(round, catalogue, toss)) {
      ConfidentialMatch match;
      match.id = new_id<cluster::MatchId>();
      match.found_at = at;
      match.need = side_from(*pair.need);
      match.offer = side_from(*pair.offer);
      found.push_back(std::move(match));
    }
  });
  installation.database().write({}, at, [&](store::Transaction& transaction) {
    for (const ConfidentialMatch& match : found) {
      store::ConfidentialStore(transaction).insert(match);
      tell_of_match(transaction, match);
    }
  });
  return found.size();
}

std::optional<std::size_t> run_matching_round(const Installation& installation) {
  // The last bits of an id are random.
  return run_matching_round(installation, now(), [] { return new_uuid().bytes.back() % 2 == 0; });
}

}  // namespace grono::app
