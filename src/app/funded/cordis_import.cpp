#include "app/funded/cordis_import.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include <nlohmann/json.hpp>

#include "app/clock.hpp"
#include "app/clusters.hpp"
#include "app/identity.hpp"
#include "base/error.hpp"
#include "cluster/json_reader.hpp"
#include "cluster/rules.hpp"
#include "exchange/import_words.hpp"
#include "store/funded_project_store.hpp"
#include "store/membership_store.hpp"
#include "store/organisation_store.hpp"

namespace grono::app {
namespace {

using cluster::FundedParticipation;
using cluster::FundedProject;
using cluster::Organisation;
using cluster::OrganisationId;
using cluster::OrganisationKind;
using exchange::CordisOrganisation;
using exchange::CordisTables;

constexpr std::string_view kCordis = "cordis";
constexpr std::size_t kMostLikenesses = 200;
constexpr std::size_t kProjectsAtOnce = 1'000, kOrganisationsAtOnce = 2'000;
constexpr std::array kTaken = {std::pair(std::string_view("known"), TakenParticipants::known),
                               std::pair(std::string_view("partners"), TakenParticipants::partners),
                               std::pair(std::string_view("everybody"), TakenParticipants::everybody)};

std::optional<Money> money_from(const std::optional<double>& euros) {
  constexpr double kMost = 1e13;
  if (!euros || !std::isfinite(*euros) || std::abs(*euros) >= kMost) return std::nullopt;
  return Money{std::llround(*euros * 100)};
}

/// The tables' organisations as the catalogue would hold them.
class Portraits {
 public:
  Portraits(const exchange::ImportWords& words, const cluster::Classifications& classifications)
      : words_(words), classifications_(classifications) {}

  [[nodiscard]] std::string country(const CordisOrganisation& from) const {
    return words_.country(from.country).value_or("");
  }

  /// What of it can't be right (a VAT number "NOT APPLICABLE") is left out; none where even its name can't.
  [[nodiscard]] std::optional<Organisation> of(const CordisOrganisation& from) const {
    Organisation made = drawn(from);
    for (const InvalidInput& wrong : cluster::normalise_and_check(made, classifications_)) {
      if (wrong.where().starts_with("/registers"))
        made.registers = {};
      else if (wrong.where().starts_with("/website"))
        made.website.reset();
      else if (wrong.where().starts_with("/short_name"))
        made.short_name.clear();
      else if (wrong.where().starts_with("/places"))
        made.places.clear();
      else
        return std::nullopt;
    }
    return made;
  }

 private:
  [[nodiscard]] Organisation drawn(const CordisOrganisation& from) const {
    Organisation made;
    made.legal_name = from.name;
    made.short_name = from.short_name;
    made.kind = words_.kind(from.activity_type)
                    .value_or(words_.kind_by_name(from.name).value_or(OrganisationKind::enterprise));
    if (!from.url.empty())
      made.website = from.url.find("://") == std::string::npos ? "https://" + from.url : from.url;
    if (!from.vat_number.empty()) {
      if (from.vat_number.starts_with("PL"))
        made.registers.nip = from.vat_number.substr(2);
      else
        made.registers.eu_vat = from.vat_number;
    }
    cluster::Place place;
    place.is_seat = true;
    place.street = from.street;
    place.postal_code = from.post_code;
    place.locality = from.city;
    place.country = country(from);
    place.nuts = from.nuts_code;
    if (from.place) {
      place.position = geo::LonLat{from.place->second, from.place->first};
      place.position_source = cluster::CoordinateSource::given;
    }
    if (!place.country.empty()) made.places.push_back(std::move(place));
    return made;
  }

  const exchange::ImportWords& words_;
  const cluster::Classifications& classifications_;
};

/// Whom the catalogue holds, and who of them counts as ours.
class KnownOrganisations {
 public:
  KnownOrganisations(store::Transaction& transaction, const std::optional<cluster::ClusterId>& cluster) {
    store::OrganisationStore(transaction).for_each([&](Organisation&& stored) {
      index_.add(stored);
      ids_.push_back(stored.id);
      names_.emplace(stored.id, stored.legal_name);
    });
    for (auto& [number, organisation] : store::FundedProjectStore(transaction).linked(kCordis))
      if (names_.contains(organisation)) by_number_.emplace(number, organisation);
    if (!cluster) return;
    const auto members = store::MembershipStore(transaction).active_members(*cluster);
    members_.emplace(members.begin(), members.end());
  }

  struct Found {
    OrganisationId organisation;
    bool is_by_name = false;
  };
  [[nodiscard]] std::optional<Found> find(const std::string& number, const Organisation& portrait) const {
    if (const auto known = by_number_.find(number); !number.empty() && known != by_number_.end())
      return Found{known->second};
    const auto match = index_.find(portrait);
    if (!match) return std::nullopt;
    return Found{ids_[match->entry], match->same.by != SameBy::register_number};
  }
  [[nodiscard]] bool is_ours(OrganisationId id) const { return !members_ || members_->contains(id); }
  [[nodiscard]] const std::string& name(OrganisationId id) const { return names_.at(id); }
  /// Found from now on.
  void add(const Organisation& fresh) {
    index_.add(fresh);
    ids_.push_back(fresh.id);
    names_.emplace(fresh.id, fresh.legal_name);
  }

