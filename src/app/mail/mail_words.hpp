#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

namespace grono::app {

/// The words of mails in one language: a file of share/mail, named by its tag. Another language is another file.
class MailWords {
 public:
  using Values = std::map<std::string, std::string, std::less<>>;

  explicit MailWords(nlohmann::json words) : words_(std::move(words)) {}

  /// The sentence at a JSON pointer, with what stands in braces put in. @throws std::runtime_error  there is none
  [[nodiscard]] std::string say(const std::string& pointer, const Values& values = {}) const;
  /// The sentence in the form that goes with the number, by the language's own rule; {count} is the number.
  [[nodiscard]] std::string count(const std::string& pointer, std::int64_t number, Values values = {}) const;
  /// The word at a pointer, or the name itself where there is none.
  [[nodiscard]] std::string word(const std::string& pointer, const std::string& name) const;

 private:
  nlohmann::json words_;
};

/// Every language of the folder, by its tag. @throws InvalidInput  a file can't be read, or there is none
[[nodiscard]] std::map<std::string, MailWords, std::less<>> load_mail_words(const std::filesystem::path& folder);

}  // namespace grono::app
