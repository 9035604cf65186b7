#pragma once

#include <stop_token>
#include <thread>

#include "app/mail/post.hpp"

namespace grono::server {

/// Sends what is due, on a thread of its own, for as long as it lives.
class MailWorker {
 public:
  MailWorker(const app::Installation& installation, app::Mailer& mailer, app::PostSettings settings);

 private:
  void run(const std::stop_token& stop);
  [[nodiscard]] bool is_one_due() const;

  const app::Installation& installation_;
  app::Post post_;
  std::jthread thread_;
};

}  // namespace grono::server
