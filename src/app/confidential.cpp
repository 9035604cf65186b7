#include "app/confidential.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "app/catalogue.hpp"
#include "app/clock.hpp"
#include "app/disclosures.hpp"
#include "app/errors.hpp"
#include "app/json.hpp"
#include "app/notify.hpp"
#include "app/organisations.hpp"
#include "app/people.hpp"
#include "app/word_forms.hpp"
#include "cluster/json.hpp"
#include "cluster/json_reader.hpp"
#include "store/confidential_store.hpp"
#include "store/membership_store.hpp"
#include "store/organisation_store.hpp"
#include "store/ties.hpp"
#include "store/user_store.hpp"
#include "store/viewers.hpp"

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
using cluster::MatchState;
using cluster::Organisation;
using cluster::OrganisationId;
using cluster::Permission;

constexpr double kLeastCandidate = 0.15;  // below it an offer has little to do with the need
constexpr std::size_t kMostCandidates = 50;
constexpr Timestamp kAlways = std::chrono::sys_days(std::chrono::year(9999) / 1 / 1);  // later than any round

struct OwnItem {
  const Capability* item = nullptr;
  ItemSide side = ItemSide::need;
};

std::optional<OwnItem> find_item(const Organisation& organisation, CapabilityId id) {
  for (const auto& [side, items] :
       {std::pair(ItemSide::offer, &organisation.offers), std::pair(ItemSide::need, &organisation.needs)})
    for (const Capability& item : *items)
      if (item.id == id) return OwnItem{&item, side};
  return std::nullopt;
}

// What a consent was given for: its words and who sees it. Another wording is another consent.
std::string digest_of(const Capability& item) {
  nlohmann::json made = {{"kind", cluster::name_of(item.kind)},
                         {"title", item.title},
                         {"description", item.description},
                         {"tags", item.tags},
                         {"visibility", cluster::name_of(item.visibility)},
                         {"named", nlohmann::json::array()}};
  if (item.trl_from) made["trl_from"] = *item.trl_from;
  if (item.trl_to) made["trl_to"] = *item.trl_to;
  for (const OrganisationId& each : item.named) made["named"].push_back(each.str());
  return digest(made.dump());
}

// The organisation for those who act for it in this; for anybody else an error as for any other.
Organisation own_organisation(store::Transaction& transaction, const Caller& caller, OrganisationId id) {
  require_on(transaction, caller, Permission::match_confidentially, id);
  auto found = store::OrganisationStore(transaction).find(id);
  if (!found) throw NotFound("there is no such organisation");
  return *std::move(found);
}

OwnItem own_item(const Organisation& organisation, CapabilityId id) {
  const auto found = find_item(organisation, id);
  if (!found) throw NotFound("the organisation has no such offer or need");
  return *found;
}

// Whether the consent still is for what stands there.
bool holds(const MatchingConsent& consent, const Organisation& organisation) {
  const auto found = find_item(organisation, consent.item);
  return !consent.ended_at && found && found->side == consent.side && cluster::is_matchable(*found->item) &&
         digest_of(*found->item) == consent.digest;
}

bool holds(store::Transaction& transaction, const std::optional<cluster::ConsentId>& id) {
  if (!id) return true;
  const auto consent = store::ConfidentialStore(transaction).find_consent(*id);
  if (!consent) return false;
  const auto owner = store::OrganisationStore(transaction).find(consent->organisation);
  return owner && !owner->merged_into && holds(*consent, *owner);
}

int given_lately(const std::vector<MatchingConsent>& consents, Timestamp now) {
  return static_cast<int>(std::count_if(consents.begin(), consents.end(), [&](const MatchingConsent& each) {
    return each.given_at > now - cluster::kConsentWindow;
  }));
}

int approached_lately(const std::vector<ConfidentialMatch>& matches, OrganisationId own, Timestamp now) {
  return static_cast<int>(std::count_if(matches.begin(), matches.end(), [&](const ConfidentialMatch& each) {
    const bool is_own = (each.need.organisation == own && each.need.is_asking) ||
                        (each.offer.organisation == own && each.offer.is_asking);
    return is_own && each.found_at > now - cluster::kConsentWindow;
  }));
}

