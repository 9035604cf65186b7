#include "cluster/project/project.hpp"

#include <algorithm>
#include <array>

#include "base/error.hpp"
#include "cluster/json_reader.hpp"
#include "cluster/project/parts.hpp"
#include "cluster/text_rules.hpp"

namespace grono::cluster {
namespace {

using nlohmann::json;

constexpr std::array<std::string_view, 13> kCurrencies = {"PLN", "EUR", "CZK", "USD", "GBP", "CHF", "SEK",
                                                          "NOK", "DKK", "HUF", "RON", "BGN", "UAH"};
constexpr auto kLongest = std::chrono::years(30);

void check_time(const Project& project) {
  if (project.ends_on < project.begins_on)
    throw InvalidInput("/ends_on", "is before the project begins", "give the last day of the project");
  if (std::chrono::sys_days(project.ends_on) - std::chrono::sys_days(project.begins_on) > kLongest)
    throw InvalidInput("/ends_on", "makes the project longer than 30 years", "check the year");
}

void normalise_viewers(Project& project) {
  if (project.visibility == Visibility::owner)
    throw InvalidInput("/visibility", "a joint project is nobody's own", "choose partners or the coordinator");
  normalise_named("/named", project.visibility, project.named);
}

std::vector<Audience> merged(std::vector<Audience> groups, const std::vector<Audience>& more) {
  groups.insert(groups.end(), more.begin(), more.end());
  std::sort(groups.begin(), groups.end());
  groups.erase(std::unique(groups.begin(), groups.end()), groups.end());
  return groups;
}

}  // namespace

std::vector<std::string_view> currencies() { return {kCurrencies.begin(), kCurrencies.end()}; }

void require_currency(const std::string& currency) {
  if (std::find(kCurrencies.begin(), kCurrencies.end(), currency) == kCurrencies.end())
    throw InvalidInput("/currency", "\"" + currency + "\" is no currency that prices are given in",
                       "use its three letters, as PLN or EUR");
}

std::vector<Audience> insiders(const Project& project, const std::vector<OrganisationId>& invited) {
  const Ties ties = {{project.cluster}, {project.id}};
  return merged(audiences_for({Visibility::partners, {}, {}}, ties),
                audiences_for({Visibility::named, {}, invited}, ties));
}

std::vector<Audience> viewers(const Project& project, const std::vector<OrganisationId>& invited) {
  if (project.visibility == Visibility::everyone) return {Audience{}};
  // Before the coordinator shows a draft nobody is asked to take part in it.
  if (project.visibility == Visibility::coordinator)
    return audiences_for({Visibility::coordinator, {}, {}}, {{project.cluster}, {}});
  return merged(insiders(project, invited),
                audiences_for({project.visibility, {}, project.named}, {{project.cluster}, {project.id}}));
}

std::vector<Audience> part_audiences(const Project& project, const std::vector<OrganisationId>& invited,
                                     const Part& part) {
  if (!is_between_partner_and_coordinator(part.kind())) return insiders(project, invited);
  const auto organisation = organisation_of(part.value);
  GRONO_INVARIANT(organisation);
  return audiences_for({Visibility::coordinator, *organisation, {}}, {{project.cluster}, {}});
}

void normalise(Project& project) {
  project.acronym = stored_text("/acronym", project.acronym, 40, false);
  normalise_texts("/title", project.title, 300, false);
  if (project.title.empty()) throw InvalidInput("/title", "is empty", "write it in at least one language");
  normalise_texts("/summary", project.summary, 20'000, true);
  project.outcome = stored_text("/outcome", project.outcome, 20'000, true);
  check_time(project);
  if (std::find(kCurrencies.begin(), kCurrencies.end(), project.currency) == kCurrencies.end())
    throw InvalidInput("/currency", "\"" + project.currency + "\" is no currency that projects are reckoned in",
                       "use its three letters, as PLN or EUR");
  normalise_viewers(project);
}

void move(Project& project, ProjectStage stage, std::string outcome) {
  using enum ProjectStage;
  const bool fits = project.stage == draft     ? stage == running || stage == abandoned
                    : project.stage == running ? stage == closed || stage == abandoned
                                               : stage == (project.stage == closed ? running : draft);
  if (!fits)
    throw InvalidInput("/stage", "the project can't come to that from the stage it is in",
                       "a draft runs or is abandoned, a running one is closed or abandoned, and both can be undone");
  if ((stage == closed || stage == abandoned) && outcome.empty())
    throw InvalidInput("/outcome", "is missing",
                       stage == closed ? "say what came of the project" : "say why the project is given up");
  project.stage = stage;
  project.outcome = stage == closed || stage == abandoned ? std::move(outcome) : "";
}

json to_json(const Project& project) {
  json named = json::array();
  for (const OrganisationId& each : project.named) named.push_back(each.str());
  json made = {{"id", project.id.str()},
               {"cluster", project.cluster.str()},
               {"acronym", project.acronym},
               {"title", project.title},
               {"summary", project.summary},
               {"stage", name_of(project.stage)},
               {"begins_on", to_string(project.begins_on)},
               {"ends_on", to_string(project.ends_on)},
               {"currency", project.currency},
               {"visibility", name_of(project.visibility)},
               {"named", std::move(named)},
               {"version", project.version},
               {"created_at", to_string(project.created_at)},
               {"updated_at", to_string(project.updated_at)}};
  if (!project.outcome.empty()) made["outcome"] = project.outcome;
  if (project.idea) made["idea"] = project.idea->str();
  return made;
}

Project project_from_json(const json& object, Project base) {
  JsonReader reader(object, "");
  base.acronym = reader.text("acronym").value_or("");
  base.title = reader.localised("title");
  base.summary = reader.localised("summary");
  base.begins_on = reader.required("begins_on", reader.day("begins_on"));
  base.ends_on = reader.required("ends_on", reader.day("ends_on"));
  base.visibility = reader.named<Visibility>("visibility").value_or(Visibility::partners);
  base.named = reader.ids<OrganisationId>("named");
  // From which idea it grew and in what it is reckoned is told when it is made; then it stays.
  const auto idea = reader.id<IdeaId>("idea");
  const auto currency = reader.text("currency");
  if (base.version == 0) {
    base.idea = idea;
    base.currency = currency.value_or("PLN");
  } else if (currency && *currency != base.currency) {
    throw InvalidInput("/currency", "the amounts of the project are in " + base.currency,
                       "begin another project for another currency");
  }
  reader.ignore({"id", "cluster", "stage", "outcome", "partners", "may", "counts", "idea_title", "version",
                 "created_at", "updated_at"});
  reader.expect_nothing_else();
  return base;
}

}  // namespace grono::cluster
