#include "text/messages.hpp"

#include <algorithm>
#include <charconv>
#include <fstream>

#include "base/error.hpp"
#include "text/plural.hpp"

namespace grono::text {
namespace {

// A message in a message in a message; what is deeper is no sentence of ours.
constexpr int kDeepest = 4;

/// "{3}" and what may stand behind the number: {"3", "!"}.
struct Hole {
  std::size_t begin = std::string_view::npos, end = std::string_view::npos;  ///< with the braces
  std::size_t number = 0;
  std::string_view manner;
};

// Braces without a number are text: `{"field": value}`.
Hole next_hole(std::string_view text, std::size_t from) {
  for (std::size_t open = text.find('{', from); open != text.npos; open = text.find('{', open + 1)) {
    const std::size_t close = text.find('}', open);
    if (close == text.npos) break;
    const std::string_view inside = text.substr(open + 1, close - open - 1);
    Hole made{open, close + 1, 0, {}};
    const auto [end, error] = std::from_chars(inside.data(), inside.data() + inside.size(), made.number);
    if (error != std::errc() || made.number == 0) continue;
    made.manner = inside.substr(static_cast<std::size_t>(end - inside.data()));
    return made;
  }
  return {};
}

std::vector<std::string_view> split(std::string_view text, std::string_view at) {
  std::vector<std::string_view> made;
  for (std::size_t from = 0; from != text.npos;) {
    const std::size_t to = text.find(at, from);
    made.push_back(text.substr(from, to - from));
    from = to == text.npos ? text.npos : to + at.size();
  }
  return made;
}

// The names of `plural_form`, in the order in which a catalogue writes them.
std::vector<std::string_view> forms_of(std::string_view language) {
  if (language == "pl") return {"one", "few", "many"};
  return {"one", "other"};
}

std::string_view first_word(std::string_view text) { return text.substr(0, text.find(' ')); }

}  // namespace

/// Reads the lines of one file.
class Messages::Reader {
 public:
  explicit Reader(std::filesystem::path file) : file_(std::move(file)), in_(file_) {
    made_.language_ = file_.stem().string();
    if (!in_) refuse("the file can't be read", "lay the program's share folder anew");
  }

  Messages run() {
    std::string english;
    for (std::string line; std::getline(in_, line);) {
      ++line_;
      if (line.empty() || line.front() == '#') continue;
      const bool is_translation = line.starts_with("  ");
      if (is_translation == english.empty())
        refuse(is_translation ? "a translation stands without its message" : "the message before has no translation",
               "write the English message, and below it, behind two spaces, the translation");
      if (!is_translation) {
        english = line;
        continue;
      }
      add(english, std::string_view(line).substr(2));
      english.clear();
    }
    if (!english.empty()) refuse("the last message has no translation", "write it below");
    for (auto& [word, all] : made_.by_first_word_)
      std::stable_sort(all.begin(), all.end(),
                       [](const Template& a, const Template& b) { return a.own_length > b.own_length; });
    return std::move(made_);
  }

 private:
  [[noreturn]] void refuse(const std::string& what, const std::string& mend) const {
    throw InvalidInput(file_.string() + ", line " + std::to_string(line_), what, mend);
  }

  void add(const std::string& english, std::string_view translation) {
    if (!made_.lines_.emplace(english, line_ - 1).second) refuse("the message is there already", "remove one of them");
    Template read;
    read.literals = literals_of(english);
    for (const std::string& each : read.literals) read.own_length += each.size();
    read.said = pieces_of(translation, read.literals.size() - 1);
    if (read.literals.size() == 1)
      made_.without_holes_.emplace(english, std::move(read));
    else if (const std::string& first = read.literals.front(); first.find(' ') != first.npos)
      made_.by_first_word_[std::string(first_word(first))].push_back(std::move(read));
    else
      made_.by_first_word_[""].push_back(std::move(read));
  }

  std::vector<std::string> literals_of(std::string_view english) const {
    std::vector<std::string> made;
    std::size_t from = 0;
    for (Hole hole = next_hole(english, 0); hole.number > 0; hole = next_hole(english, from)) {
      if (hole.number != made.size() + 1 || !hole.manner.empty())
        refuse("the holes of a message are {1}, {2} and so on", "number them in their order");
      made.emplace_back(english.substr(from, hole.begin - from));
      if (made.size() > 1 && made.back().empty()) refuse("two holes touch", "leave a sign between them");
      from = hole.end;
    }
    made.emplace_back(english.substr(from));
    return made;
  }

  std::vector<Piece> pieces_of(std::string_view translation, std::size_t holes) const {
    std::vector<Piece> made;
    std::size_t from = 0;
    for (Hole hole = next_hole(translation, 0); hole.number > 0; hole = next_hole(translation, from)) {
      if (hole.number > holes)
        refuse("the message has no hole {" + std::to_string(hole.number) + "}", "use those it has");
      made.push_back({Piece::Kind::text, std::string(translation.substr(from, hole.begin - from)), 0, {}});
      made.push_back(piece_of(hole));
      from = hole.end;
    }
    made.push_back({Piece::Kind::text, std::string(translation.substr(from)), 0, {}});
    return made;
  }

