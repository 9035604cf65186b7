#include "store/organisation_rows.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "store/bulk.hpp"
#include "store/sql.hpp"

namespace grono::store {
namespace {

using cluster::Organisation;
using soci::into;
using soci::use;

std::string json_text(const auto& value) { return nlohmann::json(value).dump(); }
std::string flag(bool value) { return value ? "1" : "0"; }

// Text that outlives the row it is written in.
std::optional<std::string> number(const auto& value) {
  return value ? std::optional(nlohmann::json(*value).dump()) : std::nullopt;
}

std::vector<Organisation> read_heads(Transaction& transaction, const OrganisationQuery& query) {
  std::vector<Organisation> made;
  Organisation row;
  AsJson<cluster::LocalisedText> description;
  AsJson<std::vector<std::string>> tags;
  std::optional<cluster::OrganisationId> merged_into;
  long long version = 0;
  const std::string sql =
      "SELECT id, legal_name, short_name, kind, nip, regon, krs, eu_vat, website, founded, employees, turnover, "
      "description, tags, is_invented, version, created_at, updated_at, merged_into FROM organisation WHERE id > :from "
      "AND " + query.condition + " ORDER BY id LIMIT :most";
  const bool has_ids = query.condition.find(":ids") != std::string::npos;
  const auto limit = static_cast<long long>(query.limit);
  auto prepared = transaction.sql().prepare;
  auto temporary = (prepared << sql, into(row.id), into(row.legal_name), into(row.short_name), into(row.kind),
                    into(row.registers.nip), into(row.registers.regon), into(row.registers.krs),
                    into(row.registers.eu_vat), into(row.website), into(row.founded), into(row.employees),
                    into(row.turnover), into(description), into(tags), into(row.is_invented), into(version),
                    into(row.created_at), into(row.updated_at), into(merged_into), use(query.from, "from"));
  if (has_ids) temporary, use(query.ids, "ids");
  soci::statement statement = (temporary, use(limit, "most"));
  each_row(statement, [&] {
    row.description = description.value;
    row.tags = tags.value;
    row.version = version;
    row.merged_into = merged_into;
    made.push_back(row);
  });
  return made;
}

// Gives each row of a part's table to the organisation it belongs to; both come in id order.
class Owners {
 public:
  explicit Owners(std::vector<Organisation>& organisations) : at_(organisations.begin()), end_(organisations.end()) {}
  Organisation& of(const cluster::OrganisationId& id) {
    while (at_ != end_ && at_->id < id) ++at_;
    GRONO_INVARIANT(at_ != end_ && at_->id == id);
    return *at_;
  }

