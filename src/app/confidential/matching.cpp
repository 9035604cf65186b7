#include "app/confidential/matching.hpp"

#include <algorithm>
#include <set>

#include "app/catalogue.hpp"
#include "app/clock.hpp"
#include "app/confidential/consented_item.hpp"
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
using cluster::Permission;

constexpr double kLeastCandidate = 0.15;  // below it an offer has little to do with the need
constexpr std::size_t kMostCandidates = 50;

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

}  // namespace grono::app