 private:
  IdentityIndex index_;
  std::vector<OrganisationId> ids_;  // by the index's entries
  std::unordered_map<OrganisationId, std::string> names_;
  std::unordered_map<std::string, OrganisationId> by_number_;
  std::optional<std::unordered_set<OrganisationId>> members_;  // none: everybody is ours
};

/// One import within its transaction.
class CordisImport {
 public:
  CordisImport(const Installation& installation, store::Transaction& transaction, const CordisTables& tables,
               const CordisImportOptions& options, const std::optional<cluster::ClusterId>& cluster)
      : transaction_(transaction),
        tables_(tables),
        options_(options),
        words_(exchange::ImportWords::load(installation.settings().share / "import")),
        portraits_(words_, installation.classifications()),
        known_(transaction, cluster),
        ids_(store::FundedProjectStore(transaction).ids(kCordis)),
        organisations_(tables.organisations.size()) {
    report_.projects_read = static_cast<std::int64_t>(tables.projects.size());
    report_.participations_read = static_cast<std::int64_t>(tables.participations.size());
    report_.tables = tables.report;
  }

  CordisImportReport carry_out(const ImportProgress& progress) {
    find_known();
    choose_projects();
    if (options_.taken != TakenParticipants::known) create();
    count_organisations();
    write(progress);
    return std::move(report_);
  }

 private:
  /// What is known of an organisation of the tables.
  struct Standing {
    std::optional<OrganisationId> organisation;
    bool was_there = false, is_by_name = false, is_in_kept = false;
  };

  void find_known() {
    for (std::size_t i = 0; i < organisations_.size(); ++i) {
      const CordisOrganisation& told = tables_.organisations[i];
      const auto portrait = portraits_.of(told);
      const auto found = portrait ? known_.find(told.id, *portrait) : std::nullopt;
      if (found) organisations_[i] = {found->organisation, true, found->is_by_name, false};
    }
  }

  // Participations are in the order of their projects.
  void choose_projects() {
    kept_.assign(tables_.projects.size(), options_.taken == TakenParticipants::everybody);
    for (const auto& each : tables_.participations)
      if (const auto& known = organisations_[each.organisation].organisation; known && known_.is_ours(*known))
        kept_[each.project] = true;
    for (const auto& each : tables_.participations)
      if (kept_[each.project]) organisations_[each.organisation].is_in_kept = true;
  }

  void create() {
    std::vector<Organisation> fresh;
    store::OrganisationStore store(transaction_);
    const auto flush = [&] {
      if (!options_.is_rehearsal && !fresh.empty()) store.insert(fresh);
      fresh.clear();
    };
    for (std::size_t i = 0; i < organisations_.size(); ++i) {
      Standing& standing = organisations_[i];
      if (!standing.is_in_kept || standing.organisation) continue;
      auto portrait = portraits_.of(tables_.organisations[i]);
      if (!portrait) continue;
      // The tables may give one organisation two numbers.
      if (const auto found = known_.find("", *portrait)) {
        standing.organisation = found->organisation;
        continue;
      }
      portrait->id = new_id<OrganisationId>();
      cluster::give_missing_ids(*portrait, new_uuid);
      standing.organisation = portrait->id;
      known_.add(*portrait);
      ++report_.created;
      fresh.push_back(std::move(*portrait));
      if (fresh.size() == kOrganisationsAtOnce) flush();
    }
    flush();
  }

  void count_organisations() {
    for (std::size_t i = 0; i < organisations_.size(); ++i) {
      const Standing& standing = organisations_[i];
      if (!standing.is_in_kept) continue;
      if (!standing.organisation) ++report_.unlinked;
      if (!standing.was_there) continue;
      ++report_.linked;
      if (standing.is_by_name && report_.likenesses.size() < kMostLikenesses)
        report_.likenesses.push_back({tables_.organisations[i].name,
                                      portraits_.country(tables_.organisations[i]), *standing.organisation,
                                      known_.name(*standing.organisation)});
    }
  }

  [[nodiscard]] FundedProject project_of(const exchange::CordisProject& from) const {
    FundedProject made;
    const auto known = ids_.find(from.id);
    made.id = known == ids_.end() ? new_id<cluster::FundedProjectId>() : known->second;
    made.source = kCordis;
    made.number = from.id;
    made.programme = from.programme;
    made.scheme = from.scheme;
    made.acronym = from.acronym;
    made.title = from.title;
    made.objective = from.objective;
    made.begins_on = from.begin;
    made.ends_on = from.end;
    made.total_cost = money_from(from.total_cost_eur);
    made.contribution = money_from(from.eu_contribution_eur);
    return made;
  }