 private:
  std::vector<Organisation>::iterator at_, end_;
};

std::string belonging(std::string_view table, const std::string& condition, std::string_view order) {
  return " FROM " + std::string(table) + " WHERE organisation >= :first AND organisation <= :last AND organisation IN " +
         "(SELECT id FROM organisation WHERE id >= :first2 AND id <= :last2 AND " + condition + ") ORDER BY " +
         std::string(order);
}

struct Range {
  std::string first, last;
};

void read_places(Transaction& transaction, const OrganisationQuery& query, const Range& range,
                 std::vector<Organisation>& organisations) {
  cluster::OrganisationId owner;
  cluster::Place row;
  std::optional<double> lon, lat;
  auto temporary =
      (transaction.sql().prepare << "SELECT organisation, id, is_seat, street, postal_code, locality, country, lau, "
                                    "nuts, lon, lat, position_source" +
                                        belonging("place", query.condition, "organisation, ordinal"),
       into(owner), into(row.id), into(row.is_seat), into(row.street), into(row.postal_code), into(row.locality),
       into(row.country), into(row.lau), into(row.nuts), into(lon), into(lat), into(row.position_source),
       use(range.first, "first"), use(range.last, "last"), use(range.first, "first2"), use(range.last, "last2"));
  if (query.condition.find(":ids") != std::string::npos) temporary, use(query.ids, "ids");
  soci::statement statement = temporary;
  Owners owners(organisations);
  each_row(statement, [&] {
    row.position = lon && lat ? std::optional(geo::LonLat{*lon, *lat}) : std::nullopt;
    owners.of(owner).places.push_back(row);
  });
}

void read_activities(Transaction& transaction, const OrganisationQuery& query, const Range& range,
                     std::vector<Organisation>& organisations) {
  cluster::OrganisationId owner;
  cluster::ActivityCode row;
  auto temporary = (transaction.sql().prepare << "SELECT organisation, scheme, code, is_main" +
                                                     belonging("activity", query.condition, "organisation, ordinal"),
                    into(owner), into(row.scheme), into(row.code), into(row.is_main), use(range.first, "first"),
                    use(range.last, "last"), use(range.first, "first2"), use(range.last, "last2"));
  if (query.condition.find(":ids") != std::string::npos) temporary, use(query.ids, "ids");
  soci::statement statement = temporary;
  Owners owners(organisations);
  each_row(statement, [&] { owners.of(owner).activities.push_back(row); });
}

void read_capabilities(Transaction& transaction, const OrganisationQuery& query, const Range& range,
                       std::vector<Organisation>& organisations) {
  cluster::OrganisationId owner;
  cluster::Capability row;
  std::string side;
  AsJson<cluster::LocalisedText> title, description;
  AsJson<std::vector<std::string>> tags, named;
  auto temporary =
      (transaction.sql().prepare << "SELECT organisation, side, id, kind, title, description, trl_from, trl_to, tags, "
                                    "visibility, named" +
                                        belonging("capability", query.condition, "organisation, side, ordinal"),
       into(owner), into(side), into(row.id), into(row.kind), into(title), into(description), into(row.trl_from),
       into(row.trl_to), into(tags), into(row.visibility), into(named), use(range.first, "first"), use(range.last, "last"),
       use(range.first, "first2"), use(range.last, "last2"));
  if (query.condition.find(":ids") != std::string::npos) temporary, use(query.ids, "ids");
  soci::statement statement = temporary;
  Owners owners(organisations);
  each_row(statement, [&] {
    row.title = title.value;
    row.description = description.value;
    row.tags = tags.value;
    row.named = ids_of<cluster::OrganisationId>(named.value);
    Organisation& organisation = owners.of(owner);
    (side == "offer" ? organisation.offers : organisation.needs).push_back(row);
  });
}

void write_parts(Transaction& transaction, std::span<const Organisation> organisations) {
  BulkInsert places(transaction, "place",
                    {"id", "organisation", "ordinal", "is_seat", "street", "postal_code", "locality", "country", "lau",
                     "nuts", "lon", "lat", "position_source"});
  for (const Organisation& organisation : organisations)
    for (std::size_t i = 0; i < organisation.places.size(); ++i) {
      const cluster::Place& place = organisation.places[i];
      GRONO_INVARIANT(!place.id.is_nil());
      const auto lon = place.position ? std::optional(place.position->lon) : std::nullopt;
      const auto lat = place.position ? std::optional(place.position->lat) : std::nullopt;
      const auto lon_text = number(lon), lat_text = number(lat);
      const auto source = place.position_source ? BulkInsert::Cell(name_of(*place.position_source)) : std::nullopt;
      places.row({place.id.str(), organisation.id.str(), std::to_string(i), flag(place.is_seat), place.street,
                  place.postal_code, place.locality, place.country, place.lau, place.nuts, lon_text, lat_text, source});
    }
  places.finish();

  BulkInsert activities(transaction, "activity", {"organisation", "ordinal", "scheme", "code", "is_main"});
  for (const Organisation& organisation : organisations)
    for (std::size_t i = 0; i < organisation.activities.size(); ++i) {
      const cluster::ActivityCode& code = organisation.activities[i];
      activities.row({organisation.id.str(), std::to_string(i), code.scheme, code.code, flag(code.is_main)});
    }
  activities.finish();

  BulkInsert capabilities(transaction, "capability",
                          {"id", "organisation", "side", "ordinal", "kind", "title", "description", "trl_from",
                           "trl_to", "tags", "visibility", "named"});
  const auto write_items = [&](const Organisation& organisation, std::string_view side, const auto& items) {
    for (std::size_t i = 0; i < items.size(); ++i) {
      const cluster::Capability& item = items[i];
      GRONO_INVARIANT(!item.id.is_nil());
      const auto trl_from = number(item.trl_from), trl_to = number(item.trl_to);
      capabilities.row({item.id.str(), organisation.id.str(), side, std::to_string(i), name_of(item.kind),
                        json_text(item.title), json_text(item.description), trl_from, trl_to, json_text(item.tags),
                        name_of(item.visibility), json_text(texts_of(item.named))});
    }
  };
  for (const Organisation& organisation : organisations) {
    write_items(organisation, "need", organisation.needs);
    write_items(organisation, "offer", organisation.offers);
  }
  capabilities.finish();
}

}  // namespace

std::vector<Organisation> read_organisations(Transaction& transaction, const OrganisationQuery& query) {
  std::vector<Organisation> made = read_heads(transaction, query);
  if (made.empty()) return made;
  const Range range{made.front().id.str(), made.back().id.str()};
  read_places(transaction, query, range, made);
  read_activities(transaction, query, range, made);
  read_capabilities(transaction, query, range, made);
  return made;
}

void write_organisations(Transaction& transaction, std::span<const Organisation> organisations) {
  BulkInsert heads(transaction, "organisation",
                   {"id", "legal_name", "short_name", "kind", "nip", "regon", "krs", "eu_vat", "website", "founded",
                    "employees", "turnover", "description", "tags", "is_invented", "version", "created_at",
                    "updated_at", "merged_into"});
  for (const Organisation& each : organisations) {
    GRONO_INVARIANT(!each.id.is_nil());
    const auto founded = number(each.founded), employees = number(each.employees);
    const auto turnover = each.turnover ? BulkInsert::Cell(name_of(*each.turnover)) : std::nullopt;
    const auto merged_into = each.merged_into ? std::optional(each.merged_into->str()) : std::nullopt;
    heads.row({each.id.str(), each.legal_name, each.short_name, name_of(each.kind), each.registers.nip,
               each.registers.regon, each.registers.krs, each.registers.eu_vat, each.website, founded, employees,
               turnover, json_text(each.description), json_text(each.tags), flag(each.is_invented),
               std::to_string(each.version), to_string(each.created_at), to_string(each.updated_at), merged_into});
  }
  heads.finish();
  write_parts(transaction, organisations);
}

bool overwrite_organisation(Transaction& transaction, const Organisation& organisation,
                            std::int64_t expected_version) {
  const AsJson<cluster::LocalisedText> description{organisation.description};
  const AsJson<std::vector<std::string>> tags{organisation.tags};
  const long long version = organisation.version, expected = expected_version;
  soci::session& sql = transaction.sql();
  soci::statement statement =
      (sql.prepare << "UPDATE organisation SET legal_name = :legal_name, short_name = :short_name, kind = :kind, "
                      "nip = :nip, regon = :regon, krs = :krs, eu_vat = :eu_vat, website = :website, "
                      "founded = :founded, employees = :employees, turnover = :turnover, description = :description, "
                      "tags = :tags, is_invented = :is_invented, version = :version, updated_at = :updated_at, "
                      "merged_into = :merged_into WHERE id = :id AND version = :expected AND deleted_at IS NULL",
       use(organisation.legal_name, "legal_name"), use(organisation.short_name, "short_name"),
       use(organisation.kind, "kind"), use(organisation.registers.nip, "nip"),
       use(organisation.registers.regon, "regon"), use(organisation.registers.krs, "krs"),
       use(organisation.registers.eu_vat, "eu_vat"), use(organisation.website, "website"),
       use(organisation.founded, "founded"), use(organisation.employees, "employees"),
       use(organisation.turnover, "turnover"), use(description, "description"), use(tags, "tags"),
       use(organisation.is_invented, "is_invented"), use(version, "version"),
       use(organisation.updated_at, "updated_at"), use(organisation.merged_into, "merged_into"),
       use(organisation.id, "id"), use(expected, "expected"));
  if (run(statement) == 0) return false;
  for (const char* table : {"place", "activity", "capability"})
    sql << "DELETE FROM " + std::string(table) + " WHERE organisation = :id", use(organisation.id, "id");
  write_parts(transaction, std::span(&organisation, 1));
  return true;
}

}  // namespace grono::store
