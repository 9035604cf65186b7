#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include <nlohmann/json.hpp>

#include "base/time.hpp"
#include "cluster/ids.hpp"
#include "base/money.hpp"

/// What a joint project is made of. Each part is a value of its own with its own version, so that two people work on
/// two parts without meeting.
namespace grono::cluster {

/// In the order of the alternatives of `PartValue`.
enum class PartKind {
  partner,
  work_package,
  task,
  budget_line,
  expense,
  risk,
  decision,
  period,
  report,
  change_request,
  result,
};

enum class PartnerRole { partner, lead, associated };
/// `invited`: asked, has not answered yet.
enum class PartnerState { invited, active, declined, left };

struct Partner {
  OrganisationId organisation;
  PartnerRole role = PartnerRole::partner;
  PartnerState state = PartnerState::invited;
  std::string task;                       ///< what it is to do in the project
  std::optional<double> days_a_month;     ///< person-days it can give; more planned is too much
  std::optional<Date> since, until;       ///< first and last day as a partner
  std::string note;                       ///< why it declined or left, how its acceptance was given
  bool operator==(const Partner&) const = default;
};

struct WorkPackage {
  std::string code;  ///< "WP1"
  std::string title, description;
  std::optional<OrganisationId> organisation;  ///< who leads it
  double position = 0;                         ///< its place among the others, the lowest first
  bool operator==(const WorkPackage&) const = default;
};

/// A milestone and a deliverable are tasks of no length: they wait for others, and others wait for them.
enum class TaskKind { task, milestone, deliverable };
enum class TaskState { to_do, in_progress, blocked, done, dropped };
enum class DependencyKind { finish_to_start, start_to_start, finish_to_finish, start_to_finish };

/// What a task waits for: the start or finish of another, and so many days more (or fewer).
struct Dependency {
  PartId task;
  DependencyKind kind = DependencyKind::finish_to_start;
  int lag_days = 0;
  bool operator==(const Dependency&) const = default;
};

struct Task {
  TaskKind kind = TaskKind::task;
  std::string title, description;
  std::optional<PartId> work_package;
  std::optional<OrganisationId> organisation;  ///< the partner who does it
  std::optional<UserId> person;                ///< of that partner
  TaskState state = TaskState::to_do;
  std::optional<Date> starts_on;  ///< not before this day; none: as soon as what it waits for allows
  int duration_days = 0;          ///< of the calendar; 0 for milestones and deliverables, else at least 1
  std::optional<Date> due_on;     ///< promised to somebody
  std::optional<Date> done_on;    ///< exactly where done
  double effort_days = 0;         ///< person-days
  int progress = 0;               ///< 0..100
  std::vector<Dependency> depends_on;
  double position = 0;  ///< its place among the others of its column and list, the lowest first
  bool operator==(const Task&) const = default;
};

enum class CostCategory { personnel, subcontracting, travel, equipment, other_goods_and_services, indirect };

/// What a partner is to spend on a kind of cost in a year.
struct BudgetLine {
  OrganisationId organisation;
  int year = 0;
  CostCategory category = CostCategory::personnel;
  Money amount;
  int funding = 0;  ///< the share that is funded, in ten-thousandths: 8,500 = 85 %
  std::string note;
  bool operator==(const BudgetLine&) const = default;
};

struct Expense {
  OrganisationId organisation;
  Date paid_on{};
  CostCategory category = CostCategory::personnel;
  Money amount;
  std::string description;
  bool operator==(const Expense&) const = default;
};

enum class RiskState { open, mitigated, occurred, closed };

struct Risk {
  std::string title, description, mitigation;
  int likelihood = 1, impact = 1;              ///< 1..5 each
  std::optional<OrganisationId> organisation;  ///< who watches it
  RiskState state = RiskState::open;
  bool operator==(const Risk&) const = default;
};

struct Decision {
  std::string title, text;
  Date decided_on{};
  bool operator==(const Decision&) const = default;
};

/// A time for which every partner reports.
struct Period {
  std::string title;
  Date begins_on{}, ends_on{};
  Date due_on{};  ///< of the reports
  bool is_closed = false;
  bool operator==(const Period&) const = default;
};

enum class ReportState { draft, submitted, returned, accepted };

/// What a partner did in a period.
struct Report {
  PartId period;
  OrganisationId organisation;
  std::string text, problems;
  ReportState state = ReportState::draft;
  std::string note;  ///< why it was returned
  std::optional<Timestamp> submitted_at;
  bool operator==(const Report&) const = default;
};

enum class ChangeState { open, applied, rejected, withdrawn, outdated };

/// One thing that a change request changes: a partner or a budget line, or the last day of the project.
struct ProposedChange {
  PartKind kind = PartKind::budget_line;
  std::optional<PartId> part;    ///< none: a new one
  std::int64_t version = 0;      ///< of the part when the change was asked for
  nlohmann::json before, after;  ///< null: there is none
  bool operator==(const ProposedChange&) const = default;
};

struct Vote {
  OrganisationId organisation;
  bool is_for = false;
  std::string note;
  std::optional<UserId> by;
  Timestamp at{};
  bool operator==(const Vote&) const = default;
};

/// What is to be different in a running project; done once every partner has approved.
struct ChangeRequest {
  std::string title, reason;
  std::optional<OrganisationId> organisation;  ///< who asks; none: the coordinator
  std::vector<ProposedChange> changes;
  std::optional<Date> ends_on;  ///< a new last day of the project
  ChangeState state = ChangeState::open;
  std::vector<Vote> votes;  ///< each partner's last word
  bool operator==(const ChangeRequest&) const = default;
};

enum class ResultKind { product, service, process, publication, patent, know_how, prototype, standard, training };

/// What came of the project: where commercialisation begins.
struct Result {
  std::string title, description;
  ResultKind kind = ResultKind::product;
  std::optional<OrganisationId> organisation;  ///< who looks after it
  std::vector<OrganisationId> owners;
  std::optional<int> trl;  ///< 1..9
  bool operator==(const Result&) const = default;
};

using PartValue = std::variant<Partner, WorkPackage, Task, BudgetLine, Expense, Risk, Decision, Period, Report,
                               ChangeRequest, Result>;

struct Part {
  PartId id;
  ProjectId project;
  PartValue value;
  std::int64_t version = 0;
  Timestamp created_at{}, updated_at{};
  std::optional<UserId> changed_by;
  bool operator==(const Part&) const = default;

