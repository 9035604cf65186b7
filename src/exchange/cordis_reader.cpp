#include "exchange/cordis_reader.hpp"

#include <algorithm>
#include <unordered_map>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/error.hpp"
#include "exchange/cell_values.hpp"
#include "exchange/cordis_rows.hpp"
#include "text/fold.hpp"

namespace grono::exchange {
namespace {

namespace fs = std::filesystem;
using Numbers = std::unordered_map<std::string, std::uint32_t>;

/// The columns of project.csv that are read, in the order of `project_columns`.
struct OfProject {
  enum Column : std::size_t {
    kId,
    kAcronym,
    kTitle,
    kObjective,
    kTopics,
    kProgramme,
    kScheme,
    kStatus,
    kBegin,
    kEnd,
    kTotalCost,
    kContribution
  };
};
std::vector<CordisColumn> project_columns() {
  return {{{"id", "project_id", "projectID"}, true},
          {{"acronym"}},
          {{"title"}, true},
          {{"objective"}},
          {{"topics", "topic"}},
          {{"frameworkProgramme", "source"}},
          {{"fundingScheme", "scheme"}},
          {{"status"}},
          {{"startDate", "start"}, true},
          {{"endDate", "end"}},
          {{"totalCost", "total_cost_eur"}},
          {{"ecMaxContribution", "eu_contribution_eur"}}};
}

/// The columns of organization.csv.
struct OfParticipant {
  enum Column : std::size_t {
    kProject,
    kOrganisation,
    kName,
    kShortName,
    kVat,
    kSme,
    kActivity,
    kStreet,
    kPostCode,
    kCity,
    kCountry,
    kNuts,
    kPlace,
    kUrl,
    kRole,
    kReceived,
    kLeft
  };
};
std::vector<CordisColumn> participant_columns() {
  return {{{"projectID", "project_id"}, true},
          {{"organisationID", "organizationID"}},
          {{"name", "participant"}, true},
          {{"shortName"}},
          {{"vatNumber"}},
          {{"SME"}},
          {{"activityType", "activity_type"}},
          {{"street"}},
          {{"postCode"}},
          {{"city"}},
          {{"country"}},
          {{"nutsCode"}},
          {{"geolocation"}},
          {{"organizationURL"}},
          {{"role"}},
          {{"ecContribution"}},
          {{"endOfParticipation"}}};
}

std::string copied(const CordisRows& rows, std::size_t column) {
  return std::string(rows.cell(column));
}

Numbers read_projects(const CordisInput& table, CordisTables& made) {
  CordisRows rows(table, project_columns(), made.report);
  Numbers numbers;
  while (rows.next()) {
    CordisProject each;
    each.id = copied(rows, OfProject::kId);
    const auto begin = cordis_day(rows.cell(OfProject::kBegin));
    if (each.id.empty()) {
      rows.leave_out(OfProject::kId, "is empty; give every project its number");
    } else if (numbers.contains(each.id)) {
      rows.leave_out(OfProject::kId, "names a project that stands above already; the first row counts");
    } else if (!begin) {
      rows.leave_out(OfProject::kBegin, "holds no day; write it as 2026-05-31");
    } else {
      each.begin = *begin;
      each.acronym = copied(rows, OfProject::kAcronym);
      each.title = copied(rows, OfProject::kTitle);
      each.objective = copied(rows, OfProject::kObjective);
      each.topics = copied(rows, OfProject::kTopics);
      each.programme = copied(rows, OfProject::kProgramme);
      each.scheme = copied(rows, OfProject::kScheme);
      each.status = copied(rows, OfProject::kStatus);
      each.end = rows.day(OfProject::kEnd);
      each.total_cost_eur = rows.amount(OfProject::kTotalCost);
      each.eu_contribution_eur = rows.amount(OfProject::kContribution);
      if (each.end && *each.end < each.begin) {
        rows.note("the project ends before it begins; its end is not taken");
        each.end.reset();
      }
      numbers.emplace(each.id, static_cast<std::uint32_t>(made.projects.size()));
      made.projects.push_back(std::move(each));
    }
  }
  rows.require_some();
  return numbers;
}

/// Which organisation a row speaks of.
class CordisRegister {
 public:
  explicit CordisRegister(std::vector<CordisOrganisation>& organisations) : organisations_(organisations) {}

  std::uint32_t number_of(const CordisRows& rows) {
    const auto id = rows.cell(OfParticipant::kOrganisation);
    std::string key = text::name_key(rows.cell(OfParticipant::kName));
    if (key.empty()) key = rows.cell(OfParticipant::kName);  // a name of signs only
    key += '\n' + text::name_key(rows.cell(OfParticipant::kCountry));
    if (!id.empty())
      if (const auto known = by_id_.find(std::string(id)); known != by_id_.end()) return known->second;
    if (const auto known = by_name_.find(key); known != by_name_.end()) {
      CordisOrganisation& its = organisations_[known->second];
      if (id.empty()) return known->second;
      if (its.id.empty()) {
        its.id = id;
        by_id_.emplace(its.id, known->second);
        return known->second;
      }
    }
    const auto made = static_cast<std::uint32_t>(organisations_.size());
    organisations_.push_back(organisation_of(rows));
    by_name_.emplace(std::move(key), made);
    if (!id.empty()) by_id_.emplace(std::string(id), made);
    return made;
  }

