#include "app/projects/plan_around.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <unordered_map>

#include "base/error.hpp"
#include "store/part_store.hpp"

namespace grono::app {
namespace {

using cluster::Part;
using cluster::PartId;
using cluster::PartKind;
using cluster::Plan;
using cluster::Project;

// Only a new link can close a circle.
bool has_new_link(const Edit& edit) {
  const auto* task = std::get_if<cluster::Task>(&edit.after);
  const auto* was = edit.before.as<cluster::Task>();
  GRONO_INVARIANT(task && was);
  return std::any_of(task->depends_on.begin(), task->depends_on.end(), [&](const cluster::Dependency& each) {
    return std::find(was->depends_on.begin(), was->depends_on.end(), each) == was->depends_on.end();
  });
}

// What a task refers to; that, and the partners, is all that its own rules look at.
void add_referred(std::vector<PartId>& ids, const cluster::Task& task) {
  if (task.work_package) ids.push_back(*task.work_package);
  for (const cluster::Dependency& each : task.depends_on) ids.push_back(each.task);
}

// Parts of these kinds that a part of the kind is held against, beside the partners; none: against everything.
std::optional<std::vector<PartKind>> kinds_beside(PartKind kind) {
  switch (kind) {
    case PartKind::change_request: return std::nullopt;
    case PartKind::work_package: return std::vector{PartKind::work_package};
    case PartKind::period: return std::vector{PartKind::period};
    case PartKind::report: return std::vector{PartKind::period, PartKind::report};
    default: return std::vector<PartKind>();
  }
}

// What may refer to a part of the kind; none: everything.
std::optional<std::vector<PartKind>> kinds_referring_to(PartKind kind) {
  switch (kind) {
    case PartKind::partner: return std::nullopt;
    case PartKind::work_package: return std::vector{PartKind::task};
    case PartKind::period: return std::vector{PartKind::report};
    default: return std::vector<PartKind>();
  }
}

Plan plan_of(store::Transaction& transaction, const Project& project, std::vector<Part> found,
             const std::optional<std::vector<PartKind>>& kinds) {
  store::PartStore parts(transaction);
  if (!kinds) return {project, parts.list(project.id)};
  for (const PartKind kind : *kinds) std::ranges::move(parts.list(project.id, kind), std::back_inserter(found));
  return {project, std::move(found)};
}

}  // namespace

Plan plan_around(store::Transaction& transaction, const Project& project, std::span<const Edit> edits) {
  constexpr std::size_t kFew = 100;
  store::PartStore parts(transaction);
  const bool is_local = edits.size() <= kFew && std::all_of(edits.begin(), edits.end(), [](const Edit& edit) {
    return edit.before.kind() == PartKind::task && !has_new_link(edit);
  });
  if (!is_local) return {project, parts.list(project.id)};
  std::vector<PartId> around;
  for (const Edit& edit : edits) {
    const auto& task = std::get<cluster::Task>(edit.after);
    around.push_back(edit.before.id);
    add_referred(around, task);
  }
  return plan_of(transaction, project, parts.list(project.id, around), std::vector{PartKind::partner});
}

Plan plan_around_new(store::Transaction& transaction, const Project& project, const cluster::PartValue& value) {
  std::vector<Part> referred;
  if (const auto* task = std::get_if<cluster::Task>(&value)) {
    std::vector<PartId> ids;
    add_referred(ids, *task);
    if (!ids.empty()) referred = store::PartStore(transaction).list(project.id, ids);
  }
  auto kinds = kinds_beside(static_cast<PartKind>(value.index()));
  if (kinds) kinds->push_back(PartKind::partner);
  return plan_of(transaction, project, std::move(referred), kinds);
}

Plan plan_around_restored(store::Transaction& transaction, const Project& project, const Part& part) {
  const auto* task = part.as<cluster::Task>();
  if (!task || task->depends_on.empty()) return plan_around_new(transaction, project, part.value);
  return plan_of(transaction, project, {}, std::vector{PartKind::partner, PartKind::work_package, PartKind::task});
}

Plan plan_around_removed(store::Transaction& transaction, const Project& project, const Part& part) {
  return plan_of(transaction, project, {}, kinds_referring_to(part.kind()));
}

Plan with(const Plan& stored, const std::vector<Part>& changed) {
  std::vector<Part> all = stored.parts();
  std::unordered_map<PartId, std::size_t> place;
  for (std::size_t i = 0; i < all.size(); ++i) place[all[i].id] = i;
  for (const Part& part : changed) all[place.at(part.id)] = part;
  return {stored.project(), std::move(all)};
}

}  // namespace grono::app
