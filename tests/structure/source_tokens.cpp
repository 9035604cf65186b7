#include "structure/source_tokens.hpp"

#include <cctype>
#include <fstream>
#include <iterator>

namespace grono::test {
namespace {

constexpr char kHole = '\x01';

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; }

class Scanner {
 public:
  explicit Scanner(const std::filesystem::path& file) {
    std::ifstream in(file);
    text_.assign(std::istreambuf_iterator<char>(in), {});
  }

  std::vector<Token> run() {
    while (at_ < text_.size()) step();
    return std::move(made_);
  }

 private:
  bool stands(std::string_view what) const { return std::string_view(text_).substr(at_).starts_with(what); }
  void skip_to(std::string_view end) {
    const std::size_t found = text_.find(end, at_);
    const std::size_t to = found == text_.npos ? text_.size() : found + end.size();
    for (; at_ < to; ++at_) line_ += text_[at_] == '\n';
  }
  void step() {
    const char c = text_[at_];
    if (stands("//") || (c == '#' && is_first_)) {
      at_ = std::min(text_.find('\n', at_), text_.size());
    } else if (stands("/*")) {
      skip_to("*/");
    } else if (std::isspace(static_cast<unsigned char>(c))) {
      line_ += c == '\n';
      is_first_ = is_first_ || c == '\n';
      ++at_;
    } else {
      is_first_ = false;
      take(c);
    }
  }
  void take(char c) {
    if (stands("R\"")) return take_raw();
    if (c == '"') return take_text();
    if (c == '\'') return take_character();
    const std::size_t from = at_;
    if (is_word(c)) {
      // A ' between digits belongs to the number: 10'000.
      const bool is_number = std::isdigit(static_cast<unsigned char>(c)) != 0;
      while (at_ < text_.size() && (is_word(text_[at_]) || (text_[at_] == '\'' && is_number))) ++at_;
      made_.push_back({Token::Kind::word, text_.substr(from, at_ - from), line_});
    } else {
      const bool is_pair = stands("::") || stands("->") || stands("++") || stands("+=");
      at_ += is_pair ? std::size_t{2} : std::size_t{1};
      made_.push_back({Token::Kind::sign, text_.substr(from, at_ - from), line_});
    }
  }
  void take_raw() {
    const std::size_t open = text_.find('(', at_);
    const std::string end = ")" + text_.substr(at_ + 2, open - at_ - 2) + "\"";
    const std::size_t close = text_.find(end, open);
    made_.push_back({Token::Kind::text, text_.substr(open + 1, close - open - 1), line_});
    skip_to(end);
  }
  void take_text() {
    std::string read;
    for (++at_; at_ < text_.size() && text_[at_] != '"'; ++at_) {
      if (text_[at_] == '\\') ++at_;
      read += text_[at_];
    }
    ++at_;
    made_.push_back({Token::Kind::text, std::move(read), line_});
  }
  void take_character() {
    for (++at_; at_ < text_.size() && text_[at_] != '\''; ++at_)
      if (text_[at_] == '\\') ++at_;
    ++at_;
    made_.push_back({Token::Kind::sign, "'", line_});
  }

