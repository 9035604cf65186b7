#include "cluster/market/collection.hpp"

#include <algorithm>
#include <set>

#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "cluster/json_reader.hpp"
#include "cluster/names.hpp"
#include "cluster/text_rules.hpp"

namespace grono::cluster {
namespace {

using nlohmann::json;

constexpr std::size_t kMostCategories = 15, kMostAsked = 300;
constexpr int kFewestHistorical = 3;
constexpr Money kMostFigure{100'000'000'000'000};

std::string market_text(const std::string& where, const std::string& text, std::size_t longest) {
  std::string made = stored_text(where, text, longest, false);
  if (made.empty()) throw InvalidInput(where, "is missing", "give the field a value");
  return made;
}

void normalise_dimension(const std::string& where, Dimension& dimension) {
  dimension.name = market_text(where + "/name", dimension.name, 100);
  const std::string list = where + "/categories";
  if (dimension.categories.empty()) throw InvalidInput(list, "are missing", "give at least one");
  if (dimension.categories.size() > kMostCategories)
    throw InvalidInput(list, "are too many", "give at most " + std::to_string(kMostCategories));
  std::set<std::string> known;
  for (std::size_t i = 0; i < dimension.categories.size(); ++i) {
    const std::string at = list + "/" + std::to_string(i);
    dimension.categories[i] = market_text(at, dimension.categories[i], 100);
    if (!known.insert(dimension.categories[i]).second)
      throw InvalidInput(at, "stands twice", "leave one of them out");
  }
}

void require_rule_between(const std::string& where, int value, int from, int to) {
  if (value < from || value > to)
    throw InvalidInput(where, "is out of range",
                       "give " + std::to_string(from) + " to " + std::to_string(to));
}

Dimension dimension_from(const json& object, const std::string& pointer) {
  JsonReader reader(object, pointer);
  Dimension made{reader.text("name").value_or(""), reader.texts("categories")};
  reader.expect_nothing_else();
  return made;
}

json dimension_json(const Dimension& dimension) {
  return {{"name", dimension.name}, {"categories", dimension.categories}};
}

PublicationRules rules_from(const json& object, const std::string& pointer) {
  JsonReader reader(object, pointer);
  PublicationRules made;
  made.min_contributors = reader.small_integer("min_contributors").value_or(made.min_contributors);
  made.max_share_percent = reader.small_integer("max_share_percent").value_or(made.max_share_percent);
  made.protection_percent = reader.small_integer("protection_percent").value_or(made.protection_percent);
  made.old_after_months = reader.small_integer("old_after_months").value_or(made.old_after_months);
  reader.expect_nothing_else();
  return made;
}

std::size_t category_from(JsonReader& reader, std::string_view field, const Dimension& dimension) {
  const auto written = reader.required(field, reader.text(field));
  const auto found = std::find(dimension.categories.begin(), dimension.categories.end(), written);
  if (found == dimension.categories.end())
    throw InvalidInput(reader.at(field), "\"" + written + "\" is no category of the collection",
                       "choose one of its categories");
  return static_cast<std::size_t>(found - dimension.categories.begin());
}

std::string_view fate_name(CellFate fate) {
  switch (fate) {
    case CellFate::published:
      return "published";
    case CellFate::empty:
      return "empty";
    case CellFate::too_few:
      return "too_few";
    case CellFate::dominated:
      return "dominated";
    case CellFate::differencing:
      return "differencing";
    case CellFate::complementary:
      return "complementary";
  }
  return "";
}

}  // namespace

std::vector<Audience> viewers_of_collection(const Collection& collection) {
  std::vector<Audience> made = {{Audience::Kind::runners_of, collection.cluster.uuid}};
  for (const OrganisationId& each : collection.asked) made.push_back({Audience::Kind::people_of, each.uuid});
  return made;
}

bool sees_collection(const Actor& actor, const Collection& collection) {
  return is_among(actor, viewers_of_collection(collection));
}

bool is_asked(const Collection& collection, OrganisationId organisation) {
  return std::binary_search(collection.asked.begin(), collection.asked.end(), organisation);
}

bool is_historical(const Collection& collection, Date today) {
  Date old = collection.last_day + std::chrono::months(collection.rules.old_after_months);
  if (!old.ok()) old = Date{old.year() / old.month() / std::chrono::last};
  return old < today;
}

SuppressionRules suppression_rules(const Collection& collection, Date today) {
  const PublicationRules& agreed = collection.rules;
  if (is_historical(collection, today))
    return {static_cast<std::size_t>(kFewestHistorical), 100, agreed.protection_percent};
  return {static_cast<std::size_t>(agreed.min_contributors), agreed.max_share_percent,
          agreed.protection_percent};
}

ContributedTable contributed_table(const Collection& collection, std::span<const ContributedFigures> given,
                                   std::span<const OrganisationId> order) {
  ContributedTable made{
      collection.rows.categories.size(), collection.columns ? collection.columns->categories.size() : 0, {}};
  for (const ContributedFigures& each : given) {
    const auto found = std::find(order.begin(), order.end(), each.organisation);
    GRONO_INVARIANT(found != order.end());
    for (const MarketFigure& figure : each.figures)
      made.contributions.push_back({static_cast<std::size_t>(found - order.begin()), figure.row,
                                    figure.column, figure.value.hundredths});
  }
  return made;
}

json published_table(const Collection& collection, const SuppressedTable& table) {
  json rows = json::array();
  for (std::size_t row = 0; row < table.rows; ++row) {
    json cells = json::array();
    for (std::size_t column = 0; column < table.columns; ++column) {
      const std::size_t cell = table.at(row, column);
      json one = {{"fate", fate_name(table.fates[cell])}};
      if (table.fates[cell] == CellFate::published) one["value"] = to_string(Money{table.values[cell]});
      cells.push_back(std::move(one));
    }
    rows.push_back(std::move(cells));
  }
  json made = {{"rows", dimension_json(collection.rows)}, {"cells", std::move(rows)}};
  if (collection.columns) made["columns"] = dimension_json(*collection.columns);
  return made;
}

void normalise(Collection& collection) {
  collection.title = market_text("/title", collection.title, 300);
  collection.indicator = market_text("/indicator", collection.indicator, 200);
  collection.unit = market_text("/unit", collection.unit, 60);
  if (collection.last_day < collection.first_day)
    throw InvalidInput("/last_day", "is before the first day", "give a later day");
  normalise_dimension("/rows", collection.rows);
  if (collection.columns) normalise_dimension("/columns", *collection.columns);
  require_rule_between("/rules/min_contributors", collection.rules.min_contributors, kFewestHistorical, 50);
  require_rule_between("/rules/max_share_percent", collection.rules.max_share_percent, 10, 100);
  require_rule_between("/rules/protection_percent", collection.rules.protection_percent, 1, 100);
  require_rule_between("/rules/old_after_months", collection.rules.old_after_months, 1, 120);
  std::sort(collection.asked.begin(), collection.asked.end());
  collection.asked.erase(std::unique(collection.asked.begin(), collection.asked.end()),
                         collection.asked.end());
  if (collection.asked.size() > kMostAsked)
    throw InvalidInput("/asked", "are too many", "give at most " + std::to_string(kMostAsked));
  if (collection.asked.size() < static_cast<std::size_t>(collection.rules.min_contributors))
    throw InvalidInput("/asked", "are fewer than a figure needs contributors",
                       "ask more organisations, or nothing could ever be published");
}

void require_open(const Collection& collection, Date today) {
  if (collection.state != CollectionState::open)
    throw InvalidInput("/state", "the collection is not open any more",
                       "ask those who run the cluster for a new one");
  if (today > collection.closes_on)
    throw InvalidInput("/closes_on", "figures could be given until " + to_string(collection.closes_on),
                       "ask those who run the cluster to move the day");
}

void close(Collection& collection, std::string reason) {
  if (collection.state != CollectionState::open)
    throw InvalidInput("/state", "the collection is not open any more", "look at what became of it");
  if (reason.empty()) throw InvalidInput("/reason", "is missing", "say why it is given up");
  collection.state = CollectionState::closed;
  collection.reason = std::move(reason);
}

json to_json(const Collection& collection) {
  json asked = json::array();
  for (const OrganisationId& each : collection.asked) asked.push_back(each.str());
  const PublicationRules& rules = collection.rules;
  json made = {{"id", collection.id.str()},
               {"cluster", collection.cluster.str()},
               {"title", collection.title},
               {"indicator", collection.indicator},
               {"unit", collection.unit},
               {"first_day", to_string(collection.first_day)},
               {"last_day", to_string(collection.last_day)},
               {"closes_on", to_string(collection.closes_on)},
               {"rows", dimension_json(collection.rows)},
               {"asked", std::move(asked)},
               {"rules",
                {{"min_contributors", rules.min_contributors},
                 {"max_share_percent", rules.max_share_percent},
                 {"protection_percent", rules.protection_percent},
                 {"old_after_months", rules.old_after_months}}},
               {"state", name_of(collection.state)},
               {"reason", collection.reason},
               {"version", collection.version},
               {"created_at", to_string(collection.created_at)},
               {"updated_at", to_string(collection.updated_at)}};
  if (collection.columns) made["columns"] = dimension_json(*collection.columns);
  return made;
}

Collection collection_from_json(const json& object, Collection base) {
  JsonReader reader(object, "");
  base.title = reader.text("title").value_or("");
  base.indicator = reader.text("indicator").value_or("");
  base.unit = reader.text("unit").value_or("");
  base.first_day = reader.required("first_day", reader.day("first_day"));
  base.last_day = reader.required("last_day", reader.day("last_day"));
  base.closes_on = reader.required("closes_on", reader.day("closes_on"));
  const json* rows = reader.value("rows");
  if (!rows) throw InvalidInput("/rows", "is missing", "give the field a value");
  base.rows = dimension_from(*rows, "/rows");
  base.columns.reset();
  if (const json* columns = reader.value("columns")) base.columns = dimension_from(*columns, "/columns");
  base.asked = reader.ids<OrganisationId>("asked");
  if (const json* rules = reader.value("rules")) base.rules = rules_from(*rules, "/rules");
  reader.ignore({"id", "cluster", "state", "reason", "version", "created_at", "updated_at", "may",
                 "organisations", "own", "publication"});
  reader.expect_nothing_else();
  return base;
}

std::vector<MarketFigure> figures_from_json(const Collection& collection, const json& object) {
  JsonReader reader(object, "");
  auto made = reader.list("figures", [&](const json& element, const std::string& pointer) {
    JsonReader inner(element, pointer);
    MarketFigure figure;
    figure.row = category_from(inner, "row", collection.rows);
    if (collection.columns) figure.column = category_from(inner, "column", *collection.columns);
    const auto text = inner.required("value", inner.text("value"));
    const auto value = parse_money(text);
    if (!value || value->hundredths < 0 || *value > kMostFigure)
      throw InvalidInput(inner.at("value"), "\"" + text + "\" is no figure",
                         "write it as \"1234.50\", zero or more");
    figure.value = *value;
    inner.expect_nothing_else();
    return figure;
  });
  reader.ignore({"organisation"});
  reader.expect_nothing_else();
  if (made.empty()) throw InvalidInput("/figures", "are missing", "give at least one");
  for (std::size_t i = 0; i < made.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (made[i].row == made[j].row && made[i].column == made[j].column)
        throw InvalidInput("/figures/" + std::to_string(i), "stands twice", "leave one of them out");
  return made;
}

json to_json(const Collection& collection, std::span<const MarketFigure> figures) {
  json made = json::array();
  for (const MarketFigure& each : figures) {
    json one = {{"row", collection.rows.categories.at(each.row)}, {"value", to_string(each.value)}};
    if (collection.columns) one["column"] = collection.columns->categories.at(each.column);
    made.push_back(std::move(one));
  }
  return made;
}

}  // namespace grono::cluster
