#include "app/mail/mail.hpp"

#include <fstream>

#include <gmock/gmock.h>
#include <sodium.h>

#include "app/mail/file_mailer.hpp"
#include "app/mail/mail_words.hpp"
#include "support/temporary_folder.hpp"

namespace grono::app {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

Mail mail() {
  Mail made;
  made.id = "01900000-0000-7000-8000-000000000001@grono.invalid";
  made.from_name = "Grono";
  made.from_address = "grono@przyklad.invalid";
  made.to_name = "Łucja Żółkiewska";
  made.to_address = "lucja@przyklad.invalid";
  made.subject = "Wniosek";
  made.text = "Dzień dobry!\n";
  made.html = "<p>Dzień dobry!</p>";
  made.unsubscribe_url = "https://grono.invalid/account#notifications";
  made.language = "pl";
  made.at = parse_timestamp("2026-11-26T08:05:09Z").value();
  return made;
}

std::string decoded(const std::string& base64) {
  std::string made(base64.size(), '\0');
  std::size_t length = 0;
  EXPECT_EQ(0, sodium_base642bin(reinterpret_cast<unsigned char*>(made.data()), made.size(), base64.data(), base64.size(),
                                 "\r\n", &length, nullptr, sodium_base64_VARIANT_ORIGINAL));
  made.resize(length);
  return made;
}

// A header with its folded lines joined, its encoded words read.
std::string header(const std::string& message, const std::string& name) {
  const auto begin = message.find(name + ": ");
  if (begin == message.npos) return "(none)";
  std::string line;
  for (auto at = begin + name.size() + 2;;) {
    const auto end = message.find("\r\n", at);
    line += message.substr(at, end - at);
    at = end + 2;
    if (message[at] != ' ') break;
  }
  std::string made;
  for (std::size_t at = 0; at < line.size();) {
    if (line.compare(at, 10, "=?UTF-8?B?") == 0) {
      const auto end = line.find("?=", at + 10);
      made += decoded(line.substr(at + 10, end - at - 10));
      at = end + 2;
      if (line.compare(at, 11, " =?UTF-8?B?") == 0) ++at;  // space between encoded words is none
    } else {
      made += line[at++];
    }
  }
  return made;
}

TEST(Message, HasItsHeadersAndBothFormsOfTheText) {
  const std::string message = message_of(mail());
  EXPECT_THAT(message, HasSubstr("Date: Thu, 26 Nov 2026 08:05:09 +0000\r\n"));
  EXPECT_THAT(message, HasSubstr("From: Grono <grono@przyklad.invalid>\r\n"));
  EXPECT_EQ(header(message, "To"), "Łucja Żółkiewska <lucja@przyklad.invalid>");
  EXPECT_EQ(header(message, "Subject"), "Wniosek");
  EXPECT_EQ(header(message, "List-Unsubscribe"), "<https://grono.invalid/account#notifications>");
  EXPECT_EQ(header(message, "Message-ID"), "<01900000-0000-7000-8000-000000000001@grono.invalid>");
  EXPECT_EQ(header(message, "Auto-Submitted"), "auto-generated");
  EXPECT_THAT(message, HasSubstr("Content-Type: multipart/alternative;"));
  const auto text = message.find("\r\n\r\n", message.find("text/plain")) + 4;
  EXPECT_EQ(decoded(message.substr(text, message.find("\r\n--", text) - text)), "Dzień dobry!\n");
  EXPECT_LT(message.find("text/plain"), message.find("text/html"));
}

TEST(Message, IsAsciiInLinesThatEveryServerTakes) {
  Mail long_one = mail();
  for (int i = 0; i < 200; ++i) long_one.subject += " żółć";
  long_one.to_name = long_one.subject;
  long_one.text = std::string(5'000, 'x') + "\n.\n" + std::string(5'000, 'y');
  const std::string message = message_of(long_one);
  std::size_t line = 0;
  for (std::size_t i = 0; i < message.size(); ++i) {
    EXPECT_GE(message[i], 0);
    if (message[i] == '\n') {
      ASSERT_EQ(message[i - 1], '\r');
      line = 0;
    } else {
      ASSERT_LE(++line, 79U);
    }
  }
  EXPECT_EQ(header(message, "Subject"), long_one.subject);
}

TEST(Message, TakesNoHeaderFromANameOrASubject) {
  Mail hostile = mail();
  hostile.subject = "Cześć\r\nBcc: wszyscy@przyklad.invalid";
  hostile.to_name = "A\" <zly@przyklad.invalid>\r\nBcc: x@przyklad.invalid";
  hostile.unsubscribe_url = "https://x\r\nBcc: x@przyklad.invalid";
  const std::string message = message_of(hostile);
  EXPECT_THAT(message, Not(HasSubstr("\nBcc:")));
  EXPECT_EQ(header(message, "Subject"), "Cześć  Bcc: wszyscy@przyklad.invalid");
  EXPECT_THAT(message, Not(HasSubstr("zly@przyklad.invalid")));
}

TEST(FileMailer, PutsEachMailIntoTheFolderForItsOwnerAlone) {
  const grono::test::TemporaryFolder folder;
  FileMailer mailer(folder.path() / "mail");
  mailer.send(mail());
  const auto file = folder.path() / "mail/01900000-0000-7000-8000-000000000001.eml";
  std::ifstream in(file, std::ios::binary);
  EXPECT_EQ(std::string((std::istreambuf_iterator<char>(in)), {}), message_of(mail()));
  using std::filesystem::perms;
  EXPECT_EQ(std::filesystem::status(file).permissions(), perms::owner_read | perms::owner_write);
  EXPECT_EQ(std::filesystem::status(folder.path() / "mail").permissions(), perms::owner_all);
}

TEST(MailWords, HaveTheSameSentencesInEveryLanguage) {
  const std::filesystem::path folder = std::filesystem::path(GRONO_SOURCE_DIR) / "data/mail";
  const auto keys = [&](const std::string& language) {
    std::ifstream in(folder / (language + ".json"));
    std::set<std::string> made;
    const auto words = nlohmann::json::parse(in).flatten();  // has to outlive the loop over its items
    for (const auto& [pointer, text] : words.items()) {
      const auto last = pointer.rfind('/');
      const std::string form = pointer.substr(last + 1);
      made.insert(form == "one" || form == "few" || form == "many" || form == "other" ? pointer.substr(0, last) : pointer);
    }
    return made;
  };
  EXPECT_EQ(keys("pl"), keys("en"));
}

TEST(MailWords, PutInWhatIsGivenAndLookIntoNoneOfIt) {
  const MailWords words(nlohmann::json{{"line", "{by} pisze: {title}{nothing}"}});
  EXPECT_EQ(words.say("/line", {{"by", "{title}"}, {"title", "T"}}), "{title} pisze: T");
  EXPECT_THROW(static_cast<void>(words.say("/other")), std::runtime_error);
}

}  // namespace
}  // namespace grono::app
