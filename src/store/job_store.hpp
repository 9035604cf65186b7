#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "cluster/ids.hpp"
#include "store/database.hpp"

namespace grono::store {

enum class JobState { waiting, running, done, failed, cancelled, interrupted };
enum class JobStage { reading, checking, writing, indexing, searching };

[[nodiscard]] std::string_view name_of(JobState state);
[[nodiscard]] std::string_view name_of(JobStage stage);

/// Work in the background, as any server on the database sees it.
struct Job {
  cluster::JobId id;
  std::string kind;  ///< "import" or "discovery"
  JobState state = JobState::waiting;
  JobStage stage = JobStage::reading;
  std::int64_t done = 0, total = 0;   ///< of the stage; total 0: not known yet
  std::optional<std::string> result;  ///< JSON, once done
  std::optional<std::string> error;   ///< JSON, once failed
  bool has_rejected = false;
  bool is_cancel_requested = false;
  std::optional<cluster::UserId> owner;  ///< set by `insert`
  Timestamp created_at{};                ///< set by `insert`
  Timestamp updated_at{};                ///< the heartbeat
  bool operator==(const Job&) const = default;
};

/// Jobs. Their progress is upkeep and leaves no audit entry; what they write does.
///
/// @note  On SQLite one transaction writes at a time, so a job can't store progress while its own long
/// transaction is
///        open: there the one serving process shows such progress from memory.
class JobStore {
 public:
  explicit JobStore(Transaction& transaction) : transaction_(transaction) {}

  [[nodiscard]] std::optional<Job> find(cluster::JobId id);
  [[nodiscard]] std::optional<std::string> rejected_csv(cluster::JobId id);
  void insert(Job& job);
  /// Stores how far it is, makes it `running`, and is the heartbeat.
  /// @returns  whether to go on: false once cancelling has been asked for
  [[nodiscard]] bool progress(cluster::JobId id, JobStage stage, std::int64_t done, std::int64_t total);
  /// @param state  done, failed or cancelled
  void finish(cluster::JobId id, JobState state, std::optional<std::string> result,
              std::optional<std::string> error, std::optional<std::string> rejected_csv = std::nullopt);
  /// @returns  false where it is over already
  bool request_cancel(cluster::JobId id);
  /// Jobs that wait or run without a heartbeat since then are interrupted: their server has ended. @returns
  /// how many
  std::int64_t interrupt_silent_since(Timestamp moment);
  /// Drops jobs that were over before then.
  void remove_finished_before(Timestamp moment);

 private:
  Transaction& transaction_;
};

}  // namespace grono::store
