#include "server/jobs.hpp"

#include <nlohmann/json.hpp>
#include <spdlog/spdlog.h>

#include "app/clock.hpp"
#include "base/error.hpp"
#include "server/problem.hpp"

namespace grono::server {
namespace {

constexpr std::chrono::minutes kSilence{2};
constexpr std::chrono::hours kKept{24 * 30};
constexpr std::chrono::seconds kHeartbeat{5};

}  // namespace

Jobs::Jobs(const app::Installation& installation) : installation_(installation) {
  installation_.database().write({}, app::now(), [](store::Transaction& transaction) {
    store::JobStore jobs(transaction);
    // On SQLite there is no other server: what ran has ended with it.
    const auto since = transaction.backend() == store::Backend::sqlite ? transaction.now() + std::chrono::seconds(1)
                                                                       : transaction.now() - kSilence;
    jobs.interrupt_silent_since(since);
    jobs.remove_finished_before(transaction.now() - kKept);
  });
  thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

Jobs::~Jobs() {
  is_cancelled_ = true;
  thread_.request_stop();
  has_work_.notify_all();
}

store::Job Jobs::start(const store::Author& author, std::string kind, Work work,
                       const std::function<void(store::Transaction&, const store::Job&)>& stored) {
  store::Job job;
  job.id = app::new_id<cluster::JobId>();
  job.kind = std::move(kind);
  installation_.database().write(author, app::now(), [&](store::Transaction& transaction) {
    store::JobStore(transaction).insert(job);
    stored(transaction, job);
  });
  {
    const std::lock_guard lock(mutex_);
    queue_.push_back({job, std::move(work)});
  }
  has_work_.notify_one();
  return job;
}

std::optional<store::Job> Jobs::find(cluster::JobId id) const {
  {
    const std::lock_guard lock(mutex_);
    if (running_ && running_->id == id) return running_;
  }
  std::optional<store::Job> found;
  installation_.database().read(
      [&](store::Transaction& transaction) { found = store::JobStore(transaction).find(id); });
  return found;
}

bool Jobs::cancel(const store::Author& author, cluster::JobId id) {
  {
    const std::lock_guard lock(mutex_);
    // Its own transaction may hold the only place to write: tell it directly.
    if (running_ && running_->id == id) {
      is_cancelled_ = true;
      running_->is_cancel_requested = true;
      return true;
    }
  }
  bool is_asked = false;
  installation_.database().write(author, app::now(), [&](store::Transaction& transaction) {
    is_asked = store::JobStore(transaction).request_cancel(id);
  });
  return is_asked;
}

void Jobs::run(const std::stop_token& stop) {
  for (;;) {
    Queued next;
    {
      std::unique_lock lock(mutex_);
      if (!has_work_.wait(lock, stop, [this] { return !queue_.empty(); })) return;
      next = std::move(queue_.front());
      queue_.pop_front();
      is_cancelled_ = stop.stop_requested();
      next.job.state = store::JobState::running;
      running_ = next.job;
    }
    run_one(next, stop);
    const std::lock_guard lock(mutex_);
    running_.reset();
  }
}

void Jobs::run_one(Queued& queued, const std::stop_token& stop) {
  const cluster::JobId id = queued.job.id;
  auto last_beat = std::chrono::steady_clock::now() - kHeartbeat;
  const Progress progress = [&](store::JobStage stage, std::int64_t done, std::int64_t total) {
    {
      const std::lock_guard lock(mutex_);
      running_->stage = stage;
      running_->done = done;
      running_->total = total;
      running_->updated_at = app::now();
    }
    // While it writes, its own transaction is open: on SQLite there is no second one.
    const bool may_write =
        stage != store::JobStage::writing || installation_.database().backend() == store::Backend::postgresql;
    if (may_write && std::chrono::steady_clock::now() - last_beat > kHeartbeat) {
      last_beat = std::chrono::steady_clock::now();
      installation_.database().write({}, app::now(), [&](store::Transaction& transaction) {
        if (!store::JobStore(transaction).progress(id, stage, done, total)) is_cancelled_ = true;
      });
    }
    return !is_cancelled_ && !stop.stop_requested();
  };

  store::JobState state = store::JobState::done;
  std::optional<std::string> result, error, rejected;
  try {
    Outcome outcome = queued.work(progress);
    result = std::move(outcome.result);
    rejected = std::move(outcome.rejected_csv);
  } catch (const Cancelled&) {
    state = store::JobState::cancelled;
  } catch (...) {
    state = store::JobState::failed;
    // In English, to be said to each who asks in their language.
    error = problem_response(std::current_exception(), "/api/v1/jobs/" + id.str()).body;
  }
  try {
    installation_.database().write({}, app::now(), [&](store::Transaction& transaction) {
      store::JobStore(transaction).finish(id, state, result, error, rejected);
    });
  } catch (const std::exception& lost) {
    spdlog::error("job {}: its end could not be stored: {}", id.str(), lost.what());
  }
}

}  // namespace grono::server
