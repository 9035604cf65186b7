#include "server/smtp_mailer.hpp"

#include <array>
#include <cstring>
#include <memory>

#include <curl/curl.h>

namespace grono::server {
namespace {

struct Unsent {
  std::string text;
  std::size_t at = 0;
};

std::size_t give(char* buffer, std::size_t size, std::size_t count, void* user) {
  auto& unsent = *static_cast<Unsent*>(user);
  const std::size_t length = std::min(size * count, unsent.text.size() - unsent.at);
  std::memcpy(buffer, unsent.text.data() + unsent.at, length);
  unsent.at += length;
  return length;
}

curl_usessl level(SmtpTls tls) { return tls == SmtpTls::none ? CURLUSESSL_NONE : CURLUSESSL_ALL; }

// The server has spoken on the address or the mail itself, and says that asking again is of no use.
bool is_for_good(long code) { return code >= 550 && code <= 556; }

}  // namespace

SmtpMailer::SmtpMailer(SmtpSettings settings) : settings_(std::move(settings)) {
  static const CURLcode started = curl_global_init(CURL_GLOBAL_DEFAULT);
  if (started != CURLE_OK) throw std::runtime_error("libcurl can't be used");
}

void SmtpMailer::send(const app::Mail& mail) {
  const std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> curl(curl_easy_init(), &curl_easy_cleanup);
  if (!curl) throw app::MailFailed("libcurl can't be used", false);
  const std::string url = (settings_.tls == SmtpTls::tls ? "smtps://" : "smtp://") + settings_.host + ":" +
                          std::to_string(settings_.port);
  const std::string from = "<" + mail.from_address + ">", to = "<" + mail.to_address + ">";
  const std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> recipients(curl_slist_append(nullptr, to.c_str()),
                                                                             &curl_slist_free_all);
  Unsent unsent{app::message_of(mail)};
  std::array<char, CURL_ERROR_SIZE> error{};
  CURL* handle = curl.get();
  curl_easy_setopt(handle, CURLOPT_URL, url.c_str());
  curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  curl_easy_setopt(handle, CURLOPT_USE_SSL, static_cast<long>(level(settings_.tls)));
  if (!settings_.user.empty()) {
    curl_easy_setopt(handle, CURLOPT_USERNAME, settings_.user.c_str());
    curl_easy_setopt(handle, CURLOPT_PASSWORD, settings_.password.c_str());
  }
  curl_easy_setopt(handle, CURLOPT_MAIL_FROM, from.c_str());
  curl_easy_setopt(handle, CURLOPT_MAIL_RCPT, recipients.get());
  curl_easy_setopt(handle, CURLOPT_UPLOAD, 1L);
  curl_easy_setopt(handle, CURLOPT_READFUNCTION, &give);
  curl_easy_setopt(handle, CURLOPT_READDATA, &unsent);
  curl_easy_setopt(handle, CURLOPT_TIMEOUT, settings_.timeout_s);
  curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT, std::min(settings_.timeout_s, 20L));
  curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(handle, CURLOPT_NOPROXY, "*");
  curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, error.data());
  const CURLcode result = curl_easy_perform(handle);
  if (result == CURLE_OK) return;
  long code = 0;
  curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &code);
  std::string what = settings_.host + ": " + (error[0] ? error.data() : curl_easy_strerror(result));
  if (code > 0) what += " (" + std::to_string(code) + ")";
  throw app::MailFailed(what, is_for_good(code));
}

}  // namespace grono::server
