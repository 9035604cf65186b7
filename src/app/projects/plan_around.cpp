#include "app/projects/plan_around.hpp"

#include <algorithm>
#include <iterator>
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
    if (task.work_package) around.push_back(*task.work_package);
    for (const cluster::Dependency& each : task.depends_on) around.push_back(each.task);
  }
  std::vector<Part> found = parts.list(project.id, PartKind::partner);
  std::ranges::move(parts.list(project.id, around), std::back_inserter(found));
  return {project, std::move(found)};
}

Plan with(const Plan& stored, const std::vector<Part>& changed) {
  std::vector<Part> all = stored.parts();
  std::unordered_map<PartId, std::size_t> place;
  for (std::size_t i = 0; i < all.size(); ++i) place[all[i].id] = i;
  for (const Part& part : changed) all[place.at(part.id)] = part;
  return {stored.project(), std::move(all)};
}

}  // namespace grono::app
