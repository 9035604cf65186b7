#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "cluster/localised_text.hpp"
#include "cluster/names.hpp"

namespace grono::cluster {

/// Reads one JSON object strictly: what is there must be of the type asked for, and nothing may be there that nobody
/// asked for. null counts as absent. Every message names the place by its JSON pointer.
class JsonReader {
 public:
  /// @throws InvalidInput  not an object
  JsonReader(const nlohmann::json& object, std::string pointer);

  [[nodiscard]] std::string at(std::string_view field) const;  ///< the field's JSON pointer
  [[nodiscard]] bool has(std::string_view field);

  [[nodiscard]] std::optional<std::string> text(std::string_view field);
  [[nodiscard]] std::optional<std::int64_t> integer(std::string_view field);
  [[nodiscard]] std::optional<int> small_integer(std::string_view field);
  [[nodiscard]] std::optional<double> number(std::string_view field);
  [[nodiscard]] bool flag(std::string_view field, bool otherwise = false);
  [[nodiscard]] std::vector<std::string> texts(std::string_view field);
  [[nodiscard]] LocalisedText localised(std::string_view field);
  [[nodiscard]] std::optional<Timestamp> moment(std::string_view field);
  [[nodiscard]] std::optional<Date> day(std::string_view field);

  template <class Value>
  [[nodiscard]] std::optional<Value> named(std::string_view field) {
    const auto name = text(field);
    if (!name) return std::nullopt;
    const auto value = value_of<Value>(*name);
    if (!value) unknown_name(field, *name, names_of<Value>());
    return value;
  }
  /// The same for values whose names are told here.
  template <class Value, std::size_t count>
  [[nodiscard]] std::optional<Value> one_of(std::string_view field,
                                            const std::array<std::pair<std::string_view, Value>, count>& values) {
    const auto name = text(field);
    if (!name) return std::nullopt;
    std::string all;
    for (const auto& [each, value] : values) {
      if (each == *name) return value;
      all += (all.empty() ? "" : ", ") + std::string(each);
    }
    unknown_name(field, *name, all);
  }
  template <class IdType>
  [[nodiscard]] std::optional<IdType> id(std::string_view field) {
    const auto written = text(field);
    if (!written) return std::nullopt;
    const auto parsed = IdType::parse(*written);
    if (!parsed) throw InvalidInput(at(field), "\"" + *written + "\" is not an id", "give it as the program gave it");
    return parsed;
  }
  /// Each element of an array by `read(element, pointer)`; empty where the field is absent.
  template <class Read>
  [[nodiscard]] auto list(std::string_view field, const Read& read) {
    std::vector<decltype(read(std::declval<const nlohmann::json&>(), std::string()))> made;
    if (const nlohmann::json* array = array_at(field)) {
      made.reserve(array->size());
      for (std::size_t i = 0; i < array->size(); ++i)
        made.push_back(read((*array)[i], at(field) + "/" + std::to_string(i)));
    }
    return made;
  }
  template <class IdType>
  [[nodiscard]] std::vector<IdType> ids(std::string_view field) {
    return list(field, [](const nlohmann::json& element, const std::string& pointer) {
      const auto parsed =
          element.is_string() ? IdType::parse(element.get_ref<const std::string&>()) : std::nullopt;
      if (!parsed) throw InvalidInput(pointer, "is not an id", "give it as the program gave it");
      return *parsed;
    });
  }
  /// The value itself; null pointer where it is absent.
  [[nodiscard]] const nlohmann::json* value(std::string_view field);

  /// What a field that must be there holds.
  /// @throws InvalidInput  it is not there
  template <class T>
  [[nodiscard]] T required(std::string_view field, std::optional<T> value) const {
    if (!value) throw InvalidInput(at(field), "is missing", "give the field a value");
    return *std::move(value);
  }

  /// Fields that may be there and are not the client's to set.
  void ignore(std::initializer_list<std::string_view> fields);
  /// @throws InvalidInput  there is a field that nothing above has asked for
  void expect_nothing_else() const;

 private:
  template <class Value>
  static std::string names_of() {
    std::string all;
    for (const auto& [name, value] : named_values<Value>()) all += (all.empty() ? "" : ", ") + std::string(name);
    return all;
  }
  [[noreturn]] void unknown_name(std::string_view field, const std::string& name, const std::string& all) const;
  [[noreturn]] void wrong_type(std::string_view field, std::string_view wanted) const;
  [[nodiscard]] const nlohmann::json* array_at(std::string_view field);

  const nlohmann::json& object_;
  std::string pointer_;
  std::vector<std::string_view> asked_;
};

}  // namespace grono::cluster
