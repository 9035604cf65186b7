#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

/// C++ read just well enough to find the messages in it.
namespace grono::test {

struct Token {
  enum class Kind { word, text, sign };  ///< a text without its quotes, its escapes resolved
  Kind kind;
  std::string text;
  int line;

  [[nodiscard]] bool is(const char* sign) const { return kind != Kind::text && text == sign; }
};
using Tokens = std::span<const Token>;

/// Without comments and preprocessor lines.
[[nodiscard]] std::vector<Token> tokens_of(const std::filesystem::path& file);
/// Where what opens at `begin`, with (, [ or {, closes again; the end where it does not.
[[nodiscard]] std::size_t closing(Tokens tokens, std::size_t begin);
/// What stands between the commas of an outermost list.
[[nodiscard]] std::vector<Tokens> arguments(Tokens inside);

/// The sentences that an expression can make: texts, those put together with + or fmt::format, each way of a ?:.
/// What is known only when it runs is a hole: "{1}".
[[nodiscard]] std::vector<std::string> sentences(Tokens expression);
/// Whether nothing of it is written here.
[[nodiscard]] bool is_all_hole(const std::string& sentence);

}  // namespace grono::test