[[noreturn]] void too_many(const char* what, Timestamp oldest, Timestamp now) {
  const auto wait = oldest + cluster::kConsentWindow - now;
  throw TooManyAttempts(what, std::max(1, static_cast<int>(wait.count())));
}

// Different words, in the language in which it says the most.
std::size_t words_said(const Capability& item, const text::Lemmatiser& lemmatiser) {
  std::set<std::string> languages;
  for (const auto* text : {&item.title, &item.description})
    for (const auto& [language, written] : *text) languages.insert(language);
  std::size_t most = 0;
  for (const std::string& language : languages) {
    WordForms forms(lemmatiser);
    for (const auto* text : {&item.title, &item.description})
      if (const auto found = text->find(language); found != text->end()) forms.add(found->second, language);
    for (const std::string& tag : item.tags) forms.add(tag, language);
    most = std::max(most, forms.sorted().size());
  }
  return most;
}

void require_specific(const Capability& item, const text::Lemmatiser& lemmatiser) {
  const std::size_t words = words_said(item, lemmatiser);
  if (words < cluster::kFewestWords)
    throw InvalidInput("/item", "says too little to be matched without being shown",
                       "describe it in a few sentences: at least " + std::to_string(cluster::kFewestWords) +
                           " different words");
  if (words > cluster::kMostWords)
    throw InvalidInput("/item", "says too much to be one thing",
                       "keep to at most " + std::to_string(cluster::kMostWords) +
                           " different words, or make several of it");
}

ItemSide side_of(const ConfidentialMatch& match, OrganisationId own) {
  return match.need.organisation == own ? ItemSide::need : ItemSide::offer;
}

MatchView view_of(store::Transaction& transaction, const ConfidentialMatch& match, OrganisationId own,
                  Timestamp now) {
  const ItemSide side = side_of(match, own);
  MatchView made;
  made.id = match.id;
  made.origin = match.origin;
  made.own = match.of(side);
  made.known = cluster::known_to(side, match, now);
  made.found_at = match.found_at;
  made.exchanged_at = match.exchanged_at;
  if (!made.known.is_other_known) return made;
  made.other = match.other(side);
  if (const auto found = store::OrganisationStore(transaction).find(made.other->organisation))
    made.other_name = found->legal_name;
  if (made.other->answered_by && (match.exchanged_at || made.other->is_asking))
    if (const auto user = store::UserStore(transaction).find(*made.other->answered_by))
      made.other_person = user->display_name;
  return made;
}

// Both sides' words as they stand, for each other to read from now on.
void show_items(store::Transaction& transaction, ConfidentialMatch& match) {
  for (MatchSide* side : {&match.need, &match.offer})
    if (const auto owner = store::OrganisationStore(transaction).find(side->organisation))
      if (const auto found = find_item(*owner, side->item)) {
        side->title = found->item->title;
        side->description = found->item->description;
      }
}

// The representatives of both sides are told that a match was found or asked, or that both agreed; neither learns from it
// who the other is.
void tell_of_match(store::Transaction& transaction, const ConfidentialMatch& match) {
  using Kind = cluster::Audience::Kind;
  const std::array viewers = {cluster::Audience{Kind::people_of, match.need.organisation.uuid},
                              cluster::Audience{Kind::people_of, match.offer.organisation.uuid}};
  store::write_viewers(transaction, match.id.str(), viewers);
  Occasion occasion{cluster::NotificationKind::confidential_match, "confidential_match", match.id.str()};
  occasion.names_nobody = true;
  occasion.detail = {{"event", match.exchanged_at ? "match_agreed" : "match_found"}};
  for (const OrganisationId& side : {match.need.organisation, match.offer.organisation})
    notify(transaction, occasion, representatives_of(transaction, side));
}

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

nlohmann::json day_of(Timestamp moment) {
  return to_string(Date(std::chrono::floor<std::chrono::days>(moment)));
}

}  // namespace

