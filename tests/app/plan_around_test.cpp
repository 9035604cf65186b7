#include "app/projects/plan_around.hpp"

#include <gmock/gmock.h>

#include "app/installation_fixture.hpp"
#include "app/projects/parts.hpp"
#include "app/projects/projects.hpp"
#include "store/part_store.hpp"
#include "support/counting_transaction.hpp"

/// How much of a plan is read for a change of one part, whatever the size of the plan.
namespace grono::app {
namespace {

using cluster::Part;
using cluster::PartId;
using cluster::PartKind;
using cluster::Plan;
using cluster::Task;
using nlohmann::json;
using ::testing::SizeIs;

class PlanAround : public test::InstallationTest {
 protected:
  PlanAround() {
    add_account();
    project_ = write([&](store::Transaction& transaction) {
      return begin_project(transaction, installation(), manager(), "med",
                           {{"title", {{"pl", "Łąka"}}}, {"begins_on", "2026-01-01"}, {"ends_on", "2027-12-31"}});
    }, manager()).project;
    package_ = add(PartKind::work_package, {{"title", "Badania"}, {"code", "WP1"}}).part;
    first_ = add(PartKind::task, {{"title", "Pierwsze"}, {"duration_days", 5}, {"work_package", package_.id.str()}}).part;
  }

  PartView add(PartKind kind, const json& written) {
    return write([&](store::Transaction& transaction) {
      grono::test::CountingTransaction counted(transaction);
      PartView made = add_part(counted, manager(), {project_.id, kind}, written);
      queries_ = counted.queries();
      return made;
    }, manager());
  }
  // A hundred tasks more, each after the one before.
  void grow() {
    json parts = json::array();
    for (int i = 0; i < 100; ++i) {
      parts.push_back({{"part", "task"}, {"id", new_id<PartId>().str()}, {"title", "Zadanie " + std::to_string(i)}, {"duration_days", 2}});
      if (i > 0) parts[static_cast<std::size_t>(i)]["depends_on"] = {{{"task", parts[static_cast<std::size_t>(i - 1)]["id"]}}};
    }
    write([&](store::Transaction& transaction) { return add_plan(transaction, manager(), project_.id, {{"parts", parts}}); }, manager());
  }
  template <class Load>
  std::size_t loaded(const Load& load) const {
    return read([&](store::Transaction& transaction) { return load(transaction).parts().size(); });
  }

  cluster::Project project_;
  Part package_, first_;
  int queries_ = 0;
};

TEST_F(PlanAround, AddingATaskReadsWhatItRefersTo) {
  const json written = {{"title", "Nowe"}, {"duration_days", 3}, {"work_package", package_.id.str()}, {"depends_on", {{{"task", first_.id.str()}}}}};
  add(PartKind::task, written);
  const int few = queries_;
  grow();
  const auto made = add(PartKind::task, written).part;
  EXPECT_EQ(queries_, few) << "as many queries in a plan of a hundred tasks more";
  EXPECT_EQ(made.as<Task>()->position, 103) << "and it is the last";
  EXPECT_EQ(loaded([&](store::Transaction& transaction) { return plan_around_new(transaction, project_, made.value); }), 2U)
      << "its work package and what it waits for";
}

TEST_F(PlanAround, EachKindReadsWhatItsRulesLookAt) {
  grow();
  const auto around_new = [&](const cluster::PartValue& value) {
    return loaded([&](store::Transaction& transaction) { return plan_around_new(transaction, project_, value); });
  };
  const auto around_removed = [&](const Part& part) {
    return loaded([&](store::Transaction& transaction) { return plan_around_removed(transaction, project_, part); });
  };
  const auto around_restored = [&](const Part& part) {
    return loaded([&](store::Transaction& transaction) { return plan_around_restored(transaction, project_, part); });
  };
  EXPECT_EQ(around_new(cluster::WorkPackage{}), 1U) << "whose code is taken";
  EXPECT_EQ(around_new(cluster::Risk{}), 0U);
  EXPECT_EQ(around_new(cluster::ChangeRequest{}), 102U);
  EXPECT_EQ(around_removed(first_), 0U);
  EXPECT_EQ(around_removed(package_), 101U) << "the tasks, one of which is in it";
  EXPECT_EQ(around_restored(first_), 1U);
  Part waits = first_;
  std::get<Task>(waits.value).depends_on = {{first_.id}};
  EXPECT_EQ(around_restored(waits), 102U) << "others may have begun to wait for it";
}

TEST_F(PlanAround, ManyChangesAreAsManyQueriesAsFew) {
  grow();
  const auto change = [&](std::size_t count) {
    json list = json::array();
    const auto tasks = read([&](store::Transaction& transaction) {
      return store::PartStore(transaction).list(project_.id, PartKind::task);
    });
    for (std::size_t i = 0; i < count; ++i)
      list.push_back({{"id", tasks[i].id.str()}, {"version", tasks[i].version}, {"set", {{"progress", 10}}}});
    return write([&](store::Transaction& transaction) {
      grono::test::CountingTransaction counted(transaction);
      EXPECT_THAT(change_parts(counted, manager(), {project_.id, PartKind::task}, {{"changes", list}}), SizeIs(count));
      return counted.queries();
    }, manager());
  };
  EXPECT_EQ(change(2), change(90));
}

}  // namespace
}  // namespace grono::app
