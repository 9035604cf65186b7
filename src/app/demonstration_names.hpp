#pragma once

#include <filesystem>
#include <map>
#include <string>

#include <nlohmann/json.hpp>

#include "app/demonstration.hpp"

namespace grono::app {

/// Reads the descriptions of data/demonstration and puts what they name in place of its names:
///
/// - `{day -40}` the day 40 days ago; `{workday 20}` the 20th day from today on which people work, today or
///   the next one being the 0th
/// - `{moment -40}`, `{moment -40 14:30}`, `{workmoment 20 08:00}` a moment of such a day, in UTC; 9:00 where
///   none is told
/// - `{year -150}` the year of the day 150 days ago; `{last_year 1}` the year before this one
/// - `{enterprise 2}` the third active member of a kind, but for the coordinator; `{coordinator}`
/// - `{product plate}` what was founded under this name before
/// - `{a-task}` a part of a project: the same id wherever it is named
///
/// Within a longer text they are replaced as well.
class DemonstrationNames {
 public:
  /// @param folder  data/demonstration. Both have to outlive this
  DemonstrationNames(std::filesystem::path folder, const Demonstration& demonstration, Date today);

  /// A description as it is written; what is wrong with it from now on names this file.
  /// @throws InvalidInput  it can't be read
  [[nodiscard]] nlohmann::json read(const std::string& file);
  /// With every name replaced. @throws InvalidInput  a name stands for nothing
  [[nodiscard]] nlohmann::json filled(nlohmann::json value);
  /// From now on `name`, such as "product plate", stands for this id.
  void know(const std::string& name, std::string id) { known_[name] = std::move(id); }
  /// The day that `{workday number}` stands for.
  [[nodiscard]] Date workday(int number) const;
  /// @throws InvalidInput  always: of the description that is being read
  [[noreturn]] void refuse(const std::string& problem, const std::string& mend) const;

 private:
  [[nodiscard]] nlohmann::json meant(const std::string& name);
  [[nodiscard]] std::string text_of(const std::string& text);
  [[nodiscard]] int number(const std::string& written) const;
  [[nodiscard]] Date day(int from_today) const;
  [[nodiscard]] std::string moment(Date day, const std::string& time) const;
  [[nodiscard]] std::string member(cluster::OrganisationKind kind, int number) const;

  std::filesystem::path folder_;
  const Demonstration& demonstration_;
  Date today_;
  std::string file_ = "work.json";
  std::map<std::string, std::string> known_;
};

/// What the description says beside the draft that it is: the draft is left without it.
template <class T>
T taken(nlohmann::json& object, const char* field, T otherwise) {
  const T value = object.value(field, otherwise);
  object.erase(field);
  return value;
}

}  // namespace grono::app
