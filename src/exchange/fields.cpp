#include "exchange/fields.hpp"

#include <array>

#include "cluster/localised_text.hpp"

namespace grono::exchange {

namespace {

// In the order of the enumeration.
constexpr std::array<std::string_view, kFields> kNames = {"id",
                                                          "legal_name",
                                                          "short_name",
                                                          "kind",
                                                          "nip",
                                                          "regon",
                                                          "krs",
                                                          "eu_vat",
                                                          "website",
                                                          "founded",
                                                          "employees",
                                                          "turnover",
                                                          "description",
                                                          "description_other",
                                                          "tags",
                                                          "activities",
                                                          "main_activity",
                                                          "place_id",
                                                          "is_seat",
                                                          "address",
                                                          "street",
                                                          "postal_code",
                                                          "locality",
                                                          "country",
                                                          "region",
                                                          "lau",
                                                          "nuts",
                                                          "latitude",
                                                          "longitude",
                                                          "coordinates",
                                                          "position_source",
                                                          "other_places",
                                                          "offers",
                                                          "needs",
                                                          "is_invented"};

std::optional<Target> qualified(std::string_view name, Field field) {
  const std::string prefix = std::string(kNames[static_cast<std::size_t>(field)]) + "_";
  if (!name.starts_with(prefix) || name.size() == prefix.size()) return std::nullopt;
  return Target{field, std::string(name.substr(prefix.size()))};
}

}  // namespace

std::string name_of(const Target& target) {
  std::string name(kNames[static_cast<std::size_t>(target.field)]);
  if (!target.qualifier.empty()) name += "_" + target.qualifier;
  return name;
}

std::optional<Target> target_named(std::string_view name) {
  for (std::size_t i = 0; i < kNames.size(); ++i)
    if (kNames[i] == name) return Target{static_cast<Field>(i), {}};
  if (auto described = qualified(name, Field::description);
      described && cluster::is_language_tag(described->qualifier))
    return described;
  if (auto coded = qualified(name, Field::activities)) return coded;
  return qualified(name, Field::main_activity);
}

std::vector<std::string> field_names(const cluster::Classifications& classifications) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    names.emplace_back(kNames[i]);
    const Field field = static_cast<Field>(i);
    if (field == Field::description)
      for (const char* language : {"pl", "en"}) names.push_back(name_of({field, language}));
    if (field == Field::activities || field == Field::main_activity)
      for (auto& scheme : classifications.schemes()) names.push_back(name_of({field, std::move(scheme)}));
  }
  return names;
}

}  // namespace grono::exchange
