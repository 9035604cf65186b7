#include "cluster/consortium/agreement_template.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "cluster/json_reader.hpp"
#include "cluster/text_rules.hpp"
#include "text/unicode.hpp"

namespace grono::cluster {
namespace {

constexpr std::size_t kLongestTemplate = 100'000;

constexpr std::array<std::string_view, 12> kPlaceholders = {
    "date",         "title",    "consortium", "partners", "lead",       "signatures", "partners_number",
    "total_budget", "currency", "closes_on",  "cluster",  "coordinator"};

/// A piece of a template: text, or the name of a placeholder.
struct Piece {
  std::string_view text;
  std::size_t at = 0;  ///< of its first byte
  bool is_placeholder = false;
  bool is_closed = true;
};

// Calls `take` with each piece. "{{" and "}}" are braces; a single "}" is one too.
template <class Take>
void each_piece(std::string_view text, const Take& take) {
  std::size_t from = 0, at = 0;
  const auto end_text = [&](std::size_t to) {
    if (to > from) take(Piece{text.substr(from, to - from), from, false, true});
  };
  while (at < text.size()) {
    const char next = text[at];
    if (next != '{' && next != '}') {
      ++at;
      continue;
    }
    if (at + 1 < text.size() && text[at + 1] == next) {
      end_text(at + 1);
      from = at += 2;
      continue;
    }
    if (next == '}') {
      ++at;
      continue;
    }
    end_text(at);
    const auto close = text.find_first_of("{}\n", at + 1);
    if (close == text.npos || text[close] != '}') {
      take(Piece{text.substr(at, close == text.npos ? close : close - at), at, true, false});
      return;
    }
    take(Piece{text.substr(at + 1, close - at - 1), at, true, true});
    from = at = close + 1;
  }
  end_text(text.size());
}

/// Where people look for something, from 1 on.
struct TextPlace {
  std::size_t line = 1, character = 1;
};
TextPlace place_of(std::string_view text, std::size_t at) {
  const std::string_view before = text.substr(0, at);
  const auto begins = before.rfind('\n');
  const std::string_view in_line = begins == before.npos ? before : before.substr(begins + 1);
  return {static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n')) + 1,
          text::length(in_line) + 1};
}

std::string all_placeholders() {
  std::string made;
  for (const std::string_view each : kPlaceholders)
    made += (made.empty() ? "{" : ", {") + std::string(each) + "}";
  return made;
}

void require_known_placeholders(const std::string& where, const std::string& text) {
  each_piece(text, [&](const Piece& piece) {
    if (!piece.is_placeholder) return;
    const auto [line, character] = place_of(text, piece.at);
    if (!piece.is_closed)
      throw InvalidInput(where,
                         fmt::format("the brace in line {}, character {} is not closed", line, character),
                         "close it, or write it twice where a brace is meant");
    if (std::find(kPlaceholders.begin(), kPlaceholders.end(), piece.text) == kPlaceholders.end())
      throw InvalidInput(
          where,
          fmt::format("\"{}\" in line {}, character {} is no placeholder", piece.text, line, character),
          "use one of " + all_placeholders());
  });
}

}  // namespace

std::span<const std::string_view> agreement_placeholders() {
  return kPlaceholders;
}

void normalise(AgreementTemplate& agreement) {
  normalise_texts("/text", agreement.text, kLongestTemplate, true);
  if (agreement.text.empty())
    throw InvalidInput("/text", "is empty",
                       "write it in at least one language, or go back to the standard text");
  for (const auto& [language, text] : agreement.text) require_known_placeholders("/text/" + language, text);
}

std::string filled(std::string_view text, const std::map<std::string, std::string, std::less<>>& values) {
  std::string made;
  each_piece(text, [&](const Piece& piece) {
    if (!piece.is_placeholder) {
      made += piece.text;
      return;
    }
    const auto found = values.find(piece.text);
    GRONO_INVARIANT(piece.is_closed && found != values.end());
    made += found->second;
  });
  return made;
}

LocalisedText agreement_text_from_json(const nlohmann::json& object) {
  JsonReader reader(object, "");
  LocalisedText made = reader.localised("text");
  reader.expect_nothing_else();
  return made;
}

}  // namespace grono::cluster