  [[nodiscard]] FundedParticipation participation_of(const exchange::CordisParticipation& from) const {
    const CordisOrganisation& who = tables_.organisations[from.organisation];
    FundedParticipation made;
    made.id = new_id<cluster::FundedParticipationId>();
    made.number = who.id;
    made.organisation = organisations_[from.organisation].organisation;
    made.name = who.name;
    made.country = portraits_.country(who);
    made.role = from.role;
    made.contribution = money_from(from.eu_contribution_eur);
    made.left_on = from.left;
    return made;
  }

  void write(const ImportProgress& progress) {
    std::vector<FundedProject> projects;
    store::FundedProjectStore store(transaction_);
    std::int64_t done = 0;
    const auto total = static_cast<std::int64_t>(std::count(kept_.begin(), kept_.end(), true));
    const auto flush = [&] {
      if (!options_.is_rehearsal) store.put(projects);
      done += static_cast<std::int64_t>(projects.size());
      projects.clear();
      if (progress && !progress(ImportStage::writing, done, total)) throw ImportCancelled{};
    };
    std::size_t at = 0;
    for (std::size_t i = 0; i < tables_.projects.size(); ++i) {
      std::vector<FundedParticipation> participations;
      for (; at < tables_.participations.size() && tables_.participations[at].project == i; ++at)
        if (kept_[i]) participations.push_back(participation_of(tables_.participations[at]));
      if (!kept_[i]) continue;
      report_.participations += static_cast<std::int64_t>(participations.size());
      projects.push_back(project_of(tables_.projects[i]));
      projects.back().participations = std::move(participations);
      if (projects.size() == kProjectsAtOnce) flush();
    }
    report_.projects = total;
    flush();
  }

  store::Transaction& transaction_;
  const CordisTables& tables_;
  const CordisImportOptions& options_;
  const exchange::ImportWords words_;
  const Portraits portraits_;
  KnownOrganisations known_;
  const std::unordered_map<std::string, cluster::FundedProjectId> ids_;  // of projects there, by number
  std::vector<Standing> organisations_;                                  // as in the tables
  std::vector<bool> kept_;                                               // by project
  CordisImportReport report_;
};

}  // namespace

CordisImportOptions cordis_options_from(const nlohmann::json& json) {
  cluster::JsonReader reader(json, "");
  CordisImportOptions made;
  made.cluster = reader.text("cluster").value_or("");
  made.taken = reader.one_of("taken", kTaken).value_or(made.taken);
  made.is_rehearsal = reader.flag("is_rehearsal");
  reader.expect_nothing_else();
  return made;
}

std::optional<cluster::ClusterId> require_cordis_import(const Installation& installation,
                                                        const Caller& caller,
                                                        const CordisImportOptions& options) {
  const auto cluster = require_import(installation, caller, options.cluster);
  if (cluster && options.taken == TakenParticipants::everybody)
    throw InvalidInput("/taken", "\"everybody\" is for a whole installation",
                       "use partners, or name no cluster");
  return cluster;
}

CordisImportReport import_cordis(const Installation& installation, const Caller& caller,
                                 const exchange::CordisFiles& files, const CordisImportOptions& options,
                                 const ImportProgress& progress) {
  const auto cluster = require_cordis_import(installation, caller, options);
  if (progress && !progress(ImportStage::reading, 0, 0)) throw ImportCancelled{};
  const CordisTables tables = exchange::read_cordis(files);
  CordisImportReport report;
  const auto work = [&](store::Transaction& transaction) {
    report = CordisImport(installation, transaction, tables, options, cluster).carry_out(progress);
  };
  if (options.is_rehearsal) {
    installation.database().read(work);
    return report;
  }
  installation.database().write(caller.author(), now(), [&](store::Transaction& transaction) {
    work(transaction);
    const nlohmann::json counts = {{"projects", report.projects}, {"created", report.created}};
    transaction.audit("funded_projects.imported", "import", cluster ? cluster->str() : std::string(),
                      nlohmann::json{{"counts", {{"after", counts}}}}.dump(), cluster);
  });
  return report;
}

nlohmann::json to_json(const CordisImportReport& report) {
  nlohmann::json likenesses = nlohmann::json::array();
  for (const CordisLikeness& each : report.likenesses)
    likenesses.push_back({{"name", each.name},
                          {"country", each.country},
                          {"organisation", each.organisation.str()},
                          {"legal_name", each.legal_name}});
  nlohmann::json problems = nlohmann::json::array();
  for (const exchange::CordisReport::Reason& each : report.tables.reasons)
    problems.push_back({{"file", each.file},
                        {"column", each.column},
                        {"problem", each.what},
                        {"count", each.count},
                        {"rows", each.rows},
                        {"is_left_out", each.is_left_out}});
  return {{"projects_read", report.projects_read},
          {"participations_read", report.participations_read},
          {"projects", report.projects},
          {"participations", report.participations},
          {"linked", report.linked},
          {"created", report.created},
          {"unlinked", report.unlinked},
          {"likenesses", std::move(likenesses)},
          {"problems", std::move(problems)}};
}

}  // namespace grono::app
