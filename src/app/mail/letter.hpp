#pragma once

#include <span>
#include <string>

#include "app/mail/mail.hpp"
#include "app/mail/mail_words.hpp"
#include "app/notifications.hpp"

namespace grono::app {

/// What a mail of notifications says: a line for each, with the title of the thing and a link to it, never what somebody
/// wrote. Sets subject, text, html and the address where its reader chooses what comes by mail.
///
/// @param told        at least one
/// @param public_url  where the web site is, without a slash at its end
void write_letter(Mail& mail, const MailWords& words, std::span<const NotificationView> told, bool is_digest,
                  const std::string& public_url);

/// What an invitation says.
struct InvitationLetter {
  std::string cluster, organisation;  ///< names; either may be empty
  std::string role;                   ///< its name: "representative"
  std::string note, link;
  Timestamp expires_at{};
};
void write_letter(Mail& mail, const MailWords& words, const InvitationLetter& letter, const std::string& public_url);

/// The answer to somebody who asked a cluster something.
struct AnswerLetter {
  std::string cluster, name;     ///< of the cluster, and of who asked
  std::string subject, message;  ///< what was asked
  std::string answer, by;        ///< and what somebody answers
};
void write_letter(Mail& mail, const MailWords& words, const AnswerLetter& letter, const std::string& public_url);

}  // namespace grono::app
