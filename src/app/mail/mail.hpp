#pragma once

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "base/time.hpp"

namespace grono::app {

/// A mail as it is to be read. All texts are UTF-8.
struct Mail {
  std::string id;  ///< of this mail and no other, also when it is tried again: "0192…@grono.example.org"
  std::string from_name, from_address;
  std::string to_name, to_address;
  std::string reply_to;  ///< who reads what is answered; empty: nobody
  std::string subject, text, html;
  std::string unsubscribe_url;  ///< where its reader chooses not to get more; empty: there is no such choice
  std::string language;
  Timestamp at{};
};

/// The mail as it goes over the wire (RFC 5322, MIME): headers in ASCII, text and HTML as alternatives in base64, lines
/// ended by CR LF. Line ends in names and subject become spaces: nobody adds a header of their own.
[[nodiscard]] std::string message_of(const Mail& mail);

/// A mail did not go out.
class MailFailed : public std::runtime_error {
 public:
  /// @param is_for_good  trying again won't help: the address is refused
  MailFailed(const std::string& what, bool is_for_good) : std::runtime_error(what), is_for_good_(is_for_good) {}
  [[nodiscard]] bool is_for_good() const noexcept { return is_for_good_; }

 private:
  bool is_for_good_;
};

/// Sends mails: by SMTP, or into a folder.
class Mailer {
 public:
  virtual ~Mailer() = default;
  /// Returns once somebody else has taken it over. @throws MailFailed
  virtual void send(const Mail& mail) = 0;
};

}  // namespace grono::app
