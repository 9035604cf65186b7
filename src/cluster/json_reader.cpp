#include "cluster/json_reader.hpp"

#include <algorithm>
#include <limits>

namespace grono::cluster {
namespace {

std::string escaped(std::string_view field) {
  std::string made;
  for (const char c : field) {
    if (c == '~') made += "~0";
    else if (c == '/') made += "~1";
    else made += c;
  }
  return made;
}

}  // namespace

JsonReader::JsonReader(const nlohmann::json& object, std::string pointer)
    : object_(object), pointer_(std::move(pointer)) {
  if (!object.is_object()) throw InvalidInput(pointer_, "is not a JSON object", "write it as {\"field\": value}");
}

std::string JsonReader::at(std::string_view field) const { return pointer_ + "/" + escaped(field); }

bool JsonReader::has(std::string_view field) { return value(field) != nullptr; }

const nlohmann::json* JsonReader::value(std::string_view field) {
  asked_.push_back(field);
  const auto found = object_.find(field);
  return found == object_.end() || found->is_null() ? nullptr : &*found;
}

std::optional<std::string> JsonReader::text(std::string_view field) {
  const nlohmann::json* found = value(field);
  if (!found) return std::nullopt;
  if (!found->is_string()) wrong_type(field, "a text");
  return found->get<std::string>();
}

std::optional<std::int64_t> JsonReader::integer(std::string_view field) {
  const nlohmann::json* found = value(field);
  if (!found) return std::nullopt;
  const bool fits = found->is_number_integer() &&
                    !(found->is_number_unsigned() &&
                      found->get<std::uint64_t>() > std::uint64_t(std::numeric_limits<std::int64_t>::max()));
  if (!fits) wrong_type(field, "a whole number");
  return found->get<std::int64_t>();
}

std::optional<int> JsonReader::small_integer(std::string_view field) {
  const auto found = integer(field);
  if (!found) return std::nullopt;
  if (*found < std::numeric_limits<int>::min() || *found > std::numeric_limits<int>::max())
    throw InvalidInput(at(field), std::to_string(*found) + " is out of range", "give a smaller number");
  return static_cast<int>(*found);
}

std::optional<double> JsonReader::number(std::string_view field) {
  const nlohmann::json* found = value(field);
  if (!found) return std::nullopt;
  if (!found->is_number()) wrong_type(field, "a number");
  return found->get<double>();
}

bool JsonReader::flag(std::string_view field, bool otherwise) {
  const nlohmann::json* found = value(field);
  if (!found) return otherwise;
  if (!found->is_boolean()) wrong_type(field, "true or false");
  return found->get<bool>();
}

std::vector<std::string> JsonReader::texts(std::string_view field) {
  return list(field, [](const nlohmann::json& element, const std::string& pointer) {
    if (!element.is_string()) throw InvalidInput(pointer, "is not a text", "give it in quotes");
    return element.get<std::string>();
  });
}

LocalisedText JsonReader::localised(std::string_view field) {
  const nlohmann::json* found = value(field);
  LocalisedText made;
  if (!found) return made;
  if (!found->is_object()) wrong_type(field, "an object of texts by language");
  for (const auto& [language, written] : found->items()) {
    const std::string pointer = at(field) + "/" + escaped(language);
    if (!is_language_tag(language))
      throw InvalidInput(pointer, "\"" + language + "\" is not a language", "use a tag such as pl, en or de");
    if (!written.is_string()) throw InvalidInput(pointer, "is not a text", "give it in quotes");
    if (!written.get_ref<const std::string&>().empty()) made.emplace(language, written.get<std::string>());
  }
  return made;
}

std::optional<Timestamp> JsonReader::moment(std::string_view field) {
  const auto written = text(field);
  if (!written) return std::nullopt;
  const auto parsed = parse_timestamp(*written);
  if (!parsed) throw InvalidInput(at(field), "\"" + *written + "\" is not a moment", "write it as 2026-11-23T18:03:34Z");
  return parsed;
}

std::optional<Date> JsonReader::day(std::string_view field) {
  const auto written = text(field);
  if (!written) return std::nullopt;
  const auto parsed = parse_date(*written);
  if (!parsed) throw InvalidInput(at(field), "\"" + *written + "\" is not a day", "write it as 2026-11-23");
  return parsed;
}

void JsonReader::ignore(std::initializer_list<std::string_view> fields) {
  asked_.insert(asked_.end(), fields.begin(), fields.end());
}

void JsonReader::expect_nothing_else() const {
  for (const auto& [field, value] : object_.items())
    if (std::find(asked_.begin(), asked_.end(), field) == asked_.end())
      throw InvalidInput(at(field), "there is no such field", "check the spelling; the API document lists the fields");
}

void JsonReader::unknown_name(std::string_view field, const std::string& name, const std::string& all) const {
  throw InvalidInput(at(field), "\"" + name + "\" is not one of its values", "use one of: " + all);
}

void JsonReader::wrong_type(std::string_view field, std::string_view wanted) const {
  throw InvalidInput(at(field), "is not " + std::string(wanted), "give it as " + std::string(wanted));
}

const nlohmann::json* JsonReader::array_at(std::string_view field) {
  const nlohmann::json* found = value(field);
  if (found && !found->is_array()) wrong_type(field, "a list");
  return found;
}

}  // namespace grono::cluster
