#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <stop_token>
#include <thread>

#include "app/installation.hpp"
#include "store/job_store.hpp"

namespace grono::server {

/// Work that takes longer than a request, one after the other on a thread of its own. Its state is in the store, so that
/// any server can say how far it is; its progress is also here, for a transaction that is open tells nobody anything.
class Jobs {
 public:
  /// Says how far it is. @returns  whether to go on
  using Progress = std::function<bool(store::JobStage stage, std::int64_t done, std::int64_t total)>;
  struct Outcome {
    std::string result;                       ///< JSON
    std::optional<std::string> rejected_csv;
  };
  /// May throw: then the job has failed, with the exception's message. `Cancelled` ends it as cancelled.
  using Work = std::function<Outcome(const Progress& progress)>;
  struct Cancelled {};

  explicit Jobs(const app::Installation& installation);
  /// Asks what runs to stop, and waits for it.
  ~Jobs();
  Jobs(const Jobs&) = delete;
  Jobs& operator=(const Jobs&) = delete;

  /// Stores the job and queues its work.
  /// @param stored  called in the transaction that stores it
  [[nodiscard]] store::Job start(const store::Author& author, std::string kind, Work work,
                                 const std::function<void(store::Transaction&, const store::Job&)>& stored);
  /// With the progress of this moment where it runs here.
  [[nodiscard]] std::optional<store::Job> find(cluster::JobId id) const;
  /// @returns  false where it is over already
  bool cancel(const store::Author& author, cluster::JobId id);

 private:
  struct Queued {
    store::Job job;
    Work work;
  };
  void run(const std::stop_token& stop);
  void run_one(Queued& queued, const std::stop_token& stop);

  const app::Installation& installation_;
  mutable std::mutex mutex_;
  std::condition_variable_any has_work_;
  std::deque<Queued> queue_;
  std::optional<store::Job> running_;
  std::atomic<bool> is_cancelled_ = false;
  std::jthread thread_;
};

}  // namespace grono::server