MatchingOverview matching_overview(const Installation& installation, const Caller& caller,
                                   OrganisationId organisation) {
  MatchingOverview made;
  Organisation own;
  const Timestamp at = now();
  installation.database().read([&](store::Transaction& transaction) {
    own = own_organisation(transaction, caller, organisation);
    store::ConfidentialStore confidential(transaction);
    made.consents = confidential.consents_of(organisation);
    const auto matches = confidential.matches_of(organisation);
    for (const ConfidentialMatch& each : matches) {
      made.matches.push_back(view_of(transaction, each, organisation, at));
      const MatchView& view = made.matches.back();
      if (view.other && (view.origin == MatchOrigin::hidden || view.other->is_asking || view.exchanged_at))
        note_shown(caller, {cluster::Visibility::owner, view.other->organisation},
                   {view.other->organisation,
                    view.other->side == ItemSide::need ? cluster::DisclosedKind::need : cluster::DisclosedKind::offer,
                    view.other->item.uuid, 0, cluster::DisclosureChannel::confidential_match, view.other->title});
    }
    made.consents_left = std::max(0, cluster::kMostConsents - given_lately(made.consents, at));
    made.approaches_left = std::max(0, cluster::kMostApproaches - approached_lately(matches, organisation, at));
    made.last_round = confidential.last_round();
    made.next_round = std::max(made.last_round + cluster::kBetweenRounds, at);
  });
  for (const auto& [side, items] :
       {std::pair(ItemSide::need, &own.needs), std::pair(ItemSide::offer, &own.offers)})
    for (const Capability& item : *items) {
      MatchableItem each;
      each.item = item;
      each.side = side;
      each.is_matchable = cluster::is_matchable(item);
      each.candidates = installation.catalogue()
                            .counterparts(organisation, item.id.uuid, caller.actor, kLeastCandidate, kMostCandidates)
                            .size();
      for (const MatchingConsent& consent : made.consents)
        if (consent.item == item.id && !consent.ended_at) {
          each.has_changed = !holds(consent, own);
          each.consented_at = consent.given_at;
        }
      made.items.push_back(std::move(each));
    }
  return made;
}

std::vector<Candidate> matching_candidates(const Installation& installation, const Caller& caller,
                                           OrganisationId organisation, CapabilityId item) {
  std::vector<ConfidentialMatch> matches;
  installation.database().read([&](store::Transaction& transaction) {
    static_cast<void>(own_item(own_organisation(transaction, caller, organisation), item));
    matches = store::ConfidentialStore(transaction).matches_of(organisation);
  });
  Catalogue& catalogue = installation.catalogue();
  const auto found =
      catalogue.counterparts(organisation, item.uuid, caller.actor, kLeastCandidate, kMostCandidates);
  std::vector<Candidate> made;
  installation.database().read([&](store::Transaction& transaction) {
    store::OrganisationStore organisations(transaction);
    for (const matching::Counterpart& each : found) {
      auto owner = organisations.find(OrganisationId{each.owner});
      if (!owner || owner->merged_into) continue;
      // Seen anew: the index may be a moment behind.
      const auto seen = cluster::as_seen_by(caller.actor, *owner, store::ties_of(transaction, owner->id));
      const auto theirs = find_item(seen, CapabilityId{each.item});
      if (!theirs) continue;
      note_shown(caller, cluster::sharing_of(*theirs->item, seen.id),
                 {seen.id,
                  theirs->side == ItemSide::need ? cluster::DisclosedKind::need : cluster::DisclosedKind::offer,
                  each.item, seen.version, cluster::DisclosureChannel::partners, theirs->item->title});
      Candidate candidate{card_of(seen), *theirs->item, each.score, std::nullopt};
      for (const ConfidentialMatch& match : matches)
        if (match.origin == MatchOrigin::approach && match.of(side_of(match, organisation)).is_asking &&
            match.of(side_of(match, organisation)).item == item &&
            match.other(side_of(match, organisation)).item.uuid == each.item)
          candidate.approach = match.id;
      made.push_back(std::move(candidate));
    }
  });
  return made;
}

