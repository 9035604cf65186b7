#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace grono::text {

/// What the program says to people, in one language besides English.
///
/// As in gettext, the English sentence that stands in the code is the message's identity. Its values are found again
/// by the templates of a catalogue, so that whoever throws an error need not know of languages.
class Messages {
 public:
  /// Every message stays as it is.
  Messages() = default;
  /// Reads a catalogue; data/messages/README.md tells its form, the file's name the language: "pl.txt".
  /// @throws InvalidInput  where = the file and the line
  [[nodiscard]] static Messages load(const std::filesystem::path& file);

  /// The message in this language; as it is where no template fits it. Of several that fit, the one with the most
  /// words of its own. The time is that of a few searches in the message, whatever stands in it.
  [[nodiscard]] std::string say(std::string_view message) const;

  /// The English sides: "\"{1}\" is not a day", each with its line.
  [[nodiscard]] const std::map<std::string, std::size_t, std::less<>>& templates() const { return lines_; }

 private:
  /// What stands in the translation beside its plain text: a value of the message, said in one of these ways.
  struct Piece {
    enum class Kind { text, value, message, list, plural, choice };
    Kind kind = Kind::text;
    std::string text;
    std::size_t hole = 0;
    std::vector<std::pair<std::string, std::string>> forms;  ///< plural: by name of the form; choice: by value
  };
  struct Template {
    std::vector<std::string> literals;  ///< around the holes: one more than there are
    std::vector<Piece> said;
    std::size_t own_length = 0;  ///< of the literals together
  };
  using Values = std::vector<std::string_view>;

  class Reader;
  [[nodiscard]] std::string say(std::string_view message, int depth) const;
  [[nodiscard]] std::string fill(const Template& with, const Values& values, int depth) const;
  [[nodiscard]] std::string said(const Piece& piece, std::string_view value, int depth) const;
  [[nodiscard]] const Template* find(std::string_view first_word, std::string_view message, Values& values) const;
  static bool fits(const Template& candidate, std::string_view message, Values& values);

  std::string language_;
  std::map<std::string, std::size_t, std::less<>> lines_;
  std::map<std::string, Template, std::less<>> without_holes_;
  /// By the first word, "" where a hole stands in it; the longest first.
  std::map<std::string, std::vector<Template>, std::less<>> by_first_word_;
};

/// Every catalogue of a folder, by the tag of its language. @throws InvalidInput  one is malformed
[[nodiscard]] std::map<std::string, Messages, std::less<>> load_messages(const std::filesystem::path& folder);

}  // namespace grono::text
