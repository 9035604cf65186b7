#include "store/part_store.hpp"

#include <gmock/gmock.h>

#include "store/audit_log.hpp"
#include "store/backends.hpp"
#include "store/cluster_store.hpp"
#include "store/project_store.hpp"
#include "support/counting_transaction.hpp"

namespace grono::store {
namespace {

using cluster::Part;
using cluster::PartId;
using cluster::PartKind;
using cluster::Project;
using cluster::ProjectId;
using cluster::Task;

class PartStoreTest : public OnEachBackend {
 protected:
  void SetUp() override {
    OnEachBackend::SetUp();
    if (!database_) return;
    project_.id = id<ProjectId>(1);
    project_.cluster = id<cluster::ClusterId>(1);
    project_.title = {{"pl", "Wspólna łąka"}};
    project_.begins_on = *parse_date("2026-01-01");
    project_.ends_on = *parse_date("2027-12-31");
    project_.currency = "PLN";
    write([&](Transaction& transaction) {
      cluster::Cluster cluster;
      cluster.id = project_.cluster;
      cluster.slug = "med";
      cluster.name = {{"pl", "Śląski"}};
      ClusterStore(transaction).insert(cluster);
      ProjectStore(transaction).insert(project_, " łąka ");
    });
  }

  static Part task(std::uint64_t number) {
    Task made;
    made.title = "Zadanie \"" + std::to_string(number) + "\", ąę; DROP TABLE project_part; --";
    made.duration_days = 5;
    made.position = static_cast<double>(number) + 0.25;
    return {id<PartId>(100 + number), {}, made, 0, {}, {}, {}};
  }
  std::vector<Part> add(std::uint64_t count) {
    std::vector<Part> made;
    for (std::uint64_t i = 0; i < count; ++i) made.push_back(task(i));
    write([&](Transaction& transaction) { PartStore(transaction).insert(project_, made); });
    return made;
  }
  std::vector<Part> stored() {
    std::vector<Part> made;
    database_->read([&](Transaction& transaction) { made = PartStore(transaction).list(project_.id); });
    return made;
  }
  // How often the database was asked.
  int update(std::vector<Part>& parts) {
    int queries = 0;
    write([&](Transaction& transaction) {
      test::CountingTransaction counted(transaction);
      PartStore(counted).update(project_, parts);
      queries = counted.queries();
    }, 60);
    return queries;
  }

  Project project_;
};
GRONO_ON_EACH_BACKEND(PartStoreTest);

TEST_P(PartStoreTest, ManyAreUpdatedAsOne) {
  std::vector<Part> parts = add(300);
  for (Part& part : parts) {
    auto& changed = std::get<Task>(part.value);
    changed.state = cluster::TaskState::done;
    changed.done_on = parse_date("2026-03-04");
    changed.description = "Zażółć\n\"gęślą\" \\ jaźń 🌾";
  }
  const int many = update(parts);
  EXPECT_EQ(stored(), parts);
  EXPECT_EQ(parts.front().version, 2);
  EXPECT_EQ(parts.front().updated_at, moment(60));
  EXPECT_EQ(parts.front().created_at, moment());
  std::vector<Part> few = {parts.front(), parts.back()};
  EXPECT_EQ(update(few), many) << "as many queries for two as for three hundred";
  EXPECT_EQ(stored().front().version, 3);
}

TEST_P(PartStoreTest, OneThatWasChangedMeanwhileStopsThemAll) {
  std::vector<Part> parts = add(3);
  std::vector<Part> theirs = {parts[1]};
  std::get<Task>(theirs[0].value).title = "Inaczej";
  update(theirs);
  std::vector<Part> mine = parts;
  for (Part& part : mine) std::get<Task>(part.value).title = "Po mojemu";
  EXPECT_THROW(update(mine), VersionConflict);
  EXPECT_EQ(cluster::title_of(stored()[0].value), cluster::title_of(parts[0].value));
  EXPECT_EQ(cluster::title_of(stored()[1].value), "Inaczej");
  std::vector<Part> unknown = {task(77)};
  EXPECT_THROW(update(unknown), VersionConflict);
}

TEST_P(PartStoreTest, EachOfManyHasItsEntryInTheAuditLog) {
  std::vector<Part> parts = add(3);
  for (Part& part : parts) std::get<Task>(part.value).progress = 50;
  update(parts);
  std::size_t updates = 0;
  database_->read([&](Transaction& transaction) {
    for (const AuditEntry& entry : AuditLog(transaction).list({}, {}).items) updates += entry.action == "task.updated" ? 1U : 0U;
  });
  EXPECT_EQ(updates, 3U);
}

TEST_P(PartStoreTest, TheLastPositionIsOfTheKindAndOfWhatIsThere) {
  const auto last = [&](PartKind kind) {
    double made = -1;
    database_->read([&](Transaction& transaction) { made = PartStore(transaction).last_position(project_.id, kind); });
    return made;
  };
  EXPECT_EQ(last(PartKind::task), 0);
  std::vector<Part> parts = add(3);
  EXPECT_EQ(last(PartKind::task), 2.25);
  EXPECT_EQ(last(PartKind::work_package), 0);
  write([&](Transaction& transaction) { PartStore(transaction).remove(project_, parts[2], 1); });
  EXPECT_EQ(last(PartKind::task), 1.25) << "of what is deleted no place is kept";
}

}  // namespace
}  // namespace grono::store
