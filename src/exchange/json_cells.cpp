#include "exchange/json_cells.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "exchange/organisation_cells.hpp"
#include "exchange/schema_org.hpp"

namespace grono::exchange {

namespace {

using nlohmann::json;
using JsonCells = std::vector<std::pair<std::string, std::string>>;

JsonCells plain_row(const json& object) {
  JsonCells cells;
  for (const auto& [name, value] : object.items())
    if (auto cell = json_cell(value); !cell.empty()) cells.emplace_back(name, std::move(cell));
  return cells;
}

bool has(const JsonCells& cells, std::string_view name) {
  return std::any_of(cells.begin(), cells.end(), [&](const auto& cell) { return cell.first == name; });
}

JsonCells feature_row(const json& feature) {
  const auto properties = feature.find("properties");
  JsonCells cells = properties != feature.end() && properties->is_object() ? plain_row(*properties) : JsonCells{};
  if (const auto id = feature.find("id"); id != feature.end() && !has(cells, "id"))
    if (auto cell = json_cell(*id); !cell.empty()) cells.emplace_back("id", std::move(cell));
  const auto geometry = feature.find("geometry");
  if (geometry == feature.end() || !geometry->is_object() || geometry->value("type", json()) != "Point")
    return cells;
  const auto at = geometry->find("coordinates");
  if (at == geometry->end() || !at->is_array() || at->size() < 2 || !(*at)[0].is_number() ||
      !(*at)[1].is_number())
    return cells;
  std::erase_if(cells,
                [](const auto& cell) { return cell.first == "latitude" || cell.first == "longitude"; });
  cells.emplace_back("latitude", json_cell((*at)[1]));
  cells.emplace_back("longitude", json_cell((*at)[0]));
  return cells;
}

bool is_json_ld(const json& object) {
  return object.contains("@type") || object.contains("legalName");
}

}  // namespace

std::string json_cell(const json& value) {
  if (value.is_null()) return {};
  if (value.is_string()) return value.get<std::string>();
  if (value.is_number_float()) return shortest(value.get<double>());
  const bool is_texts = value.is_array() && std::all_of(value.begin(), value.end(),
                                                        [](const json& each) { return each.is_string(); });
  if (is_texts) return join_list(value.get<std::vector<std::string>>());
  if (value.empty()) return {};
  return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

JsonCells json_row(const json& element) {
  if (!element.is_object())
    throw InvalidInput("/", "an entry of the list is no object", "give one object an organisation");
  if (element.value("type", json()) == "Feature") return feature_row(element);
  return is_json_ld(element) ? from_schema_org(element) : plain_row(element);
}

}  // namespace grono::exchange
