#pragma once

#include <optional>
#include <stop_token>
#include <thread>

#include "app/mail/post.hpp"

namespace grono::server {

/// Sends what is due, and once a day tells of what falls due, on a thread of its own, for as long as it lives.
class MailWorker {
 public:
  MailWorker(const app::Installation& installation, app::Mailer& mailer, app::PostSettings settings);

 private:
  void run(const std::stop_token& stop);
  [[nodiscard]] bool is_one_due() const;
  void tell_of_dates();

  const app::Installation& installation_;
  app::Post post_;
  std::optional<Date> told_on_;  ///< the day of which dates were told last
  std::jthread thread_;
};

}  // namespace grono::server
