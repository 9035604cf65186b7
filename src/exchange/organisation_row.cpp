#include "exchange/organisation_row.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "base/ascii.hpp"
#include "cluster/json.hpp"
#include "cluster/names.hpp"
#include "cluster/rules.hpp"
#include "exchange/activity_cells.hpp"
#include "exchange/address.hpp"
#include "exchange/cell_values.hpp"
#include "exchange/place_checks.hpp"
#include "text/unicode.hpp"

namespace grono::exchange {

namespace {

using cluster::Organisation;

/// Reads the cells of one row, each by its target.
class RowReader {
 public:
  RowReader(const RowReading& reading, OrganisationRow& row) : reading_(reading), row_(row) {
    place_.country = reading.defaults.country;
  }

  void take(const Target& target, std::string_view cell);
  void finish();

 private:
  void report(const Target& target, std::string problem, std::string mend, bool is_fatal = true) {
    row_.problems.push_back({name_of(target), std::move(problem), std::move(mend), is_fatal});
  }
  void not_understood(const Target& target, std::string_view cell, std::string mend) {
    report(target, "\"" + std::string(cell.substr(0, 100)) + "\" is not understood", std::move(mend));
  }
  template <class Value, class Into>
  void take_value(const Target& target, std::string_view cell, const std::optional<Value>& value, Into& into,
                  const char* mend) {
    if (value)
      into = *value;
    else
      not_understood(target, cell, mend);
  }
  bool take_text(const Target& target, std::string_view cell);
  bool take_number(const Target& target, std::string_view cell);
  bool take_place(const Target& target, std::string_view cell);
  bool take_position(const Target& target, std::string_view cell);
  void take_list(const Target& target, std::string_view cell);
  void take_tags(const Target& target, std::string_view cell);
  void take_activities(const Target& target, std::string_view cell);
  void take_capabilities(const Target& target, std::string_view cell, std::vector<cluster::Capability>& into);
  nlohmann::json parsed_list(const Target& target, std::string_view cell);
  Organisation parsed(const Target& target, const char* field, nlohmann::json value);
  void settle_place();

