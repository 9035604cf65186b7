#include "server/smtp_mailer.hpp"

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <thread>

#include <gmock/gmock.h>

namespace grono::server {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

/// A mail server for one connection, on loopback: answers by the book, and notes what it is told.
class SmallSmtpServer {
 public:
  explicit SmallSmtpServer(std::string to_rcpt = "250 ok") : to_rcpt_(std::move(to_rcpt)) {
    socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    EXPECT_EQ(0, ::bind(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address));
    EXPECT_EQ(0, ::listen(socket_, 1));
    socklen_t size = sizeof address;
    ::getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size);
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { serve(); });
  }
  ~SmallSmtpServer() { finish(); }
  SmallSmtpServer(const SmallSmtpServer&) = delete;
  SmallSmtpServer& operator=(const SmallSmtpServer&) = delete;

  [[nodiscard]] std::uint16_t port() const { return port_; }
  /// What came, line by line, once the client has gone.
  const std::vector<std::string>& lines() {
    finish();
    return lines_;
  }
  [[nodiscard]] const std::string& data() const { return data_; }

 private:
  void finish() {
    ::shutdown(socket_, SHUT_RDWR);
    if (thread_.joinable()) thread_.join();
    if (socket_ >= 0) ::close(socket_);
    socket_ = -1;
  }
  void say(const std::string& line) const {
    const std::string whole = line + "\r\n";
    static_cast<void>(::send(client_, whole.data(), whole.size(), MSG_NOSIGNAL));
  }
  bool read_line(std::string& line) {
    line.clear();
    for (char c = 0; ::recv(client_, &c, 1, 0) == 1;) {
      if (c == '\n') return true;
      if (c != '\r') line += c;
    }
    return false;
  }
  void serve() {
    client_ = ::accept(socket_, nullptr, nullptr);
    if (client_ < 0) return;
    say("220 small.invalid");
    for (std::string line; read_line(line);) {
      lines_.push_back(line);
      if (line.starts_with("EHLO")) {
        say("250-small.invalid");
        say("250 AUTH PLAIN");
      } else if (line.starts_with("AUTH")) {
        // The words that prove it come with the command, or when they are asked for.
        say("334 ");
        if (read_line(line)) lines_.push_back(line);
        say("235 ok");
      } else if (line.starts_with("RCPT")) {
        say(to_rcpt_);
      } else if (line == "DATA") {
        say("354 go on");
        while (read_line(line) && line != ".") data_ += (line.starts_with("..") ? line.substr(1) : line) + "\r\n";
        say("250 taken");
      } else {
        say(line == "QUIT" ? "221 bye" : "250 ok");
      }
    }
    ::close(client_);
  }

  std::string to_rcpt_;
  int socket_ = -1, client_ = -1;
  std::uint16_t port_ = 0;
  std::vector<std::string> lines_;
  std::string data_;
  std::thread thread_;
};

app::Mail mail() {
  app::Mail made;
  made.id = "01900000-0000-7000-8000-000000000001@grono.invalid";
  made.from_address = "grono@przyklad.invalid";
  made.to_address = "lucja@przyklad.invalid";
  made.subject = "Żółć";
  made.text = made.html = std::string(100'000, 'x');
  made.at = parse_timestamp("2026-11-26T08:05:09Z").value();
  return made;
}

SmtpSettings settings(const SmallSmtpServer& server, SmtpTls tls = SmtpTls::none) {
  SmtpSettings made;
  made.host = "127.0.0.1";
  made.port = server.port();
  made.tls = tls;
  made.timeout_s = 20;
  return made;
}

std::string failure(const SmtpSettings& settings) {
  try {
    SmtpMailer(settings).send(mail());
    return "none";
  } catch (const app::MailFailed& error) {
    return std::string(error.is_for_good() ? "for good: " : "for now: ") + error.what();
  }
}

TEST(SmtpMailer, HandsTheWholeMailOver) {
  SmallSmtpServer server;
  SmtpMailer(settings(server)).send(mail());
  const auto lines = server.lines();
  EXPECT_THAT(lines, Contains(StartsWith("MAIL FROM:<grono@przyklad.invalid>")));
  EXPECT_THAT(lines, Contains(StartsWith("RCPT TO:<lucja@przyklad.invalid>")));
  EXPECT_EQ(server.data(), app::message_of(mail()));
}

TEST(SmtpMailer, ShowsItsPasswordToTheServerAndToNobodyElse) {
  SmallSmtpServer server;
  SmtpSettings with_user = settings(server);
  with_user.user = "grono";
  with_user.password = "tajne-haslo";
  SmtpMailer(with_user).send(mail());
  EXPECT_THAT(server.lines(), Contains(StartsWith("AUTH PLAIN")));
  SmallSmtpServer refusing("550 no such user");
  with_user.port = refusing.port();
  EXPECT_THAT(failure(with_user), Not(HasSubstr("tajne-haslo")));
}

TEST(SmtpMailer, TellsAnAddressThatIsRefusedFromAServerThatIsBusy) {
  SmallSmtpServer refusing("550 no such user"), busy("451 try later");
  EXPECT_THAT(failure(settings(refusing)), StartsWith("for good: "));
  EXPECT_THAT(failure(settings(busy)), StartsWith("for now: "));
}

TEST(SmtpMailer, SendsNothingInTheClearWhereTlsIsAskedFor) {
  SmallSmtpServer server;
  SmtpSettings secure = settings(server, SmtpTls::starttls);
  secure.user = "grono";
  secure.password = "tajne-haslo";
  EXPECT_THAT(failure(secure), StartsWith("for now: "));
  EXPECT_THAT(server.lines(), Not(Contains(StartsWith("AUTH"))));
  EXPECT_THAT(server.lines(), Not(Contains(StartsWith("MAIL"))));
}

TEST(SmtpMailer, SaysWhenNobodyListens) {
  SmtpSettings nobody;
  {
    const SmallSmtpServer gone;
    nobody = settings(gone);
  }
  EXPECT_THAT(failure(nobody), StartsWith("for now: 127.0.0.1"));
}

}  // namespace
}  // namespace grono::server
