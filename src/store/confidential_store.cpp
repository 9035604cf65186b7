#include "store/confidential_store.hpp"

#include <map>

#include "base/error.hpp"
#include "store/sql.hpp"

namespace grono::store {
namespace {

using cluster::ConfidentialMatch;
using cluster::ItemSide;
using cluster::MatchingConsent;
using cluster::MatchSide;
using soci::into;
using soci::use;
using Texts = AsJson<cluster::LocalisedText>;

template <class Bind>
std::vector<MatchingConsent> read_consents(Transaction& transaction, const std::string& rest, const Bind& bind) {
  MatchingConsent row;
  Texts title;
  auto temporary = (transaction.sql().prepare << "SELECT id, organisation, item, side, title, digest, given_at, "
                                                 "given_by, ended_at FROM matching_consent " +
                                                     rest,
                    into(row.id), into(row.organisation), into(row.item), into(row.side), into(title),
                    into(row.digest), into(row.given_at), into(row.given_by), into(row.ended_at));
  bind(temporary);
  soci::statement statement = temporary;
  std::vector<MatchingConsent> made;
  each_row(statement, [&] {
    row.title = title.value;
    made.push_back(row);
  });
  return made;
}

// Two rows a match, one for each side.
template <class Bind>
std::vector<ConfidentialMatch> read_matches(Transaction& transaction, const std::string& condition, const Bind& bind) {
  ConfidentialMatch row;
  MatchSide side;
  Texts title, description;
  auto temporary =
      (transaction.sql().prepare
           << "SELECT m.id, m.origin, m.found_at, m.exchanged_at, m.ended_at, s.organisation, s.item, s.side, "
              "s.is_asking, s.consent, s.answer, s.answered_at, s.answered_by, s.title, s.description FROM "
              "confidential_match m JOIN confidential_match_side s ON s.of_match = m.id " +
                  condition + " ORDER BY m.id DESC, s.side",
       into(row.id), into(row.origin), into(row.found_at), into(row.exchanged_at), into(row.ended_at),
       into(side.organisation), into(side.item), into(side.side), into(side.is_asking), into(side.consent),
       into(side.answer), into(side.answered_at), into(side.answered_by), into(title), into(description));
  bind(temporary);
  soci::statement statement = temporary;
  std::vector<ConfidentialMatch> made;
  each_row(statement, [&] {
    side.title = title.value;
    side.description = description.value;
    if (made.empty() || made.back().id != row.id) made.push_back(row);
    made.back().of(side.side) = side;
  });
  return made;
}

void write_side(Transaction& transaction, const ConfidentialMatch& match, ItemSide which) {
  const MatchSide& side = match.of(which);
  const Texts title{side.title}, description{side.description};
  transaction.sql() << "INSERT INTO confidential_match_side (of_match, side, organisation, item, is_asking, consent, "
                       "answer, answered_at, answered_by, title, description) VALUES (:match, :side, :organisation, "
                       ":item, :asking, :consent, :answer, :at, :by, :title, :description)",
      use(match.id, "match"), use(side.side, "side"), use(side.organisation, "organisation"), use(side.item, "item"),
      use(side.is_asking, "asking"), use(side.consent, "consent"), use(side.answer, "answer"),
      use(side.answered_at, "at"), use(side.answered_by, "by"), use(title, "title"), use(description, "description");
}

}  // namespace

std::vector<MatchingConsent> ConfidentialStore::consents_of(cluster::OrganisationId organisation) {
  return read_consents(transaction_, "WHERE organisation = :organisation ORDER BY id DESC",
                       [&](auto& statement) { statement, use(organisation, "organisation"); });
}

std::vector<MatchingConsent> ConfidentialStore::open_consents() {
  return read_consents(transaction_, "WHERE ended_at IS NULL ORDER BY id", [](auto&) {});
}

std::optional<MatchingConsent> ConfidentialStore::find_consent(cluster::ConsentId id) {
  auto found =
      read_consents(transaction_, "WHERE id = :id", [&](auto& statement) { statement, use(id, "id"); });
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

void ConfidentialStore::insert(MatchingConsent& consent) {
  GRONO_INVARIANT(!consent.id.is_nil());
  consent.given_at = transaction_.now();
  consent.given_by = transaction_.author().user;
  const Texts title{consent.title};
  transaction_.sql() << "INSERT INTO matching_consent (id, organisation, item, side, title, digest, given_at, "
                        "given_by) VALUES (:id, :organisation, :item, :side, :title, :digest, :at, :by)",
      use(consent.id, "id"), use(consent.organisation, "organisation"), use(consent.item, "item"),
      use(consent.side, "side"), use(title, "title"), use(consent.digest, "digest"), use(consent.given_at, "at"),
      use(consent.given_by, "by");
  transaction_.audit("matching_consent.given", "matching_consent", consent.id.str(), "{}");
}

void ConfidentialStore::end(cluster::ConsentId id) {
  const Timestamp now = transaction_.now();
  soci::statement statement =
      (transaction_.sql().prepare << "UPDATE matching_consent SET ended_at = :now WHERE id = :id AND ended_at IS NULL",
       use(now, "now"), use(id, "id"));
  if (run(statement) > 0) transaction_.audit("matching_consent.ended", "matching_consent", id.str(), "{}");
}

std::optional<ConfidentialMatch> ConfidentialStore::find(cluster::MatchId id) {
  auto found =
      read_matches(transaction_, "WHERE m.id = :id", [&](auto& statement) { statement, use(id, "id"); });
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::vector<ConfidentialMatch> ConfidentialStore::matches_of(cluster::OrganisationId organisation) {
  return read_matches(transaction_,
                      "WHERE m.id IN (SELECT of_match FROM confidential_match_side WHERE organisation = :organisation)",
                      [&](auto& statement) { statement, use(organisation, "organisation"); });
}

std::vector<ConfidentialMatch> ConfidentialStore::all_matches() {
  return read_matches(transaction_, "", [](auto&) {});
}

void ConfidentialStore::insert(const ConfidentialMatch& match) {
  transaction_.sql() << "INSERT INTO confidential_match (id, origin, found_at, exchanged_at, ended_at) VALUES (:id, "
                        ":origin, :found, :exchanged, :ended)",
      use(match.id, "id"), use(match.origin, "origin"), use(match.found_at, "found"),
      use(match.exchanged_at, "exchanged"), use(match.ended_at, "ended");
  write_side(transaction_, match, ItemSide::need);
  write_side(transaction_, match, ItemSide::offer);
}

void ConfidentialStore::update(const ConfidentialMatch& match, ItemSide by) {
  transaction_.sql() << "UPDATE confidential_match SET exchanged_at = :exchanged, ended_at = :ended WHERE id = :id",
      use(match.exchanged_at, "exchanged"), use(match.ended_at, "ended"), use(match.id, "id");
  transaction_.sql() << "DELETE FROM confidential_match_side WHERE of_match = :id", use(match.id, "id");
  write_side(transaction_, match, ItemSide::need);
  write_side(transaction_, match, ItemSide::offer);
  // The consent and not the match, which both sides would name.
  const MatchSide& own = match.of(by);
  if (own.consent) transaction_.audit("matching_consent.answered", "matching_consent", own.consent->str(), "{}");
}

bool ConfidentialStore::take_round(Timestamp before) {
  const Timestamp now = transaction_.now();
  soci::statement statement = (transaction_.sql().prepare << "UPDATE matching_round SET at = :now WHERE at <= :before",
                               use(now, "now"), use(before, "before"));
  return run(statement) > 0;
}

Timestamp ConfidentialStore::last_round() {
  Timestamp made{};
  transaction_.sql() << "SELECT at FROM matching_round", into(made);
  return made;
}

}  // namespace grono::store
