#include "exchange/organisation_cells.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cluster/json.hpp"
#include "cluster/names.hpp"

namespace grono::exchange {

namespace {

using cluster::Organisation;

std::string without_pl_and_en(cluster::LocalisedText text) {
  text.erase("pl");
  text.erase("en");
  return text.empty() ? std::string() : nlohmann::json(text).dump();
}

std::string in(const cluster::LocalisedText& text, const char* language) {
  const auto found = text.find(language);
  return found == text.end() ? std::string() : found->second;
}

std::string list_cell(const nlohmann::json& list) {
  return list.empty() ? std::string() : list.dump();
}

std::string id_cell(const Uuid& id) {
  return id.is_nil() ? std::string() : to_string(id);
}

template <class Number>
std::string number_cell(const std::optional<Number>& number) {
  return number ? std::to_string(*number) : std::string();
}

void add_first_place(std::vector<std::string>& cells, const Organisation& organisation) {
  if (organisation.places.empty()) {
    cells.resize(cells.size() + 11);
    return;
  }
  const cluster::Place& place = organisation.places.front();
  const auto& at = place.position;
  cells.insert(
      cells.end(),
      {id_cell(place.id.uuid), place.is_seat ? "yes" : "no", place.street, place.postal_code, place.locality,
       place.country, place.lau, place.nuts, at ? shortest(at->lat) : "", at ? shortest(at->lon) : "",
       place.position_source ? std::string(cluster::name_of(*place.position_source)) : ""});
}

}  // namespace

const std::vector<std::string>& organisation_columns() {
  static const std::vector<std::string> columns = {"id",
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
                                                   "description_pl",
                                                   "description_en",
                                                   "description_other",
                                                   "tags",
                                                   "activities",
                                                   "place_id",
                                                   "is_seat",
                                                   "street",
                                                   "postal_code",
                                                   "locality",
                                                   "country",
                                                   "lau",
                                                   "nuts",
                                                   "latitude",
                                                   "longitude",
                                                   "position_source",
                                                   "other_places",
                                                   "offers",
                                                   "needs",
                                                   "is_invented"};
  return columns;
}

std::vector<std::string> organisation_cells(const Organisation& organisation) {
  const auto json = cluster::to_json(organisation);
  const auto& registers = organisation.registers;
  std::vector<std::string> cells = {
      id_cell(organisation.id.uuid),
      organisation.legal_name,
      organisation.short_name,
      std::string(cluster::name_of(organisation.kind)),
      registers.nip.value_or(""),
      registers.regon.value_or(""),
      registers.krs.value_or(""),
      registers.eu_vat.value_or(""),
      organisation.website.value_or(""),
      number_cell(organisation.founded),
      number_cell(organisation.employees),
      organisation.turnover ? std::string(cluster::name_of(*organisation.turnover)) : "",
      in(organisation.description, "pl"),
      in(organisation.description, "en"),
      without_pl_and_en(organisation.description),
      join_list(organisation.tags),
      join_activities(organisation.activities)};
  add_first_place(cells, organisation);
  auto others = json.at("places");
  if (!others.empty()) others.erase(others.begin());
  cells.insert(cells.end(), {list_cell(others), list_cell(json.at("offers")), list_cell(json.at("needs")),
                             organisation.is_invented ? "yes" : ""});
  return cells;
}

std::string join_list(const std::vector<std::string>& items) {
  const bool is_plain = std::all_of(items.begin(), items.end(), [](const std::string& item) {
    return item.find_first_of(";,|\n\r") == std::string::npos && !item.starts_with('[');
  });
  if (!is_plain) return nlohmann::json(items).dump();
  return fmt::format("{}", fmt::join(items, "; "));
}

std::string join_activities(const std::vector<cluster::ActivityCode>& activities) {
  std::string cell;
  for (const auto& activity : activities)
    cell += fmt::format("{}{}:{}{}", cell.empty() ? "" : "; ", activity.scheme, activity.code,
                        activity.is_main ? "*" : "");
  return cell;
}

std::string shortest(double number) {
  return fmt::format("{}", number);
}

}  // namespace grono::exchange
