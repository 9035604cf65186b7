#pragma once

#include <map>
#include <string>

#include "app/installation.hpp"
#include "app/mail/mail.hpp"
#include "app/mail/mail_words.hpp"
#include "store/mail_store.hpp"

namespace grono::app {

struct PostSettings {
  std::string public_url;  ///< where the web site is: "https://cluster.example.org"
  std::string from_name = "Grono", from_address = "grono@localhost";
};

/// Sends the mails that are due. Several may run on one database: each mail is one's alone for ten minutes, which is
/// longer than sending takes. Whoever ends in the middle may have sent a mail without saying so: then it is sent again,
/// under the same Message-ID.
class Post {
 public:
  /// @throws InvalidInput  the words of mails are not there
  Post(const Installation& installation, Mailer& mailer, PostSettings settings);

  /// Sends one mail that is due, or puts it off: in quiet hours until they end, after a failure for longer each time.
  /// What its reader has seen meanwhile, or may not see any more, is not in it; where nothing is left, none is sent.
  /// @returns  whether there was one
  bool send_next(Timestamp now);

 private:
  [[nodiscard]] std::optional<Mail> written(store::Transaction& transaction, const store::OutgoingMail& due,
                                            Timestamp now) const;
  [[nodiscard]] std::optional<Mail> invitation(store::Transaction& transaction, const store::OutgoingMail& due,
                                               Mail mail) const;
  [[nodiscard]] std::optional<Mail> answer(store::Transaction& transaction, const store::OutgoingMail& due,
                                           Mail mail) const;
  [[nodiscard]] const MailWords& words_in(const std::string& language) const;
  void fail(const store::OutgoingMail& due, Timestamp now, const MailFailed& error) const;
  void end(const store::OutgoingMail& due, Timestamp now, store::MailEnd how, const std::string& error = {}) const;

  const Installation& installation_;
  Mailer& mailer_;
  PostSettings settings_;
  std::map<std::string, MailWords, std::less<>> words_;
};

}  // namespace grono::app
