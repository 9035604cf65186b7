#include "app/clock.hpp"
#include "app/demonstration_parts.hpp"
#include "app/market/collections.hpp"
#include "app/word_forms.hpp"
#include "cluster/market/collection.hpp"
#include "store/collection_store.hpp"

namespace grono::app {
namespace {

using cluster::Collection;
using nlohmann::json;

// One that closed long ago can't be opened any more: it is written as it was then.
Collection open_then(const DemonstrationSite& site, EarlierTransaction& then, const json& draft) {
  Collection made = cluster::collection_from_json(draft);
  made.cluster = site.cluster.id;
  cluster::normalise(made);
  made.id = new_id<cluster::CollectionId>();
  WordForms forms(*site.installation.lemmatiser());
  forms.add(made.title, "");
  forms.add(made.indicator, "");
  store::CollectionStore(then).insert(made, forms.joined());
  return made;
}

// Row by row, column by column, as the description has them; 0 where somebody has nothing.
json figures_of(const Collection& collection, const json& values) {
  json made = json::array();
  for (std::size_t row = 0; row < values.size(); ++row)
    for (std::size_t column = 0; column < values[row].size(); ++column) {
      if (values[row][column] == 0) continue;
      json figure = {{"row", collection.rows.categories.at(row)},
                     {"value", std::to_string(values[row][column].get<int>()) + ".00"}};
      if (collection.columns) figure["column"] = collection.columns->categories.at(column);
      made.push_back(std::move(figure));
    }
  return made;
}

void add_collection(const DemonstrationSite& site, json draft) {
  const json given = taken<json>(draft, "given", json::array());
  const bool is_published = draft.contains("published_at");
  auto then = site.at(draft), published = site.at(draft, "published_at");
  const Collection collection = open_then(site, then, draft);
  store::CollectionStore store(published);
  for (const json& each : given) {
    const auto organisation = id_in<cluster::OrganisationId>(site, each, "organisation");
    store.give(
        collection, organisation,
        cluster::figures_from_json(collection, {{"figures", figures_of(collection, each.at("values"))}}));
  }
  if (is_published)
    static_cast<void>(
        publish_collection(published, site.installation, site.manager(), collection.id, collection.version));
}

}  // namespace

void found_demonstration_market(const DemonstrationSite& site) {
  json all = site.names.filled(site.names.read("market.json"));
  for (json& each : all["collections"]) add_collection(site, std::move(each));
}

}  // namespace grono::app
