#include "app/projects/tell.hpp"

#include <algorithm>

#include "app/notify.hpp"
#include "app/people.hpp"
#include "cluster/names.hpp"
#include "cluster/project/moves.hpp"
#include "store/notification_store.hpp"
#include "store/part_store.hpp"
#include "store/project_store.hpp"

namespace grono::app {
namespace {

using cluster::NotificationKind;
using cluster::OrganisationId;
using cluster::Part;
using cluster::PartValue;
using cluster::Plan;
using cluster::Project;
using cluster::UserId;
using nlohmann::json;

constexpr std::chrono::days kBeforeDue{7};

/// Tells of one part; for each kind what concerns somebody.
class Teller {
 public:
  Teller(store::Transaction& transaction, const Project& project, const PartValue* before, const Part& part)
      : transaction_(transaction), project_(project), before_(before), part_(part) {}

  void operator()(const cluster::Task& task) const {
    const auto* was = before<cluster::Task>();
    if (task.person && (!was || was->person != task.person)) tell(NotificationKind::task_assigned, {*task.person});
  }
  void operator()(const cluster::Partner& partner) const {
    if (!before_ && partner.state == cluster::PartnerState::invited)
      tell(NotificationKind::project_invited, representatives_of(transaction_, partner.organisation));
  }
  void operator()(const cluster::Report& report) const {
    const auto* was = before<cluster::Report>();
    const bool is_answer = report.state == cluster::ReportState::accepted || report.state == cluster::ReportState::returned;
    if (is_answer && was && was->state != report.state)
      tell(NotificationKind::report_answered, representatives_of(transaction_, report.organisation),
           {{"state", cluster::name_of(report.state)}});
  }
  void operator()(const cluster::ChangeRequest& request) const {
    const auto* was = before<cluster::ChangeRequest>();
    if (!was && request.state == cluster::ChangeState::open) {
      const Plan plan(project_, store::PartStore(transaction_).list(project_.id, cluster::PartKind::partner));
      for (const OrganisationId& voter : cluster::voters(plan))
        if (voter != request.organisation)
          tell(NotificationKind::change_to_approve, representatives_of(transaction_, voter));
    }
    const bool is_answer = request.state != cluster::ChangeState::open && request.state != cluster::ChangeState::withdrawn;
    if (was && was->state != request.state && is_answer && request.organisation)
      tell(NotificationKind::change_answered, representatives_of(transaction_, *request.organisation),
           {{"state", cluster::name_of(request.state)}});
  }
  void operator()(const auto&) const {}

 private:
  template <class T>
  const T* before() const {
    return before_ ? std::get_if<T>(before_) : nullptr;
  }
  void tell(NotificationKind kind, std::vector<UserId> accounts, json detail = json::object()) const {
    detail["part"] = part_.id.str();
    notify(transaction_, {kind, "project", project_.id.str(), std::nullopt, std::nullopt, std::move(detail)},
           std::move(accounts));
  }

  store::Transaction& transaction_;
  const Project& project_;
  const PartValue* before_;
  const Part& part_;
};

}  // namespace

void tell_of_part(store::Transaction& transaction, const Project& project, const PartValue* before, const Part& after) {
  std::visit(Teller(transaction, project, before, after), after.value);
}

void tell_of_due_reports(store::Transaction& transaction, Date today) {
  const Date last = std::chrono::sys_days(today) + kBeforeDue;
  store::NotificationStore notifications(transaction);
  for (const Part& part : store::PartStore(transaction).periods_due(today, last)) {
    auto project = store::ProjectStore(transaction).find(part.project);
    if (!project || project->stage != cluster::ProjectStage::running) continue;
    const Plan plan(*std::move(project), store::PartStore(transaction).list(part.project));
    const json detail = {{"part", part.id.str()}};
    for (const cluster::OwedReport& owed : cluster::owed_reports(plan, part)) {
      if (owed.state == cluster::ReportState::submitted) continue;
      auto accounts = representatives_of(transaction, owed.organisation);
      std::erase_if(accounts, [&](const UserId& account) {
        return notifications.is_told(account, NotificationKind::report_due, detail.dump());
      });
      notify(transaction, {NotificationKind::report_due, "project", part.project.str(), std::nullopt, std::nullopt, detail},
             std::move(accounts));
    }
  }
}

}  // namespace grono::app