  Piece piece_of(const Hole& hole) const {
    Piece made{Piece::Kind::value, {}, hole.number - 1, {}};
    if (hole.manner.empty()) return made;
    made.kind = hole.manner == "!" ? Piece::Kind::message : Piece::Kind::list;
    if (hole.manner == "!" || hole.manner == ",") return made;
    if (!hole.manner.starts_with(": "))
      refuse("a hole is neither {1}, {1!}, {1,} nor {1: ...}", "see the README beside the file");
    const auto forms = split(hole.manner.substr(2), "|");
    made.kind = forms.front().find('=') == std::string_view::npos ? Piece::Kind::plural : Piece::Kind::choice;
    const auto names = forms_of(made_.language_);
    if (made.kind == Piece::Kind::plural && forms.size() != names.size())
      refuse("a count has " + std::to_string(names.size()) + " forms in this language", "write them as {1: plik|pliki|plików}");
    for (std::size_t i = 0; i < forms.size(); ++i) {
      const std::size_t equals = forms[i].find('=');
      if (made.kind == Piece::Kind::plural)
        made.forms.emplace_back(names[i], forms[i]);
      else if (equals == std::string_view::npos)
        refuse("a choice names no value for one of its words", "write it as {1: open=otwarty|closed=zamknięty}");
      else
        made.forms.emplace_back(forms[i].substr(0, equals), forms[i].substr(equals + 1));
    }
    return made;
  }

  std::filesystem::path file_;
  std::ifstream in_;
  std::size_t line_ = 0;
  Messages made_;
};

Messages Messages::load(const std::filesystem::path& file) { return Reader(file).run(); }

std::string Messages::say(std::string_view message) const { return say(message, 0); }

std::string Messages::say(std::string_view message, int depth) const {
  if (const auto found = without_holes_.find(message); found != without_holes_.end())
    return fill(found->second, {}, depth);
  Values values, others;
  const Template* best = find(first_word(message), message, values);
  const Template* other = find("", message, others);
  if (other && (!best || other->own_length > best->own_length)) {
    best = other;
    values = std::move(others);
  }
  return best ? fill(*best, values, depth) : std::string(message);
}

const Messages::Template* Messages::find(std::string_view word, std::string_view message, Values& values) const {
  const auto found = by_first_word_.find(word);
  if (found == by_first_word_.end()) return nullptr;
  for (const Template& each : found->second)
    if (fits(each, message, values)) return &each;
  return nullptr;
}

// Both ends are fixed, and the literals between are looked for from the end. That finds a way wherever there is one,
// without trying several; and what people wrote, which mostly comes first, may hold words of the template.
bool Messages::fits(const Template& candidate, std::string_view message, Values& values) {
  const auto& literals = candidate.literals;
  if (message.size() < candidate.own_length || !message.starts_with(literals.front()) ||
      !message.ends_with(literals.back()))
    return false;
  std::size_t end = message.size() - literals.back().size();
  const std::size_t begin = literals.front().size();
  values.assign(literals.size() - 1, {});
  for (std::size_t i = literals.size() - 2; i > 0; --i) {
    const std::size_t at = message.substr(begin, end - begin).rfind(literals[i]);
    if (at == message.npos) return false;
    const std::size_t value = begin + at + literals[i].size();
    values[i] = message.substr(value, end - value);
    end = begin + at;
  }
  values.front() = message.substr(begin, end - begin);
  return true;
}

std::string Messages::fill(const Template& with, const Values& values, int depth) const {
  std::string made;
  for (const Piece& piece : with.said)
    made += piece.kind == Piece::Kind::text ? piece.text : said(piece, values[piece.hole], depth);
  return made;
}

std::string Messages::said(const Piece& piece, std::string_view value, int depth) const {
  const auto form = [&](std::string_view name) {
    const auto found = std::find_if(piece.forms.begin(), piece.forms.end(),
                                    [&](const auto& each) { return each.first == name; });
    return found == piece.forms.end() ? std::string(value) : found->second;
  };
  switch (piece.kind) {
    case Piece::Kind::message: return depth < kDeepest ? say(value, depth + 1) : std::string(value);
    case Piece::Kind::list: {
      std::string made;
      for (const std::string_view each : split(value, ", ")) made += (made.empty() ? "" : ", ") + say(each, kDeepest);
      return made;
    }
    case Piece::Kind::plural: {
      std::int64_t number = 0;
      const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
      const bool is_whole = error == std::errc() && end == value.data() + value.size();
      return is_whole ? form(plural_form(language_, number)) : piece.forms.back().second;
    }
    case Piece::Kind::choice: return form(value);
    default: return std::string(value);
  }
}

std::map<std::string, Messages, std::less<>> load_messages(const std::filesystem::path& folder) {
  std::map<std::string, Messages, std::less<>> made;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error))
    if (entry.path().extension() == ".txt")
      made.emplace(entry.path().stem().string(), Messages::load(entry.path()));
  if (made.empty()) throw InvalidInput(folder.string(), "holds no messages", "lay the program's share folder anew");
  return made;
}

}  // namespace grono::text
