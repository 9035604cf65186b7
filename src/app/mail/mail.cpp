#include "app/mail/mail.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include <fmt/format.h>
#include <sodium.h>

#include "text/unicode.hpp"

namespace grono::app {
namespace {

std::string base64(std::string_view bytes) {
  std::string made(sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
  sodium_bin2base64(made.data(), made.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                    sodium_base64_VARIANT_ORIGINAL);
  made.pop_back();  // its closing zero
  return made;
}

std::string in_lines(const std::string& text) {
  constexpr std::size_t width = 76;
  std::string made;
  for (std::size_t at = 0; at < text.size(); at += width) made += text.substr(at, width) + "\r\n";
  return made;
}

bool is_start(char c) { return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U; }

std::string on_one_line(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](unsigned char c) { return c < 0x20 || c == 0x7f; }, ' ');
  return text;
}

// RFC 2047: words of at most 75 characters, none cut within a letter.
std::string encoded(const std::string& written) {
  const std::string text = on_one_line(written);
  const bool is_plain = text.size() <= 60 && std::all_of(text.begin(), text.end(), [](unsigned char c) {
                          return c < 0x80 && c != '=' && c != '?';
                        });
  if (is_plain) return text;
  constexpr std::size_t most_bytes = 36;  // 48 characters of base64, 12 around them, and the header's name before
  std::string made;
  for (std::size_t from = 0; from < text.size();) {
    std::size_t to = std::min(text.size(), from + most_bytes);
    while (to < text.size() && to > from + 1 && !is_start(text[to])) --to;
    made += (made.empty() ? "=?UTF-8?B?" : "\r\n =?UTF-8?B?") + base64(text.substr(from, to - from)) + "?=";
    from = to;
  }
  return made;
}

// A name of letters and spaces may stand as it is; any other is an encoded word.
std::string mailbox(const std::string& name, const std::string& address) {
  const std::string bare = on_one_line(address);
  if (name.empty()) return "<" + bare + ">";
  const bool is_word = std::all_of(name.begin(), name.end(), [](unsigned char c) { return std::isalnum(c) || c == ' '; });
  if (is_word && name.size() <= 60) return name + " <" + bare + ">";
  std::string word = encoded(name);
  if (!word.starts_with("=?")) word = "=?UTF-8?B?" + base64(on_one_line(name)) + "?=";
  return word + "\r\n <" + bare + ">";
}

std::string date_of(Timestamp at) {
  constexpr std::array weekdays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::array months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto midnight = std::chrono::floor<std::chrono::days>(at);
  const Date day{midnight};
  const std::chrono::hh_mm_ss time{at - midnight};
  return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} +0000", weekdays[std::chrono::weekday(midnight).c_encoding()],
                     static_cast<unsigned>(day.day()), months[static_cast<unsigned>(day.month()) - 1],
                     static_cast<int>(day.year()), time.hours().count(), time.minutes().count(), time.seconds().count());
}

std::string part(const std::string& media_type, const std::string& content) {
  return "Content-Type: " + media_type + "; charset=UTF-8\r\nContent-Transfer-Encoding: base64\r\n\r\n" +
         in_lines(base64(content)) + "\r\n";
}

}  // namespace

std::string message_of(const Mail& mail) {
  // Base64 has no such characters: it stands in no part.
  const std::string boundary = "=_grono_" + mail.id.substr(0, 36);
  std::string made = "Date: " + date_of(mail.at) + "\r\nFrom: " + mailbox(mail.from_name, mail.from_address) +
                     "\r\nTo: " + mailbox(mail.to_name, mail.to_address) + "\r\nSubject: " + encoded(mail.subject) +
                     "\r\nMessage-ID: <" + on_one_line(mail.id) + ">\r\n";
  if (!mail.reply_to.empty()) made += "Reply-To: " + mailbox("", mail.reply_to) + "\r\n";
  if (!mail.language.empty()) made += "Content-Language: " + on_one_line(mail.language) + "\r\n";
  if (!mail.unsubscribe_url.empty()) made += "List-Unsubscribe: <" + on_one_line(mail.unsubscribe_url) + ">\r\n";
  // No answers of absence to a program.
  made += "Auto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\nContent-Type: multipart/alternative;\r\n boundary=\"" +
          boundary + "\"\r\n\r\n";
  made += "--" + boundary + "\r\n" + part("text/plain", mail.text);
  made += "--" + boundary + "\r\n" + part("text/html", mail.html);
  return made + "--" + boundary + "--\r\n";
}

}  // namespace grono::app