void consent(store::Transaction& transaction, const Installation& installation, const Caller& caller,
             OrganisationId organisation, CapabilityId item) {
  const Organisation own = own_organisation(transaction, caller, organisation);
  const OwnItem found = own_item(own, item);
  store::ConfidentialStore confidential(transaction);
  const auto consents = confidential.consents_of(organisation);
  std::optional<cluster::ConsentId> stale;
  for (const MatchingConsent& each : consents) {
    if (each.item != item || each.ended_at) continue;
    if (holds(each, own)) return;
    stale = each.id;
  }
  if (!cluster::is_matchable(*found.item))
    throw InvalidInput("/item", "is seen by all members already: they find it by themselves",
                       "nothing is to be done, or choose who sees it more narrowly");
  require_specific(*found.item, *installation.lemmatiser());
  const Timestamp at = transaction.now();
  if (given_lately(consents, at) >= cluster::kMostConsents)
    too_many("so many items can't be put up for confidential matching in a month",
             consents.at(static_cast<std::size_t>(cluster::kMostConsents) - 1).given_at, at);
  if (stale) confidential.end(*stale);
  MatchingConsent made;
  made.id = new_id<cluster::ConsentId>();
  made.organisation = organisation;
  made.item = item;
  made.side = found.side;
  made.title = found.item->title;
  made.digest = digest_of(*found.item);
  confidential.insert(made);
}

void end_consent(store::Transaction& transaction, const Caller& caller, OrganisationId organisation,
                 CapabilityId item) {
  static_cast<void>(own_organisation(transaction, caller, organisation));
  store::ConfidentialStore confidential(transaction);
  for (const MatchingConsent& each : confidential.consents_of(organisation))
    if (each.item == item && !each.ended_at) confidential.end(each.id);
}

cluster::MatchId approach(const Installation& installation, const Caller& caller, OrganisationId organisation,
                          const nlohmann::json& body) {
  cluster::JsonReader reader(body, "");
  const auto item = reader.required("item", reader.id<CapabilityId>("item"));
  const auto other = reader.required("organisation", reader.id<OrganisationId>("organisation"));
  const auto counterpart = reader.required("counterpart", reader.id<CapabilityId>("counterpart"));
  reader.expect_nothing_else();
  cluster::MatchId id;
  installation.database().write(caller.author(), now(), [&](store::Transaction& transaction) {
    const Organisation own = own_organisation(transaction, caller, organisation);
    const OwnItem mine = own_item(own, item);
    auto owner = store::OrganisationStore(transaction).find(other);
    if (!owner || owner->merged_into || other == organisation) throw NotFound("there is no such offer or need");
    const auto seen = cluster::as_seen_by(caller.actor, *owner, store::ties_of(transaction, other));
    const auto theirs = find_item(seen, counterpart);
    if (!theirs) throw NotFound("there is no such offer or need");
    if (theirs->side == mine.side)
      throw InvalidInput("/counterpart", "is no counterpart", "an offer meets a need, and a need an offer");
    store::ConfidentialStore confidential(transaction);
    const auto matches = confidential.matches_of(organisation);
    for (const ConfidentialMatch& each : matches) {
      const ItemSide side = side_of(each, organisation);
      if (each.origin == MatchOrigin::approach && each.of(side).item == item &&
          each.other(side).item == counterpart)
        throw Conflict("they have been asked about this already");
    }
    if (approached_lately(matches, organisation, transaction.now()) >= cluster::kMostApproaches)
      too_many("so many can't be asked in a month", transaction.now(), transaction.now());
    ConfidentialMatch match;
    match.id = id = new_id<cluster::MatchId>();
    match.origin = MatchOrigin::approach;
    match.found_at = transaction.now();
    for (auto& [side, organisation_id, found] :
         {std::tuple(mine.side, organisation, mine), std::tuple(theirs->side, other, *theirs)}) {
      MatchSide& of = match.of(side);
      of.organisation = organisation_id;
      of.item = found.item->id;
      of.side = side;
      of.title = found.item->title;
      of.description = found.item->description;
    }
    MatchSide& asking = match.of(mine.side);
    asking.is_asking = true;
    asking.answer = MatchAnswer::agreed;
    asking.answered_at = transaction.now();
    asking.answered_by = caller.actor.user;
    confidential.insert(match);
    tell_of_match(transaction, match);
  });
  return id;
}

