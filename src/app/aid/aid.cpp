#include "app/aid/aid.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "app/aid/certificate.hpp"
#include "app/clock.hpp"
#include "app/clusters.hpp"
#include "app/errors.hpp"
#include "app/known_names.hpp"
#include "app/notify.hpp"
#include "app/people.hpp"
#include "app/word_forms.hpp"
#include "app/written_text.hpp"
#include "base/error.hpp"
#include "cluster/json_reader.hpp"
#include "cluster/names.hpp"
#include "store/organisation_store.hpp"
#include "store/ties.hpp"

namespace grono::app {
namespace {

using cluster::Aid;
using cluster::AidEventKind;
using cluster::AidId;
using cluster::AidState;
using cluster::OrganisationId;
using cluster::Permission;
using nlohmann::json;

bool manages_aid(const Caller& caller, const Aid& aid) {
  return cluster::may(caller.actor, Permission::manage_aid, {aid.cluster, aid.organisation, {}});
}

bool may_declare(const Caller& caller, const Aid& aid) {
  return cluster::may(caller.actor, Permission::declare_aid, {aid.cluster, aid.organisation, {}});
}

std::vector<std::string_view> acts_on_aid(const Caller& caller, const Aid& aid) {
  if (aid.state == AidState::withdrawn) return {};
  if (aid.is_declared)
    return may_declare(caller, aid) ? std::vector<std::string_view>{"edit", "withdraw"}
                                    : std::vector<std::string_view>{};
  if (!manages_aid(caller, aid)) return {};
  if (aid.state == AidState::proposed) return {"edit", "grant", "withdraw"};
  return {"correct", "withdraw"};
}

Aid find_seen_aid(store::Transaction& transaction, const Caller& caller, AidId id) {
  auto found = store::AidStore(transaction).find(id);
  if (!found || !cluster::sees_aid(caller.actor, *found)) throw NotFound("there is no such aid");
  return *std::move(found);
}

// Before anything is read that the decision rests on, so that nobody else decides meanwhile.
Aid find_locked_aid(store::Transaction& transaction, const Caller& caller, AidId id, std::int64_t version) {
  store::AidStore(transaction).lock();
  Aid aid = find_seen_aid(transaction, caller, id);
  aid.version = version;
  return aid;
}

void require_managed(const Caller& caller, const Aid& aid) {
  require(caller, Permission::manage_aid, {aid.cluster, aid.organisation, {}});
  if (aid.is_declared) throw Conflict("it was granted elsewhere: only who granted it can change it");
}

std::string words_of_aid(store::Transaction& transaction, const Aid& aid, const Installation& installation) {
  WordForms forms(*installation.lemmatiser());
  for (const std::string* text : {&aid.title, &aid.purpose, &aid.grantor, &aid.program}) forms.add(*text, "");
  if (const auto beneficiary = store::OrganisationStore(transaction).find(aid.organisation))
    forms.add(beneficiary->legal_name, "");
  return forms.joined();
}

// The coordinator grants what nobody else is named for.
void name_grantor(store::Transaction& transaction, const cluster::Cluster& cluster, Aid& aid) {
  if (!aid.grantor.empty() || !cluster.coordinator) return;
  const auto coordinator = store::OrganisationStore(transaction).find(*cluster.coordinator);
  if (!coordinator) return;
  aid.grantor = coordinator->legal_name;
  if (aid.grantor_number.empty()) aid.grantor_number = coordinator->registers.nip.value_or("");
}

void require_ceiling(const Installation& installation, const Aid& aid, Date day) {
  if (!cluster::ceiling_on(installation.aid_ceilings(), aid.scope, day))
    throw InvalidInput("/scope", "no regulation is in force for it on " + to_string(day),
                       "choose another kind of aid, or another day");
}

// Whether it fits with everything else that the single undertaking has, and has been promised.
void require_room(store::Transaction& transaction, const Installation& installation, const Aid& aid) {
  const Date now = today(), day = aid.state == AidState::proposed ? std::max(aid.day, now) : aid.day;
  require_ceiling(installation, aid, day);
  const auto undertaking = store::undertaking_of(transaction, aid.organisation, false);
  const auto counted =
      counted_aid(store::AidStore(transaction).of_organisations(undertaking.organisations), aid.id, now);
  const auto room = cluster::room_on(installation.aid_ceilings(), counted, aid.scope, day, aid.eur);
  GRONO_INVARIANT(room.ceiling);
  if (room.fits) return;
  const std::string sum = to_string(Money{room.counted.hundredths + aid.eur.hundredths}),
                    excess = to_string(Money{aid.eur.hundredths - room.room.hundredths}),
                    ceiling = to_string(room.ceiling->amount);
  if (room.fits_from)
    throw Conflict("with this the undertaking would have " + sum + " EUR in three years, " + excess +
                   " EUR above the ceiling of " + ceiling + " EUR (Regulation " + room.ceiling->regulation +
                   "): it fits from " + to_string(*room.fits_from));
  throw Conflict("with this the undertaking would have " + sum + " EUR in three years, " + excess +
                 " EUR above the ceiling of " + ceiling + " EUR (Regulation " + room.ceiling->regulation +
                 "): it fits on no later day either");
}

void tell_of_aid(store::Transaction& transaction, const Aid& aid, AidEventKind kind) {
  Occasion occasion{cluster::NotificationKind::aid_changed, "aid", aid.id.str()};
  occasion.detail = {{"event", "aid_" + std::string(name_of(kind))}};
  notify(transaction, occasion, representatives_of(transaction, aid.organisation));
}

void issue_certificate(store::Transaction& transaction, const Installation& installation, const Aid& aid,
                       const std::optional<Aid>& before) {
  store::AidStore store(transaction);
  cluster::AidCertificate made;
  made.aid = aid.id;
  made.issued_on = today();
  made.content = certificate_content(transaction, installation, aid, before);
  if (before) {
    made.kind = cluster::AidCertificateKind::correction;
    const auto issued = store.certificates(aid.id);
    if (!issued.empty()) made.corrects = number_of(issued.back());
  }
  store.issue(aid.cluster, made);
}

// Puts names to aid; asks the store for each organisation once.
class AidViews {
 public:
  AidViews(store::Transaction& transaction, const Installation& installation, const Caller& caller)
      : transaction_(transaction), installation_(installation), caller_(caller), names_(transaction) {}

