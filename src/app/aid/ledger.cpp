#include "app/aid/ledger.hpp"

#include <algorithm>
#include <map>

#include "app/aid/aid.hpp"
#include "app/aid/certificate.hpp"
#include "app/clock.hpp"
#include "app/clusters.hpp"
#include "app/errors.hpp"
#include "app/known_names.hpp"
#include "base/error.hpp"
#include "cluster/json_reader.hpp"
#include "cluster/names.hpp"
#include "store/aid_store.hpp"
#include "store/organisation_store.hpp"
#include "store/ties.hpp"

namespace grono::app {
namespace {

using cluster::Aid;
using cluster::AidScope;
using cluster::AidState;
using cluster::OrganisationId;
using cluster::Permission;
using nlohmann::json;

constexpr int kMostReported = 10'000;
constexpr std::chrono::years kLongestReport{5};

cluster::Organisation organisation_of_ledger(store::Transaction& transaction, OrganisationId id) {
  auto found = store::OrganisationStore(transaction).find(id);
  if (!found) throw NotFound("there is no such organisation");
  return *std::move(found);
}

// The groups of clusters live as long as this.
struct LedgerReader {
  LedgerReader(store::Transaction& transaction, const Caller& caller, OrganisationId id) : organisation(id) {
    clusters = store::ties_of(transaction, id).clusters;
    require(caller, Permission::read_aid, subject());
    is_runner = cluster::may(caller.actor, Permission::manage_aid, subject());
    is_own = cluster::may(caller.actor, Permission::read_aid, {std::nullopt, id, {}});
  }
  [[nodiscard]] cluster::Subject subject() const { return {std::nullopt, organisation, clusters}; }