  const RowReading& reading_;
  OrganisationRow& row_;
  Organisation& made_ = row_.organisation;
  cluster::Place place_;
  bool has_place_ = false;
  std::optional<double> lat_, lon_;
  std::string region_;
};

// REGONs begin with zeros, which spreadsheets drop.
std::string padded_regon(std::string_view cell) {
  const bool is_number = std::all_of(cell.begin(), cell.end(), is_digit);
  if (!is_number || (cell.size() != 8 && cell.size() != 13)) return std::string(cell);
  return "0" + std::string(cell);
}

// The field that a JSON pointer speaks of: "/registers/nip" -> "nip", "/activities/0/code" -> "activities".
std::string field_in(std::string pointer) {
  while (!pointer.empty()) {
    const auto slash = pointer.rfind('/');
    const std::string name = pointer.substr(slash + 1);
    if (target_named(name)) return name;
    if (slash == 0 || slash == std::string::npos) return name;
    pointer.resize(slash);
  }
  return pointer;
}

bool RowReader::take_text(const Target& target, std::string_view cell) {
  const std::string text(cell);
  switch (target.field) {
    case Field::legal_name:
      made_.legal_name = text;
      return true;
    case Field::short_name:
      made_.short_name = text;
      return true;
    case Field::nip:
      made_.registers.nip = text;
      return true;
    case Field::regon:
      made_.registers.regon = padded_regon(cell);
      return true;
    case Field::krs:
      made_.registers.krs = text;
      return true;
    case Field::eu_vat:
      made_.registers.eu_vat = text;
      return true;
    case Field::website:
      made_.website = text;
      return true;
    case Field::region:
      region_ = text;
      return true;
    case Field::description:
      made_.description[target.qualifier.empty() ? reading_.defaults.language : target.qualifier] = text;
      return true;
    default:
      return false;
  }
}

bool RowReader::take_number(const Target& target, std::string_view cell) {
  switch (target.field) {
    case Field::id:
      take_value(target, cell, cluster::OrganisationId::parse(cell), made_.id,
                 "leave out the column of other ids");
      return true;
    case Field::kind:
      take_value(target, cell, reading_.words.kind(cell), made_.kind,
                 "use enterprise, start_up, university, research_institute, clinical_user, business_support, "
                 "public_authority, investor or association");
      return true;
    case Field::founded:
      take_value(target, cell, year(cell), made_.founded, "write the year with four digits");
      return true;
    case Field::employees:
      take_value(target, cell, whole_number(cell), made_.employees, "write a whole number of persons");
      return true;
    case Field::turnover:
      take_value(target, cell, turnover_class(cell), made_.turnover,
                 "use up_to_2m, up_to_10m, up_to_50m, up_to_150m, over_150m or an amount in EUR");
      return true;
    case Field::is_invented:
      take_value(target, cell, yes_or_no(cell), made_.is_invented, "write yes or no");
      return true;
    default:
      return false;
  }
}

bool RowReader::take_place(const Target& target, std::string_view cell) {
  const std::string text(cell);
  switch (target.field) {
    case Field::place_id:
      take_value(target, cell, cluster::PlaceId::parse(cell), place_.id, "leave out the column of other ids");
      break;
    case Field::is_seat:
      take_value(target, cell, yes_or_no(cell), place_.is_seat, "write yes or no");
      break;
    case Field::street:
      place_.street = text;
      break;
    case Field::postal_code:
      place_.postal_code = text;
      break;
    case Field::locality:
      place_.locality = text;
      break;
    case Field::lau:
      place_.lau = text;
      break;
    case Field::nuts:
      place_.nuts = text;
      break;
    case Field::country:
      take_value(target, cell, reading_.words.country(cell), place_.country,
                 "use its two letters, as PL or CZ");
      break;
    case Field::address: {
      // Columns of their own say it better.
      auto address = parse_address(cell);
      if (place_.street.empty()) place_.street = std::move(address.street);
      if (place_.postal_code.empty()) place_.postal_code = std::move(address.postal_code);
      if (place_.locality.empty()) place_.locality = std::move(address.locality);
      break;
    }
    default:
      return false;
  }
  has_place_ = true;
  return true;
}

bool RowReader::take_position(const Target& target, std::string_view cell) {
  switch (target.field) {
    case Field::latitude:
    case Field::longitude:
      take_value(target, cell, decimal_number(cell), target.field == Field::latitude ? lat_ : lon_,
                 "write degrees with a decimal point, as 50.2945");
      break;
    case Field::coordinates:
      if (const auto both = two_numbers(cell)) {
        lat_ = both->first;
        lon_ = both->second;
      } else {
        not_understood(target, cell, "write latitude, a comma and longitude, as 50.2945, 18.6714");
      }
      break;
    case Field::position_source:
      take_value(target, cell, cluster::value_of<cluster::CoordinateSource>(cell), place_.position_source,
                 "use given or gazetteer");
      break;
    default:
      return false;
  }
  return true;
}

nlohmann::json RowReader::parsed_list(const Target& target, std::string_view cell) {
  auto list = nlohmann::json::parse(cell, nullptr, false);
  if (list.is_discarded()) {
    not_understood(target, cell, "what begins with a bracket is read as JSON: close it, or write plain text");
    return nlohmann::json::array();
  }
  return list;
}

// What the JSON of one field says, read by the model's own reader.
Organisation RowReader::parsed(const Target& target, const char* field, nlohmann::json value) {
  try {
    return cluster::organisation_from_json(
        {{"legal_name", "-"}, {"kind", "enterprise"}, {field, std::move(value)}});
  } catch (const InvalidInput& problem) {
    report(target, problem.problem() + " (" + problem.where() + ")", problem.mend());
    return {};
  }
}

void RowReader::take_tags(const Target& target, std::string_view cell) {
  if (cell.starts_with('['))
    made_.tags = parsed(target, "tags", parsed_list(target, cell)).tags;
  else
    for (auto& tag : split(cell, cell.find(';') == std::string_view::npos ? ",|\n" : ";\n"))
      made_.tags.push_back(std::move(tag));
}

void RowReader::take_activities(const Target& target, std::string_view cell) {
  try {
    const auto& scheme = target.qualifier.empty() ? reading_.defaults.scheme : target.qualifier;
    auto read = read_activities(cell, scheme, reading_.classifications);
    if (target.field == Field::main_activity && !read.codes.empty()) read.codes.front().is_main = true;
    if (!read.guessed_code.empty())
      report(
          target,
          "\"" + read.guessed_code + "\" stands in several versions and was taken for " + read.guessed_scheme,
          "name the version in the header (PKD 2007) or beside the code (pkd_2007:" + read.guessed_code + ")",
          false);
    made_.activities.insert(made_.activities.end(), read.codes.begin(), read.codes.end());
  } catch (const InvalidInput& problem) {
    report(target, problem.problem() + " (" + problem.where() + ")", problem.mend());
  }
}

void RowReader::take_capabilities(const Target& target, std::string_view cell,
                                  std::vector<cluster::Capability>& into) {
  if (cell.starts_with('[')) {
    const bool is_offer = target.field == Field::offers;
    auto read = parsed(target, is_offer ? "offers" : "needs", parsed_list(target, cell));
    into = std::move(is_offer ? read.offers : read.needs);
    return;
  }
  for (const auto& title : split(cell, ";\n")) {
    cluster::Capability item;
    item.title[reading_.defaults.language] = title;
    into.push_back(std::move(item));
  }
}

void RowReader::take_list(const Target& target, std::string_view cell) {
  switch (target.field) {
    case Field::tags:
      return take_tags(target, cell);
    case Field::activities:
    case Field::main_activity:
      return take_activities(target, cell);
    case Field::offers:
      return take_capabilities(target, cell, made_.offers);
    case Field::needs:
      return take_capabilities(target, cell, made_.needs);
    case Field::other_places: {
      auto read = parsed(target, "places", parsed_list(target, cell));
      made_.places = std::move(read.places);
      return;
    }
    case Field::description_other: {
      auto read = parsed(target, "description", parsed_list(target, cell));
      made_.description.merge(read.description);
      return;
    }
    default:
      return;
  }
}

void RowReader::take(const Target& target, std::string_view cell) {
  row_.given.set(static_cast<std::size_t>(target.field));
  if (take_text(target, cell) || take_number(target, cell) || take_place(target, cell) ||
      take_position(target, cell))
    return;
  take_list(target, cell);
}

void RowReader::settle_place() {
  if (lat_.has_value() != lon_.has_value())
    report({lat_ ? Field::longitude : Field::latitude, {}}, "is missing beside its other half",
           "give both latitude and longitude, or neither");
  if (lat_ && lon_) {
    place_.position = geo::LonLat{*lon_, *lat_};
    has_place_ = true;
    if (auto odd = check_position(place_, reading_)) row_.problems.push_back(std::move(*odd));
  }
  if (!has_place_) return;
  if (!row_.given.test(static_cast<std::size_t>(Field::is_seat))) place_.is_seat = true;
  made_.places.insert(made_.places.begin(), std::move(place_));
}

void RowReader::finish() {
  settle_place();
  for (const auto& broken : cluster::normalise_and_check(made_, reading_.classifications))
    row_.problems.push_back({field_in(broken.where()), broken.problem(), broken.mend(), true});
  for (auto& place : made_.places)
    if (!place.position) row_.is_located |= locate(place, region_, reading_.gazetteer);
}

void overlay_place(Organisation& stored, const OrganisationRow& row) {
  if (row.organisation.places.empty()) return;
  const cluster::Place& told = row.organisation.places.front();
  auto found = std::find_if(stored.places.begin(), stored.places.end(),
                            [&](const auto& each) { return !told.id.is_nil() && each.id == told.id; });
  if (found == stored.places.end())
    found = std::find_if(stored.places.begin(), stored.places.end(),
                         [](const auto& each) { return each.is_seat; });
  if (found == stored.places.end()) found = stored.places.begin();
  if (stored.places.empty()) {
    stored.places.push_back(told);
    return;
  }
  cluster::Place& place = *found;
  const auto take = [](std::string& into, const std::string& from) {
    if (!from.empty()) into = from;
  };
  const bool has_moved =
      (!told.locality.empty() && told.locality != place.locality) || told.country != place.country;
  take(place.street, told.street);
  take(place.postal_code, told.postal_code);
  take(place.locality, told.locality);
  take(place.lau, told.lau);
  take(place.nuts, told.nuts);
  if (row.given.test(static_cast<std::size_t>(Field::country))) place.country = told.country;
  if (row.given.test(static_cast<std::size_t>(Field::is_seat))) place.is_seat = told.is_seat;
  const bool is_told = told.position_source == cluster::CoordinateSource::given;
  if (told.position && (is_told || has_moved || !place.position)) {
    place.position = told.position;
    place.position_source = told.position_source;
  }
}

void overlay_capabilities(std::vector<cluster::Capability>& stored,
                          const std::vector<cluster::Capability>& told) {
  // With ids it is our own list, whole; without, titles that somebody wrote down.
  if (std::any_of(told.begin(), told.end(), [](const auto& item) { return !item.id.is_nil(); })) {
    stored = told;
    return;
  }
  for (const auto& item : told)
    if (std::none_of(stored.begin(), stored.end(),
                     [&](const auto& each) { return each.title == item.title; }))
      stored.push_back(item);
}

void overlay_activities(Organisation& stored, const Organisation& told) {
  std::erase_if(stored.activities, [&](const auto& code) {
    return std::any_of(told.activities.begin(), told.activities.end(),
                       [&](const auto& each) { return each.scheme == code.scheme; });
  });
  stored.activities.insert(stored.activities.end(), told.activities.begin(), told.activities.end());
}

void overlay_registers(cluster::Registers& stored, const cluster::Registers& told) {
  if (told.nip) stored.nip = told.nip;
  if (told.regon) stored.regon = told.regon;
  if (told.krs) stored.krs = told.krs;
  if (told.eu_vat) stored.eu_vat = told.eu_vat;
}

}  // namespace

bool OrganisationRow::is_rejected() const {
  return std::any_of(problems.begin(), problems.end(),
                     [](const RowProblem& problem) { return problem.is_fatal; });
}

OrganisationRow read_organisation_row(std::span<const std::string> cells,
                                      std::span<const std::optional<Target>> targets,
                                      const RowReading& reading) {
  OrganisationRow row;
  RowReader reader(reading, row);
  // An address in one cell fills what the columns for its parts leave open, so it comes last.
  for (const bool is_address : {false, true})
    for (std::size_t i = 0; i < std::min(cells.size(), targets.size()); ++i) {
      const auto cell = text::trimmed(cells[i]);
      if (targets[i] && !cell.empty() && (targets[i]->field == Field::address) == is_address)
        reader.take(*targets[i], cell);
    }
  reader.finish();
  return row;
}

void overlay(Organisation& stored, const OrganisationRow& row) {
  const Organisation& told = row.organisation;
  const auto is_given = [&](Field field) { return row.given.test(static_cast<std::size_t>(field)); };
  if (is_given(Field::legal_name)) stored.legal_name = told.legal_name;
  if (is_given(Field::short_name)) stored.short_name = told.short_name;
  if (is_given(Field::kind)) stored.kind = told.kind;
  overlay_registers(stored.registers, told.registers);
  if (told.website) stored.website = told.website;
  if (told.founded) stored.founded = told.founded;
  if (told.employees) stored.employees = told.employees;
  if (told.turnover) stored.turnover = told.turnover;
  for (const auto& [language, text] : told.description) stored.description[language] = text;
  stored.tags.insert(stored.tags.end(), told.tags.begin(), told.tags.end());  // the rules make them unique
  overlay_activities(stored, told);
  overlay_place(stored, row);
  if (is_given(Field::other_places)) {
    stored.places.resize(std::min<std::size_t>(stored.places.size(), 1));
    if (!told.places.empty())
      stored.places.insert(stored.places.end(), told.places.begin() + 1, told.places.end());
  }
  if (is_given(Field::offers)) overlay_capabilities(stored.offers, told.offers);
  if (is_given(Field::needs)) overlay_capabilities(stored.needs, told.needs);
}

}  // namespace grono::exchange
