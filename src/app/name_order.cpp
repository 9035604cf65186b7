#include "app/name_order.hpp"

#include <array>

#include "text/fold.hpp"

namespace grono::app {
namespace {

struct PolishLetter {
  std::string_view capital, small;
  std::string_view
      key;  // the letter it follows, and a byte above every other: after all words in the plain letter
};

constexpr std::array kLetters = {
    PolishLetter{"Ą", "ą", "a\xff"}, PolishLetter{"Ć", "ć", "c\xff"}, PolishLetter{"Ę", "ę", "e\xff"},
    PolishLetter{"Ł", "ł", "l\xff"}, PolishLetter{"Ń", "ń", "n\xff"}, PolishLetter{"Ó", "ó", "o\xff"},
    PolishLetter{"Ś", "ś", "s\xff"}, PolishLetter{"Ź", "ź", "z\xfe"}, PolishLetter{"Ż", "ż", "z\xff"},
};

const PolishLetter* polish_letter_at(std::string_view text) {
  for (const PolishLetter& letter : kLetters)
    if (text.starts_with(letter.capital) || text.starts_with(letter.small)) return &letter;
  return nullptr;
}

}  // namespace

std::string name_order(std::string_view utf8) {
  std::string key;
  std::size_t plain_from = 0;
  const auto take_plain = [&](std::size_t to) {
    const std::string_view run = utf8.substr(plain_from, to - plain_from);
    const std::string folded = text::name_key(run);
    const auto is_gap = [](char c) { return c == ' ' || c == '-' || c == '"' || c == '.' || c == ','; };
    if (!run.empty() && is_gap(run.front()) && !key.empty() && key.back() != ' ') key += ' ';
    key += folded;
    if (!folded.empty() && is_gap(run.back())) key += ' ';
  };
  for (std::size_t at = 0; at < utf8.size();) {
    const PolishLetter* letter = polish_letter_at(utf8.substr(at));
    if (!letter) {
      ++at;
      continue;
    }
    take_plain(at);
    key += letter->key;
    at += letter->small.size();
    plain_from = at;
  }
  take_plain(utf8.size());
  return key;
}

}  // namespace grono::app
