#pragma once

#include <cstdint>
#include <string>

#include "app/mail/mail.hpp"

namespace grono::server {

/// How the connection to the mail server is kept from others.
enum class SmtpTls {
  none,      ///< for a server on this machine
  starttls,  ///< begins in the clear; refused where the server has no TLS
  tls,       ///< from the first byte
};

struct SmtpSettings {
  std::string host;
  std::uint16_t port = 587;
  SmtpTls tls = SmtpTls::starttls;
  std::string user, password;  ///< empty: without
  long timeout_s = 60;         ///< of one mail; below what a claimed mail is one's alone
};

/// Hands mails to a mail server (libcurl).
class SmtpMailer final : public app::Mailer {
 public:
  explicit SmtpMailer(SmtpSettings settings);
  void send(const app::Mail& mail) override;

 private:
  SmtpSettings settings_;
};

}  // namespace grono::server