 private:
  static CordisOrganisation organisation_of(const CordisRows& rows) {
    CordisOrganisation made;
    made.id = copied(rows, OfParticipant::kOrganisation);
    made.name = copied(rows, OfParticipant::kName);
    made.short_name = copied(rows, OfParticipant::kShortName);
    made.vat_number = copied(rows, OfParticipant::kVat);
    made.country = copied(rows, OfParticipant::kCountry);
    made.city = copied(rows, OfParticipant::kCity);
    made.street = copied(rows, OfParticipant::kStreet);
    made.post_code = copied(rows, OfParticipant::kPostCode);
    made.nuts_code = copied(rows, OfParticipant::kNuts);
    made.url = copied(rows, OfParticipant::kUrl);
    made.activity_type = copied(rows, OfParticipant::kActivity);
    made.is_sme = yes_or_no(rows.cell(OfParticipant::kSme));
    auto place = rows.cell(OfParticipant::kPlace);
    if (place.starts_with('(') && place.ends_with(')')) place = place.substr(1, place.size() - 2);
    made.place = two_numbers(place);
    return made;
  }

  std::vector<CordisOrganisation>& organisations_;
  Numbers by_id_, by_name_;
};

// A further row of the same organisation in the same project.
void join(CordisParticipation& to, const CordisParticipation& other) {
  if (other.role == "coordinator" || to.role.empty()) to.role = other.role;
  if (other.eu_contribution_eur)
    to.eu_contribution_eur = to.eu_contribution_eur.value_or(0) + *other.eu_contribution_eur;
  if (!other.left) to.left.reset();
}

void read_participants(const CordisInput& table, const Numbers& projects, CordisTables& made) {
  CordisRows rows(table, participant_columns(), made.report);
  CordisRegister organisations(made.organisations);
  std::unordered_map<std::uint64_t, std::size_t> known;  // by project and organisation
  while (rows.next()) {
    const auto project = projects.find(copied(rows, OfParticipant::kProject));
    if (project == projects.end()) {
      rows.leave_out(OfParticipant::kProject,
                     "no project that was taken has that number; give the table of projects it belongs to");
      continue;
    }
    if (rows.cell(OfParticipant::kName).empty()) {
      rows.leave_out(OfParticipant::kName, "is empty; write who took part");
      continue;
    }
    CordisParticipation each;
    each.project = project->second;
    each.organisation = organisations.number_of(rows);
    each.role = copied(rows, OfParticipant::kRole);
    each.eu_contribution_eur = rows.amount(OfParticipant::kReceived);
    // "true" and "false" in some editions, a day in others.
    if (!yes_or_no(rows.cell(OfParticipant::kLeft))) each.left = rows.day(OfParticipant::kLeft);
    const auto pair = (static_cast<std::uint64_t>(each.project) << 32U) | each.organisation;
    if (const auto [at, is_new] = known.emplace(pair, made.participations.size()); is_new) {
      made.participations.push_back(std::move(each));
    } else {
      rows.note("the organisation stands in the project already; the rows are joined");
      join(made.participations[at->second], each);
    }
  }
  rows.require_some();
  std::stable_sort(made.participations.begin(), made.participations.end(),
                   [](const auto& a, const auto& b) { return a.project < b.project; });
}

void read_subjects(const CordisInput& table, const Numbers& projects, CordisTables& made) {
  constexpr std::size_t kFirst = 1, kLast = 3;
  CordisRows rows(table,
                  {{{"projectID", "project_id"}, true},
                   {{"euroSciVocPath"}},
                   {{"euroSciVocTitle"}},
                   {{"euroSciVocCode"}}},
                  made.report);
  while (rows.next()) {
    const auto project = projects.find(copied(rows, 0));
    std::size_t column = kFirst;
    while (column < kLast && rows.cell(column).empty()) ++column;
    if (project == projects.end())
      rows.leave_out(0,
                     "no project that was taken has that number; give the table of projects it belongs to");
    else if (rows.cell(column).empty())
      rows.leave_out(kFirst, "is empty, and so are title and code; write the subject");
    else
      made.projects[project->second].subjects.push_back(copied(rows, column));
  }
}

bool is_file(const fs::path& path) {
  std::error_code error;
  return fs::is_regular_file(path, error);
}

}  // namespace

CordisFiles cordis_files(const fs::path& folder) {
  std::error_code error;
  if (!fs::is_directory(folder, error))
    throw InvalidInput(folder.string(), "is no folder", "name the folder the tables of CORDIS are in");
  if (is_file(folder / "project.csv") && is_file(folder / "organization.csv")) {
    CordisFiles made{{folder / "project.csv"}, {folder / "organization.csv"}, {}};
    if (is_file(folder / "euroSciVoc.csv")) made.subjects = CordisInput{folder / "euroSciVoc.csv"};
    return made;
  }
  constexpr std::string_view kProjects = "_projects.csv";
  std::vector<CordisFiles> pairs;
  for (const auto& entry : fs::directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    if (!name.ends_with(kProjects)) continue;
    const auto participants = folder / (name.substr(0, name.size() - kProjects.size()) + "_participants.csv");
    if (is_file(participants)) pairs.push_back({{entry.path()}, {participants}, {}});
  }
  if (pairs.empty())
    throw InvalidInput(folder.string(), "holds no tables of projects and of who took part in them",
                       "unpack project.csv and organization.csv as CORDIS publishes them");
  if (pairs.size() > 1)
    throw InvalidInput(folder.string(), "holds several pairs of tables", "give each a folder of its own");
  return pairs.front();
}

CordisTables read_cordis(const CordisFiles& files) {
  CordisTables made;
  const Numbers projects = read_projects(files.projects, made);
  read_participants(files.participants, projects, made);
  if (files.subjects) read_subjects(*files.subjects, projects, made);
  return made;
}

}  // namespace grono::exchange