  [[nodiscard]] PartKind kind() const { return static_cast<PartKind>(value.index()); }
  template <class T>
  [[nodiscard]] const T* as() const {
    return std::get_if<T>(&value);
  }
};

/// An empty value of a kind.
[[nodiscard]] PartValue empty_part(PartKind kind);

/// Whose part it is: the partner itself, who does the task, whose cost it is; none where it is the whole project's.
[[nodiscard]] std::optional<OrganisationId> organisation_of(const PartValue& value);
/// What people call it: the title of a task, the code of a work package; empty where it has no name.
[[nodiscard]] std::string title_of(const PartValue& value);
/// Its state by name; empty where its kind has none.
[[nodiscard]] std::string state_of(const PartValue& value);
/// When it is due: the last day of a task that is not done, of a period's reports.
[[nodiscard]] std::optional<Date> due_on(const PartValue& value);

/// The fields of the value, as the API and the store know them.
[[nodiscard]] nlohmann::json to_json(const PartValue& value);
/// The value with its id, version, times.
[[nodiscard]] nlohmann::json to_json(const Part& part);
/// Reads what `to_json` wrote. @throws InvalidInput  where = JSON pointer
[[nodiscard]] PartValue part_from_stored(PartKind kind, const nlohmann::json& json);
/// Reads what a client may set, in its stored form, each field within its bounds; what has a way of its own (an answer
/// to an invitation, the handing in of a report, a vote) stays as in `base`.
/// @throws InvalidInput  where = JSON pointer
[[nodiscard]] PartValue part_from_json(const nlohmann::json& json, PartValue base);

}  // namespace grono::cluster