  std::string text_;
  std::size_t at_ = 0;
  int line_ = 1;
  bool is_first_ = true;
  std::vector<Token> made_;
};

/// Where a sign stands outside of all brackets; the end where it does not.
std::size_t outermost(Tokens tokens, const char* sign, std::size_t from = 0) {
  for (std::size_t i = from; i < tokens.size(); ++i) {
    if (tokens[i].is(sign)) return i;
    i = closing(tokens, i);
  }
  return tokens.size();
}

std::vector<Tokens> split(Tokens tokens, const char* sign) {
  std::vector<Tokens> made;
  for (std::size_t from = 0;;) {
    const std::size_t to = outermost(tokens, sign, from);
    made.push_back(tokens.subspan(from, to - from));
    if (to == tokens.size()) return made;
    from = to + 1;
  }
}

std::vector<std::string> open_sentences(Tokens expression);

// Each of the ones with each of the others behind it.
std::vector<std::string> joined(const std::vector<std::string>& before, const std::vector<std::string>& behind) {
  std::vector<std::string> made;
  for (const auto& first : before)
    for (const auto& second : behind) made.push_back(first + second);
  return made;
}

std::vector<std::string> formatted(Tokens inside) {
  const auto given = arguments(inside);
  const auto formats = open_sentences(given.front());
  std::vector<std::string> made = {""};
  std::size_t next = 1;
  const std::string& format = formats.front();
  for (std::size_t i = 0; i < format.size(); ++i) {
    const bool is_hole = format[i] == '{' && format.find('}', i) != format.npos;
    if (is_hole) i = format.find('}', i);
    made = joined(made, !is_hole ? std::vector{std::string(1, format[i])}
                        : next < given.size() ? open_sentences(given[next++])
                                              : std::vector{std::string(1, kHole)});
  }
  return made;
}

// A name and what it is called with, nothing else: std::string(...).
bool is_call_of(Tokens tokens, std::string_view name) {
  std::string called;
  std::size_t i = 0;
  for (; i < tokens.size() && !tokens[i].is("("); ++i) called += tokens[i].text;
  return called == name && i < tokens.size() && closing(tokens, i) + 1 == tokens.size();
}

std::vector<std::string> open_sentences(Tokens tokens) {
  if (const std::size_t asks = outermost(tokens, "?"); asks < tokens.size()) {
    std::size_t otherwise = asks;
    for (int depth = 1; depth > 0 && otherwise + 1 < tokens.size();) {
      otherwise = closing(tokens, otherwise + 1);
      depth += tokens[otherwise].is("?") ? 1 : tokens[otherwise].is(":") ? -1 : 0;
    }
    auto made = open_sentences(tokens.subspan(asks + 1, otherwise - asks - 1));
    for (auto& each : open_sentences(tokens.subspan(otherwise + 1))) made.push_back(std::move(each));
    return made;
  }
  if (const auto parts = split(tokens, "+"); parts.size() > 1) {
    std::vector<std::string> made = {""};
    for (const Tokens part : parts) made = joined(made, open_sentences(part));
    return made;
  }
  if (is_call_of(tokens, "") || is_call_of(tokens, "std::string")) {
    const std::size_t open = outermost(tokens, "(");
    return open_sentences(tokens.subspan(open + 1, tokens.size() - open - 2));
  }
  if (is_call_of(tokens, "fmt::format")) return formatted(tokens.subspan(4, tokens.size() - 5));
  std::string all;
  for (const Token& each : tokens) {
    if (each.kind != Token::Kind::text) return {std::string(1, kHole)};
    all += each.text;
  }
  return {all};
}

}  // namespace

std::vector<Token> tokens_of(const std::filesystem::path& file) { return Scanner(file).run(); }

std::size_t closing(Tokens tokens, std::size_t begin) {
  int depth = 0;
  for (std::size_t i = begin; i < tokens.size(); ++i) {
    depth += tokens[i].is("(") || tokens[i].is("[") || tokens[i].is("{");
    depth -= tokens[i].is(")") || tokens[i].is("]") || tokens[i].is("}");
    if (depth <= 0) return i;
  }
  return tokens.size();
}

std::vector<Tokens> arguments(Tokens inside) { return split(inside, ","); }

std::vector<std::string> sentences(Tokens expression) {
  std::vector<std::string> made;
  for (const std::string& open : open_sentences(expression)) {
    std::string numbered;
    int holes = 0;
    for (std::size_t i = 0; i < open.size(); ++i)
      if (open[i] != kHole)
        numbered += open[i];
      else if (i == 0 || open[i - 1] != kHole)
        numbered += "{" + std::to_string(++holes) + "}";
    if (!numbered.empty()) made.push_back(std::move(numbered));
  }
  return made;
}

bool is_all_hole(const std::string& sentence) { return sentence == "{1}"; }

}  // namespace grono::test
