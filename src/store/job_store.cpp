#include "store/job_store.hpp"

#include <array>

#include "base/error.hpp"
#include "store/sql.hpp"

namespace grono::store {
namespace {

constexpr std::array<std::string_view, 6> kStates = {"waiting", "running", "done", "failed", "cancelled", "interrupted"};
constexpr std::array<std::string_view, 5> kStages = {"reading", "checking", "writing", "indexing", "searching"};

template <class E>
std::optional<E> in_list(std::span<const std::string_view> names, std::string_view text) {
  for (std::size_t i = 0; i < names.size(); ++i)
    if (names[i] == text) return static_cast<E>(i);
  return std::nullopt;
}

}  // namespace

std::string_view name_of(JobState state) { return kStates[static_cast<std::size_t>(state)]; }
std::string_view name_of(JobStage stage) { return kStages[static_cast<std::size_t>(stage)]; }

template <>
struct TextForm<JobState> {
  static std::string text(JobState state) { return std::string(name_of(state)); }
  static std::optional<JobState> parse(std::string_view text) { return in_list<JobState>(kStates, text); }
};
template <>
struct TextForm<JobStage> {
  static std::string text(JobStage stage) { return std::string(name_of(stage)); }
  static std::optional<JobStage> parse(std::string_view text) { return in_list<JobStage>(kStages, text); }
};

using soci::into;
using soci::use;

std::optional<Job> JobStore::find(cluster::JobId id) {
  Job row;
  long long done = 0, total = 0;
  soci::statement statement =
      (transaction_.sql().prepare << "SELECT id, kind, state, stage, done, total, result, error, "
                                     "CASE WHEN rejected_csv IS NULL THEN 0 ELSE 1 END, is_cancel_requested, owner, "
                                     "created_at, updated_at FROM job WHERE id = :id",
       into(row.id), into(row.kind), into(row.state), into(row.stage), into(done), into(total), into(row.result),
       into(row.error), into(row.has_rejected), into(row.is_cancel_requested), into(row.owner), into(row.created_at),
       into(row.updated_at), use(id, "id"));
  std::optional<Job> found;
  each_row(statement, [&] {
    row.done = done;
    row.total = total;
    found = row;
  });
  return found;
}

std::optional<std::string> JobStore::rejected_csv(cluster::JobId id) {
  std::optional<std::string> text, found;
  soci::statement statement =
      (transaction_.sql().prepare << "SELECT rejected_csv FROM job WHERE id = :id", into(text), use(id, "id"));
  each_row(statement, [&] { found = text; });
  return found;
}

void JobStore::insert(Job& job) {
  GRONO_INVARIANT(!job.id.is_nil());
  job.owner = transaction_.author().user;
  job.created_at = job.updated_at = transaction_.now();
  const long long done = job.done, total = job.total;
  transaction_.sql() << "INSERT INTO job (id, kind, state, stage, done, total, is_cancel_requested, owner, created_at, "
                        "updated_at) VALUES (:id, :kind, :state, :stage, :done, :total, 0, :owner, :created, :updated)",
      use(job.id, "id"), use(job.kind, "kind"), use(job.state, "state"), use(job.stage, "stage"), use(done, "done"),
      use(total, "total"), use(job.owner, "owner"), use(job.created_at, "created"), use(job.updated_at, "updated");
}

bool JobStore::progress(cluster::JobId id, JobStage stage, std::int64_t done, std::int64_t total) {
  const Timestamp now = transaction_.now();
  const long long done_now = done, total_now = total;
  transaction_.sql() << "UPDATE job SET state = 'running', stage = :stage, done = :done, total = :total, "
                        "updated_at = :now WHERE id = :id AND state IN ('waiting', 'running')",
      use(stage, "stage"), use(done_now, "done"), use(total_now, "total"), use(now, "now"), use(id, "id");
  const auto job = find(id);
  return job && !job->is_cancel_requested;
}

void JobStore::finish(cluster::JobId id, JobState state, std::optional<std::string> result,
                      std::optional<std::string> error, std::optional<std::string> rejected_csv) {
  const Timestamp now = transaction_.now();
  transaction_.sql() << "UPDATE job SET state = :state, result = :result, error = :error, rejected_csv = :rejected, "
                        "updated_at = :now WHERE id = :id",
      use(state, "state"), use(result, "result"), use(error, "error"), use(rejected_csv, "rejected"), use(now, "now"),
      use(id, "id");
}

bool JobStore::request_cancel(cluster::JobId id) {
  soci::statement statement = (transaction_.sql().prepare << "UPDATE job SET is_cancel_requested = 1 WHERE id = :id "
                                                             "AND state IN ('waiting', 'running')",
                               use(id, "id"));
  return run(statement) > 0;
}

std::int64_t JobStore::interrupt_silent_since(Timestamp moment) {
  soci::statement statement = (transaction_.sql().prepare << "UPDATE job SET state = 'interrupted' WHERE "
                                                             "state IN ('waiting', 'running') AND updated_at < :moment",
                               use(moment, "moment"));
  return run(statement);
}

void JobStore::remove_finished_before(Timestamp moment) {
  transaction_.sql() << "DELETE FROM job WHERE state NOT IN ('waiting', 'running') AND updated_at < :moment",
      use(moment, "moment");
}

}  // namespace grono::store
