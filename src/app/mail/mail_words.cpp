#include "app/mail/mail_words.hpp"

#include <fstream>

#include "base/error.hpp"
#include "text/plural.hpp"

namespace grono::app {

std::string MailWords::say(const std::string& pointer, const Values& values) const {
  const nlohmann::json::json_pointer at(pointer);
  if (!words_.contains(at) || !words_.at(at).is_string())
    throw std::runtime_error("the words of mails have no " + pointer);
  const auto text = words_.at(at).get<std::string>();
  std::string made;
  // In one pass: what is put in is not looked into.
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t open = text.find('{', from);
    const std::size_t close = open == text.npos ? text.npos : text.find('}', open);
    if (close == text.npos) return made + text.substr(from);
    made += text.substr(from, open - from);
    if (const auto value = values.find(text.substr(open + 1, close - open - 1)); value != values.end())
      made += value->second;
    from = close + 1;
  }
  return made;
}

std::string MailWords::count(const std::string& pointer, std::int64_t number, Values values) const {
  values["count"] = std::to_string(number);
  const auto language = words_.value("language", "en");
  return say(pointer + "/" + std::string(text::plural_form(language, number)), values);
}

std::string MailWords::word(const std::string& pointer, const std::string& name) const {
  const nlohmann::json::json_pointer at(pointer);
  return words_.contains(at) && words_.at(at).is_string() ? words_.at(at).get<std::string>() : name;
}

std::map<std::string, MailWords, std::less<>> load_mail_words(const std::filesystem::path& folder) {
  std::map<std::string, MailWords, std::less<>> made;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    if (entry.path().extension() != ".json") continue;
    std::ifstream in(entry.path());
    auto read = nlohmann::json::parse(in, nullptr, false);
    if (!read.is_object()) throw InvalidInput(entry.path().string(), "is no JSON object", "lay the file anew");
    made.emplace(entry.path().stem().string(), MailWords(std::move(read)));
  }
  if (!made.contains("en"))
    throw InvalidInput(folder.string(), "holds no words of mails", "lay the program's share folder anew");
  return made;
}

}  // namespace grono::app