void answer_match(store::Transaction& transaction, const Caller& caller, OrganisationId organisation,
                  cluster::MatchId id, const nlohmann::json& body) {
  static_cast<void>(own_organisation(transaction, caller, organisation));
  store::ConfidentialStore confidential(transaction);
  auto match = confidential.find(id);
  if (!match || (match->need.organisation != organisation && match->offer.organisation != organisation))
    throw NotFound("there is no such match");
  cluster::JsonReader reader(body, "");
  const auto said = reader.required("answer", reader.named<MatchAnswer>("answer"));
  reader.expect_nothing_else();
  if (said == MatchAnswer::open)
    throw InvalidInput("/answer", "\"open\" is no answer", "use one of: agreed, declined, withdrawn");
  const ItemSide side = side_of(*match, organisation);
  // Both are looked up whatever was said, so that the same is done whatever the other side has said.
  const bool own_holds = holds(transaction, match->of(side).consent);
  const bool other_holds = holds(transaction, match->other(side).consent);
  if (said == MatchAnswer::agreed && !own_holds)
    throw InvalidInput("/answer", "the item has changed since you let it be matched",
                       "let it be matched anew as it stands now");
  const bool was_exchanged = match->exchanged_at.has_value();
  cluster::answer(*match, side, said, own_holds && other_holds, *caller.actor.user, transaction.now());
  if (match->exchanged_at && !was_exchanged) {
    if (match->origin == MatchOrigin::hidden) show_items(transaction, *match);
    tell_of_match(transaction, *match);
  }
  confidential.update(*match, side);
}

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

nlohmann::json to_json(const MatchingOverview& overview) {
  nlohmann::json items = nlohmann::json::array(), matches = nlohmann::json::array(),
                 consents = nlohmann::json::array();
  for (const MatchableItem& each : overview.items) {
    nlohmann::json made = {{"id", each.item.id.str()},
                           {"side", cluster::name_of(each.side)},
                           {"kind", cluster::name_of(each.item.kind)},
                           {"title", each.item.title},
                           {"visibility", cluster::name_of(each.item.visibility)},
                           {"candidates", each.candidates},
                           {"is_matchable", each.is_matchable},
                           {"has_changed", each.has_changed}};
    if (each.consented_at) made["consented_at"] = to_string(*each.consented_at);
    items.push_back(std::move(made));
  }
  for (const MatchView& each : overview.matches) {
    nlohmann::json made = {{"id", each.id.str()},
                           {"origin", cluster::name_of(each.origin)},
                           {"state", cluster::name_of(each.known.state)},
                           {"side", cluster::name_of(each.own.side)},
                           {"item", each.own.item.str()},
                           {"title", each.own.title},
                           {"is_asking", each.own.is_asking},
                           {"answer", cluster::name_of(each.own.answer)},
                           {"found_on", day_of(each.found_at)},
                           {"waits_until", day_of(each.found_at + cluster::kMatchWaits)}};
    if (each.own.answered_at) made["answered_at"] = to_string(*each.own.answered_at);
    if (each.exchanged_at) made["exchanged_at"] = to_string(*each.exchanged_at);
    if (each.other) {
      made["other"] = {{"organisation", each.other->organisation.str()},
                       {"name", each.other_name},
                       {"title", each.other->title},
                       {"description", each.other->description}};
      if (!each.other_person.empty()) made["other"]["person"] = each.other_person;
    }
    matches.push_back(std::move(made));
  }
  for (const MatchingConsent& each : overview.consents) {
    nlohmann::json made = {{"item", each.item.str()},
                           {"side", cluster::name_of(each.side)},
                           {"title", each.title},
                           {"given_at", to_string(each.given_at)}};
    if (each.ended_at) made["ended_at"] = to_string(*each.ended_at);
    consents.push_back(std::move(made));
  }
  nlohmann::json made = {{"items", std::move(items)},
                         {"matches", std::move(matches)},
                         {"consents", std::move(consents)},
                         {"consents_left", overview.consents_left},
                         {"approaches_left", overview.approaches_left},
                         {"next_round_on", day_of(overview.next_round)}};
  return made;
}

nlohmann::json to_json(const Candidate& candidate, const cluster::Classifications& classifications) {
  nlohmann::json made = {{"organisation", to_json(candidate.card, classifications)},
                         {"item", candidate.item.id.str()},
                         {"kind", cluster::name_of(candidate.item.kind)},
                         {"title", candidate.item.title},
                         {"description", candidate.item.description},
                         {"score", candidate.score}};
  if (candidate.approach) made["approach"] = candidate.approach->str();
  return made;
}

}  // namespace grono::app
