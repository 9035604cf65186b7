#include "app/mail/file_mailer.hpp"

#include <fstream>
#include <system_error>

namespace grono::app {

void FileMailer::send(const Mail& mail) {
  namespace fs = std::filesystem;
  std::error_code error;
  if (fs::create_directories(folder_, error)) fs::permissions(folder_, fs::perms::owner_all, error);
  // Whole or not at all: a reader of the folder finds no half of a mail.
  const fs::path whole = folder_ / (mail.id.substr(0, 36) + ".eml"), half = whole.string() + ".part";
  {
    std::ofstream out(half, std::ios::binary);
    out << message_of(mail);
    out.flush();
    if (!out) throw MailFailed(half.string() + " can't be written", false);
  }
  fs::permissions(half, fs::perms::owner_read | fs::perms::owner_write, error);
  fs::rename(half, whole, error);
  if (error) throw MailFailed(whole.string() + ": " + error.message(), false);
}

}  // namespace grono::app