  AidView of(Aid aid) {
    AidView made;
    made.organisation_name = names_.organisation(aid.organisation);
    if (const auto* ceiling = cluster::ceiling_on(installation_.aid_ceilings(), aid.scope, aid.day))
      made.regulation = ceiling->regulation;
    if (!aid.is_declared && aid.state != AidState::proposed)
      made.certificates = store::AidStore(transaction_).certificates(aid.id);
    made.may = acts_on_aid(caller_, aid);
    made.aid = std::move(aid);
    return made;
  }

 private:
  store::Transaction& transaction_;
  const Installation& installation_;
  const Caller& caller_;
  KnownNames names_;
};

AidView write_aid(store::Transaction& transaction, const Installation& installation, const Caller& caller,
                  Aid aid, AidEventKind kind) {
  store::AidStore(transaction).update(aid, kind, aid.reason, words_of_aid(transaction, aid, installation));
  if (!aid.is_declared) tell_of_aid(transaction, aid, kind);
  return read_aid(transaction, installation, caller, aid.id);
}

void read_rate_of_grant(cluster::JsonReader& reader, Aid& aid) {
  if (const auto written = reader.text("rate"); written && aid.currency != "EUR") {
    const auto rate = cluster::parse_rate(*written);
    if (!rate)
      throw InvalidInput("/rate", "\"" + *written + "\" is no exchange rate",
                         "write how much one euro is, with at most four decimals, as \"4.2567\"");
    aid.rate = *rate;
    aid.rate_day = reader.required("rate_day", reader.day("rate_day"));
    aid.rate_source = reader.text("rate_source").value_or(aid.rate_source);
  }
  reader.ignore({"rate", "rate_day", "rate_source"});
}

}  // namespace

std::vector<cluster::CountedAid> counted_aid(std::span<const Aid> all, std::optional<AidId> without,
                                             Date today) {
  std::vector<cluster::CountedAid> made;
  for (const Aid& each : all) {
    if (each.state == AidState::withdrawn || each.id == without) continue;
    const bool is_reserved = each.state == AidState::proposed;
    made.push_back({is_reserved ? std::max(each.day, today) : each.day, each.eur, each.scope, is_reserved});
  }
  return made;
}

AidList list_aid(store::Transaction& transaction, const Installation& installation, const Caller& caller,
                 std::string_view cluster, const AidQuestion& question, const store::PageRequest& page) {
  require_somewhere(caller, Permission::read_aid);
  store::AidFilter filter;
  filter.cluster = read_cluster(transaction, cluster).id;
  filter.audiences = cluster::audiences_of(caller.actor);
  filter.states = question.states;
  filter.scopes = question.scopes;
  filter.organisation = question.organisation;
  filter.is_declared = question.is_declared;
  filter.from = question.from;
  filter.to = question.to;
  filter.words = forms_sought(*installation.lemmatiser(), question.text);
  store::AidStore store(transaction);
  auto found = store.list(filter, page);
  AidViews views(transaction, installation, caller);
  AidList made;
  for (Aid& each : found.items) made.page.items.push_back(views.of(std::move(each)));
  made.page.next = found.next;
  made.total = store.count(filter);
  return made;
}

AidView read_aid(store::Transaction& transaction, const Installation& installation, const Caller& caller,
                 AidId id) {
  AidView made = AidViews(transaction, installation, caller).of(find_seen_aid(transaction, caller, id));
  made.history = store::AidStore(transaction).history(id);
  return made;
}

AidView propose_aid(store::Transaction& transaction, const Installation& installation, const Caller& caller,
                    std::string_view cluster, const json& draft) {
  const cluster::Cluster stored = read_cluster(transaction, cluster);
  require(caller, Permission::manage_aid, {stored.id, std::nullopt, {}});
  Aid aid = cluster::aid_from_json(draft);
  aid.cluster = stored.id;
  name_grantor(transaction, stored, aid);
  cluster::normalise(aid);
  require_member(transaction, "/organisation", aid.organisation, aid.cluster);
  store::AidStore(transaction).lock();
  aid.id = new_id<AidId>();
  require_room(transaction, installation, aid);
  store::AidStore(transaction)
      .insert(aid, AidEventKind::proposed, words_of_aid(transaction, aid, installation));
  tell_of_aid(transaction, aid, AidEventKind::proposed);
  return read_aid(transaction, installation, caller, aid.id);
}

AidView declare_aid(store::Transaction& transaction, const Installation& installation, const Caller& caller,
                    std::string_view cluster, const json& draft) {
  const cluster::ClusterId id = read_cluster(transaction, cluster).id;
  Aid aid = cluster::aid_from_json(draft);
  aid.cluster = id;
  aid.is_declared = true;
  require(caller, Permission::declare_aid, {id, aid.organisation, {}});
  aid.state = AidState::granted;
  cluster::normalise(aid);
  if (aid.day > today()) throw InvalidInput("/day", "is still to come", "declare what was granted");
  require_ceiling(installation, aid, aid.day);
  require_member(transaction, "/organisation", aid.organisation, aid.cluster);
  store::AidStore(transaction).lock();
  aid.id = new_id<AidId>();
  store::AidStore(transaction)
      .insert(aid, AidEventKind::declared, words_of_aid(transaction, aid, installation));
  return read_aid(transaction, installation, caller, aid.id);
}

AidView edit_aid(store::Transaction& transaction, const Installation& installation, const Caller& caller,
                 AidId id, std::int64_t version, const json& draft) {
  const Aid stored = find_locked_aid(transaction, caller, id, version);
  if (stored.is_declared)
    require(caller, Permission::declare_aid, {stored.cluster, stored.organisation, {}});
  else
    require_managed(caller, stored);
  const bool is_open =
      stored.state == AidState::proposed || (stored.is_declared && stored.state == AidState::granted);
  if (!is_open)
    throw Conflict("what was granted or withdrawn stays as it is: correct it, or propose it anew");
  Aid edited = cluster::aid_from_json(draft, stored);
  name_grantor(transaction, read_cluster(transaction, stored.cluster.str()), edited);
  cluster::normalise(edited);
  if (edited.is_declared && edited.day > today())
    throw InvalidInput("/day", "is still to come", "declare what was granted");
  if (edited.is_declared)
    require_ceiling(installation, edited, edited.day);
  else
    require_room(transaction, installation, edited);
  return write_aid(transaction, installation, caller, std::move(edited), AidEventKind::changed);
}

AidView grant_aid(store::Transaction& transaction, const Installation& installation, const Caller& caller,
                  AidId id, std::int64_t version, const json& grant) {
  Aid aid = find_locked_aid(transaction, caller, id, version);
  require_managed(caller, aid);
  cluster::JsonReader reader(grant, "");
  const Date day = reader.required("day", reader.day("day"));
  read_rate_of_grant(reader, aid);
  reader.expect_nothing_else();
  cluster::grant(aid, day, today());
  cluster::normalise(aid);
  require_member(transaction, "/organisation", aid.organisation, aid.cluster);
  require_room(transaction, installation, aid);
  // Who knew another version is told so before a number is used up.
  store::AidStore(transaction)
      .update(aid, AidEventKind::granted, "", words_of_aid(transaction, aid, installation));
  issue_certificate(transaction, installation, aid, std::nullopt);
  tell_of_aid(transaction, aid, AidEventKind::granted);
  return read_aid(transaction, installation, caller, id);
}

AidView correct_aid(store::Transaction& transaction, const Installation& installation, const Caller& caller,
                    AidId id, std::int64_t version, const json& correction) {
  Aid aid = find_locked_aid(transaction, caller, id, version);
  require_managed(caller, aid);
  const Aid before = aid;
  cluster::JsonReader reader(correction, "");
  const Money gross = cluster::amount_from_json(reader, "gross");
  const Money nominal = reader.has("nominal") ? cluster::amount_from_json(reader, "nominal") : aid.nominal;
  std::string reason = written_text(reader, "reason", 2'000);
  reader.expect_nothing_else();
  cluster::reduce(aid, nominal, gross, std::move(reason));
  store::AidStore(transaction)
      .update(aid, AidEventKind::reduced, aid.reason, words_of_aid(transaction, aid, installation));
  issue_certificate(transaction, installation, aid, before);
  tell_of_aid(transaction, aid, AidEventKind::reduced);
  return read_aid(transaction, installation, caller, id);
}

AidView withdraw_aid(store::Transaction& transaction, const Installation& installation, const Caller& caller,
                     AidId id, std::int64_t version, std::string reason) {
  Aid aid = find_locked_aid(transaction, caller, id, version);
  if (aid.is_declared)
    require(caller, Permission::declare_aid, {aid.cluster, aid.organisation, {}});
  else
    require_managed(caller, aid);
  const Aid before = aid;
  cluster::withdraw(aid, std::move(reason));
  store::AidStore(transaction)
      .update(aid, AidEventKind::withdrawn, aid.reason, words_of_aid(transaction, aid, installation));
  if (before.state == AidState::granted && !aid.is_declared)
    issue_certificate(transaction, installation, aid, before);
  if (!aid.is_declared) tell_of_aid(transaction, aid, AidEventKind::withdrawn);
  return read_aid(transaction, installation, caller, id);
}

json to_json(const AidView& view) {
  json made = cluster::to_json(view.aid);
  made["organisation_name"] = view.organisation_name;
  made["regulation"] = view.regulation;
  made["may"] = view.may;
  made["certificates"] = json::array();
  for (const auto& each : view.certificates) made["certificates"].push_back(cluster::to_json(each));
  made["history"] = json::array();
  for (const auto& each : view.history) made["history"].push_back(cluster::to_json(each));
  return made;
}

json to_json(const cluster::AidRoom& room) {
  json freed = json::array();
  for (const auto& each : room.freed)
    freed.push_back({{"day", to_string(each.day)}, {"amount", to_string(each.eur)}});
  json made = {{"fits", room.fits},
               {"day", to_string(room.day)},
               {"counted", to_string(room.counted)},
               {"reserved", to_string(room.reserved)},
               {"room", to_string(room.room)},
               {"freed", std::move(freed)}};
  if (room.ceiling) made["ceiling"] = cluster::to_json(*room.ceiling);
  if (room.fits_from) made["fits_from"] = to_string(*room.fits_from);
  return made;
}

}  // namespace grono::app
