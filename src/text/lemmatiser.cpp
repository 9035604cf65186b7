#include "text/lemmatiser.hpp"

#include <algorithm>
#include <array>
#include <mutex>
#include <optional>
#include <unordered_map>

#include <hunspell.hxx>
#include <utf8proc.h>

#include "base/error.hpp"
#include "text/fold.hpp"

namespace grono::text {
namespace {

// A Polish letter in ISO-8859-2, in which the dictionary is written.
struct Letter {
  char32_t point;
  char latin2;
  char plain;
};
constexpr std::array kLetters = {
    Letter{U'ą', '\xb1', 'a'}, Letter{U'ć', '\xe6', 'c'}, Letter{U'ę', '\xea', 'e'}, Letter{U'ł', '\xb3', 'l'},
    Letter{U'ń', '\xf1', 'n'}, Letter{U'ó', '\xf3', 'o'}, Letter{U'ś', '\xb6', 's'}, Letter{U'ź', '\xbc', 'z'},
    Letter{U'ż', '\xbf', 'z'},
};
constexpr std::size_t kMostRestored = 3;      // letters given their diacritics back ...
constexpr std::size_t kMostRestoredShort = 4;  // ... in words of up to six letters
constexpr std::size_t kShort = 6;
constexpr std::size_t kLongestRestored = 24;  // bytes; longer words have too many ways
constexpr std::size_t kLongest = 60;
constexpr std::size_t kMostRemembered = 20'000;  // words typed, with what was found for them

// In lower case; nothing where it can be no word of the dictionary: another alphabet, digits.
std::optional<std::string> latin2(std::string_view utf8) {
  std::string made;
  for (std::size_t at = 0; at < utf8.size();) {
    utf8proc_int32_t point = 0;
    const auto read = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(utf8.data() + at),
                                       static_cast<utf8proc_ssize_t>(utf8.size() - at), &point);
    if (read <= 0) return std::nullopt;
    at += static_cast<std::size_t>(read);
    const auto lower = static_cast<char32_t>(utf8proc_tolower(point));
    if (lower >= U'0' && lower <= U'9') return std::nullopt;  // no word of the dictionary has one
    if (lower < 0x80) {
      made += static_cast<char>(lower);
      continue;
    }
    const auto letter =
        std::find_if(kLetters.begin(), kLetters.end(), [&](const Letter& each) { return each.point == lower; });
    if (letter == kLetters.end()) return std::nullopt;
    made += letter->latin2;
  }
  return made;
}

void add_unique(std::vector<std::string>& to, std::string word) {
  if (!word.empty() && std::find(to.begin(), to.end(), word) == to.end()) to.push_back(std::move(word));
}

/// Hunspell keeps state while it works, so each thread borrows one of its own; they are loaded when first needed.
class Dictionaries {
 public:
  Dictionaries(std::string affixes, std::string words) : affixes_(std::move(affixes)), words_(std::move(words)) {
    free_.push_back(make());
  }

  template <class Work>
  auto with_one(const Work& work) const {
    auto mine = borrow();
    auto result = work(*mine);
    const std::lock_guard lock(mutex_);
    free_.push_back(std::move(mine));
    return result;
  }

 private:
  [[nodiscard]] std::unique_ptr<Hunspell> make() const {
    return std::make_unique<Hunspell>(affixes_.c_str(), words_.c_str());
  }
  [[nodiscard]] std::unique_ptr<Hunspell> borrow() const {
    {
      const std::lock_guard lock(mutex_);
      if (!free_.empty()) {
        auto mine = std::move(free_.back());
        free_.pop_back();
        return mine;
      }
    }
    return make();
  }

  std::string affixes_, words_;
  mutable std::mutex mutex_;
  mutable std::vector<std::unique_ptr<Hunspell>> free_;
};

// Harman's "S" stemmer (Harman 1991, How effective is suffixing?): plurals only, which errs least.
std::string english_stem(std::string word) {
  const auto ends = [&](std::string_view end) { return word.size() > end.size() + 1 && word.ends_with(end); };
  if (ends("ies") && !ends("eies") && !ends("aies")) return word.substr(0, word.size() - 3) + "y";
  if (ends("es") && !ends("aes") && !ends("ees") && !ends("oes")) return word.substr(0, word.size() - 1);
  if (ends("s") && !ends("us") && !ends("ss")) return word.substr(0, word.size() - 1);
  return word;
}

// For words the dictionary does not know (names, new terms): the commonest endings of cases fall away, so that
// "biozgodność" and "biozgodności" meet. At least four letters stay.
std::string polish_stem(std::string folded) {
  constexpr std::array<std::string_view, 4> kOsc = {"osciami", "osciach", "oscia", "osci"};
  constexpr std::array<std::string_view, 17> kEndings = {"ami", "ach", "owi", "ow", "om", "em", "ie", "ia", "iu",
                                                         "y",   "i",   "a",   "e",  "u",  "o",  "ym", "ego"};
  const auto ends = [&](std::string_view ending) {
    return folded.size() >= ending.size() + 4 && folded.ends_with(ending);
  };
  for (const std::string_view ending : kOsc)
    if (ends(ending)) return folded.substr(0, folded.size() - ending.size()) + "osc";
  std::string_view longest;
  for (const std::string_view ending : kEndings)
    if (ending.size() > longest.size() && ends(ending)) longest = ending;
  return folded.substr(0, folded.size() - longest.size());
}

class HunspellLemmatiser final : public Lemmatiser {
 public:
  HunspellLemmatiser(std::string affixes, std::string words) : dictionaries_(std::move(affixes), std::move(words)) {}

