#include "server/mail_worker.hpp"

#include <condition_variable>
#include <mutex>

#include <spdlog/spdlog.h>

#include "app/clock.hpp"
#include "app/deadlines.hpp"
#include "app/conduct/meeting_records.hpp"
#include "app/projects/tell.hpp"

namespace grono::server {
namespace {

constexpr std::chrono::seconds kBetweenLooks{2};
constexpr std::chrono::hours kBetweenCleaning{24}, kMailsKept{24 * 30}, kNotificationsKept{24 * 365};

}  // namespace

MailWorker::MailWorker(const app::Installation& installation, app::Mailer& mailer, app::PostSettings settings)
    : installation_(installation), post_(installation, mailer, std::move(settings)) {
  thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

// Looking takes no turn from those who write.
bool MailWorker::is_one_due() const {
  bool is_due = false;
  installation_.database().read(
      [&](store::Transaction& transaction) { is_due = store::MailStore(transaction).has_due(app::now()); });
  return is_due;
}

void MailWorker::tell_of_dates() {
  const Date today = app::today();
  if (told_on_ == today) return;
  installation_.database().write({}, app::now(), [&](store::Transaction& transaction) {
    app::tell_of_due_reports(transaction, today);
    app::tell_of_deadlines(transaction, today);
    app::tell_of_due_minutes(transaction, today);
  });
  told_on_ = today;
}

void MailWorker::run(const std::stop_token& stop) {
  std::mutex mutex;
  std::condition_variable_any woken;
  Timestamp next_cleaning = app::now();
  while (!stop.stop_requested()) {
    try {
      tell_of_dates();
      if (app::now() >= next_cleaning) {
        next_cleaning = app::now() + kBetweenCleaning;
        installation_.database().write({}, app::now(), [](store::Transaction& transaction) {
          store::MailStore(transaction).forget_before(transaction.now() - kMailsKept,
                                                      transaction.now() - kNotificationsKept);
        });
      }
      while (!stop.stop_requested() && is_one_due() && post_.send_next(app::now())) {
      }
    } catch (const std::exception& error) {
      spdlog::warn("mails wait: {}", error.what());
    }
    std::unique_lock lock(mutex);
    woken.wait_for(lock, stop, kBetweenLooks, [] { return false; });
  }
}

}  // namespace grono::server