  OrganisationId organisation;
  std::vector<cluster::ClusterId> clusters;
  bool is_runner = false, is_own = false;
};

// Of what another cluster or a linked enterprise has, no more than a public register tells.
json ledger_line(const Caller& caller, const Aid& aid, const std::string& name) {
  json made = {{"day", to_string(aid.day)},      {"eur", to_string(aid.eur)},
               {"scope", name_of(aid.scope)},    {"state", name_of(aid.state)},
               {"is_declared", aid.is_declared}, {"grantor", aid.grantor},
               {"organisation_name", name},      {"organisation", aid.organisation.str()}};
  if (cluster::sees_aid(caller.actor, aid)) {
    made["id"] = aid.id.str();
    made["title"] = aid.title;
  }
  return made;
}

json level_json(const cluster::AidLevel& level) {
  json made = {{"day", to_string(level.day)},
               {"granted", to_string(level.granted)},
               {"reserved", to_string(level.reserved)}};
  if (level.ceiling) made["ceiling"] = to_string(*level.ceiling);
  return made;
}

Date years_from(Date day, int count) {
  const Date made = day + std::chrono::years(count);
  return made.ok() ? made : Date{made.year() / made.month() / std::chrono::last};
}

}  // namespace

json check_aid(store::Transaction& transaction, const Installation& installation, const Caller& caller,
               std::string_view cluster, const json& question) {
  const cluster::ClusterId id = read_cluster(transaction, cluster).id;
  require(caller, Permission::manage_aid, {id, std::nullopt, {}});
  cluster::JsonReader reader(question, "");
  const auto organisation = reader.required("organisation", reader.id<OrganisationId>("organisation"));
  const auto scope = reader.named<AidScope>("scope").value_or(AidScope::general);
  const Date day = reader.required("day", reader.day("day"));
  const Money amount = reader.has("amount") ? cluster::amount_from_json(reader, "amount") : Money{};
  const auto without = reader.id<cluster::AidId>("without");
  reader.expect_nothing_else();
  if (amount.hundredths < 0) throw InvalidInput("/amount", "is negative", "give zero or more");
  require_member(transaction, "/organisation", organisation, id);
  const auto undertaking = store::undertaking_of(transaction, organisation, false);
  const auto counted =
      counted_aid(store::AidStore(transaction).of_organisations(undertaking.organisations), without, today());
  return to_json(cluster::room_on(installation.aid_ceilings(), counted, scope, day, amount));
}

json aid_ledger(store::Transaction& transaction, const Installation& installation, const Caller& caller,
                OrganisationId id, AidScope scope) {
  const cluster::Organisation organisation = organisation_of_ledger(transaction, id);
  const LedgerReader reader(transaction, caller, id);
  const auto undertaking = store::undertaking_of(transaction, id, !reader.is_runner);
  std::map<OrganisationId, std::string> names;
  for (const auto& each : store::OrganisationStore(transaction).find(undertaking.organisations))
    names[each.id] = each.legal_name;
  const auto all = store::AidStore(transaction).of_organisations(undertaking.organisations);
  const Date now = today();
  const auto counted = counted_aid(all, std::nullopt, now);
  json made = {{"organisation", id.str()},
               {"organisation_name", organisation.legal_name},
               {"scope", name_of(scope)},
               {"lines", json::array()},
               {"levels", json::array()},
               {"undertaking", json::array()},
               {"outside", json::array()},
               {"room", to_json(cluster::room_on(installation.aid_ceilings(), counted, scope, now, {}))}};
  for (const Aid& each : all) made["lines"].push_back(ledger_line(caller, each, names[each.organisation]));
  for (const auto& level : cluster::levels_of(installation.aid_ceilings(), counted, scope,
                                              years_from(now, -3), years_from(now, 4)))
    made["levels"].push_back(level_json(level));
  for (const OrganisationId& each : undertaking.organisations)
    made["undertaking"].push_back({{"organisation", each.str()}, {"name", names[each]}});
  for (const auto& each : undertaking.outside) made["outside"].push_back(cluster::to_json(each));
  made["may"] = cluster::may(caller.actor, Permission::declare_aid, reader.subject())
                    ? json::array({"declare"})
                    : json::array();
  return made;
}

LinkView read_links(store::Transaction& transaction, const Caller& caller, OrganisationId id) {
  const cluster::Organisation organisation = organisation_of_ledger(transaction, id);
  const LedgerReader reader(transaction, caller, id);
  store::AidStore store(transaction);
  LinkView made;
  made.statement = store.links(id);
  const auto says = store.stated_by(id, organisation.registers.nip.value_or(""));
  for (const auto& link : made.statement.links) {
    std::optional<OrganisationId> other = link.organisation;
    if (!other) {
      cluster::Registers registers;
      registers.nip = link.nip;
      const auto found = store::OrganisationStore(transaction).find_by_registers(registers);
      if (!found.empty()) other = found.front();
    }
    made.is_confirmed.push_back(other && std::find(says.begin(), says.end(), *other) != says.end());
  }
  for (const auto& each : store::OrganisationStore(transaction).find(says))
    made.stated_by.push_back({each.id, each.legal_name});
  return made;
}

LinkView state_links(store::Transaction& transaction, const Caller& caller, OrganisationId id,
                     std::int64_t version, const json& draft) {
  static_cast<void>(organisation_of_ledger(transaction, id));
  const LedgerReader reader(transaction, caller, id);
  require(caller, Permission::declare_aid, reader.subject());
  store::AidStore store(transaction);
  store.lock();
  auto statement = cluster::links_from_json(draft, store.links(id));
  cluster::normalise(statement);
  for (std::size_t i = 0; i < statement.links.size(); ++i) {
    auto& link = statement.links[i];
    if (!link.organisation) continue;
    const auto found = store::OrganisationStore(transaction).find(*link.organisation);
    if (!found)
      throw InvalidInput("/links/" + std::to_string(i) + "/organisation", "is not there",
                         "choose one from the catalogue");
    link.name = found->legal_name;
  }
  statement.version = version;
  store.state(statement);
  return read_links(transaction, caller, id);
}

json to_json(const LinkView& view) {
  json links = json::array(), others = json::array();
  for (std::size_t i = 0; i < view.statement.links.size(); ++i) {
    links.push_back(cluster::to_json(view.statement.links[i]));
    links.back()["is_confirmed"] = static_cast<bool>(view.is_confirmed[i]);
  }
  for (const auto& each : view.stated_by)
    others.push_back({{"organisation", each.organisation.str()}, {"name", each.name}});
  return {{"organisation", view.statement.organisation.str()},
          {"links", std::move(links)},
          {"stated_by", std::move(others)},
          {"version", view.statement.version}};
}

json report_aid(store::Transaction& transaction, const Installation& installation, const Caller& caller,
                std::string_view cluster, Date from, Date to) {
  const cluster::ClusterId id = read_cluster(transaction, cluster).id;
  require(caller, Permission::manage_aid, {id, std::nullopt, {}});
  if (to < from) throw InvalidInput("query/to", "is before the first day", "give a later day");
  if (years_from(from, static_cast<int>(kLongestReport.count())) < to)
    throw InvalidInput("query/to", "is too far off", "ask for five years at most");
  store::AidFilter filter;
  filter.cluster = id;
  filter.audiences = cluster::audiences_of(caller.actor);
  filter.states = {AidState::granted, AidState::withdrawn};
  filter.is_declared = false;
  filter.from = from;
  filter.to = to;
  store::AidStore store(transaction);
  store::PageRequest page;
  page.limit = kMostReported;
  auto found = store.list(filter, page).items;
  std::sort(found.begin(), found.end(),
            [](const Aid& a, const Aid& b) { return std::pair(a.day, a.id) < std::pair(b.day, b.id); });
  json made = json::array();
  for (const Aid& aid : found) {
    const auto certificates = store.certificates(aid.id);
    if (certificates.empty()) continue;  // withdrawn before it was granted
    json row = cluster::to_json(aid);
    json numbers = json::array();
    for (const auto& each : certificates) numbers.push_back(cluster::number_of(each));
    row["certificates"] = std::move(numbers);
    if (const auto* ceiling = cluster::ceiling_on(installation.aid_ceilings(), aid.scope, aid.day))
      row["regulation"] = ceiling->regulation;
    if (const auto beneficiary = store::OrganisationStore(transaction).find(aid.organisation)) {
      row["beneficiary"] = party_of_certificate(*beneficiary);
      if (const auto size = cluster::size_class(*beneficiary)) row["size"] = name_of(*size);
      if (const cluster::Place* place = cluster::main_place(*beneficiary)) row["lau"] = place->lau;
      const auto main = std::find_if(beneficiary->activities.begin(), beneficiary->activities.end(),
                                     [](const auto& each) { return each.is_main; });
      if (main != beneficiary->activities.end()) row["activity"] = main->code;
    }
    made.push_back(std::move(row));
  }
  return made;
}

}  // namespace grono::app