  [[nodiscard]] std::vector<std::string> lemmas(std::string_view word, std::string_view language) const override {
    std::vector<std::string> made;
    if (language == "pl" && word.size() <= kLongest)
      if (const auto text = latin2(word)) made = stems(*text);
    if (made.empty()) add_unique(made, language == "en"   ? english_stem(fold(word))
                                       : language == "pl" ? polish_stem(fold(word))
                                                          : fold(word));
    if (made.empty()) made.emplace_back(word);
    return made;
  }

  [[nodiscard]] std::vector<std::string> lemmas_without_diacritics(std::string_view word) const override {
    std::vector<std::string> made;
    if (word.size() > kLongestRestored) return made;
    const std::string text = fold(word);
    if (!std::all_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; })) return made;
    {
      const std::lock_guard lock(remembering_);
      if (const auto known = restored_.find(text); known != restored_.end()) return known->second;
    }
    made = dictionaries_.with_one([&](Hunspell& dictionary) {
      std::vector<std::string> found;
      std::string letters = text;
      restore(dictionary, letters, 0, text.size() <= kShort ? kMostRestoredShort : kMostRestored, found);
      return found;
    });
    const std::lock_guard lock(remembering_);
    if (restored_.size() >= kMostRemembered) restored_.clear();
    restored_.emplace(text, made);
    return made;
  }

 private:
  [[nodiscard]] std::vector<std::string> stems(const std::string& text) const {
    return dictionaries_.with_one([&](Hunspell& dictionary) {
      std::vector<std::string> made;
      for (const std::string& stem : dictionary.stem(text)) add_unique(made, folded_latin2(stem));
      if (!made.empty()) return made;
      // Names stand in the dictionary with a capital.
      std::string name = text;
      name.front() = capital_of(name.front());
      for (const std::string& stem : dictionary.stem(name)) add_unique(made, folded_latin2(stem));
      return made;
    });
  }

  static char capital_of(char c) {
    if (c >= 'a' && c <= 'z') return static_cast<char>(c - 'a' + 'A');
    // In ISO-8859-2 capitals of the Polish letters stand 0x10 or 0x20 before the small ones.
    const auto byte = static_cast<unsigned char>(c);
    return static_cast<char>(byte >= 0xe0 ? byte - 0x20 : byte >= 0xb0 ? byte - 0x10 : byte);
  }

  static void restore(Hunspell& dictionary, std::string& text, std::size_t from, std::size_t left,
                      std::vector<std::string>& made) {
    if (from > 0) {  // else nothing is restored yet
      std::string name = text;
      name.front() = capital_of(name.front());
      for (const std::string& form : {text, name})
        for (const std::string& stem : dictionary.stem(form)) add_unique(made, folded_latin2(stem));
    }
    if (left == 0) return;
    for (std::size_t at = from; at < text.size(); ++at)
      for (const Letter& letter : kLetters)
        if (text[at] == letter.plain) {
          text[at] = letter.latin2;
          restore(dictionary, text, at + 1, left - 1, made);
          text[at] = letter.plain;
        }
  }

  static std::string folded_latin2(const std::string& word) {
    std::string made;
    for (const char c : word) {
      const auto letter = std::find_if(kLetters.begin(), kLetters.end(), [&](const Letter& each) {
        return each.latin2 == c || capital_of(each.latin2) == c;
      });
      if (letter != kLetters.end()) made += letter->plain;
      else if (c >= 'A' && c <= 'Z') made += static_cast<char>(c - 'A' + 'a');
      else if (static_cast<unsigned char>(c) < 0x80) made += c;
    }
    return made;
  }

  Dictionaries dictionaries_;
  // People type the same words again and again, and one on its way to being typed is asked about at each letter.
  mutable std::mutex remembering_;
  mutable std::unordered_map<std::string, std::vector<std::string>> restored_;
};

}  // namespace

std::shared_ptr<const Lemmatiser> Lemmatiser::load(const std::filesystem::path& hunspell_folder) {
  const auto affixes = hunspell_folder / "pl_PL.aff", words = hunspell_folder / "pl_PL.dic";
  for (const auto& file : {affixes, words})
    if (!std::filesystem::exists(file))
      throw InvalidInput(file.string(), "the Polish dictionary is not there", "install the package hunspell-pl");
  return std::make_shared<HunspellLemmatiser>(affixes.string(), words.string());
}

}  // namespace grono::text
