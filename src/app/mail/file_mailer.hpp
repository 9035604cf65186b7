#pragma once

#include <filesystem>

#include "app/mail/mail.hpp"

namespace grono::app {

/// Puts each mail into a folder, as a file that any mail program opens: for tests, and where no mail server is named.
class FileMailer final : public Mailer {
 public:
  explicit FileMailer(std::filesystem::path folder) : folder_(std::move(folder)) {}
  /// The folder is made with the first mail, for its owner alone.
  void send(const Mail& mail) override;

 private:
  std::filesystem::path folder_;
};

}  // namespace grono::app
